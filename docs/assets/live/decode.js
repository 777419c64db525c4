// The decoder's page: what is pasted is decoded while the reader types. All of it stays in the page; only a known code
// goes into its address. What is pasted reaches the page as text alone, never as HTML.
"use strict";

(() => {
  const PAUSE_MS = 150;
  const MOST_ROWS = 20;
  const FORMS = {
    body: "Read as a response body.",
    response: "Read as an HTTP response.",
    text: "Found in the text.",
    markdown: "Read as the API’s Markdown answer.",
    uri: "Read off the type URI.",
    code: "Read as a code.",
  };
  const MARKUP = /`([^`]+)`|\[([^\]]+)\]\((https:[^)\s]+)\)|\*{1,2}([^*]+)\*{1,2}/g;

  const data = self.gettDecoder;
  const form = document.querySelector(".decode");
  const field = form.elements.pasted;
  const verdict = document.querySelector(".decode__verdict");
  const findings = document.querySelector(".decode__findings");
  let pause;
  let shown;

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(decode, PAUSE_MS);
  });
  // The field is empty only after this event.
  form.addEventListener("reset", () => setTimeout(decode));
  addEventListener("hashchange", recall);
  recall();

  function recall() {
    if (!isKnown(location.hash.slice(1))) return;
    field.value = location.hash.slice(1);
    decode();
  }

  function decode() {
    const result = self.gettDecoding.decode(field.value, data);
    remember(result?.known ? result.code : "");
    // A screen reader announces what changes, so nothing does without need.
    const state = JSON.stringify([result, field.value.trim() === ""]);
    if (state === shown) return;
    shown = state;
    const nothing = field.value.trim() ? [element("p", "", "No error found in this text.")] : [];
    verdict.replaceChildren(...(result ? verdictOn(result) : nothing));
    findings.replaceChildren(...(result ? findingsOf(result) : []));
  }

  function remember(code) {
    if (code) history.replaceState(null, "", `#${code}`);
    else if (isKnown(location.hash.slice(1))) history.replaceState(null, "", location.pathname + location.search);
  }

  function verdictOn(result) {
    const { code, known, like, nearest, error, status, retry } = result;
    const parts = [
      element("h2", "decode__code", known ? pageLink(code) : (code ?? `Status ${status}`)),
      element("p", "decode__note", FORMS[result.form], code && !known ? " This code is not documented here." : ""),
    ];
    if (nearest.length > 0) parts.push(element("p", "", "Did you mean ", ...listed(nearest.map(codeLink), "or"), "?"));
    if (like) parts.push(element("p", "", "The advice is that of ", codeLink(like), ", the general error."));
    if (error || status !== null || retry.again !== null) parts.push(element("dl", "verdict", ...facts(result)));
    if (result.isWhole) parts.push(element("p", "", comparison(result)));
    return parts;
  }

  function facts({ error, status, title, category, retry }) {
    return [
      fact("Retry", [retryWords(retry)], `verdict__retry verdict__retry--${retry.again ? "yes" : "no"}`),
      fact("Who can fix it", [error?.actor ?? "Not known"]),
      fact("Status", [status === null ? "Not known" : [status, title].filter((each) => each !== null).join(" ")]),
      fact("Category", [category === null ? "Not known" : element("code", "", category)]),
      ...(error ? [fact("Do this first", marked(error.advice), "verdict__first")] : []),
    ];
  }

  function retryWords({ again, after }) {
    if (again === null) return "Not known";
    if (!again) return "No";
    return after === null ? "Yes" : `Yes, after ${typeof after === "number" ? seconds(after) : after}`;
  }

  /** A number and its unit, which no line break parts. */
  function seconds(number) {
    return `${number}\u00a0s`;
  }

  function comparison({ known, differences: { length } }) {
    if (length > 0) return `${length === 1 ? "1 part differs" : `${length} parts differ`} from what is documented.`;
    return known ? "It is as documented." : "But for its code, it is as documented.";
  }

  function findingsOf({ known, code, error, retry, differences }) {
    return [
      ...(error ? [element("h3", "", "What to do"), ...recovery(error, retry)] : []),
      ...(known ? [element("p", "", "More on the page of ", codeLink(code), ".")] : []),
      ...table(differences),
    ];
  }

  function recovery({ steps, caution, howToRetry }, { again, by }) {
    const parts = [element("ol", "", ...steps.map((step) => element("li", "", ...marked(step))))];
    if (again && howToRetry) parts.push(element("p", "", ...marked(`**How to retry.** ${howToRetry[by]}`)));
    if (caution) {
      const title = element("p", "admonition-title", "Caution");
      parts.push(element("div", "admonition warning", title, element("p", "", ...marked(caution))));
    }
    return parts;
  }

  function table(rows) {
    if (rows.length === 0) return [];
    const head = element("tr", "", ...["Member", "Here", "Documented"].map((each) => element("th", "", each)));
    const lines = rows.slice(0, MOST_ROWS).map(({ member, here, documented }) => {
      const found = here === null ? "missing" : element("code", "", here);
      const cells = [[element("code", "", member)], [found], marked(documented)];
      return element("tr", "", ...cells.map((cell) => element("td", "", ...cell)));
    });
    const left = rows.length - lines.length;
    return [
      element("h3", "", "Differs from what is documented"),
      element("table", "", element("thead", "", head), element("tbody", "", ...lines)),
      ...(left > 0 ? [element("p", "", `And ${left} more.`)] : []),
    ];
  }

  function fact(term, definition, className = "") {
    return element("div", className, element("dt", "", term), element("dd", "", ...definition));
  }

  /** The Markdown of the catalogue's sentences as nodes: code, links and emphasis. */
  function marked(markdown) {
    const nodes = [];
    let end = 0;
    for (const { 0: whole, 1: code, 2: label, 3: address, 4: stressed, index } of markdown.matchAll(MARKUP)) {
      nodes.push(markdown.slice(end, index));
      if (code) nodes.push(isKnown(code) ? codeLink(code) : element("code", "", code));
      else nodes.push(label ? link(address, label) : element("strong", "", stressed));
      end = index + whole.length;
    }
    return [...nodes, markdown.slice(end)];
  }

  /** The parts of an enumeration: one, two or three. */
  function listed(parts, word) {
    return parts.flatMap((part, i) => (i === 0 ? [part] : [i === parts.length - 1 ? ` ${word} ` : ", ", part]));
  }

  function isKnown(code) {
    return Object.hasOwn(data.errors, code);
  }

  function codeLink(code) {
    return link(`../${code}/`, element("code", "", code));
  }

  function pageLink(code) {
    return link(`../${code}/`, code);
  }

  function link(address, content) {
    const node = element("a", "", content);
    node.href = address;
    return node;
  }

  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }
})();
