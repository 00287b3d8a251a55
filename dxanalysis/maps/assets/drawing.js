// Geometry: arcs to rings, once; panes and paint.
const decode = (arcs, decimals) => arcs.map((steps) => {
  const line = new Array(steps.length / 2), degree = 10 ** decimals;
  for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
    x += steps[i]; y += steps[i + 1];
    line[i / 2] = L.latLng(y / degree, x / degree);
  }
  return line;
});
const lines = decode(geometry.arcs, geometry.decimals);
const degree = 10 ** geometry.decimals;
function ring(arcs) {
  const out = [];
  for (const n of arcs) {
    const line = lines[n < 0 ? ~n : n];
    if (n < 0) for (let k = line.length - 1; k > 0; k -= 1) out.push(line[k]);
    else for (let k = 0; k < line.length - 1; k += 1) out.push(line[k]);
  }
  return out;
}
const latlngs = geometry.units.map((shape) => shape.map((part) => part.map(ring)));
const place = (at, i, unit) => L.latLng(at[2 * i + 1] / unit, at[2 * i] / unit);
const anchors = Array.from({ length: size }, (_, i) => place(geometry.anchors, i, degree));
const boundsOf = latlngs.map((shape) => {
  const bounds = L.latLngBounds([]);
  for (const part of shape) for (const point of part[0]) bounds.extend(point);
  return bounds;
});
const around = (chosen) => chosen.reduce((all, i) => all.extend(boundsOf[i]), L.latLngBounds([]));
const everything = around([...boundsOf.keys()]);
const home = page.counted ? around(members) : everything;

const isCanvas = size > CANVAS_ABOVE;
const panes = { right: 420, borders: 450, places: 640, names: 460 };
for (const [name, z] of Object.entries(panes)) {
  map.createPane(name).style.cssText = `z-index:${z}${name === "right" ? "" : ";pointer-events:none"}`;
}
const renderers = [null, "right"].map((pane) => {
  const options = { padding: isCanvas ? 0.2 : 0.5, ...(pane ? { pane } : {}) };
  return isCanvas ? L.canvas(options) : L.svg(options);
});
const above = L.svg({ pane: "borders", padding: 0.5 });
function hatches() {
  return svg("defs", {},
    svg("pattern", { id: "dx-missing", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 7, height: 7, class: "hatch-ground" }), svg("rect", { width: 1.6, height: 7, class: "hatch-line" })),
    svg("pattern", { id: "dx-incomparable", width: 7, height: 7, patternUnits: "userSpaceOnUse" },
      svg("rect", { width: 7, height: 7, class: "hatch-ground" }), svg("circle", { cx: 3.5, cy: 3.5, r: 1.5, class: "hatch-line" })));
}
document.body.append(svg("svg", { class: "unseen", "aria-hidden": "true" }, hatches()));
const painted = {};
function paint(one) {
  if (one.hatch === "none") return one.colour;
  if (!isCanvas) return `url(#dx-${one.hatch})`;
  const key = one.hatch + style("--hatch-ground");
  if (!painted[key]) {
    const tile = make("canvas", { width: 7, height: 7 });
    const brush = tile.getContext("2d");
    brush.fillStyle = style("--hatch-ground");
    brush.fillRect(0, 0, 7, 7);
    brush.strokeStyle = brush.fillStyle = style("--hatch-line");
    if (one.hatch === "missing") { brush.moveTo(-1, 8); brush.lineTo(8, -1); brush.stroke(); }
    else { brush.arc(3.5, 3.5, 1.4, 0, 7); brush.fill(); }
    painted[key] = brush.createPattern(tile, "repeat");
  }
  return painted[key];
}
const ink = (one) => (one.hatch === "none" ? one.colour : `url(#dx-${one.hatch})`);
function swatch(one) {
  return svg("svg", { class: "swatch", width: 14, height: 14, "aria-hidden": "true" },
    svg("rect", { width: 14, height: 14, rx: 2, fill: ink(one) }));
}

const isOut = (i, t) => state.only && state.only.t === t && themes[t].class[i] !== state.only.c;
const fade = (i, t = state.theme) => (!counted[i] ? 0.28 : isOut(i, t) ? 0.14 : 1);
// From far away seams between many units would swallow their colours: each is edged by its own.
const isFar = () => size > 500 && map.getZoom() < 7;
function look(i, t) {
  const fillColor = paint(classes(t)[themes[t].class[i]]);
  return { fillColor, fillOpacity: fade(i, t), weight: isCanvas ? 0.5 : 0.8, color: isFar() ? fillColor : style("--seam") };
}
const shape = (i, side) => L.polygon(latlngs[i], { renderer: renderers[side], pane: side ? "right" : "overlayPane",
  className: "unit", bubblingMouseEvents: false, smoothFactor: isCanvas ? 0 : 0.5, ...look(i, shown()[side]) })
  .on("click", () => choose(i)).on("mouseover", () => hover(i)).on("mouseout", () => hover(-1));
// The units of each side of the slider; those of the right are made when first compared.
const sides = [[], []];
const border = (arcs, name) => L.polyline(arcs, { renderer: above, className: name, interactive: false, weight: name === "outer" ? 1.8 : 1.5, color: style("--border") });
const mark = (name) => L.polygon([], { renderer: above, className: name, interactive: false, fill: false, weight: name === "ring" ? 3 : 1.6, color: style("--ink") });
const edges = geometry.lines ? decode(geometry.lines.arcs, geometry.lines.decimals) : geometry.inner.map((n) => lines[n]);
const outer = border(geometry.outer.map((n) => lines[n]), "outer");
const glow = mark("glow"), halo = mark("halo"), outlineOfChosen = mark("ring");

// Layers are restyled in place and drawn once: on a canvas every single change would count.
function restyle(change) {
  sides.forEach((layers, side) => {
    if (!layers.length || shown()[side] == null) return;
    layers.forEach((layer, i) => {
      if (isCanvas) L.setOptions(layer, change(i, shown()[side])); else layer.setStyle(change(i, shown()[side]));
    });
    if (isCanvas && renderers[side]._ctx) renderers[side]._redraw();
  });
}
const paintUnits = () => restyle(look);
let wasFar = null;
function paintSeams() {
  if (isFar() !== wasFar) paintUnits();
  wasFar = isFar();
  outer.setStyle({ weight: isFar() ? 0.4 : 1.8 });
}
