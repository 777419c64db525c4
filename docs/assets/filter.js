// The error index: filters over the table that the page holds. Their state is in the URL, so a view can be shared.
"use strict";

(() => {
  const form = document.querySelector(".filter");
  const count = form.querySelector("[role=status]");
  const fields = [...form.elements].filter((field) => field.name);
  const rows = [...document.querySelectorAll("#all-codes ~ .errors:first-of-type tbody tr")].map((row) => ({
    row,
    facts: facts(row),
    text: searchable(row.textContent),
  }));

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  // The fields are empty only after this event.
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("popstate", recall);
  recall();

  /** What the filters ask of a row, read off its cells. */
  function facts(row) {
    const [code, status, category, retry, actor] = [...row.cells].map((cell) => cell.textContent.trim());
    const reserved = code.includes("reserved") ? "Yes" : "No";
    return { status, category, retry: retry.startsWith("Yes") ? "Yes" : "No", actor, reserved };
  }

  function searchable(text) {
    return text.toLowerCase().replaceAll("_", " ");
  }

  function changed() {
    const chosen = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
    const query = new URLSearchParams(chosen);
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    show();
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  }

  function show() {
    const chosen = fields.filter((field) => field.value && field.name !== "text");
    const words = searchable(form.elements.text.value).split(/\s+/);
    let shown = 0;
    for (const { row, facts, text } of rows) {
      const fits = chosen.every(({ name, value }) => facts[name] === value) && words.every((word) => text.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown ? `${shown} of ${rows.length} errors` : "No error fits.";
  }
})();
