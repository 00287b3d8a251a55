// Keyboard: arrows go to the unit next door, Page Up and Page Down through the table.
function neighbour(i, dx, dy) {
  const from = map.project(anchors[i]);
  let best = -1, least = Infinity;
  anchors.forEach((anchor, k) => {
    if (k === i || !counted[k]) return;
    const to = map.project(anchor).subtract(from);
    const along = to.x * dx + to.y * dy, across = Math.abs(to.x * dy) + Math.abs(to.y * dx);
    if (along <= 0 || across > along * 1.5) return;
    const cost = along + 2 * across;
    if (cost < least) { least = cost; best = k; }
  });
  return best;
}
const focusedUnit = () => (isCanvas ? -1 : sides[0].findIndex((layer) => layer.getElement() === document.activeElement));
function onKey(event) {
  if (event.target.closest(".spot, .zoom, .handle")) return;
  const i = state.chosen >= 0 ? state.chosen : focusedUnit();
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let to = -1;
  if (arrows[event.key]) to = i < 0 ? order[0] : neighbour(i, ...arrows[event.key]);
  else if (event.key === "PageDown" || event.key === "PageUp") {
    const step = event.key === "PageDown" ? 1 : -1;
    to = order[(order.indexOf(i) + step + order.length) % order.length];
  } else if (event.key === "Home") to = order[0];
  else if (event.key === "End") to = order[order.length - 1];
  else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(i < 0 ? order[0] : i, { fly: true }); return; }
  else if (event.key === "Escape") { choose(-1); goHome(); return; }
  else return;
  event.preventDefault();
  if (to < 0) return;
  choose(to);
  if (!isCanvas) sides[0][to].getElement().focus({ preventScroll: true });
  if (!map.getBounds().pad(-0.1).contains(anchors[to])) map.panTo(anchors[to], { animate: !still });
}
