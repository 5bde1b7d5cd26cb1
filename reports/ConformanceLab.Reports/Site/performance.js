"use strict";
// Measurements, comparisons, counts and histories, as clab report shows them: headings, tables, plots.
(() => {
  const { make, view, load } = clab;

  const table = ({ columns, rows }) =>
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, columns.map(([title, isNumber]) => make("th", { class: isNumber && "number" }, title)))),
        make(
          "tbody",
          {},
          rows.map(row => make("tr", {}, row.map((cell, column) => make("td", { class: columns[column][1] && "number" }, cell)))),
        ),
      ),
    );

  // Plots are drawn on white, in every theme.
  const plot = ({ plot: file, description, width, height }) =>
    make(
      "figure",
      { class: "plot" },
      make("img", { src: `${file}.svg`, alt: description, width, height, loading: "lazy" }),
      make("figcaption", {}, make("a", { href: `${file}.svg` }, "SVG"), " ", make("a", { href: `${file}.png` }, "PNG")),
    );

  const show = block => {
    if (block.heading !== undefined) return [make("h2", {}, block.heading), make("p", { class: "dim" }, block.subtitle)];
    if (block.verdict !== undefined) return make("p", { class: `outcome ${block.class}` }, block.verdict);
    if (block.warning !== undefined) return make("p", { class: "problem" }, block.warning);
    if (block.text !== undefined) return make("p", { class: "lead" }, block.text);
    return block.plot === undefined ? table(block) : plot(block);
  };

  view("performance", async () => {
    const blocks = await load("performance");
    return [make("h1", {}, "Performance"), blocks.map(show)].flat(Infinity);
  });
})();
