// Many units: one canvas for each side of the slider, all units of a class as one path. Leaflet's
// canvas keeps place and size; only what is in view is drawn, and borders only as finely as seen.
const world = { x: [], y: [] };
const fields = [];
let drawnAs = null, isFieldShown = false, due = 0;
const Field = L.Canvas.extend({ _draw() { if (isFieldShown && shown()[this.options.side] != null) drawField(this._ctx, this._bounds, this.options.side); } });
if (isCanvas) {
  const count = shape.lng.length;
  world.x = new Float64Array(count);
  world.y = new Float64Array(count);
  for (let p = 0; p < count; p += 1) {
    world.x[p] = 256 * (shape.lng[p] / 360 + 0.5);
    world.y[p] = 256 * (0.5 - Math.log(Math.tan(Math.PI / 4 + (shape.lat[p] * Math.PI) / 360)) / (2 * Math.PI));
  }
  drawnAs = { x: new Float32Array(count), y: new Float32Array(count), ends: new Int32Array(shape.starts.length), frame: new Int32Array(shape.starts.length), now: 0 };
}
const mercator = (lat) => 256 * (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI));
function drawFields() {
  isFieldShown = true;
  if (!due) due = requestAnimationFrame(() => { due = 0; fields.forEach((field) => field._ctx && field._redraw()); });
}
const FINEST = 0.7;
function drawField(ctx, bounds, side) {
  const scale = 2 ** map.getZoom(), origin = map.getPixelOrigin();
  const t = shown()[side], now = themes[t], far = isFar();
  const westX = (bounds.min.x + origin.x) / scale, eastX = (bounds.max.x + origin.x) / scale;
  const northY = (bounds.min.y + origin.y) / scale, southY = (bounds.max.y + origin.y) / scale;
  const west = 360 * (westX / 256 - 0.5), east = 360 * (eastX / 256 - 0.5);
  drawnAs.now += 1;
  const used = [];
  // Points nearer than a pixel to the one before are left out, for both sides of a border alike.
  function project(border) {
    if (drawnAs.frame[border] === drawnAs.now) return;
    drawnAs.frame[border] = drawnAs.now;
    used.push(border);
    const from = shape.starts[border], to = shape.starts[border + 1] - 1;
    let at = from, x = world.x[from] * scale - origin.x, y = world.y[from] * scale - origin.y;
    drawnAs.x[at] = x; drawnAs.y[at] = y;
    for (let p = from + 1; p <= to; p += 1) {
      const nextX = world.x[p] * scale - origin.x, nextY = world.y[p] * scale - origin.y;
      if (p < to && Math.abs(nextX - x) + Math.abs(nextY - y) < FINEST) continue;
      at += 1; x = nextX; y = nextY;
      drawnAs.x[at] = x; drawnAs.y[at] = y;
    }
    drawnAs.ends[border] = at;
  }
  function trace(i) {
    for (let r = shape.units[i]; r < shape.units[i + 1]; r += 1) {
      let isFirst = true;
      for (let k = shape.rings[r]; k < shape.rings[r + 1]; k += 1) {
        const border = borderOf(shape.steps[k]);
        project(border);
        const from = shape.starts[border], to = drawnAs.ends[border];
        if (isFirst) { const p = shape.steps[k] < 0 ? to : from; ctx.moveTo(drawnAs.x[p], drawnAs.y[p]); isFirst = false; }
        if (shape.steps[k] < 0) for (let p = to - 1; p >= from; p -= 1) ctx.lineTo(drawnAs.x[p], drawnAs.y[p]);
        else for (let p = from + 1; p <= to; p += 1) ctx.lineTo(drawnAs.x[p], drawnAs.y[p]);
      }
      ctx.closePath();
    }
  }
  const groups = new Map();
  for (let i = 0; i < size; i += 1) {
    if (boxes[4 * i] > east || boxes[4 * i + 2] < west) continue;
    if (mercator(boxes[4 * i + 3]) > southY || mercator(boxes[4 * i + 1]) < northY) continue;
    const key = counted[i] ? 2 * now.class[i] + (isOut(i, t) ? 1 : 0) : -1;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(i);
  }
  ctx.save();
  ctx.lineJoin = "round";
  for (const all of groups.values()) {
    ctx.beginPath();
    all.forEach(trace);
    ctx.globalAlpha = fade(all[0], t);
    ctx.fillStyle = paint(classAt(all[0], t));
    ctx.fill("evenodd");
    if (far) { ctx.strokeStyle = ctx.fillStyle; ctx.lineWidth = 0.5; ctx.stroke(); }
  }
  ctx.globalAlpha = 1;
  const stroke = (borders, colour, width) => {
    ctx.beginPath();
    for (const border of borders) {
      const from = shape.starts[border], to = drawnAs.ends[border];
      ctx.moveTo(drawnAs.x[from], drawnAs.y[from]);
      for (let p = from + 1; p <= to; p += 1) ctx.lineTo(drawnAs.x[p], drawnAs.y[p]);
    }
    ctx.strokeStyle = colour; ctx.lineWidth = width; ctx.stroke();
  };
  if (!far) stroke(used, style("--seam"), 0.5);
  const inView = (borders) => borders.filter((border) => drawnAs.frame[border] === drawnAs.now);
  const inner = inView(geometry.inner), edge = inView(geometry.outer);
  if (!far && inner.length) stroke(inner, style("--seam"), 3);
  if (inner.length) stroke(inner, style("--border"), far ? 0.5 : 1.3);
  stroke(edge, style("--border"), far ? 0.4 : 1.5);
  ctx.restore();
}
// Which unit is at a place: by its box, then by counting the borders east of the place.
function unitAt({ lat, lng }) {
  for (let i = 0; i < size; i += 1) {
    if (lng < boxes[4 * i] || lng > boxes[4 * i + 2] || lat < boxes[4 * i + 1] || lat > boxes[4 * i + 3]) continue;
    let inside = false;
    for (let k = shape.rings[shape.units[i]]; k < shape.rings[shape.units[i + 1]]; k += 1) {
      const border = borderOf(shape.steps[k]);
      for (let p = shape.starts[border] + 1; p < shape.starts[border + 1]; p += 1) {
        const a = shape.lat[p - 1], b = shape.lat[p];
        if (a > lat !== b > lat && lng < shape.lng[p - 1] + ((shape.lng[p] - shape.lng[p - 1]) * (lat - a)) / (b - a)) inside = !inside;
      }
    }
    if (inside) return i;
  }
  return -1;
}
function addField(side) {
  fields[side] = new Field({ padding: 0.2, side, ...(side ? { pane: "right" } : {}) });
  map.addLayer(fields[side]);
}
