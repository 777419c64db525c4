// What a text mentions of an API's errors where it holds no body: codes in any spelling, statuses in words, endpoints,
// categories and request IDs. Text in, data out.
"use strict";

self.gettMentions = (() => {
  const URI = /(?:https?:\/\/([\w.-]{1,100})(?::\d{1,5})?|(?<![\w.~/-]))\/errors\/([A-Za-z0-9_-]+)/g;
  const TOKEN = /[A-Za-z][A-Za-z0-9]*(?:[_.:$-][A-Za-z0-9]+)*/g;
  const ALONE = /^[#"'`*(_\s-]{0,3}([A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*)["'`.,:;!?)*_\s-]{0,3}$/;
  const LIKE_A_CODE = /^(?:[A-Z][A-Z0-9]+(?:[_-][A-Z0-9]+)*|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)$/;
  const LONGEST_ALONE = 60;
  const MOST_GUESSED = 20;
  const REFUSAL = /\b(?:(?:do not|don['’]t|must not|never) (?:be )?retr(?:y|ied)|no[nt][- ]retr(?:y|i)able)\b|\b(?:should|can)[_-]?retry["']?\s{0,3}[:=]\s{0,3}["']?false/i;
  const REQUEST_ID = /\breq_[A-Za-z0-9][\w-]{0,100}/g;
  const PATH = /(?:\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b["' :,]{1,3})?(?:https?:\/\/[\w.:-]{1,100})?((?:\/[\w.-]{1,60}){0,3}?\/v\d{1,2}\/[\w.~:{}%/-]{1,300})/g;
  const PHRASES =
    "Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Not Acceptable|Request Timeout|Conflict|Gone|" +
    "Length Required|Precondition Failed|Content Too Large|Payload Too Large|Request Entity Too Large|URI Too Long|Unsupported Media Type|" +
    "Unprocessable (?:Entity|Content)|Locked|Too Early|Too Many Requests|Internal Server Error|Not Implemented|Bad Gateway|" +
    "Service (?:Temporarily )?Unavailable|Gateway Time-?out|Client Error|Server Error";
  const STATUS = "([45]\\d\\d)(?![\\w.%/-]|:\\d)";
  const BEFORE =
    "status(?:[ _-]?(?:code|line))?|http(?:[ _/-]?(?:\\d(?:\\.\\d)?|status|code|error))?|code|response|error|returned|returns|replied with|" +
    "responded with|answered(?: with)?|failed with|got(?: an?)?|with an?|received|->|=>|→|⇒|⟶|completed|resulted in an?";
  const STATUSES = [
    new RegExp(`(?<![\\w.-])([45]\\d\\d)[ :-]{1,3}\\(?(?:${PHRASES})\\b`, "gi"),
    new RegExp(`(?<![A-Za-z])(?:${BEFORE})["'\`\\])]{0,2}[ :=|\\t]{0,4}(?:is |was |of |code |an? )?["'\`([<#]{0,2}${STATUS}`, "gi"),
    new RegExp(`HTTP/\\d(?:\\.\\d)?["' ,]{1,3}${STATUS}`, "g"),
    new RegExp(`(?:GET|POST|PUT|PATCH|DELETE) \\S{1,300} {1,3}["'(\\[|]{0,2}${STATUS}`, "g"),
    new RegExp(`(?<![\\w.-])([45]\\d\\d) (?:\\(?error|response|status|errors)\\b`, "gi"),
  ];
  const REGISTERED = /^(?:4(?:0\d|1[0-8]|2[1-689]|31|51|99)|5(?:0[0-8]|1[01]|2[0-7]|30))$/;
  const CAPITALS = /[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*/g;
  const STATUS_ALONE = /^[#"'`\s]{0,3}(?:HTTP )?([45]\d\d)["'`.,!?\s]{0,3}$/i;

  /**
   * Returns what a text mentions: `codes` as {form, code}, known ones in their right spelling; `statuses`; `endpoints` of
   * the API as {method, path}, where the method may be null; `categories`; `requestIds`; and whether it `refuses` a retry.
   */
  function mentionsIn(text, vocabulary) {
    return {
      codes: codesIn(text, vocabulary),
      statuses: statusesIn(text),
      endpoints: endpointsIn(text, vocabulary),
      categories: vocabulary.categories.filter((each) => each === text.trim().toLowerCase()),
      requestIds: unique(text.match(REQUEST_ID) ?? []),
      refuses: REFUSAL.test(text),
    };
  }

  function statusesIn(text) {
    const found = STATUSES.flatMap((each) => groups(text, each)).concat(STATUS_ALONE.exec(text)?.[1] ?? []);
    return unique(found).filter((status) => REGISTERED.test(status)).map(Number);
  }

  function groups(text, pattern) {
    return Array.from(text.matchAll(pattern), (match) => match[1]);
  }

  function unique(values) {
    return [...new Set(values)];
  }

  /** The codes that are known, then what looks like a code. */
  function codesIn(text, vocabulary) {
    const spelled = spellings(vocabulary.codes);
    const known = (form, token) => ({ form, code: spelled(token) });
    const isOurs = (host) => host === undefined || gettAddresses.isOf(host, vocabulary.domain);
    const uris = Array.from(text.matchAll(URI)).filter(([, host]) => isOurs(host)).map(([, , code]) => code);
    const tokens = unique(text.match(TOKEN) ?? []);
    const alone = text.length < 200 ? ALONE.exec(text.trim())?.[1].slice(0, LONGEST_ALONE) : undefined;
    const found = [
      ...uris.map((token) => known("uri", token)),
      ...(alone ? [{ form: "code", code: spelled(alone, true) }] : []),
      ...unique(text.match(CAPITALS) ?? []).filter((each) => vocabulary.codes.includes(each)).map((code) => ({ form: "text", code, isExact: true })),
      ...tokens.map((token) => known("text", token)),
      ...detailed(text, vocabulary),
    ].filter(({ code }) => code !== null);
    return found.length > 0 ? firstOfEach(found) : guessed(uris, alone, tokens, text, vocabulary);
  }

  /** The codes whose documented `detail` stands in the text, whatever is in quotes there. */
  function detailed(text, { details }) {
    return details.filter(({ pattern }) => pattern.test(text)).map(({ code }) => ({ form: "text", code }));
  }

  function firstOfEach(found) {
    return [...new Map(found.toReversed().map((each) => [each.code, each])).values()].toReversed();
  }

  /** Words that look like codes, but are none: in a URI, alone, or near to a known one. */
  function guessed(uris, alone, tokens, text, { codes, categories }) {
    if (uris.length > 0) return uris.map((code) => ({ form: "uri", code }));
    const capitals = tokens.filter((token) => /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/.test(token)).slice(0, MOST_GUESSED);
    const near = capitals.filter((token) => gettNearest(token, codes)[0]?.distance <= 2);
    if (near.length > 0) return near.map((code) => ({ form: "text", code }));
    const isOther = !alone || categories.includes(alone.toLowerCase()) || /\breq_/.test(alone) || STATUS_ALONE.test(alone);
    if (isOther || !(isNear(alone, codes) || LIKE_A_CODE.test(alone))) return [];
    return [{ form: "code", code: alone }];
  }

  /** Of several words, most letters have to be right. */
  function isNear(text, codes) {
    const [first] = gettNearest(text, codes);
    return first !== undefined && (first.distance <= 3 || !text.includes(" "));
  }

  /** Returns a function from a word to the code that it spells, or null: StoreClosed, store_closed, STORE-CLOSED. */
  function spellings(codes) {
    const byLetters = new Map(codes.map((code) => [letters(code), code]));
    return (token, isAlone = false) => {
      for (const each of [token, ...(/[.:$]/.test(token) ? token.split(/[.:$]/) : [])]) {
        const plain = byLetters.get(letters(each)) ?? byLetters.get(letters(each.replace(/(?:Error|Exception|Problem)$/, "")));
        // "conflict" and "Forbidden" are ordinary words.
        if (plain && (isAlone || plain === each || plain.includes("_"))) return plain;
      }
      return null;
    };
  }

  function letters(text) {
    return text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  }

  function endpointsIn(text, { endpoints }) {
    const found = new Map();
    for (const [, method, path] of text.matchAll(PATH)) {
      const plain = path.slice(path.search(/\/v\d/)).replace(/[.:/]+$/, "");
      const paths = gettAddresses.fitting(endpoints.map((each) => each.path), plain);
      for (const each of endpoints.filter((each) => paths.includes(each.path))) {
        if (!method || method === each.method) found.set(`${each.method} ${each.path}`, { method: each.method, path: each.path });
      }
    }
    return [...found.values()];
  }

  return { mentionsIn, spellings };
})();
