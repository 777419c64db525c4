// What a pasted text holds: a problem's body with what came with it, or else the code of an error. Text in, data out.
"use strict";

self.gettFinding = (() => {
  const DEEPEST = 64; // The API's bodies are three deep. What lies deeper than this is read as if it stood alone.
  const NOWHERE = -1;
  const ESCAPES = '"\\/bfnrtu';
  const FRONT_MATTER = /^---\r?\n([^]{0,5000}?)\n---/m;
  const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  const URI = /\/errors\/([A-Za-z0-9_]+)/g;
  const MEMBER = /errorCode["'\\]{0,4}\s{0,2}[:=]\s{0,2}["'\\]{0,4}([A-Za-z0-9_]+)/g;
  const WORD = /([A-Z][A-Z0-9_]{2,})/g;
  const ALONE = /^["'`]?([A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*)["'`.,]?$/g;
  const LONGEST_ALONE = 60;

  /** How logs and mails wrap a body, undone: as it is, inside a string, and as a quotation. */
  const UNWRAPPINGS = [
    (text) => text,
    (text) => (text.includes('\\"') ? text.replace(/\\(["\\/])/g, "$1") : ""),
    (text) => (/^[>|] ?/m.test(text) ? text.replace(/^[>|] ?/gm, "") : ""),
  ];

  /**
   * Returns what was found: its `form`, the `body` as far as it was there, the `code` that is named elsewhere, and the
   * `head` of the response; or null. `members` are those of a problem, and `isKnown` says which codes there are.
   */
  function find(text, members, isKnown) {
    const top = FRONT_MATTER.exec(text);
    const decision = top && decisionIn(top[1], members);
    // The rest of the API's Markdown shows a response too, as an example.
    if (decision) return { form: "markdown", body: decision, code: null, head: responseHead(text.slice(0, top.index)) };
    const head = responseHead(text);
    for (const unwrapped of UNWRAPPINGS) {
      const body = mostLikeAProblem(unwrapped(text), members);
      if (body) return { form: formOf(text, head), body, code: null, head };
    }
    const mention = mentioned(text, isKnown);
    if (mention) return { form: mention.form, body: null, code: mention.code, head };
    return head.status ? { form: "response", body: null, code: null, head } : null;
  }

  function formOf(text, head) {
    if (head.status) return "response";
    const trimmed = text.trim();
    return trimmed.startsWith("{") && wholeObjects(trimmed)[0]?.end === trimmed.length ? "body" : "text";
  }

  /** The status line and the headers that matter; curl writes `< ` before each. */
  function responseHead(text) {
    const status = /^[< ]{0,3}HTTP\/\d(?:\.\d)? (\d{3})\b/m.exec(text);
    const header = (name) => new RegExp(`^[< ]{0,3}${name} ?: ?(.{1,80})$`, "im").exec(text)?.[1].trim() ?? null;
    return {
      status: status ? Number(status[1]) : null,
      retryAfter: header("retry-after"),
      contentType: header("content-type"),
    };
  }

  /** The decision at the top of the API's Markdown answer, by the names of the wire body; or null. */
  function decisionIn(frontMatter, members) {
    const body = {};
    for (const line of frontMatter.split(/\r?\n/)) {
      const [, name, value] = /^(\w+): *(.+)$/.exec(line) ?? [];
      const member = { code: "errorCode", category: "errorCategory" }[name] ?? name;
      if (members.includes(member) && value !== "null") body[member] = scalar(value);
    }
    return typeof body.errorCode === "string" ? body : null;
  }

  /** A YAML scalar of one line: what is no JSON is a text, in single quotes perhaps. */
  function scalar(value) {
    return parsed(value) ?? value.replace(/^'(.*)'$/, "$1");
  }

  /** The code that a text names: in a `type` URI, in a broken body, by itself, or, where it is known, as a word. */
  function mentioned(text, isKnown) {
    const alone = text.trim().slice(0, LONGEST_ALONE);
    const named = [
      ...codes("uri", text, URI),
      ...codes("text", text, MEMBER),
      ...(alone === text.trim() ? codes("code", alone, ALONE) : []),
      ...codes("text", text, WORD).filter(({ code }) => isKnown(code)),
    ];
    return named.find(({ code }) => isKnown(code)) ?? named[0] ?? null;
  }

  function codes(form, text, pattern) {
    return Array.from(text.matchAll(pattern), ([, code]) => ({ form, code }));
  }

  /** Of all objects in a text, at any depth and in strings too, the one with most of a problem's members. */
  function mostLikeAProblem(text, members) {
    let best = null;
    let most = 0;
    const visit = (value) => {
      const number = members.filter((name) => Object.hasOwn(value, name)).length;
      if (number > most && looksLikeAProblem(value, number)) [best, most] = [value, number];
    };
    for (const { start, end } of wholeObjects(text)) eachObject(parsed(text.slice(start, end)), visit);
    return best;
  }

  function looksLikeAProblem({ errorCode, type }, number) {
    return number > 2 || typeof errorCode === "string" || (typeof type === "string" && type.includes("/errors/"));
  }

  function eachObject(value, visit, quoted = 0) {
    if (typeof value === "string") {
      if (quoted === 2 || !value.includes("{")) return;
      for (const { start, end } of wholeObjects(value)) eachObject(parsed(value.slice(start, end)), visit, quoted + 1);
    } else if (value !== null && typeof value === "object") {
      if (!Array.isArray(value)) visit(value);
      for (const part of Object.values(value)) eachObject(part, visit, quoted);
    }
  }

  function parsed(json) {
    try {
      return JSON.parse(json);
    } catch {
      return null;
    }
  }

  /**
   * Returns where the whole JSON objects of a text stand that lie in no other, in time linear in the text: a brace is
   * tried once, because one that was met inside a try that failed would fail at the same place.
   */
  function wholeObjects(text) {
    const tried = new Uint8Array(text.length);
    const whole = [];
    for (let at = text.indexOf("{"); at !== NOWHERE; ) {
      const end = tried[at] ? NOWHERE : endOfObject(at, 1);
      at = text.indexOf("{", Math.max(end, at + 1));
    }
    return whole;

    function endOfObject(start, depth) {
      tried[start] = 1;
      const inside = whole.length;
      const end = endOfList(start, "}", depth, endOfMember);
      if (end !== NOWHERE) whole.splice(inside, Infinity, { start, end });
      return end;
    }

    function endOfList(start, bracket, depth, endOfItem) {
      let at = afterSpace(start + 1);
      if (text[at] === bracket) return at + 1;
      while (at < text.length) {
        at = endOfItem(at, depth);
        if (at === NOWHERE) return NOWHERE;
        at = afterSpace(at);
        if (text[at] === bracket) return at + 1;
        if (text[at] !== ",") return NOWHERE;
        at = afterSpace(at + 1);
      }
      return NOWHERE;
    }

    function endOfMember(start, depth) {
      const name = text[start] === '"' ? endOfString(start) : NOWHERE;
      const colon = name === NOWHERE ? NOWHERE : afterSpace(name);
      return text[colon] === ":" ? endOfValue(afterSpace(colon + 1), depth) : NOWHERE;
    }

    function endOfValue(start, depth) {
      const sign = text[start];
      if (sign === '"') return endOfString(start);
      if (sign === "{") return depth < DEEPEST ? endOfObject(start, depth + 1) : NOWHERE;
      if (sign === "[") return depth < DEEPEST ? endOfList(start, "]", depth + 1, endOfValue) : NOWHERE;
      SCALAR.lastIndex = start;
      return SCALAR.test(text) ? SCALAR.lastIndex : NOWHERE;
    }

    function endOfString(start) {
      for (let at = start + 1; at < text.length; at++) {
        const sign = text[at];
        if (sign === '"') return at + 1;
        if (sign < " " || (sign === "\\" && !ESCAPES.includes(text[++at]))) return NOWHERE;
      }
      return NOWHERE;
    }

    function afterSpace(start) {
      let at = start;
      while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
      return at;
    }
  }

  return { find };
})();
