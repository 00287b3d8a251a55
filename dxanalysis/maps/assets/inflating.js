(async () => {
  const read = JSON.parse(document.getElementById("dx-code").textContent).deflated;
  if (!window.DecompressionStream) {
    const still = document.querySelector("noscript");
    still.replaceWith(...new DOMParser().parseFromString(still.textContent, "text/html").body.children);
    return;
  }
  const bytes = Uint8Array.from(atob(read), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const [style, ...scripts] = JSON.parse(await new Response(stream).text());
  const add = (tag, text) => document.head.append(Object.assign(document.createElement(tag), { textContent: text }));
  const own = document.querySelector("style");
  own.before(Object.assign(document.createElement("style"), { textContent: style }));
  scripts.forEach((script) => add("script", script));
})();
