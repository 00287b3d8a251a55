// Header, themes, search, panel and legend.
const bar = byId("dx-themes");
bar.setAttribute("role", "region");
dress(() => bar.setAttribute("aria-label", text.themes));
const choices = make("fieldset", {}, make("legend", { class: "unseen" }));
dress(() => { choices.firstChild.textContent = text.themes; });
// Of many themes the first are in sight, the others in a list.
const inSight = themes.length > 6 ? 4 : themes.length;
themes.slice(0, inSight).forEach((one, t) => {
  const name = make("span", {});
  const input = make("input", { type: "radio", name: "theme", id: `dx-theme-${t}`, value: t, onchange: () => chooseTheme(t) });
  choices.append(make("label", { for: input.id }, input, name));
  dress(() => { name.textContent = said(one.label); });
});
bar.append(choices);
const furtherChoice = make("select", { class: "further", hidden: inSight === themes.length, onchange: () => chooseTheme(Number(furtherChoice.value)) });
bar.append(furtherChoice);
dress(() => {
  furtherChoice.setAttribute("aria-label", text.more_themes);
  furtherChoice.replaceChildren(make("option", { value: -1, disabled: true }, text.more_themes),
    ...themes.slice(inSight).map((one, k) => make("option", { value: inSight + k }, said(one.label))));
});

const tools = make("div", { class: "tools" });
document.querySelector("header")?.append(tools);
if (page.languages.length > 1) {
  const group = make("div", { class: "languages", role: "group" });
  dress(() => group.setAttribute("aria-label", text.languages));
  page.languages.forEach((one) => {
    const button = make("button", { type: "button", lang: one, onclick: () => changeLanguage(one) }, page.text[one].own_name);
    dress(() => button.setAttribute("aria-pressed", String(one === lang)));
    group.append(button);
  });
  tools.append(group);
}
if (!framed) {
  const print = make("button", { type: "button", class: "print", onclick: () => window.print() });
  dress(() => { print.textContent = text.print; });
  tools.append(print);
}
function changeLanguage(to) {
  speak(to);
  root.lang = to;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = page.said[element.dataset.say][to];
  document.title = page.said.title[to];
  dressers.forEach((dresser) => dresser());
  show();
  keepAddress();
}

const panel = make("section", { class: "panel" });
const legend = make("section", { class: "legend" });
dress(() => { panel.setAttribute("aria-label", text.panel); legend.setAttribute("aria-label", text.legend); });
byId("dx-side").append(legend, search(), panel);

