// The error index: filters over the table that the page holds. Their state is in the URL, so a view can be shared; of a
// text only what this page has itself, since anything may be pasted. What the table does not have, the decoder may know.
"use strict";

(() => {
  const form = document.querySelector(".filter");
  const count = form.querySelector("[role=status]");
  const fields = [...form.elements].filter((field) => field.name);
  const text = form.elements.text;
  const rows = [...document.querySelectorAll("#all-codes ~ .errors:first-of-type tbody tr")].map((row) => ({
    row,
    facts: facts(row),
    text: searchable(row.textContent),
  }));
  const codesOf = endpoints();

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  // The fields are empty only after this event.
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("popstate", recall);
  self.gettPage.onReturn(recall);
  recall();

  /** What the filters ask of a row, read off its cells. */
  function facts(row) {
    const [first, status, category, retry, actor] = [...row.cells].map((cell) => cell.textContent.trim());
    const reserved = first.includes("reserved") ? "Yes" : "No";
    const code = row.querySelector("code").textContent;
    return { code, status, category, retry: retry.startsWith("Yes") ? "Yes" : "No", actor, reserved };
  }

  /** The codes of each endpoint, read off the table of endpoints; the gateway's stand before it and come from any. */
  function endpoints() {
    const section = document.querySelector("#by-endpoint");
    const gateway = codesIn(section.nextElementSibling);
    const table = [...document.querySelectorAll("table")].find((each) => section.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
    const names = ({ cells: [endpoint, , codes] }) => [words(endpoint.textContent), new Set([...gateway, ...codesIn(codes)])];
    return new Map([...table.tBodies[0].rows].map(names));
  }

  function codesIn(node) {
    return [...node.querySelectorAll("code")].map((code) => code.textContent);
  }

  function words(value) {
    return value.trim().replace(/\s+/g, " ");
  }

  function searchable(value) {
    return value.toLowerCase().replaceAll("_", " ");
  }

  function changed() {
    const found = matches();
    show(found);
    const chosen = fields.filter((field) => field.value && (field !== text || found.length > 0));
    const query = new URLSearchParams(chosen.map((field) => [field.name, field.value]));
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show(matches());
  }

  /** The rows that have all words of the text. */
  function matches() {
    const asked = searchable(text.value).split(/\s+/);
    return rows.filter((each) => asked.every((word) => each.text.includes(word)));
  }

  /** Shows the rows that were found, and where there are none, what the decoder makes of the text. */
  async function show(found) {
    const asked = text.value;
    if (found.length > 0) {
      reveal(found, "");
      return;
    }
    const answer = await self.gettAnswering.answer(asked).catch(() => null);
    if (asked !== text.value) return; // the reader has typed on
    const codes = answer?.codes ?? [];
    reveal(rows.filter(({ facts }) => codes.includes(facts.code)), answer?.text ?? "");
  }

  /** Shows those of some rows that fit the choices, and says how many they are, or where else to look. */
  function reveal(found, said) {
    const chosen = fields.filter((field) => field.value && field !== text);
    const fits = ({ facts }) =>
      chosen.every(({ name, value }) => (name === "endpoint" ? codesOf.get(value).has(facts.code) : facts[name] === value));
    const shown = new Set(found.filter(fits));
    for (const each of rows) each.row.hidden = !shown.has(each);
    const number = shown.size > 0 ? `${shown.size} of ${rows.length} errors` : "No error fits.";
    count.replaceChildren([number, said].filter(Boolean).join(shown.size > 0 ? ". " : " "));
    if (shown.size === 0) count.append(" ", ...lead());
  }

  /** What to do where nothing fits. */
  function lead() {
    const decoder = Object.assign(document.createElement("a"), { href: "decode/", textContent: "Paste the whole error" });
    return [decoder, ", or reset and choose less."];
  }
})();
