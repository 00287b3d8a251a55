// Geometry: borders as flat arrays, in degrees and on Leaflet's world of 256 pixels.
const degree = 10 ** geometry.decimals;
const shape = geometry.borders ? packedShape(geometry.borders) : plainShape();
function emptyShape(points) {
  return { lng: new Float64Array(points), lat: new Float64Array(points), starts: [0], steps: [], rings: [0], units: [0] };
}
function plainShape() {
  const out = emptyShape(geometry.arcs.reduce((sum, arc) => sum + arc.length / 2, 0));
  let at = 0;
  for (const arc of geometry.arcs) {
    for (let k = 0, x = 0, y = 0; k < arc.length; k += 2, at += 1) {
      x += arc[k]; y += arc[k + 1];
      out.lng[at] = x / degree; out.lat[at] = y / degree;
    }
    out.starts.push(at);
  }
  for (const unit of geometry.units) {
    for (const part of unit) for (const ring of part) { out.steps.push(...ring); out.rings.push(out.steps.length); }
    out.units.push(out.rings.length - 1);
  }
  return out;
}
// A step of 0 is the next new border, which begins where the last one ended; others look back.
function packedShape({ parts, rings, turns, steps, lengths, begin, moves }) {
  const out = emptyShape(lengths.reduce((sum, one) => sum + one, 0));
  let at = 0, part = 0, ring = 0, step = 0, known = 0, move = 0, x = 0, y = 0, beginX = 0, beginY = 0;
  for (const n of parts) {
    let left = 0;
    for (let k = 0; k < n; k += 1) left += rings[part + k];
    part += n;
    for (; left > 0; left -= 1, ring += 1) {
      for (let turn = 0; turn < turns[ring]; turn += 1, step += 1) {
        if (steps[step] === 0) {
          const border = out.starts.length - 1;
          if (turn === 0) {
            beginX += begin[0][known]; beginY += begin[1][known];
            known += 1; x = beginX; y = beginY;
          }
          out.lng[at] = x / degree; out.lat[at] = y / degree; at += 1;
          for (let k = 1; k < lengths[border]; k += 1, move += 1, at += 1) {
            x += moves[0][move]; y += moves[1][move];
            out.lng[at] = x / degree; out.lat[at] = y / degree;
          }
          out.starts.push(at);
          out.steps.push(border);
        } else {
          const border = out.starts.length - 2 - Math.floor((steps[step] - 1) / 2);
          const isForward = steps[step] % 2 === 0;
          out.steps.push(isForward ? border : ~border);
          const end = isForward ? out.starts[border + 1] - 1 : out.starts[border];
          x = Math.round(out.lng[end] * degree); y = Math.round(out.lat[end] * degree);
        }
      }
      out.rings.push(out.steps.length);
    }
    out.units.push(out.rings.length - 1);
  }
  return out;
}
const borderOf = (step) => (step < 0 ? ~step : step);
// West, south, east and north of each unit.
const boxes = new Float64Array(4 * size);
for (let i = 0; i < size; i += 1) {
  let west = 181, south = 91, east = -181, north = -91;
  for (let k = shape.rings[shape.units[i]]; k < shape.rings[shape.units[i + 1]]; k += 1) {
    const border = borderOf(shape.steps[k]);
    for (let p = shape.starts[border]; p < shape.starts[border + 1]; p += 1) {
      const lng = shape.lng[p], lat = shape.lat[p];
      if (lng < west) west = lng;
      if (lng > east) east = lng;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  boxes.set([west, south, east, north], 4 * i);
}
if (geometry.borders) {
  for (let i = 0; i < size; i += 1) { geometry.anchors[2 * i] += Math.round(boxes[4 * i] * degree); geometry.anchors[2 * i + 1] += Math.round(boxes[4 * i + 1] * degree); }
}
// A border's points are made once, for both of its units.
const linesMade = [];
function line(border) {
  if (!linesMade[border]) {
    const out = [];
    for (let p = shape.starts[border]; p < shape.starts[border + 1]; p += 1) out.push(L.latLng(shape.lat[p], shape.lng[p]));
    linesMade[border] = out;
  }
  return linesMade[border];
}
// A unit's rings as Leaflet wants them; the even-odd rule identifies holes.
function ringsOf(i) {
  const out = [];
  for (let r = shape.units[i]; r < shape.units[i + 1]; r += 1) {
    const ring = [];
    for (let k = shape.rings[r]; k < shape.rings[r + 1]; k += 1) {
      const points = line(borderOf(shape.steps[k]));
      if (shape.steps[k] < 0) for (let p = points.length - 1; p > 0; p -= 1) ring.push(points[p]);
      else for (let p = 0; p < points.length - 1; p += 1) ring.push(points[p]);
    }
    out.push(ring);
  }
  return out;
}
const place = (at, i, unit) => L.latLng(at[2 * i + 1] / unit, at[2 * i] / unit);
const anchors = Array.from({ length: size }, (_, i) => place(geometry.anchors, i, degree));
const boundsOf = (i) => L.latLngBounds([boxes[4 * i + 1], boxes[4 * i]], [boxes[4 * i + 3], boxes[4 * i + 2]]);
const around = (chosen) => chosen.reduce((all, i) => all.extend(boundsOf(i)), L.latLngBounds([]));
const everything = around([...units.code.keys()]);
const home = page.counted ? around(members) : everything;

const isCanvas = size > CANVAS_ABOVE;
const panes = { right: 420, borders: 450, places: 640, names: 460 };
for (const [name, z] of Object.entries(panes)) {
  map.createPane(name).style.cssText = `z-index:${z}${name === "right" ? "" : ";pointer-events:none"}`;
}
const renderers = isCanvas ? [] : [null, "right"].map((pane) => L.svg({ padding: 0.5, ...(pane ? { pane } : {}) }));
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
const fade = (i, t = state.theme) => (counted[i] && isOut(i, t) ? 0.14 : 1);
// From far away seams between many units would swallow their colours: each is edged by its own.
const isFar = () => size > 500 && map.getZoom() < 7;
function look(i, t) {
  const fillColor = paint(classAt(i, t));
  return { fillColor, fillOpacity: fade(i, t), weight: 0.8, color: isFar() ? fillColor : style("--seam") };
}
const polygon = (i, side) => L.polygon(ringsOf(i), { renderer: renderers[side], pane: side ? "right" : "overlayPane",
  className: "unit", bubblingMouseEvents: false, smoothFactor: 0.5, ...look(i, shown()[side]) })
  .on("click", () => choose(i)).on("mouseover", () => hover(i)).on("mouseout", () => hover(-1));
// The units of each side of the slider; those of the right are made when first compared.
const sides = [[], []];
const border = (paths, name) => L.polyline(paths, { renderer: above, className: name, interactive: false, weight: name === "outer" ? 1.8 : 1.5, color: style("--border") });
const mark = (name) => L.polygon([], { renderer: above, className: name, interactive: false, fill: false, weight: name === "ring" ? 3 : 1.6, color: style("--ink") });
const outlines = geometry.lines ? geometry.lines.arcs.map((steps) => {
  const out = [], unit = 10 ** geometry.lines.decimals;
  for (let k = 0, x = 0, y = 0; k < steps.length; k += 2) { x += steps[k]; y += steps[k + 1]; out.push(L.latLng(y / unit, x / unit)); }
  return out;
}) : null;
const outer = border(isCanvas ? [] : geometry.outer.map(line), "outer");
const glow = mark("glow"), halo = mark("halo"), outlineOfChosen = mark("ring");

function restyle(change) {
  if (isCanvas) { drawFields(); return; }
  sides.forEach((layers, side) => {
    if (shown()[side] != null) layers.forEach((layer, i) => layer.setStyle(change(i, shown()[side])));
  });
}
const paintUnits = () => restyle(look);
let wasFar = null;
function paintSeams() {
  if (isFar() !== wasFar && !isCanvas) paintUnits();
  wasFar = isFar();
  if (!isCanvas) outer.setStyle({ weight: isFar() ? 0.4 : 1.8 });
}
