// What the words of a text say about a retry: not to do it, and after which wait. Text in, data out.
"use strict";

self.gettProse = (() => {
  const SAYS = "[\"'*]{0,3}\\s{0,3}(?:=>?|:)\\s{0,3}[\"'*]{0,3}\\s?";
  const NO = "(?:false|no|never)\\b";
  const NOT = "(?:do|must|should|can|may)[ _-]?(?:not|n['’]t)|can['’]t|never";
  /** In words, or as what is said of a name: nonRetryable=true, retry: no, X-Should-Retry: false. */
  const REFUSAL = new RegExp(
    `(?:\\b|_|is)(?:(?:${NOT})[ _-]?(?:be )?retr(?:y|ied)|no[nt][ _-]?retr[yi]able|no[_-]?retry)(?![ _-]?after|\\w)` +
      `(?!${SAYS}${NO})|\\b(?:(?:should|can|may)[_-]?)?retry${SAYS}${NO}`,
    "i",
  );
  const FILL =
    "(?:after|in|for|at|least|about|around|approximately|another|up to|your|the|this|request|call|it|again|only|until|" +
    "delay|of|is|within|please|later|no|sooner|earlier|than)";
  const BEFORE_WAIT = new RegExp(
    `\\b(?:retry(?:ing)?|again|wait(?:ing)?|available|back ?off)(?:\\s${FILL}){0,5}(?:\\s?[:=])?\\s{0,3}(?=[\\da-z])`,
    "gi",
  );
  const AGAIN =
    "(?:(?:you|we|it|may|can|must|should|to|the|please) ){0,3}(?:retry(?:ing)?|try(?:ing)? (?:\\w+ )?again|next \\w+)\\b";
  const AFTER_WAIT = new RegExp(
    `(?<![\\w.,:])${gettDurations.PARTS}(?:[\\s:;,–-]{1,3}retry[ -]after\\b(?!\\W{0,3}\\d)|` +
      `\\s?,?\\s?(?:(?:before|until|and|then|and then)\\s|(?=you\\b))${AGAIN})`,
    "gi",
  );
  const NAMED =
    /(?:retry[-_ ]?after|again in|retry(?:ing)? in|\bwait(?:ing)?(?: for)?)(?:[-_]ms)?\W{0,12}\w{0,10}\W{0,3}\d/i;

  /**
   * Returns whether a text `refuses` a retry; the `waits` that it asks for, as [{by, text, seconds, at}], where
   * `seconds` is null of what cannot be read; and whether it `namesWait`, in words or not, with a number in it.
   */
  function saidIn(text) {
    const before = Array.from(text.matchAll(BEFORE_WAIT), ({ 0: said, index }) => waitAfter(said, text, index));
    const after = Array.from(text.matchAll(AFTER_WAIT), ({ 0: said }) => waitBefore(said));
    const waits = gettWaiting.telling([...before, ...after].filter(Boolean));
    return { refuses: REFUSAL.test(text), waits, namesWait: NAMED.test(text) };
  }

  /** A number without a unit is one of seconds where "after" says so, and no other word is beside it. */
  function waitAfter(said, text, index) {
    const start = index + said.length;
    const found = gettDurations.durationAt(text, start);
    if (!found) return null;
    const shown = said + text.slice(start, found.end);
    if (!found.isBare) return wait(shown, found.seconds);
    if (!/after\s?[:=]?\s{0,3}$/i.test(said)) return null;
    return wait(shown, /^(?:[:.,/–-]?\d|\s?[a-z])/i.test(text.slice(found.end, found.end + 2)) ? NaN : found.seconds);
  }

  function waitBefore(said) {
    return wait(said, gettDurations.durationAt(said, 0).seconds);
  }

  function wait(text, seconds) {
    return { by: "text", text, seconds: Number.isNaN(seconds) ? null : seconds, at: null };
  }

  return { saidIn };
})();
