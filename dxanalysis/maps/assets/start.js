// The page's script. Text from data is only ever written as text: no element is made from a
// string. Figures come as whole numbers; here they only get their decimal mark and groups.
// The parts that follow run, in their order, in one function that is given the page's data.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const framed = window.self !== window.top;
root.classList.add("js");
root.classList.toggle("framed", framed);

const CANVAS_ABOVE = 1000;
const ROWS_AT_FIRST = root.clientWidth < 860 ? 30 : 200;
const stage = byId("map_gaps");
const coarse = window.matchMedia("(pointer: coarse)").matches;
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const map = L.map(stage, {
  attributionControl: false, zoomControl: false, keyboard: false, zoomSnap: 0.25, zoomDelta: 0.5,
  scrollWheelZoom: !framed, dragging: !(framed && coarse), tap: false,
  trackResize: false, zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  inertia: !still, maxBoundsViscosity: 0.8, wheelPxPerZoomLevel: 100,
});
window.map_gaps = map;

async function data() {
  const read = JSON.parse(byId("dx-data").textContent);
  if (!read.deflated) return read;
  const bytes = Uint8Array.from(atob(read.deflated), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return unpacked(new Uint8Array(await new Response(stream).arrayBuffer()));
}
