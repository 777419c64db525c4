// The members of a problem by their names, in whatever notation a text has them where it is no JSON: console dumps of
// many languages, logfmt, XML, YAML, tables, and JSON that is cut off or broken.
"use strict";

self.gettMembers = (() => {
  const LONGEST_VALUE = 2000;
  const OTHERS = ["status[_ -]?code", "response[_ -]?code", "x[_-]rate[_-]?limit[_-]reset", "date"];
  const UNIT = "(?<unit>[_-]?(?:in[_-]?)?(?:seconds|secs?|milliseconds|millis|ms|minutes|mins?|s))?";
  const MOST_BEFORE_WRAP = 30;
  const AFTER_NAME = /["'`\])]{0,4}(?: [a-z:]{1,20}="[^"<>]{0,40}")?[ \t]{0,20}(?::?=>?|->|:|>|[|│])\s{0,40}/y;
  const WRAPPER =
    /(?:(?:string|str|int\d{0,2}|integer|float\d{0,2}|double|long|bool|boolean|number|decimal|some|just|optional|value|errorcode)(?:\(\d{1,6}\) ?(?=["'])|(?=[[({"])))?(?:<\w{1,40}\.\w{1,60}: )?[([&*]{0,2}(?:[bu](?=["']))?/iy;
  const BARE = /[^\s,;&"'`<>()[\]{}|│]{1,300}/y;
  const END = /\s{0,99}$/y;
  const QUOTED = /(["'`])/y;
  const DATE = /[A-Z][a-z]{2,8},? [\w :-]{15,28}/y;
  const SEPARATOR = /[,_']/;
  const PART = /(\d{1,3}(?:[,_']\d{3})+(?!\d)|\d{1,20}(?:\.\d{1,9})?) ?\(?([a-z]{0,12})\)?(?:,? and |,? )?/iy;
  const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  const NUMBER = `\\d{1,20}(?:\\.\\d{1,9})?|half an?|an?|${NUMBERS.join("|")}`;
  const PROSE = new RegExp(
    "\\b(?:retry|again|wait|retrying|available|back ?off)(?:[ _-](?:after|in|for|at least|delay))?:? {1,3}(?:(?:about|another|at least|up to) )?" +
      `(${NUMBER})(?: ?(?:to|or|-|–) ?(${NUMBER}))? ?([a-z]{0,12})\\b`,
    "gi",
  );
  const NOTHING = /^(?:null|nil|none|undefined|n\/a|-|)$/i;
  const DURATION = /^(\d+(?:\.\d+)?)\s?([a-zµ]*)$/i;
  const GO_DURATION = /^(?:PT)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9}(?:\.\d+)?)s)?$/i;
  const CLOCK = /^(?:(\d{1,6})\.)?(\d\d):(\d\d):(\d\d)(?:\.\d+)?$/;
  const ALIASES = { statuscode: "status", responsecode: "status" };
  const SECONDS = { "": 1, s: 1, h: 3600, m: 60, d: 86400 };

  /**
   * Returns a function that lists the members in a text, in order: {name, value, at, end, cut}, where `cut` says that the
   * text breaks off in the value. Values have the types of the wire; a wait is a number of seconds.
   */
  function scanner({ members, codes }) {
    const names = members.map((name) => name.replace(/[A-Z]/g, (letter) => `[_ -]?${letter}`));
    const alternatives = [...names, ...OTHERS].join("|").replace("retry[_ -]?After", `$&${UNIT}`);
    const pattern = new RegExp(`(?<![A-Za-z0-9])(?:is[_-]?)?(?<name>${alternatives})(?![A-Za-z0-9_-])`, "gi");
    const spelled = gettMentions.spellings(codes);
    return (text) => {
      const found = Array.from(text.matchAll(pattern), (match) => memberAt(text, match, members, spelled)).filter(Boolean);
      return [...found, ...inProse(text, found)].sort((one, other) => one.at - other.at);
    };
  }

  function memberAt(text, { 0: whole, index, groups }, members, spelled) {
    const start = startOfValue(text, index + whole.length);
    if (start === null) return null;
    const said = valueAt(text, start);
    const unit = groups.unit ?? "";
    const plain = groups.name.slice(0, groups.name.length - unit.length).toLowerCase().replace(/[_ -]/g, "");
    const name = ALIASES[plain] ?? members.find((each) => each.toLowerCase() === plain) ?? plain;
    const value = longer(name, typed(name, said.text, unit, said.quoted, spelled), text.slice(start, said.end + 40));
    return value === null ? null : { ...said, name, value, isHeader: groups.name.includes("-"), at: index };
  }

  /** A wait as it is, or with what stands behind its first number, where that makes it longer: 5 minutes, 1m 30s, 1,000. */
  function longer(name, value, text) {
    const whole = name === "retryAfter" && typeof value === "number" ? duration(text) : null;
    return whole === null ? value : Math.max(value, whole);
  }

  /** Returns the seconds of all numbers with units that follow one another at the beginning of a text, or null. */
  function duration(text) {
    let sum = null;
    PART.lastIndex = /^["']?/.exec(text)[0].length;
    for (let part; (part = PART.exec(text)) !== null; ) {
      const ratio = inSeconds(part[2]);
      if (ratio === null || (part[2] === "" && (sum !== null || !SEPARATOR.test(part[1])))) break;
      sum = (sum ?? 0) + Number(part[1].replace(/[,_']/g, "")) * ratio;
    }
    return sum === null ? null : Math.ceil(sum);
  }

  function startOfValue(text, at) {
    AFTER_NAME.lastIndex = at;
    return AFTER_NAME.test(text) ? AFTER_NAME.lastIndex : null;
  }

  /** The text of a value, without what a language puts around it. */
  function valueAt(text, at) {
    let start = matchAt(WRAPPER, text, at)?.end ?? at;
    const date = matchAt(DATE, text, start + (/["']/.test(text[start]) ? 1 : 0));
    if (date && gettHeads.dateOf(date.text.trim()) !== null) return { text: date.text.trim(), end: date.end, quoted: true, cut: false };
    const quote = matchAt(QUOTED, text, start);
    if (!quote) return bareAt(text, start);
    start = quote.end;
    const end = text.slice(start, start + LONGEST_VALUE).indexOf(quote.text);
    if (end < 0) return { text: text.slice(start, start + LONGEST_VALUE).split("\n")[0], end: start, quoted: true, cut: true };
    return { text: text.slice(start, start + end), end: start + end + 1, quoted: true, cut: false };
  }

  /** A bare value is cut off where an ellipsis follows, or the end of a text whose braces are open. */
  function bareAt(text, start) {
    const bare = matchAt(BARE, text, start) ?? { text: "", end: start };
    const plain = bare.text.replace(/(?:…|\.{2,})$/, "");
    const cut = plain !== bare.text || (matchAt(END, text, bare.end) !== null && isOpen(text));
    return { text: withRest(plain, text, bare.end).replace(/[.:!?]+$/, ""), end: bare.end, quoted: false, cut };
  }

  /** A number that a long line ends in may go on in the next one. */
  function withRest(value, text, end) {
    const rest = /^\n\d{1,12}(?![\w:.-])/.exec(text.slice(end, end + 16));
    const isLong = rest && /\d$/.test(value) && end - text.lastIndexOf("\n", end - 1) > MOST_BEFORE_WRAP;
    return isLong ? value + rest[0].trim() : value;
  }

  function isOpen(text) {
    return text.split("{").length > text.split("}").length;
  }

  function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match && { text: match[0], end: pattern.lastIndex };
  }

  /** A value as the wire has it, or null where the text is none for a member of this name. */
  function typed(name, text, unit, isQuoted, spelled) {
    if (NOTHING.test(text)) return null;
    if (name === "retryAfter") return seconds(text, unit);
    if (name === "status") return /^[1-5]\d\d$/.test(text) ? Number(text) : null;
    if (name === "retryable") return truth(text);
    if (name === "errorCode") return code(text, spelled);
    if (name === "type") return text.includes("/errors/") || text.includes("://") ? text : null;
    if (name === "errors") return null;
    return isQuoted || !["detail", "title", "instance"].includes(name) || text.startsWith("/") ? text : null;
  }

  function truth(text) {
    const plain = text.toLowerCase().replace(/^:/, "");
    if (["true", "yes", "1", "y", "t"].includes(plain)) return true;
    return ["false", "no", "0", "n", "f"].includes(plain) ? false : null;
  }

  /** A code in its right spelling, or whatever is written like one. */
  function code(text, spelled) {
    const own = text.replace(/^:/, "").split(/[.:]/).at(-1);
    return spelled(own, true) ?? (/^[A-Z][A-Z0-9]{2,}$|^[A-Za-z][A-Za-z0-9]*[_-][\w-]{1,100}$|^[A-Z][a-z]+[A-Z]\w{1,60}$/.test(own) ? own : null);
  }

  /** Returns the seconds of a wait: a number, with a unit after it or in the member's name, or a duration; or the text of a date. */
  function seconds(text, unit = "") {
    if (gettHeads.dateOf(text) !== null) return text;
    const [, number, own] = DURATION.exec(text) ?? [];
    const ratio = number && inSeconds(own || unit);
    if (ratio) return Math.ceil(Number(number) * ratio);
    const [, hours, minutes, rest] = (text && GO_DURATION.exec(text)) || [];
    if (hours || minutes || rest) return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Math.ceil(Number(rest ?? 0));
    const [, days, ...clock] = CLOCK.exec(text) ?? [];
    return clock.length ? Number(days ?? 0) * 86400 + clock.reduce((sum, part) => sum * 60 + Number(part), 0) : null;
  }

  function inSeconds(unit) {
    const plain = unit.toLowerCase().replace(/^[_-]?(?:in[_-]?)?/, "");
    if (/^m(?:s|illi)/.test(plain)) return 0.001;
    return SECONDS[/^(?:s|secs?|seconds?|h|hours?|hrs?|m|mins?|minutes?|d|days?)?$/.test(plain) ? plain.charAt(0) : "none"] ?? null;
  }

  /** Waits in words: "retry after 60 seconds". A member at the same place says it better. */
  function inProse(text, members) {
    const taken = new Set(members.filter(({ name }) => name === "retryAfter").map(({ at }) => at));
    const found = Array.from(text.matchAll(PROSE), ({ 0: whole, 1: first, 2: last, 3: unit, index }) => {
      const number = Math.max(numberOf(first), numberOf(last ?? first));
      const isBare = /after/i.test(whole) && /^\d/.test(first) && !unit && !/^[:.,/–-]?\d/.test(text.slice(index + whole.length).trimStart());
      const said = seconds(`${number}${unit}`) ?? (isBare ? Math.ceil(number) : null);
      const start = index + whole.search(/\d/);
      const value = longer("retryAfter", said, /^\d/.test(first) ? text.slice(start, start + 60) : "");
      const isWait = unit !== "" || /after/i.test(whole);
      return { name: "retryAfter", value: isWait ? value : null, at: index, end: index + whole.length, cut: false, inWords: true };
    });
    return found.filter(({ at, value }) => value !== null && !taken.has(at));
  }

  function numberOf(text) {
    const word = text.toLowerCase();
    if (/^\d/.test(word)) return Number(word);
    return word.startsWith("half") ? 0.5 : Math.max(1, NUMBERS.indexOf(word) + 1);
  }

  return { scanner, truth };
})();
