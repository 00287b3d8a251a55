// Languages, and figures as each writes them.
let lang, text, numbers, collator;
const dressers = [];
function dress(dresser) { dressers.push(dresser); dresser(); }
function speak(to) {
  lang = to;
  text = page.text[to];
  numbers = page.numbers[to];
  collator = new Intl.Collator(to);
}
speak(page.languages[0]);
const said = (words) => (words !== null && typeof words === "object" ? words[lang] : words);
const column = (values, i) => said(values.at ? values.of[values.at[i]] : values.all);
const fold = (name) =>
  name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

function figure(whole, decimals) {
  if (whole == null) return numbers.missing;
  const digits = String(Math.abs(whole)).padStart(decimals + 1, "0");
  const head = digits.slice(0, digits.length - decimals);
  const tail = decimals ? numbers.decimal + digits.slice(-decimals) : "";
  return (whole < 0 ? numbers.minus : "") + head.replace(/\B(?=(\d{3})+$)/g, numbers.group) + tail;
}
const asPercent = (shownFigure) => numbers.percent.replace("{n}", () => shownFigure);
const percent = (whole) => (whole == null ? numbers.missing : asPercent(figure(whole, 2)));
const shortPercent = (whole) => (whole != null && whole % 100 === 0 ? asPercent(figure(whole / 100, 0)) : percent(whole));
const points = (whole, isShort) =>
  isShort && whole === 0 ? plain(text.less_than, { value: figure(1, 2) }) : figure(whole, 2);
const plain = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function sentence(template, values, strong) {
  const parts = template.split(/\{(\w+)\}/);
  return parts.map((part, i) => (i % 2 === 0 ? part
    : strong.includes(part) ? make("b", {}, values[part]) : values[part]));
}

// What can be said of a unit: one or two sentences for each indicator of a theme.
const parts = (t) => (themes[t].second ? [themes[t], themes[t].second] : [themes[t]]);
const main = (figures, i) => (figures.rate[i] == null && figures.numerator[i] != null ? figure(figures.numerator[i], 0) : percent(figures.rate[i]));
function words(i, figures, kind) {
  const values = {
    indicator: said(figures.indicator), unit: said(figures.unit), rate: percent(figures.rate[i]),
    numerator: figure(figures.numerator[i], 0), denominator: figure(figures.denominator[i], 0),
    target: shortPercent(column(figures.target, i)), year: column(figures.year, i), count: figure(figures.count[i], 0),
  };
  const has = figures.numerator[i] != null;
  if (figures.rate[i] == null) return [{ template: has ? text.counted : text.missing, values }];
  const out = [{ template: has && figures.denominator[i] != null ? text.rate_counted : text.rate_plain, values }];
  const gap = figures.gap[i];
  if (gap == null) {
    if (kind === "gap") out.push({ template: text.incomparable, values });
    return out;
  }
  const isMet = figures.met[i] === 1;
  values.gap = points(Math.abs(gap), !isMet);
  out.push({ values, template: !isMet ? (figures.count[i] == null ? text.gap_plain : text.gap)
    : gap === 0 ? text.met_exactly : text.met });
  return out;
}
// Units that the map is not about are ground to find one's way by, and say no more than that.
const classAt = (i, t) => (counted[i] ? classes(t)[themes[t].class[i]] : { hatch: "none", colour: style("--elsewhere"), label: text.elsewhere });
const sentences = (i, t) => !counted[i] ? [] : parts(t).flatMap((figures) => words(i, figures, themes[t].kind));
function spoken(i) {
  const one = (t) => [classAt(i, t).label, ...sentences(i, t).map((line) => plain(line.template, line.values))];
  const lines = state.right < 0 ? one(state.theme).map((line, k) => (k ? line : `${line}.`))
    : shown().flatMap((t) => [`${said(themes[t].label)}:`, ...one(t).map((line, k) => (k ? line : `${line}.`))]);
  return `${units.name[i]}. ${lines.join(" ")}`;
}

const classTables = new Map();
function classes(t = state.theme) {
  const key = `${t} ${lang}`;
  if (!classTables.has(key)) {
    const one = page.classes[themes[t].second ? themes[t].key : themes[t].kind];
    classTables.set(key, one.paint.map((paint, c) => ({ ...paint, label: one.label[lang][c] })));
  }
  return classTables.get(key);
}
