// The API's answers in Markdown, by the decision at the top of each. Text in, data out.
"use strict";

self.gettMarkdown = (() => {
  const FRONT_MATTER = /^---\r?\n(?=([^]{0,5000}?)\n---)/gm;

  /**
   * Returns the Markdown answers of a text, as {form, body, head, members}, and what stands `before` the first of them.
   * What follows a decision is the page of the error, which shows a response too, as an example: nobody has received it.
   */
  function answersIn(text, members) {
    const tops = Array.from(text.matchAll(FRONT_MATTER));
    const decisions = tops.map(({ 1: top, index }) => ({ index, body: decisionIn(top, members) })).filter(({ body }) => body);
    const answers = decisions.map(({ index, body }, i) => {
      const head = headAtEnd(text.slice(decisions[i - 1]?.index ?? 0, index));
      return { form: "markdown", body, head, members: [] };
    });
    return { answers, before: text.slice(0, decisions[0]?.index) };
  }

  /** The head that a text ends in, or null. */
  function headAtEnd(text) {
    const { head, text: after } = gettHeads.exchanges(text).at(-1);
    return after.trim() === "" ? head : null;
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

  return { answersIn };
})();
