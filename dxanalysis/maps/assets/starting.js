// Putting it all on the map.
// Where there is little room nothing may lie under the buttons, and the scale.
// Nor under what names the two sides, where they are compared.
const named = () => (state.right < 0 ? 12 : 18 + Math.max(...tags.map((tag) => tag.offsetHeight)));
const room = () => (map.getSize().x < 560 ? { paddingTopLeft: [50, named()], paddingBottomRight: [12, 34] } : { paddingTopLeft: [12, named()], paddingBottomRight: [12, 12] });
const NUDGE = 30; // pixels by which the limits of the map may move what was fitted
let wholeView = null, isFitting = false;
function keepWhole() {
  limitZoom();
  wholeView = [map.getCenter(), map.getZoom()];
}
// How far out there is to go depends on the room there is now.
const limitZoom = () => map.setMinZoom(Math.floor(map.getBoundsZoom(everything) - 1));
const goHome = () => { map.setMinZoom(0).once("moveend", keepWhole).fitBounds(home, room()); };
function fitWhole() {
  isFitting = true;
  map.setMinZoom(0).fitBounds(home, { ...room(), animate: false });
  keepWhole();
  isFitting = false;
}
// A window that is resized, a phone that is turned, a bar that appears: whoever sees the whole goes
// on seeing the whole; whoever moved the map stays where they are.
const seesWhole = () => wholeView && map.getZoom() === wholeView[1] && map.latLngToLayerPoint(map.getCenter()).distanceTo(map.latLngToLayerPoint(wholeView[0])) < NUDGE;
function keepInView() {
  if (map.getSize().equals([stage.clientWidth, stage.clientHeight])) return;
  if (!seesWhole() || root.classList.contains("printing")) {
    map.invalidateSize({ animate: false });
    return;
  }
  // The limits would pull at the view of the old size while the new one is fitted.
  const limits = map.options.maxBounds;
  isFitting = true;
  map.stop().setMaxBounds(null).invalidateSize({ pan: false, animate: false });
  fitWhole();
  isFitting = true;
  map.setMaxBounds(limits);
  isFitting = false;
}
function build() {
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const buttons = [["+", "zoom_in", () => map.zoomIn(0.75)], ["−", "zoom_out", () => map.zoomOut(0.75)], ["⤢", "zoom_all", goHome]].map(([sign, name, onclick]) => {
      const button = make("button", { type: "button", onclick }, sign);
      dress(() => { button.title = text[name]; button.setAttribute("aria-label", text[name]); });
      return button;
    });
    const group = make("div", { class: "zoom", role: "group" }, ...buttons);
    dress(() => group.setAttribute("aria-label", text.zoom));
    L.DomEvent.disableClickPropagation(group);
    return group;
  };
  control.addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  // Leaflet measured the map before what stands above it was there.
  map.invalidateSize({ pan: false, animate: false });
  fitWhole();
  map.setMaxZoom(14).setMaxBounds(everything.pad(0.6));
  if (isCanvas) {
    addField(0);
    map.on("mousemove", (event) => hover(unitAt(event.latlng))).on("mouseout", () => hover(-1));
  } else {
    sides[0] = units.code.map((_, i) => polygon(i, 0));
    sides[0].forEach((layer) => layer.addTo(map));
    renderers[0]._container.prepend(hatches());
  }
  if (outlines || !isCanvas) {
    const edges = outlines || geometry.inner.map(line);
    border(edges, "casing").setStyle({ weight: 3.6, color: style("--seam") }).addTo(map);
    border(edges, "inner").addTo(map);
  }
  outer.addTo(map);
  paintSeams();
  for (const one of [glow, halo, outlineOfChosen]) one.addTo(map);
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-describedby", "dx-help");
  const help = make("p", { id: "dx-help", class: "unseen" });
  stage.after(help);
  dress(() => { stage.setAttribute("aria-label", text.map); help.textContent = text.map_help; });
  stage.addEventListener("keydown", onKey);
  if (isCanvas) stage.tabIndex = 0;
  else sides[0].forEach((layer, i) => reachable(layer.getElement(), i));
  map.on("zoomend", paintSeams).on("zoomend moveend resize", placePoints).on("zoomend moveend resize", placeNames)
    .on("move zoom resize", cut)
    .on("zoomstart", () => { names.replaceChildren(); placesPane.replaceChildren(); }).on("click", (event) => choose(isCanvas ? unitAt(event.latlng) : -1));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { colours.clear(); paintUnits(); placeNames(); });
}
function reachable(path, i) {
  path.setAttribute("role", "button");
  path.setAttribute("aria-pressed", "false");
  path.dataset.unit = i;
  path.tabIndex = i === 0 ? 0 : -1;
  path.addEventListener("focus", () => { if (path.matches(":focus-visible") && state.chosen !== i) choose(i); });
}
function show() {
  showSides();
  showTitle();
  showDates();
  paintUnits();
  label();
  showLegend();
  showPanel();
  showTable();
  placePoints();
  placeNames();
  tip(-1);
}

if (page.compare) state.right = 1;
build();
show();
if (page.compare) fitWhole();
if (framed) behaveInFrame();
readAddress();
new ResizeObserver(keepInView).observe(stage);
isOpen = true;
map.on("moveend", () => { if (!isFitting && !seesWhole()) hasMoved = true; keepAddress(); });
root.classList.add("ready");
