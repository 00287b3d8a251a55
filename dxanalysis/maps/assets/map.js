/* The page's script. Text from data is only ever written as text: no element is made from a
   string. Figures come as whole numbers; here they only get their decimal mark and groups. */
(function () {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const framed = window.self !== window.top;
  root.classList.add("js");
  root.classList.toggle("framed", framed);

  const CANVAS_ABOVE = 1000;
  const ROWS_AT_FIRST = 200;
  const stage = byId("map_gaps");
  const coarse = window.matchMedia("(pointer: coarse)").matches;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(stage, {
    attributionControl: false, zoomControl: false, keyboard: false, zoomSnap: 0.25, zoomDelta: 0.5,
    scrollWheelZoom: !framed, dragging: !(framed && coarse), tap: false,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
    inertia: !still, maxBoundsViscosity: 0.8, wheelPxPerZoomLevel: 100,
  });
  window.map_gaps = map;

  /* ---- small makers ------------------------------------------------------------------------ */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child != null));
    return element;
  }
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const fold = (name) =>
    name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const column = (values, i) => (values.at ? values.of[values.at[i]] : values.all);

  async function data() {
    const read = JSON.parse(byId("dx-data").textContent);
    if (!read.deflated) return read;
    const bytes = Uint8Array.from(atob(read.deflated), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }
  data().then(start);

  function start(page) {
    const { text, numbers, units, geometry, themes } = page;
    const size = units.code.length;
    const counted = page.counted || new Array(size).fill(1);
    const district = (i) => (units.district ? units.district.of[units.district.at[i]] : "");
    const state = { theme: 0, chosen: -1, under: -1, only: null, sort: "worst", up: false, all: false };
    const collator = new Intl.Collator(page.lang);
    const theme = () => themes[state.theme];
    const classes = () => page.classes[theme().kind];

    /* ---- figures ----------------------------------------------------------------------------- */
    function figure(whole, decimals) {
      if (whole == null) return numbers.missing;
      const digits = String(Math.abs(whole)).padStart(decimals + 1, "0");
      const head = digits.slice(0, digits.length - decimals);
      const tail = decimals ? numbers.decimal + digits.slice(-decimals) : "";
      return (whole < 0 ? numbers.minus : "") + head.replace(/\B(?=(\d{3})+$)/g, numbers.group) + tail;
    }
    const percent = (whole) => (whole == null ? numbers.missing : numbers.percent.replace("{n}", figure(whole, 2)));
    const points = (whole, isShort) =>
      isShort && whole === 0 ? text.less_than.replace("{value}", figure(1, 2)) : figure(whole, 2);
    const plain = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    function sentence(template, values, strong) {
      const parts = template.split(/\{(\w+)\}/);
      return parts.map((part, i) => (i % 2 === 0 ? part
        : strong.includes(part) ? make("b", {}, values[part]) : values[part]));
    }

    /* ---- geometry ---------------------------------------------------------------------------- */
    const decode = (arcs, decimals) => arcs.map((steps) => {
      const line = [];
      for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
        x += steps[i]; y += steps[i + 1];
        line.push([y / 10 ** decimals, x / 10 ** decimals]);
      }
      return line;
    });
    const lines = decode(geometry.arcs, geometry.decimals);
    const ring = (numbersOfArcs) => numbersOfArcs.flatMap((n) =>
      (n < 0 ? [...lines[~n]].reverse() : lines[n]).slice(0, -1));
    const latlngs = geometry.units.map((parts) => parts.map((part) => part.map(ring)));
    const anchors = Array.from({ length: size }, (_, i) => L.latLng(
      geometry.anchors[2 * i + 1] / 10 ** geometry.decimals, geometry.anchors[2 * i] / 10 ** geometry.decimals));
    const boundsOf = latlngs.map((parts) => L.latLngBounds(parts.flatMap((part) => part[0])));
    const around = (chosen) => chosen.reduce((all, i) => all.extend(boundsOf[i]), L.latLngBounds([]));
    const everything = around([...boundsOf.keys()]);
    const home = page.counted ? around([...boundsOf.keys()].filter((i) => counted[i])) : everything;

    /* ---- panes and paint --------------------------------------------------------------------- */
    const isCanvas = size > CANVAS_ABOVE;
    const renderer = isCanvas ? L.canvas({ padding: 0.2 }) : L.svg({ padding: 0.5 });
    for (const [name, z] of [["borders", 450], ["names", 460]]) {
      map.createPane(name).style.cssText = `z-index:${z};pointer-events:none`;
    }
    const above = L.svg({ pane: "borders", padding: 0.5 });
    const style = (name) => getComputedStyle(root).getPropertyValue(name).trim();
    const SVG = "http://www.w3.org/2000/svg";
    function svg(tag, attributes, ...children) {
      const element = document.createElementNS(SVG, tag);
      Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
      element.append(...children);
      return element;
    }
    function hatches() {
      return svg("defs", {},
        svg("pattern", { id: "dx-missing", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          svg("rect", { width: 7, height: 7, class: "hatch-ground" }), svg("rect", { width: 1.6, height: 7, class: "hatch-line" })),
        svg("pattern", { id: "dx-incomparable", width: 7, height: 7, patternUnits: "userSpaceOnUse" },
          svg("rect", { width: 7, height: 7, class: "hatch-ground" }), svg("circle", { cx: 3.5, cy: 3.5, r: 1.5, class: "hatch-line" })));
    }
    const swatches = svg("svg", { class: "unseen", "aria-hidden": "true" }, hatches());
    document.body.append(swatches);
    const painted = {};
    function paint(one) {
      if (one.hatch === "none") return one.colour;
      if (!isCanvas) return `url(#dx-${one.hatch})`;
      const key = one.hatch + style("--hatch-ground");
      if (!painted[key]) {
        const tile = make("canvas", { width: 7, height: 7 });
        const pen = tile.getContext("2d");
        pen.fillStyle = style("--hatch-ground");
        pen.fillRect(0, 0, 7, 7);
        pen.strokeStyle = pen.fillStyle = style("--hatch-line");
        if (one.hatch === "missing") { pen.moveTo(-1, 8); pen.lineTo(8, -1); pen.stroke(); }
        else { pen.arc(3.5, 3.5, 1.4, 0, 7); pen.fill(); }
        painted[key] = pen.createPattern(tile, "repeat");
      }
      return painted[key];
    }

    /* ---- header, themes ---------------------------------------------------------------------- */
    const choices = make("fieldset", {}, make("legend", { class: "unseen" }, text.themes));
    themes.forEach((one, t) => {
      const input = make("input", { type: "radio", name: "theme", id: `dx-theme-${t}`, value: t, onchange: () => { state.theme = t; state.only = null; show(); say(plain(text.theme_shown, { theme: one.label })); } });
      input.checked = t === 0;
      choices.append(make("label", { for: input.id }, input, make("span", {}, one.label)));
    });
    const bar = byId("dx-themes");
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", text.themes);
    bar.append(choices);
    const header = document.querySelector("header");
    if (header && !framed) header.append(make("button", { type: "button", class: "print", onclick: () => window.print() }, text.print));

    /* ---- side: search, panel, legend --------------------------------------------------------- */
    const panel = make("section", { class: "panel", "aria-live": "off" });
    const legend = make("section", { class: "legend" });
    byId("dx-side").append(search(), legend, panel);

    function search() {
      const list = make("ul", { id: "dx-matches", role: "listbox", "aria-label": text.search, hidden: true });
      const box = make("input", { type: "search", id: "dx-search", role: "combobox", autocomplete: "off", spellcheck: "false",
        placeholder: text.search, "aria-label": text.search, "aria-controls": "dx-matches", "aria-expanded": "false", "aria-autocomplete": "list" });
      const folded = units.name.map((name, i) => fold(`${name} ${units.code[i]}`));
      let matches = [], at = -1;
      const close = () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
      const take = (i) => { close(); box.value = units.name[i]; choose(i, { fly: true }); };
      function point(to) {
        at = to;
        [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
        if (at >= 0) { box.setAttribute("aria-activedescendant", `dx-match-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
      }
      box.addEventListener("input", () => {
        const wanted = fold(box.value.trim());
        if (!wanted) { close(); return; }
        const starts = (i) => (folded[i].includes(" " + wanted) || folded[i].startsWith(wanted) ? 0 : 1);
        matches = [...folded.keys()].filter((i) => folded[i].includes(wanted))
          .sort((a, b) => starts(a) - starts(b) || collator.compare(units.name[a], units.name[b])).slice(0, 8);
        list.replaceChildren(...(matches.length
          ? matches.map((i, k) => make("li", { role: "option", id: `dx-match-${k}`, "aria-selected": "false",
            onmousedown: (event) => { event.preventDefault(); take(i); } },
          units.name[i], district(i) ? make("small", {}, district(i)) : null))
          : [make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, text.no_match)]));
        list.hidden = false;
        box.setAttribute("aria-expanded", "true");
        say(matches.length ? plain(text.matches, { n: figure(matches.length, 0) }) : text.no_match);
        point(matches.length ? 0 : -1);
      });
      box.addEventListener("keydown", (event) => {
        if (event.key === "Escape") close();
        if (list.hidden || !matches.length) return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          point((at + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length);
        } else if (event.key === "Enter") { event.preventDefault(); take(matches[Math.max(at, 0)]); }
      });
      box.addEventListener("blur", close);
      return make("div", { class: "search" }, box, list);
    }

    function words(i) {
      const now = theme();
      const values = {
        indicator: now.indicator, unit: now.unit, rate: percent(now.rate[i]),
        numerator: figure(now.numerator[i], 0), denominator: figure(now.denominator[i], 0),
        target: column(now.target, i), year: column(now.year, i), count: figure(now.count[i], 0),
      };
      if (now.rate[i] == null) return [{ template: text.missing, values }];
      const has = now.numerator[i] != null && now.denominator[i] != null;
      const out = [{ template: has ? text.rate_counted : text.rate_plain, values }];
      const gap = now.gap[i];
      if (gap == null) {
        if (now.kind === "gap") out.push({ template: text.incomparable, values });
      } else {
        const isMet = now.met[i] === 1;
        values.gap = points(Math.abs(gap), !isMet);
        out.push({ values, template: !isMet ? (now.count[i] == null ? text.gap_plain : text.gap)
          : gap === 0 ? text.met_exactly : text.met });
      }
      return out;
    }
    const spoken = (i) => `${units.name[i]}. ${classes()[theme().class[i]].label}. ${words(i).map((one) => plain(one.template, one.values)).join(" ")}`;

    function showPanel() {
      const i = state.chosen;
      if (i < 0) { panel.replaceChildren(make("p", { class: "quiet" }, text.panel_empty)); return; }
      const now = theme();
      const one = classes()[now.class[i]];
      const facts = [
        [text.fact_as_of, column(now.as_of, i) || text.no_date], [text.fact_operator, now.operator],
        [text.fact_observed, column(now.observed, i) === numbers.missing ? "" : plain(text.observed, { observed: column(now.observed, i), basis: column(now.basis, i) })],
        [text.fact_basis, column(now.basis, i)], [text.fact_evidence, column(now.evidence, i)], [text.fact_definition, now.definition],
      ].filter(([, value]) => value);
      const link = units.link && units.link[i];
      panel.replaceChildren(
        make("div", { class: "panel-head" }, make("h2", {}, units.name[i]),
          make("button", { type: "button", class: "close", "aria-label": text.close, title: text.close, onclick: () => choose(-1) }, "×")),
        ...(district(i) ? [make("p", { class: "quiet" }, district(i))] : []),
        make("p", { class: "chip" }, swatch(one), one.label),
        ...words(i).map((line) => make("p", { class: "finding" }, ...sentence(line.template, line.values, ["rate", "gap", "count"]))),
        make("dl", {}, ...facts.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)])),
        ...(link ? [make("p", {}, make("a", { class: "open", href: link, target: framed ? "_top" : null }, text.open))] : []));
    }

    function swatch(one) {
      const box = svg("rect", { width: 14, height: 14, rx: 2, fill: one.hatch === "none" ? one.colour : `url(#dx-${one.hatch})` });
      return svg("svg", { class: "swatch", width: 14, height: 14, "aria-hidden": "true" }, box);
    }

    function showLegend() {
      const now = theme();
      const most = Math.max(1, ...now.tally);
      const rows = classes().map((one, c) => {
        const bar = svg("svg", { class: "bar", "aria-hidden": "true", height: 14, width: "100%" },
          svg("rect", { width: `${(100 * now.tally[c]) / most}%`, height: 14, rx: 1.5, fill: one.hatch === "none" ? one.colour : `url(#dx-${one.hatch})` }));
        return make("li", {}, make("button", { type: "button", "aria-pressed": String(state.only === c), "data-class": c, disabled: now.tally[c] === 0,
          onclick: () => { state.only = state.only === c ? null : c; paintUnits(); showLegend(); showTable(); legend.querySelector(`[data-class="${c}"]`).focus(); } },
        swatch(one), make("span", { class: "label" }, one.label), bar,
        make("span", { class: "n" }, figure(now.tally[c], 0))));
      });
      legend.replaceChildren(make("h2", {}, text[`legend_${now.kind}`]), make("ul", {}, ...rows), make("p", { class: "quiet hint" }, text.legend_hint));
    }

    /* ---- table ------------------------------------------------------------------------------- */
    const table = make("div", { class: "scroll" });
    const summary = make("summary", {});
    const details = make("details", { open: !framed }, summary, table);
    byId("dx-table").append(details);
    const members = [...units.code.keys()].filter((i) => counted[i]);
    function sorting() {
      const worst = theme().kind === "gap" && theme().gap.some((gap) => gap != null) ? "gap" : "rate";
      return state.sort === "worst" ? { key: worst, up: worst === "rate" } : { key: state.sort, up: state.up };
    }
    function sorted() {
      const { key, up } = sorting();
      const byName = (a, b) => collator.compare(units.name[a], units.name[b]);
      if (key === "unit") return [...members].sort((a, b) => (up ? byName(a, b) : byName(b, a)));
      const values = theme()[key];
      return [...members].sort((a, b) => (values[a] == null) - (values[b] == null)
        || (up ? values[a] - values[b] : values[b] - values[a]) || byName(a, b));
    }
    let order = members;
    function showTable() {
      order = sorted();
      const now = theme();
      const rows = state.only == null ? order : order.filter((i) => now.class[i] === state.only);
      const { key, up } = sorting();
      const head = [["unit", text.column_unit], ["rate", text.column_rate], ["gap", text.column_gap], ["count", plain(text.column_count, now)]]
        .filter(([name]) => name === "unit" || now[name].some((value) => value != null))
        .map(([name, label]) => make("th", { scope: "col", class: name === "unit" ? "" : "number", "aria-sort": name === key ? (up ? "ascending" : "descending") : null },
          make("button", { type: "button", "data-sort": name, onclick: () => {
            state.up = name === key ? !up : name === "unit" || name === "rate";
            state.sort = name;
            showTable();
            table.querySelector(`[data-sort="${name}"]`).focus();
          } }, label)));
      const names = head.map((cell) => cell.firstChild.dataset.sort);
      const shown = state.all ? rows : rows.slice(0, ROWS_AT_FIRST);
      const cells = { rate: (i) => percent(now.rate[i]), gap: (i) => (now.gap[i] === 0 && !now.met[i] ? points(0, true) : figure(now.gap[i], 2)), count: (i) => figure(now.count[i], 0) };
      const body = shown.map((i) => make("tr", { "data-unit": i, class: i === state.chosen ? "chosen" : "", onclick: () => choose(i, { fly: true }), onmouseenter: () => hover(i), onmouseleave: () => hover(-1) },
        make("th", { scope: "row" }, make("span", { class: "unit-cell" }, swatch(classes()[now.class[i]]),
          make("button", { type: "button", onclick: (event) => { event.stopPropagation(); choose(i, { fly: true }); } }, units.name[i]))),
        ...names.slice(1).map((name) => make("td", { class: "number" }, cells[name](i)))));
      summary.replaceChildren(text.table, make("span", { class: "quiet" }, plain(text.table_n, { n: figure(rows.length, 0) })));
      table.replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)),
        ...(shown.length < rows.length ? [make("button", { type: "button", class: "more", onclick: () => { state.all = true; showTable(); } }, plain(text.show_all, { n: figure(rows.length, 0) }))] : []));
    }

    /* ---- the map ----------------------------------------------------------------------------- */
    const fade = (i) => (!counted[i] ? 0.28 : state.only != null && theme().class[i] !== state.only ? 0.14 : 1);
    const seam = () => ({ weight: map.getZoom() < 7 && size > 500 ? 0 : isCanvas ? 0.5 : 0.8, color: style("--seam") });
    const layers = latlngs.map((shape, i) => L.polygon(shape, { renderer, fillOpacity: 1, weight: 0.8, color: style("--seam"), className: "unit", bubblingMouseEvents: false, smoothFactor: 0.5 })
      .on("click", () => choose(i)).on("mouseover", () => hover(i)).on("mouseout", () => hover(-1)));
    const border = (arcs, name) => L.polyline(arcs, { renderer: above, className: name, interactive: false, weight: name === "outer" ? 1.8 : 1.5, color: style("--border") });
    const mark = (name) => L.polygon([], { renderer: above, className: name, interactive: false, fill: false, weight: name === "ring" ? 3 : 1.6, color: style("--ink") });
    const edges = geometry.lines ? decode(geometry.lines.arcs, geometry.lines.decimals) : geometry.inner.map((n) => lines[n]);
    const outer = border(geometry.outer.map((n) => lines[n]), "outer");
    const glow = mark("glow"), halo = mark("halo"), outlineOfChosen = mark("ring");

    function paintUnits() {
      layers.forEach((layer, i) => layer.setStyle({ fillColor: paint(classes()[theme().class[i]]), fillOpacity: fade(i), ...seam() }));
    }
    function label() {
      layers.forEach((layer, i) => { const path = layer.getElement(); if (path) path.setAttribute("aria-label", spoken(i)); });
    }
    function hover(i) {
      if (state.under === i) return;
      state.under = i;
      glow.setLatLngs(i < 0 ? [] : latlngs[i]);
      table.querySelectorAll("tr.under").forEach((row) => row.classList.remove("under"));
      const row = i < 0 ? null : table.querySelector(`tr[data-unit="${i}"]`);
      if (row) row.classList.add("under");
      tip(i);
    }
    const tooltip = make("div", { class: "tip", "aria-hidden": "true", hidden: true });
    byId("dx-stage").append(tooltip);
    function tip(i) {
      tooltip.hidden = i < 0 || coarse;
      if (i >= 0) tooltip.replaceChildren(make("b", {}, units.name[i]), ` ${percent(theme().rate[i])}`);
    }
    map.on("mousemove", (event) => {
      const width = map.getSize().x;
      const { x, y } = event.containerPoint;
      tooltip.style.transform = `translate(${Math.round(Math.min(x + 14, width - tooltip.offsetWidth - 8))}px,${Math.round(y + 16)}px)`;
    });

    function choose(i, { fly = false, speak = true } = {}) {
      state.chosen = i;
      for (const one of [halo, outlineOfChosen]) one.setLatLngs(i < 0 ? [] : latlngs[i]);
      showPanel();
      table.querySelectorAll("tr.chosen").forEach((row) => row.classList.remove("chosen"));
      const row = i < 0 ? null : table.querySelector(`tr[data-unit="${i}"]`);
      if (row) row.classList.add("chosen");
      if (i >= 0 && !framed && root.clientWidth >= 860) panel.scrollIntoView({ block: "nearest" });
      layers.forEach((layer, k) => { const path = layer.getElement(); if (path) { path.tabIndex = k === Math.max(i, 0) ? 0 : -1; path.setAttribute("aria-pressed", String(k === i)); } });
      if (i >= 0 && fly) map.fitBounds(boundsOf[i], { padding: [60, 60], maxZoom: Math.max(map.getZoom(), map.getBoundsZoom(home) + 1.5), animate: !still });
      if (i >= 0 && speak) say(spoken(i));
      placeNames();
    }
    function say(what) { byId("dx-live").textContent = what; }

    /* Names of units: the largest first, where there is room, never one over another. */
    const names = map.getPane("names");
    const pen = document.createElement("canvas").getContext("2d");
    const short = units.short || units.name;
    const biggest = [...latlngs.keys()].sort((a, b) => extent(b) - extent(a));
    function extent(i) { const b = boundsOf[i]; return (b.getEast() - b.getWest()) * (b.getNorth() - b.getSouth()); }
    function split(name) {
      const parts = name.split(" ");
      let best = [name], widest = Infinity;
      for (let k = 1; k < parts.length; k += 1) {
        const pair = [parts.slice(0, k).join(" "), parts.slice(k).join(" ")];
        const wide = Math.max(...pair.map((line) => pen.measureText(line).width));
        if (wide < widest) { widest = wide; best = pair; }
      }
      return best;
    }
    function roomOf(i, centre) {
      const [west, east, radius] = geometry.room.slice(3 * i, 3 * i + 3).map((degrees) => degrees / 10 ** geometry.decimals);
      const at = (lat, lng) => map.project(L.latLng(anchors[i].lat + lat, anchors[i].lng + lng));
      return [at(0, -west).x, at(0, east).x, 2.3 * (centre.y - at(radius, 0).y)];
    }
    function placeNames() {
      pen.font = `500 11px ${getComputedStyle(document.body).fontFamily}`;
      const view = map.getPixelBounds(), origin = map.getPixelOrigin();
      const placed = [], made = [];
      const first = state.chosen >= 0 ? [state.chosen, ...biggest.filter((i) => i !== state.chosen)] : biggest;
      for (const i of first) {
        const centre = map.project(anchors[i]);
        if (!view.contains(centre) || fade(i) < 0.5) continue;
        const [west, east, high] = roomOf(i, centre);
        for (const rows of [[short[i]], split(short[i])]) {
          const w = Math.max(...rows.map((row) => pen.measureText(row).width)) + 4, h = rows.length * 13;
          if (i !== state.chosen && (w > east - west || h > high)) continue;
          const x = w > east - west ? centre.x : Math.min(Math.max(centre.x, west + w / 2), east - w / 2);
          const rect = [x - w / 2, centre.y - h / 2, x + w / 2, centre.y + h / 2];
          if (rect[0] < view.min.x || rect[2] > view.max.x || rect[1] < view.min.y || rect[3] > view.max.y) continue;
          if (placed.some((other) => rect[0] < other[2] + 2 && rect[2] > other[0] - 2 && rect[1] < other[3] + 1 && rect[3] > other[1] - 1)) continue;
          placed.push(rect);
          const one = classes()[theme().class[i]];
          const tone = one.hatch !== "none" || i === state.chosen ? "on-hatch" : one.ink === "#ffffff" ? "on-dark" : "on-light";
          const element = make("div", { class: `name ${tone}`, "aria-hidden": "true" }, ...rows.map((row) => make("span", {}, row)));
          element.style.transform = `translate(${Math.round(rect[0] - origin.x)}px,${Math.round(rect[1] - origin.y)}px)`;
          element.style.width = `${Math.ceil(w)}px`;
          made.push(element);
          break;
        }
      }
      names.replaceChildren(...made);
    }

    /* Keyboard: arrows go to the unit next door, Page Up and Page Down through the table. */
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
    function onKey(event) {
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
      else if (event.key === "Escape") { choose(-1); map.fitBounds(home, { padding: [12, 12] }); return; }
      else return;
      event.preventDefault();
      if (to < 0) return;
      const path = layers[to].getElement();
      choose(to);
      if (path) path.focus({ preventScroll: true });
      if (!map.getBounds().pad(-0.1).contains(anchors[to])) map.panTo(anchors[to], { animate: !still });
    }
    const focusedUnit = () => layers.findIndex((layer) => layer.getElement() && layer.getElement() === document.activeElement);

    function build() {
      const control = L.control({ position: "topleft" });
      control.onAdd = () => {
        const bar = make("div", { class: "zoom", role: "group" },
          make("button", { type: "button", "aria-label": text.zoom_in, title: text.zoom_in, onclick: () => map.zoomIn(0.75) }, "+"),
          make("button", { type: "button", "aria-label": text.zoom_out, title: text.zoom_out, onclick: () => map.zoomOut(0.75) }, "−"),
          make("button", { type: "button", "aria-label": text.zoom_all, title: text.zoom_all, onclick: () => map.fitBounds(home, { padding: [12, 12] }) }, "⤢"));
        L.DomEvent.disableClickPropagation(bar);
        return bar;
      };
      control.addTo(map);
      L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
      map.fitBounds(home, { padding: [12, 12], animate: false });
      map.setMinZoom(Math.floor(map.getBoundsZoom(everything) - 1));
      map.setMaxZoom(14).setMaxBounds(everything.pad(0.6));
      layers.forEach((layer) => layer.addTo(map));
      if (!isCanvas) renderer._container.prepend(hatches());
      border(edges, "casing").setStyle({ weight: 3.6, color: style("--seam") }).addTo(map);
      border(edges, "inner").addTo(map);
      outer.addTo(map);
      paintSeams();
      for (const one of [glow, halo, outlineOfChosen]) one.addTo(map);
      stage.setAttribute("role", "application");
      stage.setAttribute("aria-label", text.map);
      stage.setAttribute("aria-describedby", "dx-help");
      stage.after(make("p", { id: "dx-help", class: "unseen" }, text.map_help));
      stage.addEventListener("keydown", onKey);
      if (isCanvas) stage.tabIndex = 0;
      layers.forEach((layer, i) => {
        const path = layer.getElement();
        if (!path) return;
        path.setAttribute("role", "button");
        path.setAttribute("aria-pressed", "false");
        path.dataset.unit = i;
        path.tabIndex = i === 0 ? 0 : -1;
        path.addEventListener("focus", () => { if (path.matches(":focus-visible") && state.chosen !== i) choose(i); });
      });
      map.on("zoomend", paintSeams).on("zoomend moveend resize", placeNames)
        .on("zoomstart", () => names.replaceChildren()).on("click", () => choose(-1));
      window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paintUnits(); placeNames(); });
    }
    function paintSeams() {
      layers.forEach((layer) => layer.setStyle(seam()));
      outer.setStyle({ weight: map.getZoom() < 7 ? 0.8 : 1.8 });
    }

    function show() { paintUnits(); label(); showLegend(); showPanel(); showTable(); placeNames(); tip(-1); }

    /* In a frame the page around must still scroll: the map waits for a click or two fingers. */
    function behaveInFrame() {
      const hint = byId("dx-hint");
      hint.textContent = coarse ? text.two_fingers : text.click_to_zoom;
      let timer = 0;
      const tell = () => { hint.hidden = false; clearTimeout(timer); timer = setTimeout(() => { hint.hidden = true; }, 1500); };
      if (coarse) stage.addEventListener("touchmove", (event) => { if (event.touches.length === 1) tell(); }, { passive: true });
      else {
        stage.addEventListener("wheel", () => { if (!map.scrollWheelZoom.enabled()) tell(); }, { passive: true });
        stage.addEventListener("click", () => map.scrollWheelZoom.enable());
        stage.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
      }
      const fit = () => {
        try { window.frameElement.style.height = `${Math.ceil(document.body.getBoundingClientRect().height)}px`; } catch (_) { /* another origin: the frame keeps its height */ }
      };
      new ResizeObserver(fit).observe(document.body);
      fit();
    }

    /* On paper: the whole map, drawn anew for the paper's width. */
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

    build();
    show();
    if (framed) behaveInFrame();
    root.classList.add("ready");
  }
})();
