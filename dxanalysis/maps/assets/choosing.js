// Pointing at a unit and choosing one.
function hover(i) {
  if (state.under === i) return;
  state.under = i;
  glow.setLatLngs(i < 0 ? [] : ringsOf(i));
  rowsOf("under").forEach((row) => row.classList.remove("under"));
  if (i >= 0) rowOf(i)?.classList.add("under");
  tip(i);
}
const rowsOf = (name) => table.querySelectorAll(`tr.${name}`);
const rowOf = (i) => table.querySelector(`tr[data-unit="${i}"]`);
const tooltip = make("div", { class: "tip", "aria-hidden": "true", hidden: true });
byId("dx-stage").append(tooltip);
function tip(i) {
  tooltip.hidden = i < 0 || coarse;
  if (i >= 0) tooltip.replaceChildren(make("b", {}, units.name[i]), ` ${shown().flatMap(parts).map((figures) => main(figures, i)).join(" · ")}`);
}
function moveTip({ x, y }) {
  const width = map.getSize().x;
  tooltip.style.transform = `translate(${Math.round(Math.max(4, Math.min(x + 14, width - tooltip.offsetWidth - 8)))}px,${Math.round(y + 16)}px)`;
}
map.on("mousemove", (event) => moveTip(event.containerPoint));

function choose(i, { fly = false, speak: aloud = true } = {}) {
  state.chosen = i;
  for (const one of [halo, outlineOfChosen]) one.setLatLngs(i < 0 ? [] : ringsOf(i));
  showPanel();
  rowsOf("chosen").forEach((row) => row.classList.remove("chosen"));
  if (i >= 0) rowOf(i)?.classList.add("chosen");
  if (i >= 0 && !framed && root.clientWidth >= 860) panel.scrollIntoView({ block: "nearest" });
  sides[0].forEach((layer, k) => {
    const path = layer.getElement && layer.getElement();
    if (path) { path.tabIndex = k === Math.max(i, 0) ? 0 : -1; path.setAttribute("aria-pressed", String(k === i)); }
  });
  if (i >= 0 && fly) map.fitBounds(boundsOf(i), { padding: [60, 60], maxZoom: Math.max(map.getZoom(), map.getBoundsZoom(home) + 1.5), animate: !still });
  if (i >= 0 && aloud) say(spoken(i));
  placeNames();
  keepAddress();
}
function label() {
  sides[0].forEach((layer, i) => layer.getElement && layer.getElement()?.setAttribute("aria-label", spoken(i)));
}

function chooseTheme(t) {
  state.theme = t;
  state.only = null;
  state.all = false;
  show();
  say(plain(text.theme_shown, { theme: said(theme().label) }));
  keepAddress();
}
