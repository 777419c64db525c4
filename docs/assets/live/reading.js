// What a pasted text holds: answers of the API, whole or in parts, and what else it mentions. Text in, data out.
"use strict";

self.gettReading = (() => {
  const LONGEST = 1 << 20; // characters
  const IDENTIFYING = ["errorCode", "errorCategory", "retryable", "retryAfter", "status", "xratelimitreset"];
  const MAY_HOLD_A_BODY = /errorCode|\/errors\/|retryable/;
  const LAYERS = ["undone", "unescaped", "unfolded", "joined"].map((name) => gettUnwrapping[name]);
  const scanners = new WeakMap();

  /**
   * Returns what a text holds:
   *
   *     answers   what may be answers of the API, in order: {form, body, head, members}. `body` is parsed JSON, or null;
   *               `members` are values read by name where there is no JSON: {name, value, isHeader}
   *     mentions  codes, statuses, endpoints, categories and request IDs in the words of the text, and what they say
   *               about a retry; see gettMentions and gettProse
   *     leftOut   how many characters were not read, as the text is too long
   *
   * `vocabulary` has the API's `members`, `codes` (and those of `gateway` errors), `categories` and `endpoints`.
   */
  function read(text, vocabulary) {
    const pasted = text.slice(0, LONGEST);
    const leftOut = text.length - pasted.length;
    const markdown = gettMarkdown.answersIn(pasted, vocabulary.members);
    const words = gettUnwrapping.unescaped(gettUnwrapping.plain(markdown.before));
    const mentions = { ...gettMentions.mentionsIn(words, vocabulary), ...gettProse.saidIn(words) };
    return { answers: [...answersIn(markdown.before, vocabulary), ...markdown.answers], mentions, leftOut };
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
        const isAlone = answers.length === 1 && rest.trim() === "";
        for (const { body, head: own } of answers) {
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
