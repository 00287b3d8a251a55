// Small makers of elements, and what all parts know.
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
const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}
const colours = new Map();
function style(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(root).getPropertyValue(name).trim());
  return colours.get(name);
}
const { units, geometry, themes } = page;
const size = units.code.length;
const counted = page.counted || new Array(size).fill(1);
const members = [...units.code.keys()].filter((i) => counted[i]);
const district = (i) => (units.district ? said(units.district.of[units.district.at[i]]) : "");
// `right` is the theme on the right of the slider, -1 while nothing is compared.
const state = { theme: 0, right: -1, split: 0.5, chosen: -1, under: -1, only: null, sort: "worst", up: false, all: false };
const theme = () => themes[state.theme];
const shown = () => (state.right < 0 ? [state.theme] : [state.theme, state.right]);
function say(what) { byId("dx-live").textContent = what; }
