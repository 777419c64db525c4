// Whether and when to retry: what the catalogue says about codes, and what a response asks for. Data in, data out.
"use strict";

self.gettWaiting = (() => {
  const ABSURD = 86_400; // seconds: nobody means a client to wait longer than a day
  const FIRST_UNIX_TIME = 1e9; // a smaller X-RateLimit-Reset counts from now
  const FIRST_IN_MILLISECONDS = 1e12;

  /** Returns the one verdict of several errors: {retry, inWords}; "depends" where they disagree, "unknown" of none. */
  function agreed(errors) {
    const all = errors.map(({ verdict }) => verdict);
    if (all.length === 0) return { retry: "unknown", inWords: "Not known" };
    if (all.some(({ retry }) => retry !== all[0].retry)) return { retry: "depends", inWords: "Depends on the code" };
    const isSame = all.every(({ inWords }) => inWords === all[0].inWords);
    return { retry: all[0].retry, inWords: isSame ? all[0].inWords : "Yes, after a wait that depends on the code" };
  }

  /**
   * Returns the waits that an answer asks for, as [{seconds, at, by, text, cut}]: `seconds`, or where nothing says what
   * time it is there, `at`, in milliseconds since 1970.
   */
  function waitsOf({ head, members }) {
    const date = gettHeads.dateOf(head?.date ?? valueOf(members, "date") ?? "") ?? timeOf(valueOf(members, "timestamp"));
    const said = [
      ...(head?.retryAfter ?? []).map((text) => ({ by: "Retry-After", text, ...gettHeads.retryAfter(text) })),
      ...(head?.reset ?? []).map((text) => ({ by: "X-RateLimit-Reset", text, ...resetOf(text) })),
      ...members.map(memberWait),
    ];
    return said.filter((wait) => wait && (wait.seconds ?? wait.at ?? null) !== null).map((wait) => since(wait, date));
  }

  function memberWait({ name, value, cut, isHeader, inWords }) {
    if (name === "xratelimitreset") return { by: "X-RateLimit-Reset", text: value, ...resetOf(value) };
    if (name !== "retryAfter") return null;
    const by = inWords ? "text" : isHeader ? "Retry-After" : "retryAfter";
    return typeof value === "number"
      ? { by, text: String(value), seconds: value, cut }
      : { by, text: value, at: gettHeads.dateOf(value) };
  }

  function resetOf(text) {
    if (!/^\d{1,15}$/.test(text)) return null;
    const number = Number(text);
    if (number < FIRST_UNIX_TIME) return { seconds: number };
    return { at: number >= FIRST_IN_MILLISECONDS ? number : number * 1000 };
  }

  /** A time as seconds from the one at which the answer was made. */
  function since({ by, text, seconds = null, at = null, cut = false }, date) {
    if (seconds !== null || date === null) return { by, text, seconds, at, cut };
    return { by, text, seconds: Math.max(0, Math.ceil((at - date) / 1000)), at: null, cut };
  }

  function valueOf(members, name) {
    return members.find((member) => member.name === name)?.value ?? null;
  }

  function timeOf(text) {
    const time = typeof text === "string" && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(time) ? null : time;
  }

  /**
   * Returns when to retry what is retried: {after, until, by, cut, inWords}. `after` is the longest wait in seconds,
   * `until` a date that is no number of seconds, as no other date is known.
   */
  function longest(waits, error) {
    const counted = waits.filter(({ seconds }) => seconds !== null);
    const most = counted.reduce((one, other) => (one && one.seconds >= other.seconds ? one : other), null);
    const dated = waits.filter(({ at }) => at !== null).reduce((one, other) => (one && one.at >= other.at ? one : other), null);
    const until = dated && new Date(dated.at).toUTCString();
    if (!most && !until) return ofPolicy(error);
    const cut = counted.some((wait) => wait.cut);
    return { after: most?.seconds ?? null, until, by: (most ?? dated).by, cut, inWords: inWords(most, until, cut) };
  }

  function ofPolicy(error) {
    const inWords = error?.retryable ? error.verdict.inWords : "Yes";
    return { after: null, until: null, by: error?.retryable ? "policy" : null, cut: false, inWords };
  }

  function inWords(most, until, cut) {
    const parts = [];
    if (most && most.seconds > ABSURD) return `Yes, but the text asks for more than a day (${most.text.slice(0, 40)})`;
    if (most) parts.push(`after ${most.seconds}\u00a0s${cut ? " or more, as the number is cut off" : ""}`);
    if (until) parts.push(`not before ${until}`);
    return `Yes, ${parts.join(", and ")}`;
  }

  return { agreed, waitsOf, longest };
})();
