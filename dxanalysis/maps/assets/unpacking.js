// Reads what packing.py wrote: JSON, then columns of whole numbers, the lowest bytes of all first.
function unpacked(bytes) {
  let end = 4 + new DataView(bytes.buffer).getUint32(0, true);
  const read = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  const columns = read.columns.map(([count, width, form]) => {
    const out = new Array(count), signed = form & 1, nullable = form & 2;
    for (let i = 0; i < count; i += 1) {
      let value = 0;
      for (let k = 0, factor = 1; k < width; k += 1, factor *= 256) value += factor * bytes[end + k * count + i];
      if (nullable && value === 0) { out[i] = null; continue; }
      if (nullable) value -= 1;
      out[i] = !signed ? value : value % 2 ? -(value + 1) / 2 : value / 2;
    }
    end += count * width;
    return out;
  });
  const whole = (value) => {
    if (value === null || typeof value !== "object") return value;
    if ("$" in value) return columns[value.$];
    for (const name of Object.keys(value)) value[name] = whole(value[name]);
    return value;
  };
  whole(read);
  for (const one of read.themes) { widen(one); if (one.second) widen(one.second); }
  const { code, name, short } = read.units;
  if (code.steps) {
    let sum = 0;
    read.units.code = code.steps.map((step) => { sum += step; return String(sum).padStart(code.digits, "0"); });
  }
  if (short) read.units.short = name.map((one, i) => one.slice(short.of[short.at[i]].length));
  return read;
}
// Rates, gaps and counts come as the difference to what follows from the other figures.
function widen(figures) {
  const { numerator, denominator, rate, gap, count, target } = figures;
  const finite = (value) => (Number.isFinite(value) ? value : 0);
  for (let i = 0; i < rate.length; i += 1) {
    const n = numerator[i] ?? NaN, d = denominator[i] ?? NaN;
    const goal = (target.at ? target.of[target.at[i]] : target.all) ?? NaN;
    if (rate[i] !== null) rate[i] += finite(Math.floor((20000 * n + d) / (2 * d)));
    if (gap[i] !== null) gap[i] += finite(goal - (rate[i] ?? NaN));
    if (count[i] !== null) count[i] += finite(Math.max(0, -Math.floor((10000 * n - d * goal) / 10000)));
  }
}
