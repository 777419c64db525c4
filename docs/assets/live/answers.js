// Which of the things that were read are errors of this API, and what belongs to which. Data in, data out.
"use strict";

self.gettAnswers = (() => {
  const WAITS = ["retryAfter", "xratelimitreset"];
  const SAYS_WHEN = /retry|reset/i;
  const OWN_MEMBERS = ["errorCategory", "retryable", "retryAfter"];

  /**
   * Returns what was read, sorted by what it is:
   *
   *     coded     answers with a code, as {form, code, isSure, said, body, head, members, waits}: `said` has the
   *               members that were read, `members` with where they come from, and `waits` are those of others, and of
   *               the words of the text, that belong to it
   *     codeless  answers without a code: one for each status, and one for what has no status where none has
   *     foreign   bodies of other APIs
   */
  function answersOf({ answers, mentions }, vocabulary, data) {
    const bodies = new Set(answers.map(({ body }) => body));
    const all = answers.map((answer) => described(answer, bodies, vocabulary, data));
    const foreign = all.filter((answer) => isForeign(answer, vocabulary, data));
    const others = new Set(foreign);
    const errors = all.filter((answer) => !others.has(answer) && isError(answer));
    const named = errors.filter(({ code }) => code !== null);
    const coded = named.length > 0 || foreign.length > 0 ? named : mentions.codes.map(mentioned);
    const sorted = spread(byStatus(errors.filter(({ code }) => code === null)), coded, data);
    // What the words of a text say about a retry may be about any of its errors.
    const words = { said: mentions.refuses ? { retryable: false } : {}, head: null, waits: mentions.waits };
    for (const answer of [...sorted.coded, ...sorted.codeless]) add(answer, words);
    return { ...sorted, foreign };
  }

  function described(answer, bodies, vocabulary, data) {
    const said = { ...Object.fromEntries(answer.members.map(({ name, value }) => [name, value])), ...answer.body };
    // A refusal is one in any notation, and nothing overrules it.
    if (gettMembers.truth(String(said.retryable)) === false || answer.head?.refuses) said.retryable = false;
    const code = codeOf(said, vocabulary);
    const isKnown = Object.hasOwn(data.errors, code ?? "") && isLikeOurs(answer.body, vocabulary);
    const isSure = answer.form === "markdown" || isOurs(said.type, vocabulary) || isKnown;
    const members = [...answer.members, ...membersOf(answer.body, bodies, vocabulary)];
    return { ...answer, code, said, members, waits: [], isSure };
  }

  /** Whether a body has a member that only this API has, or none that it has not: others have an `errorCode`, too. */
  function isLikeOurs(body, { members }) {
    const names = Object.keys(body ?? {});
    return names.some((name) => OWN_MEMBERS.includes(name)) || names.every((name) => members.includes(name));
  }

  /** What a body says about time, at any depth but inside of other bodies. */
  function membersOf(body, bodies, vocabulary) {
    if (body === null) return [];
    const json = JSON.stringify(body, (_, value) => (value !== body && bodies.has(value) ? null : value));
    const members = SAYS_WHEN.test(json) ? gettReading.membersIn(json, vocabulary) : [];
    const waits = members.filter(({ name }) => WAITS.includes(name));
    return [...waits, { name: "timestamp", value: body.timestamp }];
  }

  /** The code of a body; where it has none, its type may end in one. */
  function codeOf({ errorCode, type }, vocabulary) {
    if (typeof errorCode === "string" && errorCode) return errorCode;
    return isOurs(type, vocabulary) ? (/\/errors\/(\w+)/.exec(type)?.[1] ?? null) : null;
  }

  function mentioned({ form, code, isExact }) {
    const nothing = { said: {}, body: null, head: null, members: [], waits: [] };
    return { ...nothing, form, code, isMention: true, isSure: form !== "text", isExact };
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
      if (answers.has(status)) add(answers.get(status), withAllWaits(each));
      else answers.set(status, each);
    }
    const loose = answers.get(null);
    if (!loose || answers.size === 1) return [...answers.values()];
    answers.delete(null);
    for (const answer of answers.values()) add(answer, withAllWaits(loose));
    return [...answers.values()];
  }

  /** What has no code belongs to each answer that it fits; where it fits none, it is an answer of its own. */
  function spread(codeless, coded, data) {
    if (codeless.length === 0) return { coded, codeless };
    const left = new Set(codeless);
    const merged = new Map(); // by what it has to fit, as there may be thousands of answers
    for (const answer of coded) {
      const documented = data.errors[answer.code]?.status ?? null;
      const own = answer.said.status;
      const key = `${documented} ${own}`;
      if (!merged.has(key)) merged.set(key, together(codeless.filter((each) => fits(each, documented, own)), left));
      add(answer, merged.get(key));
    }
    return { coded, codeless: [...left] };
  }

  /** A refusal fits whatever it is about, as nothing overrules it; the rest fits by its status. */
  function fits(codeless, documented, own) {
    const status = statusOf(codeless);
    if (codeless.said.retryable === false || status === null || documented === null) return true;
    return status === documented || status === own;
  }

  /** Returns several that have no code as one, and takes them from those that are left. */
  function together(fitting, left) {
    const one = { said: {}, head: null, members: [], waits: [], form: fitting[0]?.form };
    for (const each of fitting) {
      add(one, withAllWaits(each));
      left.delete(each);
    }
    return one;
  }

  function withAllWaits({ said, head, members, waits, form }) {
    return { said, head, form, waits: [...gettWaiting.waitsOf({ head, members }), ...waits] };
  }

  function statusOf({ said, head }) {
    const isOne = Number.isInteger(said.status) && said.status >= 100 && said.status < 600;
    return head?.status ?? (isOne ? said.status : null);
  }

  function add(answer, { said, head, waits, form = answer.form }) {
    if (head === null && waits.length === 0 && Object.keys(said).length === 0) return;
    if (waits.length > 0) answer.waits = gettWaiting.telling([...answer.waits, ...waits]);
    const { retryable, ...rest } = said;
    // What says to retry may be about anything, where a code is only mentioned.
    const counts = retryable !== undefined && !(answer.isMention && retryable);
    answer.said = { ...rest, ...(counts && { retryable }), ...answer.said };
    // Nothing in the text that says not to retry is overruled.
    if (said.retryable === false) answer.said.retryable = false;
    answer.head ??= head;
    if (answer.form === "text" && answer.members.length === 0 && answer.body === null) answer.form = form;
  }

  /** Whether a body says itself that it comes from another API: its type leads elsewhere, and it has no code of ours. */
  function isForeign({ body, said }, vocabulary, data) {
    if (body === null || Object.hasOwn(data.errors, String(said.errorCode))) return false;
    if (OWN_MEMBERS.some((name) => Object.hasOwn(body, name))) return false;
    return typeof said.type === "string" && !isOurs(said.type, vocabulary);
  }

  /** Whether a type leads to the portal, or to another host of the same domain. */
  function isOurs(type, { domain }) {
    if (typeof type !== "string") return false;
    const [, host] = /^https?:\/\/([\w.-]{1,253})(?:[:/]|$)/i.exec(type) ?? [];
    return /^\/errors\/[A-Z][A-Z0-9_]+(?![\w-])/.test(type) || (host !== undefined && gettAddresses.isOf(host, domain));
  }

  return { answersOf };
})();
