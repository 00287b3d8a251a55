// A link to what is seen: theme, comparison, unit, view and language stand behind the # of the
// page's address. Only codes and numbers are read from there.
let hasMoved = false, isReading = false, isOpen = false;
function keepAddress() {
  if (framed || isReading || !isOpen) return;
  const kept = new URLSearchParams();
  if (state.theme || state.right >= 0) kept.set("t", themes[state.theme].key);
  if (state.right >= 0) kept.set("r", themes[state.right].key);
  if (state.chosen >= 0) kept.set("u", units.code[state.chosen]);
  if (hasMoved) {
    const middle = map.getCenter();
    kept.set("z", [map.getZoom(), middle.lat.toFixed(4), middle.lng.toFixed(4)].join("/"));
  }
  if (lang !== page.languages[0]) kept.set("l", lang);
  const hash = kept.toString().replaceAll("%2F", "/");
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}
function readAddress() {
  const kept = new URLSearchParams(location.hash.slice(1));
  if (framed || !["t", "r", "u", "z", "l"].some((name) => kept.has(name))) return;
  isReading = true;
  const themeAt = (name) => themes.findIndex((one) => one.key === kept.get(name));
  if (page.languages.includes(kept.get("l"))) changeLanguage(kept.get("l"));
  if (themeAt("t") >= 0) state.theme = themeAt("t");
  state.right = themeAt("r");
  show();
  const unit = units.code.indexOf(kept.get("u"));
  if (unit >= 0) choose(unit, { speak: false });
  const [zoom, lat, lng] = (kept.get("z") || "").split("/").map(Number);
  if ([zoom, lat, lng].every(Number.isFinite) && Math.abs(lat) <= 90 && Math.abs(lng) <= 180) {
    map.setView([lat, lng], Math.min(Math.max(zoom, map.getMinZoom()), map.getMaxZoom()), { animate: false });
    hasMoved = true;
  } else if (unit >= 0) map.fitBounds(boundsOf(unit), { padding: [60, 60], maxZoom: map.getBoundsZoom(home) + 1.5, animate: false });
  isReading = false;
}
window.addEventListener("hashchange", readAddress);
