/* Sorts a table by the heading that is pressed. One listener serves every table of the page. */
(function () {
  if (window.dxaSorts) { return; }
  window.dxaSorts = true;
  // What is folded on the screen is printed, and folded again afterwards.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".dxa details:not([open])").forEach(function (folded) {
      folded.open = true;
      folded.dataset.folded = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".dxa details[data-folded]").forEach(function (folded) {
      folded.open = false;
      delete folded.dataset.folded;
    });
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest(".dxa thead button");
    if (!button) { return; }
    var heading = button.closest("th");
    var table = heading.closest("table");
    var column = Array.prototype.indexOf.call(heading.parentNode.children, heading);
    var downwards = heading.getAttribute("aria-sort") !== "descending";
    Array.prototype.forEach.call(heading.parentNode.children, function (other) {
      other.removeAttribute("aria-sort");
    });
    heading.setAttribute("aria-sort", downwards ? "descending" : "ascending");
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var letters = new Intl.Collator(document.documentElement.lang || "vi");
    rows.sort(function (one, other) {
      var a = one.cells[column].dataset.value;
      var b = other.cells[column].dataset.value;
      // What is missing stays last, whichever way one sorts.
      if (a === "" || b === "") { return (a === "") - (b === ""); }
      var order = isNaN(a) || isNaN(b) ? letters.compare(b, a) : b - a;
      return downwards ? order : -order;
    });
    rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
  });
})();
