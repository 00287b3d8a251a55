// In a frame the page around must still scroll: the map waits for a click or two fingers.
function behaveInFrame() {
  const hint = byId("dx-hint");
  dress(() => { hint.textContent = coarse ? text.two_fingers : text.click_to_zoom; });
  let timer = 0;
  const show = () => { hint.hidden = false; clearTimeout(timer); timer = setTimeout(() => { hint.hidden = true; }, 1500); };
  if (coarse) stage.addEventListener("touchmove", (event) => { if (event.touches.length === 1) show(); }, { passive: true });
  else {
    stage.addEventListener("wheel", () => { if (!map.scrollWheelZoom.enabled()) show(); }, { passive: true });
    stage.addEventListener("click", () => map.scrollWheelZoom.enable());
    stage.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  }
  const fit = () => {
    try { window.frameElement.style.height = `${Math.ceil(document.body.getBoundingClientRect().height)}px`; } catch (_) { hint.dataset.height = "kept"; }
  };
  new ResizeObserver(fit).observe(document.body);
  fit();
}

// On paper: the whole map, drawn anew for the paper's width.
let before = null;
window.addEventListener("beforeprint", () => {
  before = [map.getCenter(), map.getZoom(), details.open];
  root.classList.add("printing");
  details.open = true;
  state.all = true;
  showTable();
  map.invalidateSize({ animate: false });
  map.fitBounds(home, { padding: [6, 6], animate: false });
});
window.addEventListener("afterprint", () => {
  root.classList.remove("printing");
  details.open = before[2];
  map.invalidateSize({ animate: false });
  map.setView(before[0], before[1], { animate: false });
});
