(function () {
  "use strict";
  var form = document.getElementById("filter");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#all tbody tr"));
  var told = document.getElementById("found");
  var fields = Array.prototype.slice.call(form.elements);
  function text(row) { return (row.textContent + " " + row.id).toLowerCase(); }
  var texts = rows.map(text);
  function fits(row, at, wanted) {
    return wanted.words.every(function (word) { return texts[at].indexOf(word) >= 0; }) &&
      wanted.chosen.every(function (one) {
        return row.getAttribute("data-" + one[0]).split("\n").indexOf(one[1]) >= 0;
      });
  }
  function apply() {
    var wanted = { words: form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean), chosen: [] };
    fields.forEach(function (field) {
      if (field.tagName === "SELECT" && field.value) { wanted.chosen.push([field.name, field.value]); }
    });
    var shown = 0;
    rows.forEach(function (row, at) {
      row.hidden = !fits(row, at, wanted);
      shown += row.hidden ? 0 : 1;
    });
    told.textContent = shown === rows.length ? told.getAttribute("data-all") : shown + " of " + rows.length + " shown";
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", apply);
  apply();
})();
