// Names: districts first while the whole is seen, then units, the largest first, where there is
// room; never one over another, nor over a place.
const names = map.getPane("names");
const brush = document.createElement("canvas").getContext("2d");
const short = units.short || units.name;
const extent = Float64Array.from(units.code, (_, i) => (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]));
const biggest = [...units.code.keys()].sort((a, b) => extent[b] - extent[a]);
const wide = (line) => brush.measureText(line).width;
function split(name) {
  const all = name.split(" ");
  let best = [name], widest = Infinity;
  for (let k = 1; k < all.length; k += 1) {
    const pair = [all.slice(0, k).join(" "), all.slice(k).join(" ")];
    const width = Math.max(...pair.map(wide));
    if (width < widest) { widest = width; best = pair; }
  }
  return best;
}
function roomOf(i, centre) {
  const [west, east, radius] = geometry.room.slice(3 * i, 3 * i + 3).map((one) => one / degree);
  const at = (lat, lng) => map.project(L.latLng(anchors[i].lat + lat, anchors[i].lng + lng));
  return [at(0, -west).x, at(0, east).x, 2.3 * (centre.y - at(radius, 0).y)];
}
function placeNames() {
  const font = getComputedStyle(document.body).fontFamily;
  const view = map.getPixelBounds(), origin = map.getPixelOrigin();
  const placed = [...spotBoxes], made = [];
  if (state.right >= 0) {  // a name across the line between two themes could be read over neither
    const line = view.min.x + splitAt();
    placed.push([line, view.min.y, line, view.max.y]);
  }
  const fits = (rect, room) => rect[0] >= view.min.x && rect[2] <= view.max.x && rect[1] >= view.min.y && rect[3] <= view.max.y
    && !placed.some((other) => rect[0] < other[2] + room && rect[2] > other[0] - room && rect[1] < other[3] + 1 && rect[3] > other[1] - 1);
  function put(rect, kind, rows) {
    placed.push(rect);
    const element = make("div", { class: kind, "aria-hidden": "true" }, ...rows.map((row) => make("span", {}, row)));
    element.style.transform = `translate(${Math.round(rect[0] - origin.x)}px,${Math.round(rect[1] - origin.y)}px)`;
    element.style.width = `${Math.ceil(rect[2] - rect[0])}px`;
    made.push(element);
  }
  if (state.chosen >= 0) putUnit(state.chosen);
  brush.font = `600 12px ${font}`;
  if (map.getZoom() <= map.getBoundsZoom(home) + 1) {
    geometry.groups.name.forEach((name, g) => {
      const centre = map.project(place(geometry.groups.at, g, degree));
      const w = wide(name) + 1.6 * name.length + 6;
      const rect = [centre.x - w / 2, centre.y - 8, centre.x + w / 2, centre.y + 8];
      if (fits(rect, 2)) put(rect, "district", [name]);
    });
  }
  const wideAt = (256 * 2 ** map.getZoom()) / 360;
  const seen = map.getBounds(), [west, east, south, north] = [seen.getWest(), seen.getEast(), seen.getSouth(), seen.getNorth()];
  brush.font = `500 11px ${font}`;
  for (const i of biggest) {
    const x = geometry.anchors[2 * i] / degree, y = geometry.anchors[2 * i + 1] / degree;
    const room = (geometry.room[3 * i] + geometry.room[3 * i + 1]) / degree;
    if (i !== state.chosen && room * wideAt >= 14 && x > west && x < east && y > south && y < north) putUnit(i);
  }
  function putUnit(i) {
    brush.font = `500 11px ${font}`;
    const centre = map.project(anchors[i]);
    if (!view.contains(centre)) return;
    const side = state.right >= 0 && centre.x - view.min.x > splitAt() ? 1 : 0;
    const t = shown()[side];
    if (!counted[i] || fade(i, t) < 0.5) return;
    const [west, east, high] = roomOf(i, centre);
    if (i !== state.chosen && (high < 11 || east - west < 14)) return;
    for (const rows of [[short[i]], split(short[i])]) {
      const w = Math.max(...rows.map(wide)) + 4, h = rows.length * 13;
      if (i !== state.chosen && (w > east - west || h > high)) continue;
      const x = w > east - west ? centre.x : Math.min(Math.max(centre.x, west + w / 2), east - w / 2);
      const rect = [x - w / 2, centre.y - h / 2, x + w / 2, centre.y + h / 2];
      if (!fits(rect, 2)) continue;
      const one = classes(t)[themes[t].class[i]];
      put(rect, `name ${one.hatch !== "none" ? "on-hatch" : i === state.chosen ? "on-any" : one.ink === "#ffffff" ? "on-dark" : "on-light"}`, rows);
      break;
    }
  }
  names.replaceChildren(...made);
}
