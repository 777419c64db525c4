// Whether and when to retry: what the catalogue says about codes, and what a response asks for. Data in, data out.
"use strict";

self.gettWaiting = (() => {
  const ABSURD = 86_400; // seconds: nobody means a client to wait longer than a day
  const FIRST_UNIX_TIME = 1e9; // a smaller X-RateLimit-Reset counts from now
  const FIRST_IN_MILLISECONDS = 1e12;
  const IN_WORDS_UNREAD = "Yes, after the wait that the text names, which could not be read";
  const UNREAD = { after: null, until: null, by: null, inWords: IN_WORDS_UNREAD };

  /** Returns the one verdict of several errors: {retry, inWords}; "depends" where they disagree, "unknown" of none. */
  function agreed(errors) {
    const all = errors.map(({ verdict }) => verdict);
    if (all.length === 0) return { retry: "unknown", inWords: "Not known" };
    if (all.some(({ retry }) => retry !== all[0].retry)) return { retry: "depends", inWords: "Depends on the code" };
    const isSame = all.every(({ inWords }) => inWords === all[0].inWords);
    return { retry: all[0].retry, inWords: isSame ? all[0].inWords : "Yes, after a wait that depends on the code" };
  }

  /**
   * Returns the waits that an answer asks for, as [{seconds, at, by, text}]: `seconds`, or where nothing says what time
   * it is there, `at`, in milliseconds since 1970; neither of a wait that cannot be read.
   */
  function waitsOf({ head, members }) {
    const date = gettHeads.dateOf(head?.date ?? valueOf(members, "date") ?? "") ?? timeOf(valueOf(members, "timestamp"));
    const resets = [...(head?.reset ?? []), ...valuesOf(members, "xratelimitreset")];
    const said = [
      ...(head?.retryAfter ?? []).filter(isNumber).map(headerWait),
      ...resets.map((text) => ({ by: "X-RateLimit-Reset", text, ...resetOf(text) })).filter(isRead),
      ...members.filter(({ name }) => name === "retryAfter").map(memberWait),
    ];
    return said.map((wait) => since(wait, date));
  }

  /** Whether a header names a number or a date, right or wrong; "soon" is no wait. */
  function isNumber(text) {
    return /^\d/.test(text) || gettHeads.retryAfter(text) !== null;
  }

  function headerWait(text) {
    return { by: "Retry-After", text, ...gettHeads.retryAfter(text) };
  }

  function isRead({ seconds = null, at = null }) {
    return seconds !== null || at !== null;
  }

  function memberWait({ value, isHeader }) {
    const by = isHeader ? "Retry-After" : "retryAfter";
    const text = String(value);
    return typeof value === "number" ? { by, text, seconds: value } : { by, text, at: gettDurations.instantOf(value) };
  }

  function resetOf(text) {
    if (!/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return null;
    const number = Math.ceil(Number(text));
    if (number < FIRST_UNIX_TIME) return { seconds: number };
    return { at: number >= FIRST_IN_MILLISECONDS ? number : number * 1000 };
  }

  /** A time as seconds from the one at which the answer was made. */
  function since({ by, text, seconds = null, at = null }, date) {
    if (at === null || date === null) return { by, text, seconds, at };
    return { by, text, seconds: Math.max(0, Math.ceil((at - date) / 1000)), at: null };
  }

  function valuesOf(members, name) {
    return members.filter((member) => member.name === name).map(({ value }) => value);
  }

  function valueOf(members, name) {
    return valuesOf(members, name)[0] ?? null;
  }

  function timeOf(text) {
    const time = typeof text === "string" && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(time) ? null : time;
  }

  /**
   * Returns when to retry what is retried: {after, until, by, inWords}. `after` is the longest wait in seconds, `until`
   * a date that is no number of seconds, as no other date is known. Where one cannot be read, nobody knows the longest.
   */
  function longest(waits, error) {
    if (waits.length === 0) return ofPolicy(error);
    if (!waits.every(isRead)) return UNREAD;
    const most = furthest(waits, "seconds");
    const dated = furthest(waits, "at");
    const until = dated && new Date(dated.at).toUTCString();
    return { after: most?.seconds ?? null, until, by: (most ?? dated).by, inWords: inWords(most, until) };
  }

  function furthest(waits, name) {
    let found = null;
    for (const wait of waits) if (wait[name] !== null && !(found && found[name] >= wait[name])) found = wait;
    return found;
  }

  /** Returns the waits that decide which is the longest, and another one where there are several. */
  function telling(waits) {
    const [seconds, at] = [furthest(waits, "seconds"), furthest(waits, "at")];
    const other = waits.find((wait) => wait.seconds !== seconds?.seconds || wait.at !== at?.at);
    const unread = waits.find((wait) => !isRead(wait));
    return [...new Set([seconds, at, other, unread])].filter(Boolean);
  }

  function ofPolicy(error) {
    const inWords = error?.retryable ? error.verdict.inWords : "Yes";
    return { after: null, until: null, by: error?.retryable ? "policy" : null, inWords };
  }

  function inWords(most, until) {
    if (most && most.seconds > ABSURD) return `Yes, but the text asks for more than a day (${most.text.slice(0, 40)})`;
    const parts = [...(most ? [`after ${most.seconds}\u00a0s`] : []), ...(until ? [`not before ${until}`] : [])];
    return `Yes, ${parts.join(", and ")}`;
  }

  return { UNREAD, agreed, waitsOf, longest, telling };
})();
