// A verdict as nodes of a page. Texts of others become text alone, never HTML.
"use strict";

self.gettShowing = (() => {
  const FORMS = {
    body: "Read as a response body.",
    response: "Read as an HTTP response.",
    text: "Found in the text.",
    members: "Read by the names of its members.",
    words: "Found in the words of the text.",
    markdown: "Read as the API’s Markdown answer.",
    uri: "Read off the type URI.",
    code: "Read as a code.",
  };
  const MARKUP = /`([^`]+)`|\[([^\]]+)\]\((https:[^)\s]+)\)|\*{1,2}([^*]+)\*{1,2}/g;
  const UNIT = /(?<=\d) (?=s\b)/g; // no line breaks between a number of seconds and its unit
  const NOTHING = "No error found in this text. Paste the whole response or log line, or look the error up among ";

  /** Returns what is announced: which error it is, whether to retry, and what to do first. */
  function verdictOn(result, isEmpty, data) {
    if (!result) return isEmpty ? [] : [element("p", "", NOTHING, link("../", "all errors"), ".")];
    const { code, heading, known, like, nearest, foreign, verdict, isSure, others } = result;
    const parts = [
      element("h2", "decode__code", known ? link(`../${code}/`, code) : heading),
      element("p", "decode__note", FORMS[result.form], code && !known ? " This code is not documented here." : ""),
    ];
    if (foreign) parts.push(element("p", "", ...marked(foreign, data)));
    if (nearest.length > 0) parts.push(element("p", "", "Did you mean ", ...listed(nearest.map(codeLink), "or"), "?"));
    if (!isSure && !foreign && verdict) parts.push(element("p", "", "If this comes from Gett’s API:"));
    if (verdict && !foreign) parts.push(element("dl", "verdict", ...facts(result, data)));
    if (like) parts.push(element("p", "", "The advice is that of ", codeLink(like), known || !code ? "." : ", the general error."));
    parts.push(...result.notes.map((each) => element("p", "decode__note", ...marked(each, data))));
    if (others.length > 0) parts.push(element("p", "", "The text also names ", ...listed(others.slice(0, self.gettDecoding.MOST_ROWS).map(other), "and"), "."));
    if (result.isWhole && !foreign) parts.push(element("p", "", comparison(result)));
    return parts;
  }

  function other({ code, known, inWords }) {
    return element("span", "", known ? codeLink(code) : element("code", "", code), ` (retry: ${plain(inWords)})`);
  }

  function facts({ error, status, title, category, verdict, happened, candidates }, data) {
    const first = error ? marked(error.advice, data) : candidates.length > 1 ? ["Find the code: below is which errors it may be."] : null;
    return [
      fact("Retry", marked(verdict.inWords, data), `verdict__retry verdict__retry--${verdict.retry}`),
      fact("Who can fix it", [error?.actor ?? "Not known"]),
      fact("Status", [status === null ? "Not known" : [status, title].filter((each) => each !== null).join(" ")]),
      fact("Category", [category === null ? "Not known" : element("code", "", category)]),
      ...(first ? [fact("Do this first", first, "verdict__first")] : []),
      fact("Did it happen?", marked(happened, data), "verdict__effect"),
    ];
  }

  function comparison({ known, differences: { length } }) {
    if (length > 0) return `${length === 1 ? "1 part differs" : `${length} parts differ`} from what is documented.`;
    return known ? "It is as documented." : "But for its code, it is as documented.";
  }

  /** Returns what follows the verdict: steps, what the body lists, what support needs, and what differs. */
  function findingsOf(result, data) {
    const { known, code, error, verdict, differences, entries, candidates, support } = result;
    return [
      ...(error && verdict ? [element("h3", "", "What to do"), ...recovery(error, verdict, data)] : []),
      ...(known ? [element("p", "", "More on the page of ", codeLink(code), ".")] : []),
      ...table("What the body lists", ["Code", "Where", "Message", "Retry", "Do this first"], entries, (each) => entryRow(each, data)),
      ...(candidates.length > 1 ? table("Which errors it may be", ["Code", "Retry", "Do this first"], candidates, (each) => candidateRow(each, data)) : []),
      ...forSupport(support),
      ...table("Differs from what is documented", ["Member", "Here", "Documented"], differences, (each) => differenceRow(each, data)),
    ];
  }

  function recovery({ steps, caution, howToRetry }, { retry, by }, data) {
    const parts = [element("ol", "", ...steps.map((step) => element("li", "", ...marked(step, data))))];
    const how = howToRetry?.[by] ?? howToRetry?.["Retry-After"] ?? howToRetry?.policy;
    if (retry === "yes" && how) parts.push(element("p", "", ...marked(`**How to retry.** ${how}`, data)));
    if (caution) {
      const title = element("p", "admonition-title", "Caution");
      parts.push(element("div", "admonition warning", title, element("p", "", ...marked(caution, data))));
    }
    return parts;
  }

  function entryRow({ code, known, place, message, inWords, advice }, data) {
    const name = code === null ? "none" : known ? codeLink(code) : element("code", "", code);
    return [[name], [place ?? "not said"], [message ?? "none"], marked(inWords, data), advice ? marked(advice, data) : ["Not known"]];
  }

  function candidateRow({ code, inWords, advice }, data) {
    return [[codeLink(code)], marked(inWords, data), marked(advice, data)];
  }

  function differenceRow({ member, here, documented }, data) {
    return [[element("code", "", member)], [here === null ? "missing" : element("code", "", here)], marked(documented, data)];
  }

  /** What support asks for, and a button that copies it. */
  function forSupport(support) {
    const said = Object.entries(support).filter(([, value]) => value !== null);
    if (said.length === 0) return [];
    const text = said.map(([name, value]) => `${name}: ${value}`).join("\n");
    const copy = element("p");
    self.gettPage.addCopyButton(copy, "Copy for support", () => text, "Copy for support");
    const items = said.map(([name, value]) => element("li", "", element("code", "", name), ` ${value}`));
    return [element("h3", "", "For support"), element("ul", "", ...items), copy];
  }

  function table(title, columns, items, row) {
    if (items.length === 0) return [];
    const head = element("tr", "", ...columns.map((each) => element("th", "", each)));
    const rows = items.slice(0, self.gettDecoding.MOST_ROWS).map(row);
    const lines = rows.map((cells) => element("tr", "", ...cells.map((cell, i) => tableCell(cell, i > 0 && columns[i]))));
    const left = items.length - rows.length;
    return [
      element("h3", "", title),
      element("table", "", element("thead", "", head), element("tbody", "", ...lines)),
      ...(left > 0 ? [element("p", "", `And ${left} more.`)] : []),
    ];
  }

  /** Returns a cell that names its column where a narrow window shows no head of the table. */
  function tableCell(content, column) {
    const cell = element("td", "", ...content);
    if (column) cell.dataset.label = `${column}: `;
    return cell;
  }

  function fact(term, definition, className = "") {
    return element("div", className, element("dt", "", term), element("dd", "", ...definition));
  }

  function plain(markdown) {
    return markdown.replaceAll("`", "");
  }

  /** The Markdown of the catalogue's sentences as nodes: code, links and emphasis. */
  function marked(text, data) {
    const markdown = text.replace(UNIT, "\u00a0");
    const nodes = [];
    let end = 0;
    for (const { 0: whole, 1: code, 2: label, 3: address, 4: stressed, index } of markdown.matchAll(MARKUP)) {
      nodes.push(markdown.slice(end, index));
      if (code) nodes.push(Object.hasOwn(data.errors, code) ? codeLink(code) : element("code", "", code));
      else nodes.push(label ? link(address, label) : element("strong", "", stressed));
      end = index + whole.length;
    }
    return [...nodes, markdown.slice(end)];
  }

  /** The parts of an enumeration. */
  function listed(parts, word) {
    return parts.flatMap((part, i) => (i === 0 ? [part] : [i === parts.length - 1 ? ` ${word} ` : ", ", part]));
  }

  function codeLink(code) {
    return link(`../${code}/`, element("code", "", code));
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

  return { verdictOn, findingsOf };
})();
