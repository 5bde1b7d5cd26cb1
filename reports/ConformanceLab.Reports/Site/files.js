"use strict";
// The list of scripts, and a script with its verdicts.
(() => {
  const { make, number, link, select, placed } = clab;

  const stateOf = ([planned, pass, bad, known, unsupported]) =>
    bad ? "bad" : known ? "known" : pass === planned ? "full" : unsupported === planned ? "none" : "partial";

  const dots = (index, entry) =>
    make(
      "span",
      { class: "dots" },
      index.columns.map((column, place) => {
        const counts = entry[3 + place];
        return counts
          ? make("span", {
              class: `dot ${stateOf(counts)}`,
              title: `${column.name}: ${number(counts[1])} of ${number(counts[0])} pass, ${number(counts[2])} bad`,
            })
          : make("span", { class: "dot unmeasured", title: `${column.name}: not run` });
      }),
    );

  clab.view("files", (parameters, index) =>
    clab.search("files", parameters, {
      title: "Files",
      placeholder: "part of the name",
      items: index.files.map((entry, place) => [entry, place]),
      textOf: ([entry]) => `${entry[0]}/${entry[1]}`,
      row: ([entry, place]) =>
        make(
          "li",
          {},
          link(
            "file",
            { f: place },
            make("span", { class: "place" }, make("span", { class: "dim" }, `${entry[0]}/`), make("wbr"), placed(entry[1])),
            dots(index, entry),
          ),
        ),
      describe: found =>
        `${number(found)} of ${number(index.files.length)} scripts; ` +
        `a dot for each of ${index.columns.map(column => column.name).join(", ")}`,
      choices: [
        ...clab.scriptChoices(index, ([entry]) => entry),
        {
          label: "scripts",
          name: "only",
          options: [["d", "that deviate"]],
          fits: ([entry]) => entry.slice(3).some(counts => counts && counts[2] + counts[3] > 0),
        },
      ],
    }),
  );

  // Lines of a script around some that are meant.
  clab.excerpt = (source, first, last, around) => {
    const lines = source.split("\n");
    const from = Math.max(1, first - around),
      to = Math.min(lines.length, last + around);
    const rows = [];
    for (let number = from; number <= to; number++) {
      rows.push(
        make(
          "div",
          { class: number >= first && number <= last ? "line lit" : "line" },
          make("span", { class: "number" }, String(number)),
          make("span", { class: "text" }, lines[number - 1]),
        ),
      );
    }
    return make("div", { class: "source" }, rows);
  };

  clab.view("file", async ({ f, line, hash, column }, index) => {
    const file = await clab.load(`file-${Number(f)}`);
    const [suite, path] = index.files[f];
    const name = `${suite}/${path}`;
    const columns = index.columns.map((each, place) => [each, place]).filter(([, place]) => file.verdicts[place]);
    const wanted = hash ? file.commands.findIndex(command => command[2] === hash) : -1;
    const target = wanted >= 0 ? file.commands[wanted][0] : Number(line ?? 0);
    const chosen = column ?? "";

    // A mark for each column at the line on which a command begins; lines of commands that deviate lead to them.
    const marks = new Map();
    file.commands.forEach((command, place) => {
      if (!command.length) return;
      const own = columns
        .filter(([, at]) => chosen === "" || at === Number(chosen))
        .map(([each, at]) => [each, at, file.verdicts[at][place]]);
      marks.set(command[0], [
        ...(marks.get(command[0]) ?? []),
        ...own.map(([each, at, letter]) => {
          const dot = { class: `dot v-${letter === "." ? "none" : letter}`, title: `${each.name}: ${clab.words[letter]}` };
          return "fxcte".includes(letter)
            ? make("a", { ...dot, href: clab.address("deviation", { f, i: place, c: at }) })
            : make("span", dot);
        }),
      ]);
    });
    const lines = (file.source ?? file.commands.map(command => `${command[1]}  ${command[2]}`).join("\n")).split("\n");
    const blocks = [];
    for (let from = 0; from < lines.length; from += 100) {
      const block = make(
        "div",
        { class: "block" },
        lines.slice(from, from + 100).map((text, place) => {
          const number = from + place + 1;
          return make(
            "div",
            { class: number === target ? "line lit" : "line", "data-target": number === target },
            make("span", { class: "marks" }, marks.get(number) ?? []),
            make("span", { class: "number" }, String(number)),
            make("span", { class: "text" }, text),
          );
        }),
      );
      block.style.containIntrinsicSize = `auto ${Math.min(100, lines.length - from) * 1.5}em`;
      blocks.push(block);
    }
    return [
      make("p", { class: "path" }, link("files", {}, "Files"), " › ", link("files", { suite }, suite)),
      make("h1", { class: "place" }, placed(path)),
      make(
        "p",
        { class: "dim" },
        `${number(file.commands.length)} ${file.commands.length === 1 ? "command" : "commands"}; ` +
          `proposals: ${index.files[f][2].map(row => index.rows[row].title).join(", ") || "none"}`,
      ),
      make(
        "ul",
        { class: "columns" },
        columns.map(([each, place]) => {
          const counts = {};
          for (const letter of file.verdicts[place]) counts[letter] = (counts[letter] ?? 0) + 1;
          return make(
            "li",
            {},
            make("b", {}, each.name),
            clab.bar(counts),
            make("span", { class: "dim" }, `${number(counts.p ?? 0)} of ${number(file.commands.length)}`),
            "fxcte".split("").some(letter => counts[letter]) ? link("deviations", { column: place, q: path }, "deviations") : "",
            file.reasons[place] ? make("div", { class: "dim", title: file.reasons[place] }, `unsupported: ${file.reasons[place]}`) : "",
          );
        }),
      ),
      columns.length > 1
        ? make(
            "form",
            { class: "filters" },
            select("marks of", "column", chosen, [["", "all"], ...columns.map(([each, place]) => [place, each.name])], value => {
              location.hash = clab.address("file", { f, column: value });
            }),
          )
        : "",
      make("div", { class: `source whole m${chosen === "" ? Math.min(columns.length, 12) : 1}` }, blocks),
      columns.length ? [make("h2", {}, "Again"), columns.map(([each]) => clab.again(each, name))] : [],
    ].flat(2);
  });
})();
