// What a pasted text holds: answers of the API, whole or in parts, and what else it mentions. Text in, data out.
"use strict";

self.gettReading = (() => {
  const LONGEST = 1 << 20; // characters
  const FRONT_MATTER = /^---\r?\n([^]{0,5000}?)\n---/m;
  const IDENTIFYING = ["errorCode", "errorCategory", "retryable", "retryAfter", "status", "xratelimitreset"];
  const MAY_HOLD_A_BODY = /errorCode|\/errors\/|retryable/;
  const NAMES_WAIT = /(?:retry[-_ ]?after|again in|retry(?:ing)? in|\bwait(?:ing)?(?: for)?)(?:[-_]ms)?\W{0,12}\w{0,10}\W{0,3}\d/i;
  const LAYERS = ["undone", "unescaped", "unfolded", "joined"].map((name) => gettUnwrapping[name]);
  const scanners = new WeakMap();

  /**
   * Returns what a text holds:
   *
   *     answers   what may be answers of the API, in order: {form, body, head, members}. `body` is parsed JSON, or null;
   *               `members` are values read by name where there is no JSON: {name, value, cut, isHeader}
   *     mentions  codes, statuses, endpoints, categories and request IDs in the words of the text
   *     namesWait whether the text speaks of a wait with a number in it
   *     leftOut   how many characters were not read, as the text is too long
   *
   * `vocabulary` has the API's `members`, `codes`, `categories` and `endpoints`.
   */
  function read(text, vocabulary) {
    const pasted = text.slice(0, LONGEST);
    const leftOut = text.length - pasted.length;
    const top = FRONT_MATTER.exec(pasted);
    const decision = top && decisionIn(top[1], vocabulary.members);
    // The rest of the API's Markdown shows a response too, as an example.
    if (decision) return { answers: [fromMarkdown(decision, pasted.slice(0, top.index))], mentions: none(), namesWait: false, leftOut };
    const namesWait = NAMES_WAIT.test(pasted);
    const words = gettUnwrapping.unescaped(gettUnwrapping.plain(pasted));
    return { answers: answersIn(pasted, vocabulary), mentions: gettMentions.mentionsIn(words, vocabulary), namesWait, leftOut };
  }

  function none() {
    return { codes: [], statuses: [], endpoints: [], categories: [], requestIds: [], refuses: false };
  }

  function fromMarkdown(body, before) {
    const head = gettHeads.exchanges(before).at(-1).head;
    return { form: "markdown", body, head, members: [] };
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
    return gettObjects.parsed(value) ?? value.replace(/^'(.*)'$/, "$1");
  }

  /** Reads JSON as it is and with each layer around it undone, and in what is left the members by name. */
  function answersIn(pasted, vocabulary) {
    const found = [];
    const json = (text) => readJson(text, vocabulary.members, found);
    let text = json(gettUnwrapping.visible(pasted));
    for (const undo of LAYERS) {
      const next = undo(text);
      // What escapes hid may be coloured or quoted itself.
      if (next !== text) text = json(undo === gettUnwrapping.unescaped ? gettUnwrapping.undone(next) : next);
    }
    // These layers would join what stands apart, so they are for JSON alone.
    for (const undo of [withoutBreaks, withoutTags]) {
      const number = found.length;
      const next = undo(text);
      const rest = next === text || !MAY_HOLD_A_BODY.test(text) ? text : json(next);
      if (found.length > number) text = rest;
    }
    return [...found, ...readNames(text, vocabulary)];
  }

  function withoutBreaks(text) {
    return text.replace(/\n[ \t]*/g, " ");
  }

  function withoutTags(text) {
    return text.replace(/<\/?[A-Za-z][^<>]{0,300}>/g, "");
  }

  /** Adds the JSON answers of a text to those that were found, and returns the text without them and their heads. */
  function readJson(text, members, found) {
    return gettHeads
      .exchanges(text)
      .map(({ head, headText, text: after }) => {
        const { answers, rest } = gettObjects.answersIn(after, members);
        const first = answers.find((answer) => answer.body && !answer.head);
        if (first) first.head = head;
        for (const { body, head: own } of answers) {
          const isAlone = rest.trim() === "" && answers.length === 1;
          found.push({ form: own?.status && own === head ? "response" : isAlone ? "body" : "text", body, head: own, members: [] });
        }
        return (first ? "" : headText) + rest;
      })
      .join("");
  }

  /** The answers of a text by the names of members: a name that comes again begins another answer. */
  function readNames(text, vocabulary) {
    return gettHeads.exchanges(text).flatMap(({ head, text: after }) => {
      const groups = [];
      for (const member of membersIn(after, vocabulary)) {
        const group = groups.at(-1);
        if (group && !group.some(({ name }) => name === member.name)) group.push(member);
        else groups.push([member]);
      }
      const telling = groups.filter((group) => group.some(({ name }) => IDENTIFYING.includes(name)));
      if (telling.length === 0) return head ? [{ form: "response", body: null, head, members: [] }] : [];
      return telling.map((members, i) => ({ form: i === 0 && head ? "response" : "members", body: null, head: i === 0 ? head : null, members }));
    });
  }

  /** Returns the members that a text has by name; see gettMembers. */
  function membersIn(text, vocabulary) {
    if (!scanners.has(vocabulary)) scanners.set(vocabulary, gettMembers.scanner(vocabulary));
    return scanners.get(vocabulary)(text);
  }

  return { read, membersIn };
})();
