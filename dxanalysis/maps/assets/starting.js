// Putting it all on the map.
// Where there is little room nothing may lie under the buttons, and the scale.
// Nor under what names the two sides, where they are compared.
const named = () => (state.right < 0 ? 12 : 18 + Math.max(...tags.map((tag) => tag.offsetHeight)));
const room = () => (map.getSize().x < 560 ? { paddingTopLeft: [50, named()], paddingBottomRight: [12, 34] } : { paddingTopLeft: [12, named()], paddingBottomRight: [12, 12] });
const goHome = () => map.fitBounds(home, room());
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
  map.fitBounds(home, { ...room(), animate: false });
  map.invalidateSize({ pan: false, animate: false });
  map.fitBounds(home, { ...room(), animate: false });
  map.setMinZoom(Math.floor(map.getBoundsZoom(everything) - 1));
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
if (page.compare) map.fitBounds(home, { ...room(), animate: false });
if (framed) behaveInFrame();
readAddress();
isOpen = true;
map.on("moveend", () => { hasMoved = true; keepAddress(); });
root.classList.add("ready");
