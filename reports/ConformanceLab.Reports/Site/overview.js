"use strict";
// Summary, matrix and skills.
(() => {
  const { make, number, percent, link, bar, badge, copy } = clab;

  const many = (count, what) => `${number(count)} ${what}${count === 1 ? "" : "s"}`;

  const totals = (index, column) => {
    const sum = { planned: 0 };
    for (const suite of index.suites) {
      for (const [letter, count] of Object.entries(suite.cells[column] ?? {})) sum[letter] = (sum[letter] ?? 0) + count;
    }
    return sum;
  };
  const verdicts = counts => {
    const { planned, ...letters } = counts;
    const missing = planned - Object.values(letters).reduce((sum, count) => sum + count, 0);
    return missing > 0 ? { ...letters, ".": missing } : letters;
  };
  const bad = counts => "fxct".split("").reduce((sum, letter) => sum + (counts[letter] ?? 0), 0);

  const card = (index, column) => {
    const { engine, version, tier } = index.columns[column];
    const counts = totals(index, column);
    const letters = verdicts(counts);
    return make(
      "section",
      { class: "card" },
      make("h3", {}, engine, " ", make("span", { class: "tier" }, tier)),
      make("p", { class: "dim" }, version),
      make("p", { class: "figure" }, number(counts.p ?? 0), make("span", { class: "dim" }, ` of ${number(counts.planned)} pass`)),
      bar(letters),
      make(
        "p",
        { class: "counts" },
        clab
          .ordered(letters)
          .filter(([letter]) => letter !== "p")
          .map(([letter, count]) => {
            const text = [badge(letter), ` ${number(count)}`];
            return "fxcte".includes(letter) ? link("deviations", { column, verdict: letter }, ...text) : make("span", {}, ...text);
          }),
      ),
    );
  };

  // How many commands pass, of as many as stand beside the suite's name; of another number where only a part was run.
  const commandsOf = suite => Math.max(...suite.cells.map(cell => cell?.planned ?? 0));
  const suites = index =>
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        { class: "grid" },
        heads(index, "suite"),
        make(
          "tbody",
          {},
          index.suites.map(suite =>
            make(
              "tr",
              {},
              make(
                "th",
                { scope: "row" },
                link("files", { suite: suite.name }, suite.name),
                make("span", { class: "dim" }, `${number(commandsOf(suite))} commands`),
              ),
              suite.cells.map((cell, column) => {
                if (!cell) return make("td", { class: "unmeasured", title: "not run" }, "–");
                const failed = bad(cell);
                const state = failed ? "bad" : (cell.p ?? 0) === cell.planned ? "full" : (cell.p ?? 0) === 0 ? "none" : "partial";
                const isPart = cell.planned !== commandsOf(suite);
                const text = make(
                  "span",
                  {},
                  number(cell.p ?? 0),
                  isPart ? make("span", { class: "dim" }, ` / ${number(cell.planned)}`) : "",
                );
                return make(
                  "td",
                  { class: state },
                  failed
                    ? link("deviations", { column, suite: suite.name }, text, make("span", { class: "bad" }, ` ${number(failed)} bad`))
                    : text,
                );
              }),
            ),
          ),
        ),
      ),
    );

  // Tiers of an engine stand under its name.
  const heads = (index, first) => {
    const engines = [];
    for (const column of index.columns) {
      const name = column.name.slice(0, column.name.length - column.tier.length - 1);
      if (engines.length && engines[engines.length - 1][0] === name) engines[engines.length - 1][1]++;
      else engines.push([name, 1]);
    }
    return make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", { rowspan: 2 }, first),
        engines.map(([name, span]) => make("th", { colspan: span, class: "engine" }, name)),
      ),
      make(
        "tr",
        {},
        index.columns.map(column => make("th", { class: "tier" }, column.tier)),
      ),
    );
  };

  clab.view("summary", (_, index) => {
    const all = index.columns.map((_, column) => totals(index, column));
    const planned = all.reduce((sum, counts) => sum + counts.planned, 0);
    const failed = all.reduce((sum, counts) => sum + bad(counts), 0);
    const engines = new Set(index.columns.map(column => column.engine)).size;
    const listed = index.deviations.reduce((sum, count) => sum + count, 0);
    return [
      make("h1", {}, "Conformance"),
      make(
        "p",
        { class: "lead" },
        `${number(planned)} verdicts of ${many(engines, "engine")} on ${many(index.columns.length, "tier")}: `,
        failed
          ? link("deviations", {}, make("strong", { class: "bad" }, `${number(failed)} bad`))
          : make("strong", { class: "good" }, "none is bad"),
        listed > failed ? `, ${number(listed - failed)} expected to fail` : "",
        ".",
      ),
      (index.remarks ?? []).map(remark => make("p", { class: "problem" }, remark)),
      make(
        "div",
        { class: "cards" },
        index.columns.map((_, column) => card(index, column)),
      ),
      make("h2", {}, "Suites"),
      suites(index),
      index.contradictions
        ? [
            make("h2", {}, "Against the public table"),
            make(
              "ul",
              {},
              index.contradictions.length
                ? index.contradictions.map(text => make("li", {}, text))
                : make("li", {}, "nothing contradicts it"),
            ),
          ]
        : [],
      make("h2", {}, "Where it comes from"),
      make("p", {}, "This site was made by"),
      copy(index.command),
      make(
        "div",
        { class: "scroll" },
        make(
          "table",
          {},
          make(
            "thead",
            {},
            make(
              "tr",
              {},
              ["run", "began", "shard", "seconds", "results"].map(text => make("th", {}, text)),
            ),
          ),
          make(
            "tbody",
            {},
            index.runs.map(run =>
              make(
                "tr",
                {},
                make("td", {}, run.engine),
                make("td", {}, run.started.replace("T", " ").replace(/\.\d+Z$/, " UTC")),
                make("td", {}, run.shard),
                make("td", { class: "number" }, (run.milliseconds / 1000).toFixed(1)),
                make("td", {}, make("code", {}, run.path)),
              ),
            ),
          ),
        ),
      ),
      make("p", { class: "dim" }, "Texts of official suites are those of the WebAssembly community, under their own licences."),
    ].flat();
  });

  const marks = { full: "●", partial: "◐", none: "○", "not-measured": "" };
  const cellText = ([state, planned, passed]) =>
    state === "partial" ? percent(passed, planned) : state === "full" ? "full" : state === "none" ? "none" : "–";
  // A cell leads to what deviates, or else to the files behind it.
  const matrixCell = (index, row, place, cell, column) => {
    const [state, planned, passed, unsupported, deviating, notAsked] = cell;
    const content = [make("span", { class: "mark" }, marks[state]), ` ${cellText(cell)}`];
    if (state === "not-measured") {
      const why = notAsked ? "the engine could not be asked" : "no run has commands about it";
      return make("td", { class: "unmeasured", title: row.reason ?? why }, content);
    }
    const title =
      `${index.columns[column].name}: ${number(passed)} of ${number(planned)} pass, ${number(deviating)} deviate, ` +
      `${number(unsupported)} unsupported${notAsked ? `; ${number(notAsked)} more it could not be asked` : ""}`;
    const target = deviating ? ["deviations", { column, row: place }] : ["files", { row: place }];
    return make("td", { class: state, title }, link(...target, ...content));
  };
  clab.view("matrix", (_, index) => [
    make("h1", {}, "Which engine has what"),
    make(
      "p",
      { class: "lead" },
      "Measured from verdicts: full is every command about a proposal; none, that nothing works which must work; ",
      "–, that nothing was measured. A cell leads to its evidence.",
    ),
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        { class: "grid matrix" },
        heads(index, "proposal"),
        make(
          "tbody",
          {},
          index.rows.map((row, place) =>
            make(
              "tr",
              {},
              make("th", { scope: "row", title: row.command ?? row.reason }, row.title),
              row.cells.map((cell, column) => matrixCell(index, row, place, cell, column)),
            ),
          ),
        ),
      ),
    ),
    make("h2", {}, "Measured by"),
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        {},
        make(
          "tbody",
          {},
          index.rows.map(row =>
            make(
              "tr",
              {},
              make("td", {}, row.link ? make("a", { href: row.link, rel: "noreferrer" }, row.title) : row.title),
              make("td", {}, row.command ? make("code", {}, row.command) : make("span", { class: "dim" }, row.reason)),
            ),
          ),
        ),
      ),
    ),
  ]);

  clab.view("skills", async (_, index) => {
    const parts = await clab.load("skills");
    // Made by this program, with all names escaped.
    const draw = svg => document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
    const [root, ...branches] = parts.map(draw);
    return [
      make("h1", {}, "The tree of skills"),
      make(
        "p",
        { class: "lead" },
        "What WebAssembly learns after its first version, by what it is good for. Lit is only what was measured.",
      ),
      make("div", { class: "skills root" }, root),
      make("div", { class: "skills" }, branches),
      index.columns.length > 1
        ? make(
            "p",
            { class: "dim" },
            "Lamps, from left to right: ",
            index.columns.map((column, place) => `${place + 1} ${column.name}`).join(", "),
            ".",
          )
        : "",
      make("p", {}, make("a", { href: "skills.svg" }, "as SVG"), ", ", make("a", { href: "skills.png" }, "as PNG"), "."),
    ];
  });
})();
