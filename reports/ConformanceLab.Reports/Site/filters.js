"use strict";
// A long list to search and to choose from: the form, how much was found, and what was found, a step at a time. What is asked for stands in
// the address.
//
// view: its name. items: what there is. textOf: what words are searched in. row: an element of the list. describe: how much was found.
// choices: { label, name, options, fits }, where fits says whether an item is one of the value that was chosen; "" is every one.
clab.search = (view, parameters, { title, placeholder, items, textOf, row, describe, choices }) => {
  const { make, select } = clab;
  const step = 200;
  const state = { q: "", ...Object.fromEntries(choices.map(({ name }) => [name, ""])), ...parameters };
  const list = make("ol", { class: view });
  const count = make("p", { class: "dim", id: "count" });
  const more = make("button", { type: "button", onclick: () => extend() }, `show ${step} more`);
  const texts = new Map();
  const textFor = item => {
    if (!texts.has(item)) texts.set(item, textOf(item).toLowerCase());
    return texts.get(item);
  };
  let found = [],
    shown = 0;
  const extend = () => {
    list.append(...found.slice(shown, shown + step).map(row));
    shown = Math.min(found.length, shown + step);
    more.hidden = shown >= found.length;
  };
  const filter = () => {
    const words = state.q
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word);
    const chosen = choices.filter(({ name }) => state[name] !== "");
    found = items.filter(
      item => chosen.every(({ name, fits }) => fits(item, state[name])) && words.every(word => textFor(item).includes(word)),
    );
    shown = 0;
    list.replaceChildren();
    extend();
    count.textContent = describe(found.length);
  };
  const change = (name, value) => {
    state[name] = value;
    clab.keep(view, state);
    filter();
  };
  filter();
  return [
    make("h1", {}, title),
    make(
      "form",
      { class: "filters", onsubmit: event => event.preventDefault() },
      make(
        "label",
        { class: "wide" },
        make("span", {}, "search"),
        make("input", {
          type: "search",
          value: state.q,
          placeholder,
          "aria-label": "search",
          oninput: event => change("q", event.target.value),
        }),
      ),
      choices.map(({ label, name, options }) =>
        select(label, name, state[name], [["", "all"], ...options], value => change(name, value)),
      ),
    ),
    count,
    list,
    more,
  ];
};

// The choices that lists of scripts and of what is in them have in common; fileOf: the script of an item, as it stands in the index.
clab.scriptChoices = (index, fileOf) => [
  {
    label: "suite",
    name: "suite",
    options: index.suites.map(suite => [suite.name, suite.name]),
    fits: (item, value) => fileOf(item)[0] === value,
  },
  {
    label: "proposal",
    name: "row",
    options: index.rows.map((row, place) => [place, row.title]),
    fits: (item, value) => fileOf(item)[2].includes(Number(value)),
  },
];
