"use strict";
// The frame of the site: pieces of data that are loaded when they are needed, the way from an address to a view, and what all views use.
const clab = (() => {
  const values = new Map();
  const loading = new Map();
  const views = new Map();

  // Each piece is a script beside the page that calls put: files that were opened as files can load nothing else.
  const put = (name, value) => values.set(name, value);
  const load = name => {
    if (values.has(name)) return Promise.resolve(values.get(name));
    if (!loading.has(name)) {
      loading.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `data/${name}.js`;
          script.onload = () => {
            script.remove();
            resolve(values.get(name));
          };
          script.onerror = () => {
            loading.delete(name);
            reject(new Error(`data/${name}.js is not there`));
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(name);
  };

  // Everything that comes from results becomes text, never markup.
  const make = (tag, properties, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
    return element;
  };

  const words = {
    p: "pass",
    f: "fail",
    e: "expected-fail",
    x: "unexpected-pass",
    c: "crash",
    t: "timeout",
    u: "unsupported",
    ".": "no verdict",
  };
  const number = value => value.toLocaleString("en");
  const percent = (part, whole) => {
    if (whole === 0 || part === whole) return "100 %";
    return `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;
  };
  const badge = letter => make("span", { class: `badge v-${letter === "." ? "none" : letter}` }, words[letter]);
  const address = (view, parameters) => {
    const text = new URLSearchParams(
      Object.entries(parameters ?? {}).filter(([, value]) => value !== "" && value !== undefined),
    ).toString();
    return `#${view}${text ? `?${text}` : ""}`;
  };
  const link = (view, parameters, ...children) => make("a", { href: address(view, parameters) }, ...children);

  // The name of a script, which a narrow screen breaks where its folders and words end.
  const placed = name => name.split(/(?<=[/_])/).flatMap((part, place) => (place ? [make("wbr"), part] : [part]));

  const copy = text =>
    make(
      "div",
      { class: "command" },
      make("code", {}, text),
      make(
        "button",
        {
          type: "button",
          onclick: event => {
            navigator.clipboard?.writeText(text);
            event.target.textContent = "copied";
          },
        },
        "copy",
      ),
    );

  // Verdicts in the same order everywhere.
  const order = "pxftceu.";
  const ordered = counts => [...order].filter(letter => counts[letter] > 0).map(letter => [letter, counts[letter]]);

  // The command that shows the verdicts of a script again; its name as a shell takes it for one word.
  const again = (column, name) =>
    copy(column.again.replace("{file}", () => (/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`)));

  // A bar of shares: verdicts, each as long as there are many.
  const bar = counts => {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0) || 1;
    return make(
      "div",
      {
        class: "bar",
        title: ordered(counts)
          .map(([letter, count]) => `${words[letter]}: ${number(count)}`)
          .join(", "),
      },
      ordered(counts).map(([letter, count]) => {
        const part = make("span", { class: `v-${letter === "." ? "none" : letter}` });
        part.style.flexGrow = Math.max(count / all, 0.006);
        return part;
      }),
    );
  };

  // Suites and engines: a line of choices, each with its name in front.
  const select = (label, name, value, options, change) => {
    const list = make(
      "select",
      { name, onchange: event => change(event.target.value) },
      options.map(([key, text]) => make("option", { value: key, selected: String(key) === String(value) }, text)),
    );
    return make("label", {}, make("span", {}, label), list);
  };

  const nav = [
    ["summary", "Summary"],
    ["matrix", "Matrix"],
    ["skills", "Skills"],
    ["deviations", "Deviations"],
    ["files", "Files"],
    ["performance", "Performance"],
  ];
  let current = 0;
  const show = async () => {
    const [view, query] = location.hash.slice(1).split("?");
    const parameters = Object.fromEntries(new URLSearchParams(query ?? ""));
    const name = views.has(view) ? view : "summary";
    const turn = ++current;
    for (const anchor of document.getElementById("nav").children) {
      const isHere =
        anchor.hash === `#${name}` ||
        (name === "deviation" && anchor.hash === "#deviations") ||
        (name === "file" && anchor.hash === "#files");
      if (isHere) {
        anchor.setAttribute("aria-current", "page");
        anchor.scrollIntoView({ block: "nearest", inline: "nearest" }); // not all of them fit on a phone
      } else {
        anchor.removeAttribute("aria-current");
      }
    }
    const main = document.getElementById("main");
    try {
      const content = await views.get(name)(parameters, values.get("index"));
      // While it was being loaded, somebody may have gone elsewhere.
      if (turn !== current) return;
      main.replaceChildren(...[content].flat());
      document.title = `${main.querySelector("h1")?.textContent ?? "Conformance"}`;
      main.dataset.view = name;
      const target = main.querySelector("[data-target]");
      if (target) target.scrollIntoView({ block: "center" });
      else scrollTo(0, 0);
    } catch (error) {
      if (turn === current) main.replaceChildren(make("p", { class: "problem" }, `This can't be shown: ${error.message}`));
    }
  };

  // A place in the address that the view keeps up to date itself.
  const keep = (view, parameters) => history.replaceState(null, "", address(view, parameters));

  const find = text => {
    const index = values.get("index");
    const [, file, line, hash] = /^(.*?)(?::(\d+)|#([0-9a-f.]+))?$/.exec(text.trim());
    const named = index.files.map((entry, place) => [`${entry[0]}/${entry[1]}`, place]);
    const exact = named.filter(([name]) => name === file || name.endsWith(`/${file}`));
    const some = exact.length ? exact : named.filter(([name]) => name.includes(file));
    if (some.length === 1 || (exact.length && (line || hash))) location.hash = address("file", { f: some[0][1], line, hash });
    else location.hash = address("files", { q: file });
  };

  // At once: the page is not to be seen in the other colours first.
  try {
    const theme = localStorage.getItem("theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    /* a browser that keeps nothing */
  }

  addEventListener("DOMContentLoaded", () => {
    // Not every site has measurements.
    const there = nav.filter(([view]) => view !== "performance" || values.get("index")?.performance);
    document.getElementById("nav").append(...there.map(([view, title]) => make("a", { href: `#${view}` }, title)));
    document.getElementById("find").addEventListener("submit", event => {
      event.preventDefault();
      find(event.target.querySelector("input").value);
    });
    document.getElementById("theme").addEventListener("click", () => {
      const root = document.documentElement;
      const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        /* a browser that keeps nothing: it was for this visit */
      }
    });
    addEventListener("hashchange", show);
    show();
  });

  return {
    put,
    load,
    make,
    words,
    number,
    percent,
    badge,
    link,
    address,
    placed,
    copy,
    again,
    ordered,
    bar,
    select,
    keep,
    view: (name, render) => views.set(name, render),
  };
})();
