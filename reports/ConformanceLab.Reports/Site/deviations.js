"use strict";
// The list of deviations, and the page of one.
(() => {
  const { make, number, link, badge, words, placed } = clab;

  const all = async index =>
    (await Promise.all(index.deviations.map((_, place) => clab.load(`deviations-${place}`)))).flatMap(piece =>
      piece.list.map(entry => ({
        file: entry[0],
        column: entry[1],
        command: entry[2],
        line: entry[3],
        letter: entry[4],
        keyword: piece.words[entry[5]],
        message: piece.words[entry[6]],
      })),
    );
  const placeOf = (index, entry) => `${index.files[entry.file][0]}/${index.files[entry.file][1]}:${entry.line}`;

  const row = (index, entry) =>
    make(
      "li",
      {},
      link(
        "deviation",
        { f: entry.file, i: entry.command, c: entry.column },
        badge(entry.letter),
        make("span", { class: "place" }, placed(placeOf(index, entry))),
        make("span", { class: "on" }, index.columns[entry.column].name),
        make("span", { class: "what" }, make("b", {}, entry.keyword), entry.message ? `: ${entry.message}` : ""),
      ),
    );

  clab.view("deviations", async (parameters, index) => {
    const items = await all(index);
    const letters = [...new Set(items.map(entry => entry.letter))];
    return clab.search("deviations", parameters, {
      title: "Deviations",
      placeholder: "words of place or message",
      items,
      textOf: entry => `${placeOf(index, entry)} ${entry.keyword} ${entry.message}`,
      row: entry => row(index, entry),
      describe: found => `${number(found)} of ${number(items.length)} deviations`,
      choices: [
        {
          label: "engine",
          name: "column",
          options: index.columns.map((column, place) => [place, column.name]),
          fits: (entry, value) => entry.column === Number(value),
        },
        {
          label: "verdict",
          name: "verdict",
          options: letters.map(letter => [letter, words[letter]]),
          fits: (entry, value) => entry.letter === value,
        },
        ...clab.scriptChoices(index, entry => index.files[entry.file]),
      ],
    });
  });

  // What differs stands out: words, where there are as many; else all between what is the same in front and behind.
  const contrast = (one, other) => {
    const [, lead] = /^(returned )?/.exec(one);
    const split = text => text.replace(/^returned /, "").split(/([\s()]+)/);
    const own = split(one),
      its = split(other);
    let start = 0,
      end = 0;
    if (own.length !== its.length) {
      while (start < Math.min(own.length, its.length) && own[start] === its[start]) start++;
      while (end < Math.min(own.length, its.length) - start && own[own.length - 1 - end] === its[its.length - 1 - end]) end++;
    }
    const differs = place => (own.length === its.length ? own[place] !== its[place] : place >= start && place < own.length - end);
    return [lead ?? "", ...own.map((word, place) => (differs(place) ? make("mark", {}, word) : word))];
  };

  // Numbers as the results write them: 0x and all digits of the type. Pairs of the same width are compared bit by bit.
  const bits = (expected, actual) => {
    const numbers = text => [...text.matchAll(/0x([0-9a-f]+)/gi)].map(match => match[1]);
    const [left, right] = [numbers(expected), numbers(actual)];
    if (left.length !== right.length) return null;
    const rows = left
      .map((digits, place) => [digits, right[place]])
      .filter(([one, other]) => one.length === other.length && one !== other);
    if (!rows.length) return null;
    const spell = (digits, against) => {
      const binary = text => [...text].map(digit => parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
      const [own, other] = [binary(digits), binary(against)];
      return [...own].map((bit, place) => [bit === other[place] ? bit : make("mark", {}, bit), place % 8 === 7 ? " " : ""]).flat();
    };
    return make(
      "div",
      { class: "bits" },
      rows
        .slice(0, 16)
        .map(([one, other]) => [
          make("div", {}, make("span", { class: "dim" }, "expected "), ...spell(one, other)),
          make("div", {}, make("span", { class: "dim" }, "actual   "), ...spell(other, one)),
        ]),
    );
  };

  clab.view("deviation", async ({ f, i, c }, index) => {
    const file = await clab.load(`file-${Number(f)}`);
    const [suite, path] = index.files[f];
    const [line, keyword, hash, last] = file.commands[i];
    const name = `${suite}/${path}`;
    const letter = file.verdicts[c]?.[i] ?? ".";
    const details = file.details[`${c}:${i}`] ?? {};
    const column = index.columns[c];
    const others = index.columns
      .map((other, place) => [other, place, file.verdicts[place]?.[i]])
      .filter(([, place, its]) => its && place !== Number(c));
    const both = details.expected && details.actual;
    return [
      make("p", { class: "path" }, link("deviations", {}, "Deviations"), " › ", link("file", { f, line }, name)),
      make("h1", { class: "place" }, placed(`${path}:${line}`)),
      make(
        "p",
        {},
        badge(letter),
        " ",
        make("b", {}, keyword),
        ` on ${column.name} ${column.version}`,
        details.observed ? `, observed: ${details.observed}` : "",
      ),
      details.message && !(both && details.message.includes(details.actual)) ? make("p", { class: "message" }, details.message) : "",
      both
        ? make(
            "dl",
            { class: "values" },
            make("dt", {}, "expected"),
            make("dd", {}, ...contrast(details.expected, details.actual)),
            make("dt", {}, "actual"),
            make("dd", {}, ...contrast(details.actual, details.expected)),
          )
        : ["expected", "actual"]
            .filter(key => details[key])
            .map(key => make("dl", { class: "values" }, make("dt", {}, key), make("dd", {}, details[key]))),
      both ? (bits(details.expected, details.actual) ?? "") : "",
      details.weak ? make("p", { class: "dim" }, `A weak assertion: ${details.weak}`) : "",
      make("h2", {}, "In the script"),
      file.source
        ? clab.excerpt(file.source, line, last ?? line, 8)
        : make("pre", { class: "source" }, details.excerpt ?? "The script was not on the machine that made this page."),
      make("h2", {}, "Again"),
      clab.again(column, name),
      make("p", { class: "dim" }, "id for expectations and history: ", make("code", {}, `${name}#${hash}`)),
      others.length
        ? [
            make("h2", {}, "The same command elsewhere"),
            make(
              "ul",
              { class: "others" },
              others.map(([other, place, its]) =>
                make("li", {}, badge(its), " ", "pu".includes(its) ? other.name : link("deviation", { f, i, c: place }, other.name)),
              ),
            ),
          ]
        : [],
      details.code ? [make("h2", {}, "Machine code of what it calls"), make("pre", { class: "code" }, details.code)] : [],
    ].flat();
  });
})();
