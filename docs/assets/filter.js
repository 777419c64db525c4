// The error index: filters over its table. Their state is in the URL, so a view can be shared; of a text only what the
// catalogue has itself, since anything may be pasted. What it does not have, the decoder may know.
"use strict";

(() => {
  const MOST_ROWS = 100;
  const form = document.querySelector(".filter");
  const count = form.querySelector("[role=status]");
  const fields = [...form.elements].filter((field) => field.name);
  const text = form.elements.text;
  const table = document.querySelector("#all-codes ~ .errors:first-of-type tbody");
  let errors = null;
  let loading = null;

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  // The fields are empty only after this event.
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("popstate", recall);
  self.gettPage.onReturn(recall);
  recall();

  /** The errors as the page has them: what the filters ask is read off the cells. */
  function onPage() {
    const endpoints = endpointsOnPage();
    return [...table.rows].map((row) => {
      const [first, status, category, retry, actor] = [...row.cells].map((cell) => cell.textContent.trim());
      const code = row.querySelector("code").textContent;
      const own = [...endpoints].filter(([, codes]) => codes.has(code)).map(([name]) => name);
      const reserved = first.includes("reserved");
      return { code, facts: facts(status, category, retry, actor, reserved), own, text: searchable(row.textContent), row };
    });
  }

  /** The codes of each endpoint, read off the table of endpoints; the gateway's stand before it and come from any. */
  function endpointsOnPage() {
    const section = document.querySelector("#by-endpoint");
    const gateway = codesIn(section.nextElementSibling);
    const tables = [...document.querySelectorAll("table")];
    const next = tables.find((each) => section.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
    const names = ({ cells: [endpoint, , codes] }) => [words(endpoint.textContent), new Set([...gateway, ...codesIn(codes)])];
    return new Map([...next.tBodies[0].rows].map(names));
  }

  function codesIn(node) {
    return [...node.querySelectorAll("code")].map((code) => code.textContent);
  }

  /** Gets the errors when somebody first filters; those of a large catalogue are loaded. */
  async function ready() {
    if (errors) return;
    loading ??= form.dataset.errors ? loaded() : Promise.resolve(onPage());
    errors = await loading.catch(() => null);
    if (!errors) loading = null; // the network may be back
  }

  /** The errors of a large catalogue, each with the row that the table would have. */
  async function loaded() {
    const script = self.gettPage.element("script", { src: form.dataset.errors });
    await new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error("the errors could not be loaded")));
      document.head.append(script);
    });
    const { texts, endpoints, rows } = self.gettErrors;
    return rows.map(([code, marks, status, ...places]) => {
      const [category, retry, actor, effect] = places.slice(0, 4).map((place) => texts[place]);
      const [own, advice] = places.slice(4);
      const said = [code, ...marks, status, category, retry, actor, effect, advice].join(" ").replaceAll("`", "");
      return {
        code,
        facts: facts(`${status}`, category, retry, actor, marks.includes("reserved")),
        own: own?.map((place) => endpoints[place]) ?? endpoints,
        text: searchable(said),
        get row() {
          return rowOf({ code, marks, status, category, retry, actor, effect, advice });
        },
      };
    });
  }

  /** A row as the page has it. */
  function rowOf({ code, marks, status, category, retry, actor, effect, advice }) {
    const { element } = self.gettPage;
    const marked = (said) => said.split("`").map((part, place) => (place % 2 ? element("code", { textContent: part }) : part));
    const link = element("a", { href: `${code}/` }, element("code", { textContent: code }));
    const wait = retry.replace(/(?<=\d) (?=s\b)/g, "\u00a0"); // no line breaks before a unit
    const cells = [
      [link, ...marks.flatMap((mark) => [" ", element("em", { textContent: mark })])],
      [`${status}`],
      [element("code", { textContent: category })],
      [element("span", { className: "retry" }, ...marked(wait))],
      [actor],
      [element("span", { className: "effect" }, ...marked(effect))],
      marked(advice),
    ];
    return element("tr", {}, ...cells.map((nodes) => element("td", {}, ...nodes)));
  }

  /** What the filters ask. */
  function facts(status, category, retry, actor, reserved) {
    return { status, category, retry: retry.startsWith("Yes") ? "Yes" : "No", actor, reserved: reserved ? "Yes" : "No" };
  }

  function words(value) {
    return value.trim().replace(/\s+/g, " ");
  }

  function searchable(value) {
    return value.toLowerCase().replaceAll("_", " ");
  }

  async function changed() {
    const found = await matches();
    const chosen = fields.filter((field) => field.value && (field !== text || found?.length > 0));
    const query = new URLSearchParams(chosen.map((field) => [field.name, field.value]));
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    show(found);
  }

  async function recall() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    if (errors || fields.some((field) => field.value)) show(await matches());
  }

  /** The errors that have all words of the text, or null where they cannot be loaded. */
  async function matches() {
    await ready();
    const asked = searchable(text.value).split(/\s+/);
    return errors && errors.filter((each) => asked.every((word) => each.text.includes(word)));
  }

  /** Shows the errors that were found, and where there are none, what the decoder makes of the text. */
  async function show(found) {
    if (!found) {
      count.textContent = "The errors could not be loaded. Try again.";
      return;
    }
    if (found.length > 0) {
      reveal(found, "");
      return;
    }
    const asked = text.value;
    const answer = await self.gettAnswering.answer(asked).catch(() => null);
    if (asked !== text.value) return; // the reader has typed on
    const codes = answer?.codes ?? [];
    reveal(errors.filter(({ code }) => codes.includes(code)), answer?.text ?? "");
  }

  /** Shows those of some errors that fit the choices, and says how many they are, or where else to look. */
  function reveal(found, said) {
    const chosen = fields.filter((field) => field.value && field !== text);
    const fits = ({ facts, own }) =>
      chosen.every(({ name, value }) => (name === "endpoint" ? own.includes(value) : facts[name] === value));
    const fitting = found.filter(fits);
    table.replaceChildren(...fitting.slice(0, MOST_ROWS).map(({ row }) => row));
    const cut = fitting.length > MOST_ROWS ? `; the first ${MOST_ROWS} are shown` : "";
    const number = fitting.length > 0 ? `${fitting.length} of ${errors.length} errors${cut}` : "No error fits.";
    count.replaceChildren([number, said].filter(Boolean).join(fitting.length > 0 ? ". " : " "));
    if (fitting.length === 0) count.append(" ", ...lead());
  }

  /** What to do where nothing fits. */
  function lead() {
    const decoder = Object.assign(document.createElement("a"), { href: "decode/", textContent: "Paste the whole error" });
    return [decoder, ", or reset and choose less."];
  }
})();
