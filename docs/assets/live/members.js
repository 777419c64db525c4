// The members of a problem by their names, in whatever notation a text has them where it is no JSON: console dumps of
// many languages, logfmt, XML, YAML, tables, and JSON that is cut off or broken.
"use strict";

self.gettMembers = (() => {
  const LONGEST_VALUE = 2000;
  const OTHERS = ["status[_ -]?code", "response[_ -]?code", "(?:x[_-])?rate[_-]?limit[_-]reset(?:[_-]after)?", "date"];
  const UNIT = "(?<unit>[_-]?(?:in[_-]?)?(?:seconds|secs?|milliseconds|millis|ms|minutes|mins?|s))?";
  const MOST_BEFORE_WRAP = 30;
  /** What is between a name and its value; in a table that may be a tab, or spaces. */
  const SEPARATOR = "[ \\t]{0,20}(?::?=>?|->|:|>|[|│])[*_]{0,2}\\s{0,40}|\\t[ \\t]{0,20}| [ \\t]{1,20}| ?(?={)";
  const AFTER_NAME = new RegExp(`["'\`\\])*_]{0,4}(?: [a-z:]{1,20}="[^"<>]{0,40}")?(?:${SEPARATOR})`, "y");
  const WRAPPER =
    /(?:(?:string|str|int\d{0,2}|integer|float\d{0,2}|double|long|bool|boolean|number|decimal|some|just|optional|value|errorcode)(?:\(\d{1,6}\) ?(?=["'])|(?=[[({"])))?(?:<\w{1,40}\.\w{1,60}: )?[([&*]{0,2}(?:[bu](?=["']))?/iy;
  const BARE = /[^\s,;&"'`<>()[\]{}|│]{1,300}/y;
  const END = /\s{0,99}$/y;
  const QUOTED = /(["'`])/y;
  const DATE = /[A-Z][a-z]{2,8},? [\w :-]{15,28}/y;
  const NOTHING = /^(?:null|nil|none|undefined|n\/a|-|)$/i;
  /** What makes no number end: a further part of a number or a word, or a mark of what was left out. */
  const NOT_AN_END =
    /[\w([{…]|\.{2}|[.,:/-]\d| ?(?:…|\.{3}|[([<{]\W{0,3}(?:trunc|cut|snip|more|omit|\d{1,9} (?:more|char|byte)))/iy;
  const RESET = /^x?ratelimitreset(?:after)?$/;
  const ALIASES = { statuscode: "status", responsecode: "status" };

  /**
   * Returns a function that lists the members in a text, in order: {name, value, at, isHeader}. Values have the types of
   * the wire; a wait is a number of seconds, the text of a date, or what cannot be read, as text.
   */
  function scanner({ members, ...vocabulary }) {
    const names = members.map((name) => name.replace(/[A-Z]/g, (letter) => `[_ -]?${letter}`));
    const alternatives = [...names, ...OTHERS].join("|").replace("retry[_ -]?After", `$&${UNIT}`);
    const pattern = new RegExp(`(?<![A-Za-z0-9])(?:is[_-]?)?(?<name>${alternatives})(?![A-Za-z0-9_-])`, "gi");
    const spelled = gettMentions.spellings(vocabulary);
    const inText = (text) => Array.from(text.matchAll(pattern), (match) => memberAt(text, match, members, spelled));
    return (text) => inText(text).filter(Boolean);
  }

  function memberAt(text, { 0: whole, index, groups }, members, spelled) {
    const end = index + whole.length;
    const start = startOfValue(text, end);
    if (start === null) return null;
    const unit = groups.unit ?? "";
    const plain = groups.name.slice(0, groups.name.length - unit.length).toLowerCase().replace(/[_ -]/g, "");
    const own = members.find((each) => each.toLowerCase() === plain);
    const name = ALIASES[plain] ?? own ?? plain.replace(RESET, "xratelimitreset");
    const isCell = !/[:=]/.test(text.slice(end, start)); // of a table, which has no braces
    const said = { ...valueAt(text, start), isCell, isJson: text[end] === '"' };
    const value = name === "retryAfter" ? wait(said, text, unitOf(unit)) : typed(name, said, spelled);
    return value === null ? null : { name, value, isHeader: groups.name.includes("-"), at: index };
  }

  function unitOf(text) {
    return text.replace(/^[_-]?(?:in[_-]?)?/i, "") || "s";
  }

  /** The seconds of a wait, the text of a date, or the text of what has a number, but cannot be read; or null. */
  function wait(said, text, unit) {
    if (gettDurations.instantOf(said.text) !== null) return said.text;
    const inQuotes = () => (said.isOpen ? null : gettDurations.secondsOf(said.text, unit));
    const seconds = said.quoted ? inQuotes() : bareSeconds(said, text, unit);
    if (seconds !== null && seconds >= 0) return seconds;
    return /^\D{0,2}\d/.test(said.text) || seconds !== null ? said.text : null;
  }

  /** The seconds of a value without quotes; NaN where its number does not end there. */
  function bareSeconds(said, text, unit) {
    const found = gettDurations.durationAt(text, said.start, unit);
    if (!found) return null;
    NOT_AN_END.lastIndex = found.end;
    if (said.rest) return Number(said.text);
    const isQuoted = said.isJson && text[found.end] === '"'; // the end of a string that held the text
    return isQuoted || NOT_AN_END.test(text) || (!said.isCell && endsOpen(text, found.end)) ? NaN : found.seconds;
  }

  function startOfValue(text, at) {
    AFTER_NAME.lastIndex = at;
    return AFTER_NAME.test(text) ? AFTER_NAME.lastIndex : null;
  }

  /** The text of a value, without what a language puts around it. */
  function valueAt(text, at) {
    const start = matchAt(WRAPPER, text, at)?.end ?? at;
    const date = matchAt(DATE, text, start + (/["']/.test(text[start]) ? 1 : 0));
    if (date && gettHeads.dateOf(date.text.trim()) !== null) return { text: date.text.trim(), quoted: true };
    const quote = matchAt(QUOTED, text, start);
    if (!quote) return bareAt(text, start);
    const rest = text.slice(quote.end, quote.end + LONGEST_VALUE);
    const end = rest.indexOf(quote.text);
    return { text: end < 0 ? rest.split("\n")[0] : rest.slice(0, end), quoted: true, isOpen: end < 0 };
  }

  function bareAt(text, start) {
    const bare = matchAt(BARE, text, start) ?? { text: "", end: start };
    const plain = bare.text.replace(/(?:…|\.{2,})$/, "");
    const rest = restOf(plain, text, bare.end);
    return { text: (plain + rest).replace(/[.:!?]+$/, ""), start, rest, quoted: false };
  }

  /** A number that a long line ends in may go on in the next one. */
  function restOf(value, text, end) {
    const rest = /^\n\d{1,12}(?![\w:.-])/.exec(text.slice(end, end + 16));
    const isLong = rest && /\d$/.test(value) && end - text.lastIndexOf("\n", end - 1) > MOST_BEFORE_WRAP;
    return isLong ? rest[0].trim() : "";
  }

  /** Whether a text breaks off behind a place: it ends there, and its braces are open. */
  function endsOpen(text, at) {
    return matchAt(END, text, at) !== null && text.split("{").length > text.split("}").length;
  }

  function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match && { text: match[0], end: pattern.lastIndex };
  }

  /** A value as the wire has it, or null where the text is none for a member of this name. */
  function typed(name, { text, quoted }, spelled) {
    if (NOTHING.test(text)) return null;
    if (name === "status") return /^[1-5]\d\d$/.test(text) ? Number(text) : null;
    if (name === "retryable") return truth(text);
    if (name === "errorCode") return code(text, spelled);
    if (name === "type") return text.includes("/errors/") || text.includes("://") ? text : null;
    if (name === "errors") return null;
    return quoted || !["detail", "title", "instance"].includes(name) || text.startsWith("/") ? text : null;
  }

  function truth(text) {
    const plain = text.toLowerCase().replace(/^:/, "");
    if (["true", "yes", "1", "y", "t"].includes(plain)) return true;
    return ["false", "no", "never", "0", "n", "f"].includes(plain) ? false : null;
  }

  /** A code in its right spelling, or whatever is written like one. */
  function code(text, spelled) {
    const own = text.replace(/^:/, "").split(/[.:]/).at(-1);
    return spelled(own, true) ?? (/^[A-Z][A-Z0-9]{2,}$|^[A-Za-z][A-Za-z0-9]*[_-][\w-]{1,100}$|^[A-Z][a-z]+[A-Z]\w{1,60}$/.test(own) ? own : null);
  }

  return { scanner, truth };
})();
