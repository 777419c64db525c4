// The JSON in a text: problem bodies at any depth, in strings too, each with the head of the response that is beside it.
"use strict";

self.gettObjects = (() => {
  const DEEPEST = 64; // The API's bodies are three deep. What lies deeper than this is read as if it stood alone.
  const NOWHERE = -1;
  const ESCAPES = '"\\/bfnrtu';
  const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  const BASE64 = /^ey[A-Za-z0-9+/_\s-]{20,}={0,2}$|^ew[A-Za-z0-9+/_\s-]{20,}={0,2}$/;
  /** Most objects of a log are none: a problem has a member with one of these in its name, or is in base64. */
  const MAY_BE_A_PROBLEM = /error|type|title|status|detail|instance|request|retry|timestamp|e[yw]/i;
  const REQUESTS = ["request", "req", "config"];
  const NOTHING = { bodies: [], heads: [] };

  /**
   * Returns the `answers` in a text, and the `rest` of it. An answer has a `body`, or null, and a `head`, or
   * null. `members` are those of a problem.
   */
  function answersIn(text, members) {
    const answers = [];
    const rest = [];
    let end = 0;
    for (const object of wholeObjects(text)) {
      const json = text.slice(object.start, object.end);
      const { bodies, heads } = MAY_BE_A_PROBLEM.test(json) ? collected(parsed(json), members, 0) : NOTHING;
      if (bodies.length === 0) continue;
      const ofErrors = heads.filter(({ status }) => status === null || status >= 400);
      const alone = ofErrors.map((head) => ({ body: null, head }));
      answers.push(...bodies, ...alone);
      rest.push(text.slice(end, object.start), " ");
      end = object.end;
    }
    return { answers, rest: rest.join("") + text.slice(end) };
  }

  /** The bodies in a value, and the heads that belong to none of them. */
  function collected(value, members, quoted) {
    if (typeof value === "string") return collectedFromText(value, members, quoted);
    if (value === null || typeof value !== "object") return NOTHING;
    const parts = Object.entries(value).map(([name, part]) => ({ name, ...collected(part, members, quoted) }));
    const bodies = parts.flatMap((part) => part.bodies);
    if (isAProblem(value, members)) return { bodies: [{ body: value, head: null }, ...bodies], heads: [] };
    const heads = parts.filter(({ name }) => !REQUESTS.includes(name)).flatMap((part) => part.heads);
    return joinedWithHeads(bodies, withOwn(headOf(value), heads));
  }

  function collectedFromText(text, members, quoted) {
    if (quoted === 2) return NOTHING;
    const plain = BASE64.test(text) ? (gettUnwrapping.base64(text) ?? text) : text;
    if (!plain.includes("{")) return NOTHING;
    const found = gettHeads.exchanges(plain).map((exchange) => {
      const values = wholeObjects(exchange.text).map(({ start, end }) => parsed(exchange.text.slice(start, end)));
      const { bodies, heads } = together(values.map((value) => collected(value, members, quoted + 1)));
      return exchange.head ? joinedWithHeads(bodies, [exchange.head, ...heads].slice(0, 1)) : { bodies, heads };
    });
    return together(found);
  }

  function together(parts) {
    return { bodies: parts.flatMap((each) => each.bodies), heads: parts.flatMap((each) => each.heads) };
  }

  /** One head beside bodies that have none is theirs; of several, nobody knows. */
  function joinedWithHeads(bodies, heads) {
    if (heads.length !== 1 || bodies.every(({ head }) => head)) return { bodies, heads };
    return { bodies: bodies.map(({ body, head }) => ({ body, head: head ?? heads[0] })), heads: [] };
  }

  /** The heads of the parts of a value, with what the value itself says: a status and headers make one head. */
  function withOwn(own, heads) {
    const partial = heads.filter(({ status }) => status === null);
    const whole = heads.filter(({ status }) => status !== null);
    if (own.status === null && whole.length > 0) {
      return [...whole.map((head) => gettHeads.merged(head, own)), ...partial]; // what is said of all of them
    }
    const merged = [own, ...partial].filter(gettHeads.saysAnything);
    return merged.length === 0 ? whole : [merged.reduce(gettHeads.merged), ...whole];
  }

  /** What an object or a list says as the head of a response, by any of its own names. */
  function headOf(value) {
    const head = gettHeads.none();
    const named = "value" in value ? [[value.name ?? value.key, value.value]] : [];
    const entries = [...Object.entries(value), ...named];
    const pairs = Array.isArray(value) ? value.map((each, i) => [each, value[i + 1]]) : entries;
    for (const [name, said] of pairs) {
      if (typeof name !== "string") continue;
      for (const each of Array.isArray(said) ? said : [said]) gettHeads.add(head, name, each);
    }
    return head;
  }

  function isAProblem(value, members) {
    if (Array.isArray(value)) return false;
    const { errorCode, type } = value;
    const named = members.filter((name) => Object.hasOwn(value, name)).length;
    return named > 2 || typeof errorCode === "string" || (typeof type === "string" && type.includes("/errors/"));
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

  return { answersIn, wholeObjects, parsed };
})();
