"use strict";
(() => {
  const main = document.getElementById("function");
  const list = document.getElementById("functions");
  const sources = new Map([...document.querySelectorAll("script[data-function]")].map(script => [script.dataset.function, script]));

  // Everything that comes from the module becomes text, never markup.
  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };
  const hex = number => number.toString(16).padStart(4, "0");
  const link = (target, text) => {
    const anchor = make("a", "", text);
    anchor.href = target;
    return anchor;
  };

  // The first word stands out.
  const words = (text, className) => {
    const [, word, rest] = /^(\S*)(.*)$/s.exec(text);
    const comment = rest.indexOf(";;");
    const span = make("span", className, make("b", "", word), comment < 0 ? rest : rest.slice(0, comment));
    if (comment >= 0) span.append(make("span", "more", rest.slice(comment)));
    return span;
  };

  // Which trap, or what else code out of line is for. In line, it is more of an instruction that stands elsewhere.
  const purpose = row => {
    const notes = row.code.flatMap(line => line.n ?? []).filter(([kind]) => kind === "trap");
    return notes.length ? notes[0][1].replace("traps: ", "") : (row.part ?? "more").replace("out of line: ", "");
  };

  const makeLine = (index, line, isData) => {
    const text = isData ? make("span", "text", line.x) : words(line.x, "text");
    if (line.to !== undefined) {
      const bold = text.querySelector("b");
      text.replaceChildren(bold, " ", link(`#${index}-${hex(line.to)}`, hex(line.to)));
    }
    for (const [kind, note] of line.n ?? []) text.append(make("span", `note ${kind}`, note));
    const element = make("div", "line", make("span", "place", hex(line.o)), text);
    element.id = `${index}-${hex(line.o)}`;
    return element;
  };

  const makeRow = (index, row, elsewhere, texts) => {
    const wat = make("div", "wat");
    if (row.at !== undefined) {
      wat.append(make("span", "place", hex(row.at)));
      if (row.wat !== undefined) {
        const text = words(row.wat, "text");
        text.style.paddingLeft = `${Math.min(row.depth, 20)}em`;
        for (const other of elsewhere.get(row.at) ?? []) {
          text.append(" ", make("span", "more", link(`#${index}-${hex(other.code[0].o)}`, `↓ ${purpose(other)}`)));
        }
        wat.append(text);
      } else {
        wat.append(make("span", "more", link(`#${index}-at-${hex(row.at)}`, `↑ ${texts.get(row.at) ?? ""}`)));
      }
    }
    const code = make("div", "code", ...(row.code ?? []).map(line => makeLine(index, line, row.part === "constants")));
    const element = make("div", "row", wat, code);
    if (row.at !== undefined) element.dataset.at = row.at;
    if (row.wat !== undefined) element.id = `${index}-at-${hex(row.at)}`;
    return element;
  };

  const facts = (title, rows) => {
    const table = make("table", "", ...rows.map(cells => make("tr", "", ...cells.map(cell => make("td", "", cell)))));
    const details = make("details", "", make("summary", "", title), table);
    details.open = rows.length <= 12;
    return details;
  };

  let shown = null;
  const show = index => {
    const source = sources.get(index);
    if (!source || shown === index) return;
    shown = index;
    const data = JSON.parse(source.textContent);
    const elsewhere = new Map(), texts = new Map();
    for (const row of data.rows) {
      if (row.at === undefined) continue;
      if (row.wat !== undefined) texts.set(row.at, row.wat);
      else elsewhere.set(row.at, [...(elsewhere.get(row.at) ?? []), row]);
    }
    const rows = make("div", "rows");
    let part;
    for (const row of data.rows) {
      if (row.part !== part && row.part !== undefined) rows.append(make("div", "part", row.part));
      part = row.part;
      rows.append(makeRow(index, row, elsewhere, texts));
    }
    main.replaceChildren(make("h2", "", `(${data.declaration})`), make("p", "", data.summary));
    if (data.exports.length) main.append(make("p", "", `exported as ${data.exports.join(", ")}`));
    if (data.locals.length) main.append(facts("locals", data.locals));
    if (data.handlers.length) main.append(facts("handlers of exceptions", data.handlers.map(handler => [handler])));
    if (data.decisions.length) main.append(facts("decisions", data.decisions));
    for (const [name, text] of data.stages) main.append(make("details", "", make("summary", "", name), make("pre", "", text)));
    main.append(rows);
    for (const anchor of list.querySelectorAll("a")) {
      if (anchor.hash === `#${index}`) anchor.setAttribute("aria-current", "true");
      else anchor.removeAttribute("aria-current");
    }
  };

  // "#3": function 3; "#3-01a0": an instruction of its code; "#3-at-0012": one of its body.
  const follow = () => {
    const place = location.hash.slice(1);
    const index = place.split("-")[0];
    const before = shown;
    show(sources.has(index) ? index : sources.keys().next().value);
    main.querySelector(".line.target")?.classList.remove("target");
    const element = place.includes("-") ? document.getElementById(place) : null;
    if (element) {
      element.scrollIntoView({ block: "center" });
      if (element.classList.contains("line")) element.classList.add("target");
      light("pinned", element.closest(".row"));
    } else if (before !== shown) {
      main.scrollTop = 0;
    }
  };

  // Rows of one instruction belong together, wherever their code is.
  const light = (className, row) => {
    for (const lit of main.querySelectorAll(`.${className}`)) lit.classList.remove(className);
    if (row?.dataset.at === undefined) return;
    for (const other of main.querySelectorAll(`.row[data-at="${row.dataset.at}"]`)) other.classList.add(className);
  };
  main.addEventListener("mouseover", event => light("lit", event.target.closest(".row")));
  main.addEventListener("mouseleave", () => light("lit", null));
  main.addEventListener("click", event => {
    if (event.target.closest("a")) return;
    const row = event.target.closest(".row");
    light("pinned", row?.classList.contains("pinned") ? null : row);
  });

  list.append(...[...sources].map(([index, script]) => {
    const anchor = link(`#${index}`, "");
    anchor.append(make("span", "", script.dataset.name), make("span", "", `${Number(script.dataset.bytes).toLocaleString("en")} B`));
    anchor.title = script.dataset.name;
    return make("li", "", anchor);
  }));
  document.getElementById("filter").addEventListener("input", event => {
    const wanted = event.target.value.toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  });
  addEventListener("hashchange", follow);
  follow();
})();
