// Two themes over one geometry: the second is drawn above the first, cut off at a line that moves.
const handle = make("div", { class: "handle", role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100, hidden: true });
const tags = [make("div", { class: "side-tag left", hidden: true }), make("div", { class: "side-tag right", hidden: true })];
stage.append(handle, ...tags);
L.DomEvent.disableClickPropagation(handle);
const pickers = [0, 1].map((side) => {
  const box = make("select", { id: `dx-side-${side}`, onchange: () => {
    if (side) state.right = Number(box.value); else state.theme = Number(box.value);
    state.only = null;
    show();
    keepAddress();
  } });
  return box;
});
const pickerLabels = pickers.map((box) => make("label", { for: box.id }));
const pair = make("div", { class: "pickers", hidden: true }, ...pickers.map((box, side) => make("div", {}, pickerLabels[side], box)));
const toggle = make("button", { type: "button", class: "compare", hidden: themes.length < 2, onclick: () => compare(state.right < 0) });
bar.append(pair, toggle);
dress(() => {
  pickers.forEach((box) => box.replaceChildren(...themes.map((one, t) => make("option", { value: t }, said(one.label)))));
  [text.left_side, text.right_side].forEach((name, side) => { pickerLabels[side].textContent = name; });
  handle.setAttribute("aria-label", text.slider);
  toggle.textContent = text.compare;
});
const splitAt = () => map.getSize().x * state.split;

function compare(on) {
  state.right = on ? (state.theme + 1) % themes.length : -1;
  state.only = null;
  state.sort = "worst";
  show();
  say(on ? plain(text.comparing, { left: said(themes[state.theme].label), right: said(themes[state.right].label) })
    : plain(text.theme_shown, { theme: said(theme().label) }));
  keepAddress();
}
function showSides() {
  const on = state.right >= 0;
  root.classList.toggle("comparing", on);
  choices.hidden = on;
  furtherChoice.hidden = on || inSight === themes.length;
  furtherChoice.value = state.theme < inSight ? "-1" : String(state.theme);
  furtherChoice.classList.toggle("taken", state.theme >= inSight);
  const taken = state.theme < inSight ? choices.children[state.theme + 1] : furtherChoice;
  if (!on) bar.scrollLeft += taken.getBoundingClientRect().left - 16;
  pair.hidden = handle.hidden = !on;
  toggle.textContent = on ? text.compare_end : text.compare;
  tags.forEach((tag, side) => { tag.hidden = !on; if (on) tag.textContent = said(themes[shown()[side]].label); });
  pickers.forEach((box, side) => { box.value = String(shown()[side] ?? 0); });
  choices.querySelectorAll("input").forEach((input, t) => { input.checked = t === state.theme; });
  if (on && isCanvas && !fields[1]) addField(1);
  if (on && !isCanvas && !sides[1].length) {
    sides[1] = units.code.map((_, i) => polygon(i, 1));
    sides[1].forEach((layer) => { layer.addTo(map); layer.getElement().setAttribute("aria-hidden", "true"); });
  }
  cut();
}
function cut() {
  const on = state.right >= 0;
  const right = map.getPane("right"), left = map.getPane("overlayPane");
  right.style.display = on ? "" : "none";
  if (!on) { left.style.clipPath = ""; return; }
  const view = map.getSize(), x = splitAt();
  const box = (from, to) => {
    const a = map.containerPointToLayerPoint([from, -view.y]), b = map.containerPointToLayerPoint([to, 2 * view.y]);
    return `polygon(${a.x}px ${a.y}px,${b.x}px ${a.y}px,${b.x}px ${b.y}px,${a.x}px ${b.y}px)`;
  };
  left.style.clipPath = box(-view.x, x);
  right.style.clipPath = box(x, 2 * view.x);
  handle.style.left = `${x}px`;
  handle.setAttribute("aria-valuenow", Math.round(100 * state.split));
  handle.setAttribute("aria-valuetext", plain(text.slider_at, { n: figure(Math.round(100 * state.split), 0) }));
  tags[0].style.maxWidth = `${Math.max(0, x - 64)}px`;
  tags[1].style.maxWidth = `${Math.max(0, view.x - x - 20)}px`;
}
function slide(to) {
  state.split = Math.min(1, Math.max(0, to));
  cut();
  placeNames();
}
handle.addEventListener("pointerdown", (event) => { event.preventDefault(); handle.focus(); handle.setPointerCapture(event.pointerId); });
handle.addEventListener("pointermove", (event) => {
  if (handle.hasPointerCapture(event.pointerId)) slide((event.clientX - stage.getBoundingClientRect().left) / map.getSize().x);
});
handle.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -0.05, ArrowDown: -0.05, ArrowRight: 0.05, ArrowUp: 0.05, PageDown: -0.2, PageUp: 0.2 }[event.key];
  const to = event.key === "Home" ? 0 : event.key === "End" ? 1 : step == null ? null : state.split + step;
  if (to == null) return;
  event.preventDefault();
  event.stopPropagation();
  slide(to);
});

// A difference is one only between rates of the same basis.
function isLike(i) {
  const [left, right] = shown().map((t) => themes[t]);
  return left.rate[i] != null && right.rate[i] != null && column(left.basis, i) === column(right.basis, i);
}
const changeOf = (i) => (isLike(i) ? themes[state.right].rate[i] - themes[state.theme].rate[i] : null);
const signed = (whole) => (whole > 0 ? `+${figure(whole, 2)}` : figure(whole, 2));
function difference(i) {
  const [left, right] = shown().map((t) => themes[t]);
  if (left.rate[i] == null || right.rate[i] == null) return [text.no_change];
  if (!isLike(i)) return [text.unlike];
  const change = changeOf(i);
  const template = change === 0 ? text.change_none : change > 0 ? text.change_more : text.change_less;
  return sentence(template, { left: said(left.label), right: said(right.label), points: figure(Math.abs(change), 2) }, ["points"]);
}
