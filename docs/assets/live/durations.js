// How long a wait is that a text names, in any notation: numbers with units, clocks, what languages print, and dates.
// Text in, data out.
"use strict";

self.gettDurations = (() => {
  const SECONDS = { n: 1e-9, u: 1e-6, µ: 1e-6, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
  const UNIT =
    "(?:milliseconds?|millis|msecs?|ms|microseconds?|micros|[µu]s|nanoseconds?|nanos|ns|seconds?|secs?|s|" +
    "minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])";
  const WORDS = {
    "half an": 0.5, "half a": 0.5, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9,
    ten: 10, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90,
    "a couple of": NaN, "a few": NaN, several: NaN, some: NaN, an: 1, a: 1,
  }; // prettier-ignore
  const DECIMAL = "\\d{1,40}(?:\\.\\d{1,40})?";
  const NUMBER =
    `(?:\\d{1,3}(?:[,_']\\d{3}){1,6}(?!\\d)|\\d{1,3}(?: \\d{3}){1,6}(?= ?${UNIT})|${DECIMAL}(?:e\\+?\\d{1,2})?|` +
    `(?:${Object.keys(WORDS).join("|")})(?= ?${UNIT}| (?:to|or) [\\w ]{1,9} ?${UNIT}))`;
  /** The source of a pattern for numbers with units that follow one another. */
  const PARTS = `(?:${NUMBER}[ -]?${UNIT}(?:,? and |, ?| )?){1,5}`;
  const PART = new RegExp(`(${NUMBER})(?:[ln](?![a-z]))?(?:[ -]?\\(?(${UNIT})\\)?\\.?)?`, "iy");
  const JOINT = /(?:,? and |, ?| )?/y;
  const RANGE = / ?(?:to|or|-|–) ?/y;
  /** "A minute or two", "5 seconds or more": how long it is at most, nobody says. */
  const OPEN_ENDED = / or (?:two|three|four|five|six|more|longer)\b(?! ?(?:s|m|h)\w*)/iy;
  const CLOCK = /(?:(\d{1,6})(?:\.| days?, ?))?(\d{1,2}):(\d\d):(\d\d)(?:\.\d{1,9})?(?![\d:])/y;
  const ISO_8601 =
    /P(?=\d|T\d)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?(?!\w)/iy;
  const TIMEDELTA = /(?:datetime\.)?timedelta\((\d{1,9})(?:, ?(\d{1,9}))?[\d, ]{0,20}\)/y;
  const CALL = new RegExp(`(?:\\w{1,20}[.:]{1,2}){0,4}(?:of|from)?(${UNIT})\\((\\d{1,40})\\)`, "iy");
  const OPENING = /(?:[A-Za-z][\w.:]{0,40} ?)?[({]\s{0,20}/y;
  const NAMED = new RegExp(`["':]?(${UNIT})["']?\\s?(?::|=>?)\\s?["']?\\+?(${DECIMAL})["']?[,\\s]{0,20}`, "iy");
  const ISO_DATE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,13}(?:Z|[+-]\d\d:?\d\d)$/;
  const NOTATIONS = [clockAt, isoAt, timedeltaAt, callAt, namedAt, partsAt];

  /**
   * Returns the duration at a place of a text, as {seconds, end, isBare}, or null where none is there. `unit` is that
   * of a bare number, by default seconds. Of a range, the longest counts; `seconds` is NaN of "a few minutes".
   */
  function durationAt(text, start, unit = "s") {
    for (const read of NOTATIONS) {
      const found = read(text, start, unit);
      if (found) return { isBare: false, ...found, seconds: Math.ceil(found.seconds) };
    }
    return null;
  }

  /** Returns the seconds that a whole text names as a duration, or null. */
  function secondsOf(text, unit) {
    const found = durationAt(text, 0, unit);
    return found && /^[\s.)}\]]*$/.test(text.slice(found.end)) && found.seconds >= 0 ? found.seconds : null;
  }

  /** Returns the milliseconds since 1970 of a date as in HTTP, or in ISO 8601 with a zone; or null. */
  function instantOf(text) {
    return gettHeads.dateOf(text) ?? (ISO_DATE.test(text) ? Date.parse(text.replace(" ", "T")) || null : null);
  }

  function matchAt(pattern, text, start) {
    pattern.lastIndex = start;
    return pattern.exec(text);
  }

  function ratioOf(unit) {
    return /^(?:ms|milli)/i.test(unit) ? 1e-3 : /^micro/i.test(unit) ? 1e-6 : SECONDS[unit[0].toLowerCase()];
  }

  /** The sum of what a pattern has found, each number with the letter of its unit. */
  function sum(found, units) {
    const seconds = Array.from(units).reduce((all, unit, i) => all + Number(found[i + 1] ?? 0) * SECONDS[unit], 0);
    return { seconds, end: found.index + found[0].length };
  }

  function clockAt(text, start) {
    const found = matchAt(CLOCK, text, start);
    return found && sum(found, "dhms");
  }

  function isoAt(text, start) {
    const found = matchAt(ISO_8601, text, start);
    return found && sum(found, "wdhms");
  }

  function timedeltaAt(text, start) {
    const found = matchAt(TIMEDELTA, text, start);
    return found && sum(found, "ds");
  }

  function callAt(text, start) {
    const found = matchAt(CALL, text, start);
    return found && { seconds: Number(found[2]) * ratioOf(found[1]), end: CALL.lastIndex };
  }

  /** Units by name in brackets: {"seconds": 60}, timedelta(minutes=2, seconds=5). */
  function namedAt(text, start) {
    const opening = matchAt(OPENING, text, start);
    if (!opening) return null;
    let [end, seconds] = [OPENING.lastIndex, null];
    for (let part; (part = matchAt(NAMED, text, end)); end = NAMED.lastIndex) {
      seconds += Number(part[2]) * ratioOf(part[1]);
    }
    return seconds === null ? null : { seconds, end };
  }

  /** Numbers with units that follow one another, or one bare number. */
  function partsAt(text, start, unit) {
    const first = partAt(text, start, unit);
    if (!first || first.isBare) return first;
    let { seconds, end } = first;
    for (let part; (part = partAt(text, afterJoint(text, end), unit)) && !part.isBare; end = part.end) {
      seconds += part.seconds;
    }
    return { seconds, end };
  }

  function afterJoint(text, start) {
    return start + matchAt(JOINT, text, start)[0].length;
  }

  function partAt(text, start, unit) {
    const found = matchAt(PART, text, start);
    if (!found) return null;
    const [whole, number, own] = found;
    const end = start + whole.length;
    const range = matchAt(RANGE, text, end);
    const upper = range && partAt(text, end + range[0].length, unit);
    const ratio = ratioOf(own ?? (upper?.isBare === false ? upper.unit : unit));
    const seconds = (WORDS[number.toLowerCase()] ?? Number(number.replace(/[,_' ]/g, ""))) * ratio;
    if (upper?.isBare === false) return { ...upper, seconds: Math.max(seconds, upper.seconds) };
    if (own && matchAt(OPEN_ENDED, text, end)) return { seconds: NaN, end: OPEN_ENDED.lastIndex, unit: own, isBare: false };
    return { seconds, end, unit: own, isBare: own === undefined };
  }

  return { PARTS, durationAt, secondsOf, instantOf };
})();
