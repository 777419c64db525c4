// Which of the things that were read are errors of this API, and what belongs to which. Data in, data out.
"use strict";

self.gettAnswers = (() => {
  const WAITS = ["retryAfter", "xratelimitreset"];
  const OWN_MEMBERS = ["errorCategory", "retryable", "retryAfter"];

  /**
   * Returns what was read, sorted by what it is:
   *
   *     coded     answers with a code, as {form, code, isSure, said, body, head, members, waits}: `said` has the members
   *               that were read, `members` with where they come from, and `waits` are those of others, and of the words
   *               of the text, that belong to it
   *     codeless  answers without a code: one for each status, and one for what has no status where none has
   *     foreign   bodies of other APIs
   */
  function answersOf({ answers, mentions }, vocabulary, data) {
    const all = answers.map((answer) => described(answer, vocabulary, data));
    const foreign = all.filter((answer) => isForeign(answer, vocabulary, data));
    const others = new Set(foreign);
    const errors = all.filter((answer) => !others.has(answer) && isError(answer));
    const named = errors.filter(({ code }) => code !== null);
    const coded = named.length > 0 || foreign.length > 0 ? named : mentions.codes.map(mentioned);
    const sorted = spread(byStatus(errors.filter(({ code }) => code === null)), coded, data);
    // What the words of a text say about a retry may be about any of its errors.
    for (const answer of [...sorted.coded, ...sorted.codeless]) add(answer, wordsOf(mentions));
    return { ...sorted, foreign };
  }

  function described(answer, vocabulary, data) {
    const said = { ...Object.fromEntries(answer.members.map(({ name, value }) => [name, value])), ...answer.body };
    // A refusal is one in any notation, and nothing overrules it.
    if (gettMembers.truth(String(said.retryable)) === false || answer.head?.refuses) said.retryable = false;
    const code = codeOf(said, vocabulary);
    const isKnown = Object.hasOwn(data.errors, code ?? "") && isLikeOurs(answer.body, vocabulary);
    const isSure = answer.form === "markdown" || isOurs(said.type, vocabulary) || isKnown;
    return { ...answer, code, said, members: [...answer.members, ...membersOf(answer.body, vocabulary)], waits: [], isSure };
  }

  /** Whether a body has a member that only this API has, or none that it has not: others have an `errorCode`, too. */
  function isLikeOurs(body, { members }) {
    const names = Object.keys(body ?? {});
    return names.some((name) => OWN_MEMBERS.includes(name)) || names.every((name) => members.includes(name));
  }

  /** What a body says about time, at any depth. */
  function membersOf(body, vocabulary) {
    if (body === null) return [];
    const waits = gettReading.membersIn(JSON.stringify(body), vocabulary).filter(({ name }) => WAITS.includes(name));
    return [...waits.map((wait) => ({ ...wait, isInBody: true })), { name: "timestamp", value: body.timestamp, isInBody: true }];
  }

  /** The code of a body; where it has none, its type may end in one. */
  function codeOf({ errorCode, type }, vocabulary) {
    if (typeof errorCode === "string" && errorCode) return errorCode;
    return isOurs(type, vocabulary) ? (/\/errors\/(\w+)/.exec(type)?.[1] ?? null) : null;
  }

  function mentioned({ form, code, isExact }) {
    return { form, code, isMention: true, isSure: form !== "text", isExact, said: {}, body: null, head: null, members: [], waits: [] };
  }

  function wordsOf({ refuses, waits }) {
    return { said: refuses ? { retryable: false } : {}, head: null, members: [], waits };
  }

  /** Interim responses, redirects and successes are no errors, but a body that names one is. */
  function isError({ code, body, said, head }) {
    const status = head?.status ?? said.status ?? null;
    return code !== null || status === null || status >= 400 || (body !== null && said.status >= 400);
  }

  /** What has no code is about one answer, or about one for each status. */
  function byStatus(codeless) {
    const answers = new Map();
    for (const each of codeless) {
      const status = statusOf(each);
      if (answers.has(status)) add(answers.get(status), each);
      else answers.set(status, each);
    }
    const loose = answers.get(null);
    if (!loose || answers.size === 1) return [...answers.values()];
    answers.delete(null);
    for (const answer of answers.values()) add(answer, loose);
    return [...answers.values()];
  }

  /** What has no code belongs to each answer that it fits; where it fits none, it is an answer of its own. */
  function spread(codeless, coded, data) {
    const left = codeless.filter((each) => {
      const refuses = each.said.retryable === false; // whatever it is about, nothing overrules it
      const fitting = coded.filter((answer) => refuses || fits(each, answer, data));
      for (const answer of fitting) add(answer, each);
      return fitting.length === 0;
    });
    return { coded, codeless: left };
  }

  function fits(codeless, { code, said }, { errors }) {
    const status = statusOf(codeless);
    const documented = Object.hasOwn(errors, code) ? errors[code].status : status;
    return status === null || status === documented || status === said.status;
  }

  function statusOf({ said, head }) {
    return head?.status ?? (Number.isInteger(said.status) ? said.status : null);
  }

  function add(answer, { said, head, members, waits, form = answer.form }) {
    for (const wait of [...gettWaiting.waitsOf({ head, members }), ...waits]) answer.waits.push(wait);
    const { retryable, ...rest } = said;
    // What says to retry may be about anything, where a code is only mentioned.
    answer.said = { ...rest, ...(retryable !== undefined && !(answer.isMention && retryable) && { retryable }), ...answer.said };
    // Nothing in the text that says not to retry is overruled.
    if (said.retryable === false) answer.said.retryable = false;
    answer.head ??= head;
    if (answer.form === "text" && answer.members.length === 0 && answer.body === null) answer.form = form;
  }

  /** Whether a body says itself that it comes from another API: its type leads elsewhere, and it has no code of ours. */
  function isForeign({ body, said }, vocabulary, data) {
    if (body === null || Object.hasOwn(data.errors, String(said.errorCode))) return false;
    return typeof said.type === "string" && !isOurs(said.type, vocabulary) && !OWN_MEMBERS.some((name) => Object.hasOwn(body, name));
  }

  /** Whether a type leads to the portal, or to another host of the same domain. */
  function isOurs(type, { domain }) {
    if (typeof type !== "string") return false;
    const [, host] = /^https?:\/\/([\w.-]{1,253})(?:[:/]|$)/i.exec(type) ?? [];
    return /^\/errors\/[A-Z][A-Z0-9_]+(?![\w-])/.test(type) || (host !== undefined && gettAddresses.isOf(host, domain));
  }

  return { answersOf };
})();
