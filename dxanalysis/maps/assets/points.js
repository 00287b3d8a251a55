// Villages and places, where the page was given any: drawn together where they are many.
const CELL = 46;
const placesPane = map.getPane("places");
let hasPlaces = page.points != null;
let spotBoxes = [];
const spots = page.points ? page.points.name.map((_, i) => place(page.points.at, i, 100000)) : [];
const kindOf = (i) => (page.points.kind ? page.points.kind.of[page.points.kind.at[i]] : "");
function placesChoice() {
  if (!page.points) return [];
  const box = make("input", { type: "checkbox", id: "dx-places", onchange: () => { hasPlaces = box.checked; placePoints(); placeNames(); } });
  box.checked = hasPlaces;
  return [make("label", { class: "places", for: "dx-places" }, box, make("span", { class: "spot", "aria-hidden": "true" }), plain(text.places, { n: figure(spots.length, 0) }))];
}
function placePoints() {
  if (!page.points) return;
  const view = map.getPixelBounds(), origin = map.getPixelOrigin();
  const cells = new Map();
  if (hasPlaces) spots.forEach((spot, i) => {
    const at = map.project(spot);
    if (!view.contains(at)) return;
    const key = `${Math.floor(at.x / CELL)} ${Math.floor(at.y / CELL)}`;
    if (!cells.has(key)) cells.set(key, { x: 0, y: 0, all: [] });
    const one = cells.get(key);
    one.x += at.x; one.y += at.y; one.all.push(i);
  });
  spotBoxes = [];
  placesPane.replaceChildren(...[...cells.values()].map(({ x, y, all }) => {
    const n = all.length, i = all[0];
    const name = n > 1 ? plain(text.places_here, { n: figure(n, 0) }) : [units.name[page.points.unit ? page.points.unit[i] : -1], kindOf(i), page.points.name[i]].filter(Boolean).reverse().join(" · ");
    const size = n > 1 ? Math.min(38, 20 + 5 * Math.log10(n)) : 11;
    const element = make("button", { type: "button", class: n > 1 ? "spot many" : "spot", "aria-label": name,
      onclick: (event) => {
        event.stopPropagation();
        if (n > 1 && map.getZoom() < map.getMaxZoom()) map.fitBounds(L.latLngBounds(all.map((k) => spots[k])), { padding: [50, 50], maxZoom: map.getZoom() + 3, animate: !still });
        else point(name);
      },
      onmouseenter: () => point(name), onmouseleave: () => { tooltip.hidden = true; }, onfocus: () => point(name), onblur: () => { tooltip.hidden = true; } },
    n > 1 ? figure(n, 0) : null);
    function point(what) {
      tooltip.hidden = false;
      tooltip.replaceChildren(make("b", {}, what));
      moveTip(map.latLngToContainerPoint(map.unproject([x / n, y / n])));
      say(what);
    }
    spotBoxes.push([x / n - size / 2, y / n - size / 2, x / n + size / 2, y / n + size / 2]);
    element.style.cssText = `width:${size}px;height:${size}px;transform:translate(${Math.round(x / n - origin.x - size / 2)}px,${Math.round(y / n - origin.y - size / 2)}px)`;
    return element;
  }));
}
