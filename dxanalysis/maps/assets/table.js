// The table below or next to the map, and its CSV file.
const table = make("div", { class: "scroll", role: "region", tabindex: 0 });
const summary = make("summary", {});
const details = make("details", { open: !framed }, summary, table);
const download = make("button", { type: "button", class: "download", onclick: () => save() });
dress(() => { download.textContent = text.download; table.setAttribute("aria-label", text.table); });
byId("dx-table").append(details, download);

const some = (values) => values.some((value) => value != null);
const rateColumn = (figures, label) => (some(figures.rate) || !some(figures.numerator)
  ? { label, values: figures.rate, show: (i) => percent(figures.rate[i]) }
  : { label, values: figures.numerator, show: (i) => figure(figures.numerator[i], 0) });
function columns() {
  const now = theme();
  if (state.right >= 0) {
    const [left, right] = shown().map((t) => ({ ...rateColumn(themes[t], said(themes[t].label)), key: `rate${t}` }));
    const change = members.some(isLike) ? [{ key: "change", label: text.column_change, values: units.code.map((_, i) => changeOf(i)), show: (i) => signed(changeOf(i)) }] : [];
    return [left, right, ...change];
  }
  if (now.second) return parts(state.theme).map((figures, k) => ({ key: `rate${k}`, ...rateColumn(figures, said(figures.indicator)) }));
  const isCount = !some(now.rate) && some(now.numerator);
  return [
    { key: "rate", ...rateColumn(now, isCount ? plain(text.column_counted, { unit: said(now.unit) }) : text.column_rate) },
    { key: "gap", label: text.column_gap, values: now.gap, show: (i) => (now.gap[i] === 0 && !now.met[i] ? points(0, true) : figure(now.gap[i], 2)) },
    { key: "count", label: plain(text.column_count, { unit: said(now.unit) }), values: now.count, show: (i) => figure(now.count[i], 0) },
  ].filter((one) => one.key === "rate" || some(one.values));
}
function sorting() {
  const all = columns();
  const found = all.find((one) => one.key === state.sort);
  if (found || state.sort === "unit") return { key: state.sort, values: found && found.values, up: state.up };
  const worst = all.find((one) => one.key === "change" || one.key === "gap") || all[0];
  return { key: worst.key, values: worst.values, up: worst.key !== "gap" && theme().kind !== "count" };
}
function sorted() {
  const { key, values, up } = sorting();
  const byName = (a, b) => collator.compare(units.name[a], units.name[b]);
  if (key === "unit") return [...members].sort((a, b) => (up ? byName(a, b) : byName(b, a)));
  return [...members].sort((a, b) => (values[a] == null) - (values[b] == null)
    || (up ? values[a] - values[b] : values[b] - values[a]) || byName(a, b));
}
let order = members;
function rows() {
  order = sorted();
  return state.only ? order.filter((i) => !isOut(i, state.only.t)) : order;
}
function showTable() {
  const all = rows();
  const { key, up } = sorting();
  const head = [{ key: "unit", label: text.column_unit }, ...columns()];
  const cells = head.map((one) => make("th", { scope: "col", class: one.key === "unit" ? "" : "number", "aria-sort": one.key === key ? (up ? "ascending" : "descending") : null },
    make("button", { type: "button", "data-sort": one.key, onclick: () => {
      state.up = one.key === key ? !up : one.key === "unit" || one.key.startsWith("rate");
      state.sort = one.key;
      showTable();
      table.querySelector(`[data-sort="${one.key}"]`).focus();
    } }, one.label)));
  const first = state.all ? all : all.slice(0, ROWS_AT_FIRST);
  const body = first.map((i) => make("tr", { "data-unit": i, class: i === state.chosen ? "chosen" : "", onclick: () => choose(i, { fly: true }), onmouseenter: () => hover(i), onmouseleave: () => hover(-1) },
    make("th", { scope: "row" }, make("span", { class: "unit-cell" }, ...shown().map((t) => swatch(classes(t)[themes[t].class[i]])),
      make("button", { type: "button", onclick: (event) => { event.stopPropagation(); choose(i, { fly: true }); } }, units.name[i]))),
    ...head.slice(1).map((one) => make("td", { class: "number" }, one.show(i)))));
  summary.replaceChildren(text.table, make("span", { class: "quiet" }, plain(text.table_n, { n: figure(all.length, 0) })));
  table.replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...cells)), make("tbody", {}, ...body)),
    ...(first.length < all.length ? [make("button", { type: "button", class: "more", onclick: () => { state.all = true; showTable(); } }, plain(text.show_all, { n: figure(all.length, 0) }))] : []));
}

// A spreadsheet takes text that begins like a formula for one: an apostrophe in front stops it.
function cell(value) {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s\u00a0]*[=+\-@\t\r\n|%＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
function sheet() {
  const hundredth = (whole) => (whole == null ? null : whole / 100);
  const head = text.sheet_columns.split("|");
  const lines = rows().flatMap((i) => shown().flatMap(parts).map((figures) => [
    units.code[i], units.name[i], district(i), said(figures.indicator), said(figures.operator), column(figures.as_of, i),
    figures.numerator[i], figures.denominator[i], hundredth(figures.rate[i]), hundredth(column(figures.target, i)),
    column(figures.year, i), hundredth(figures.gap[i]), figures.count[i], column(figures.basis, i), column(figures.evidence, i)]));
  return "\ufeff" + [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}
function save() {
  const href = URL.createObjectURL(new Blob([sheet()], { type: "text/csv;charset=utf-8" }));
  const name = shown().map((t) => themes[t].key.replace(/[^\w.-]/g, "_")).join("_");
  make("a", { href, download: `${name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}