function search() {
  const list = make("ul", { id: "dx-matches", role: "listbox", hidden: true });
  const box = make("input", { type: "search", id: "dx-search", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-controls": "dx-matches", "aria-expanded": "false", "aria-autocomplete": "list" });
  dress(() => {
    box.placeholder = text.search;
    for (const one of [list, box]) one.setAttribute("aria-label", text.search);
  });
  let folded = null;
  let matches = [], at = -1;
  const close = () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const take = (i) => { close(); box.value = units.name[i]; choose(i, { fly: true }); };
  function point(to) {
    at = to;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
    if (at >= 0) { box.setAttribute("aria-activedescendant", `dx-match-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
  }
  box.addEventListener("input", () => {
    const wanted = fold(box.value.trim());
    folded ??= units.name.map((name, i) => fold(`${name} ${units.code[i]}`));
    if (!wanted) { close(); return; }
    const starts = (i) => (folded[i].includes(" " + wanted) || folded[i].startsWith(wanted) ? 0 : 1);
    matches = [...folded.keys()].filter((i) => folded[i].includes(wanted))
      .sort((a, b) => starts(a) - starts(b) || collator.compare(units.name[a], units.name[b])).slice(0, 8);
    list.replaceChildren(...(matches.length
      ? matches.map((i, k) => make("li", { role: "option", id: `dx-match-${k}`, "aria-selected": "false",
        onmousedown: (event) => { event.preventDefault(); take(i); } },
      units.name[i], district(i) ? make("small", {}, district(i)) : null))
      : [make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, text.no_match)]));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    say(matches.length ? plain(text.matches, { n: figure(matches.length, 0) }) : text.no_match);
    point(matches.length ? 0 : -1);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden || !matches.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point((at + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length);
    } else if (event.key === "Enter") { event.preventDefault(); take(matches[Math.max(at, 0)]); }
  });
  box.addEventListener("blur", close);
  return make("div", { class: "search" }, box, list);
}

// The title says what is seen: the finding of the theme, or the two that are compared.
function showTitle() {
  if (!page.titles.length) return;
  const both = () => [said(page.area), shown().map((t) => said(themes[t].label)).join(" · ")].filter(Boolean).join(": ");
  const title = state.right < 0 ? said(page.titles[state.theme]) : both();
  document.title = title;
  for (const element of document.querySelectorAll('[data-say="title"]')) element.textContent = title;
}
// And below it from when those figures are: of two that are compared, both dates.
function showDates() {
  if (!page.dates.length) return;
  const dates = [...new Set(shown().map((t) => said(page.dates[t])))].join(" · ");
  for (const element of document.querySelectorAll('[data-say="as-of"]')) element.textContent = dates;
}
function showPanel() {
  const i = state.chosen;
  if (i < 0) { panel.replaceChildren(make("p", { class: "quiet" }, text.panel_empty)); return; }
  const link = units.link && units.link[i];
  panel.replaceChildren(
    make("div", { class: "panel-head" }, make("h2", {}, units.name[i]),
      make("button", { type: "button", class: "close", "aria-label": text.close, title: text.close, onclick: () => choose(-1) }, "×")),
    ...(district(i) ? [make("p", { class: "quiet" }, district(i))] : []),
    ...shown().flatMap((t) => findings(i, t)),
    ...(state.right < 0 || !counted[i] ? [] : [make("p", { class: "finding" }, ...difference(i))]),
    ...(link ? [make("p", {}, make("a", { class: "open", href: link, target: framed ? "_top" : null }, text.open))] : []));
}
function findings(i, t) {
  const one = classAt(i, t);
  return [
    ...(state.right < 0 ? [] : [make("h3", {}, said(themes[t].label))]),
    make("p", { class: "chip" }, swatch(one), one.label),
    ...sentences(i, t).map((line) => make("p", { class: "finding" }, ...sentence(line.template, line.values, ["rate", "gap", "count"]))),
    ...(!counted[i] ? [] : parts(t)).map((figures) => make("dl", {}, ...facts(i, figures).flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)]))),
  ];
}
function facts(i, figures) {
  const observed = column(figures.observed, i), basis = column(figures.basis, i);
  const all = [
    [text.fact_as_of, column(figures.as_of, i) || text.no_date], [text.fact_operator, said(figures.operator)],
    [text.fact_observed, observed == null ? "" : plain(text.observed, { observed: shortPercent(observed), basis })],
    [text.fact_basis, basis], [text.fact_evidence, column(figures.evidence, i)], [text.fact_definition, said(figures.definition)],
  ].filter(([, value]) => value);
  return state.right < 0 ? all : all.filter(([term]) => term === text.fact_as_of || term === text.fact_operator || term === text.fact_evidence);
}

function showLegend() {
  legend.replaceChildren(...shown().flatMap((t) => (themes[t].second ? pairLegend(t) : listLegend(t))),
    make("p", { class: "quiet hint" }, text.legend_hint), ...placesChoice());
}
function classButton(t, c, ...children) {
  const is = state.only && state.only.t === t && state.only.c === c;
  return make("button", { type: "button", "aria-pressed": String(Boolean(is)), "data-class": c, "data-theme": t, disabled: themes[t].tally[c] === 0,
    onclick: () => {
      state.only = is ? null : { t, c };
      paintUnits();
      showLegend();
      showTable();
      placeNames();
      legend.querySelector(`[data-class="${c}"][data-theme="${t}"]`).focus();
    } }, ...children);
}
function listLegend(t) {
  const { tally, kind } = themes[t];
  const most = Math.max(1, ...tally);
  const rows = classes(t).map((one, c) => make("li", {}, classButton(t, c, swatch(one), make("span", { class: "label" }, one.label),
    svg("svg", { class: "bar", "aria-hidden": "true", height: 14, width: "100%" },
      svg("rect", { width: `${(100 * tally[c]) / most}%`, height: 14, rx: 1.5, fill: ink(one) })),
    make("span", { class: "n" }, figure(tally[c], 0)))));
  const heading = state.right < 0 ? text[`legend_${kind}`] : said(themes[t].label);
  return [make("h2", {}, kind === "count" && state.right < 0 ? plain(heading, { unit: said(themes[t].unit) }) : heading), make("ul", {}, ...rows)];
}
// Two variables: a square of three levels by three, the better end of both at the top left.
function pairLegend(t) {
  const one = themes[t], table = classes(t);
  const [down, across] = one.levels[lang];
  const cell = (row, col) => {
    const c = 3 * row + col;
    const button = classButton(t, c, figure(one.tally[c], 0));
    button.setAttribute("aria-label", `${table[c].label}: ${figure(one.tally[c], 0)}`);
    button.className = table[c].ink === "#ffffff" ? "on-dark" : "on-light";
    button.style.background = table[c].colour;
    return make("td", {}, button);
  };
  const square = make("table", { class: "pair" },
    make("caption", {}, make("b", {}, "↓ "), said(one.indicator), make("br", {}), make("b", {}, "→ "), said(one.second.indicator)),
    make("thead", {}, make("tr", {}, make("td", {}), ...across.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...down.map((name, row) => make("tr", {}, make("th", { scope: "row" }, name), ...across.map((_, col) => cell(row, col))))));
  const rest = [9, 10].map((c) => make("li", {}, classButton(t, c, swatch(table[c]), make("span", { class: "label" }, table[c].label), make("span", {}), make("span", { class: "n" }, figure(one.tally[c], 0)))));
  return [make("h2", {}, text.legend_two), square, make("ul", {}, ...rest)];
}
