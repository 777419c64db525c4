// What a text mentions of an API's errors where it holds no body: codes in any spelling, statuses in words, endpoints,
// categories and request IDs. Text in, data out.
"use strict";

self.gettMentions = (() => {
  const URI = /(?:https?:\/\/([\w.-]{1,100})(?::\d{1,5})?|(?<![\w.~/-]))\/errors\/([A-Za-z0-9_-]+)/g;
  const TOKEN = /[A-Za-z][A-Za-z0-9]*(?:[_.:$-][A-Za-z0-9]+)*/g;
  const ALONE = /^[#"'`*(_\s-]{0,3}([A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*)["'`.,:;!?)*_\s-]{0,3}$/;
  const LIKE_A_CODE = /^(?:[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)$/;
  const LONGEST_ALONE = 60;
  const MOST_GUESSED = 20;
  const REQUEST_ID = /\breq_[A-Za-z0-9][\w-]{0,100}/g;
  const PATH = /(?:\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b["' :,]{1,3})?(?:https?:\/\/[\w.:-]{1,100})?((?:\/[\w.-]{1,60}){0,3}?\/v\d{1,2}\/[\w.~:{}%/-]{1,300})/g;
  const PHRASES =
    "Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Not Acceptable|Request Timeout|Conflict|Gone|" +
    "Length Required|Precondition Failed|Content Too Large|Payload Too Large|Request Entity Too Large|URI Too Long|Unsupported Media Type|" +
    "Unprocessable (?:Entity|Content)|Locked|Too Early|Too Many Requests|Internal Server Error|Not Implemented|Bad Gateway|" +
    "Service (?:Temporarily )?Unavailable|Gateway Time-?out|Client Error|Server Error";
  const STATUS = "([45]\\d\\d)(?![\\w%/-]|[.:,]\\d)";
  /** What makes a number in words a measure, a count or a part of a telephone number. */
  const NO_STATUS =
    "(?! ?(?:[kmµn]?[gms]|[kmg]i?b|m?l|[kc]m|mins?|h|%|[€$£])(?![\\w])|[)]?[ .-]{1,2}\\d{3}[ .-]\\d{4}|" +
    " (?!errors|responses|status|statuses|times|was|is|as|has|does|this|its|always|sometimes|across|unless)[a-z]{2,20}s\\b)";
  const BEFORE =
    "status(?:[ _-]?(?:code|line))?|http(?:[ _/-]?(?:\\d(?:\\.\\d)?|status|code|error))?|code|response|error|returned|returns|replied with|" +
    "responded with|answered(?: with)?|failed with|got(?: an?)?|with an?|received|->|=>|→|⇒|⟶|completed|resulted in an?";
  const STATUSES = [
    new RegExp(`(?<![\\w.-])([45]\\d\\d)[ :-]{1,3}\\(?(?:${PHRASES})\\b`, "gi"),
    new RegExp(`(?<![A-Za-z])(?:${BEFORE})["'\`\\])]{0,2}[ :=|\\t]{0,4}(?:is |was |of |code |an? )?["'\`([<#]{0,2}${STATUS}${NO_STATUS}`, "gi"),
    new RegExp(`HTTP/\\d(?:\\.\\d)?["' ,]{1,3}${STATUS}`, "g"),
    new RegExp(`(?:GET|POST|PUT|PATCH|DELETE) \\S{1,300} {1,3}["'(\\[|]{0,2}${STATUS}`, "g"),
    new RegExp(`(?<![\\w.-])([45]\\d\\d) (?:\\(?error|response|status|errors)\\b`, "gi"),
  ];
  const REGISTERED = /^(?:4(?:0\d|1[0-8]|2[1-689]|31|51|99)|5(?:0[0-8]|1[01]|2[0-7]|30))$/;
  /** What git says of files. */
  const MERGE = /\bCONFLICT \([a-z][a-z/ ]{2,40}\): (?=.{0,300}\b(?:merge conflict|deleted|renamed?|added)\b)/gi;
  const AFFIX = /^(?:ERR|ERROR|GETT)_|^(?:Err|Error|Gett)(?=[A-Z])|(?:Error|Exception|Problem)$|_(?:ERROR|EXCEPTION)$/g;
  const BREAK = /(?<=[A-Z_])\n[ \t>|]{0,8}(?=[A-Z_])/g;
  /** What is written like a code, but is the name of something else. */
  const NAME = /_(?:ids?|ur[il]|key|token|name|path|dir|host|port|version|user|password|secret)$/i;
  const CAPITALS = /[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*/g;
  const STATUS_ALONE = /^[#"'`\s]{0,3}(?:HTTP )?([45]\d\d)["'`.,!?\s]{0,3}$/i;

  /**
   * Returns what a text mentions: `codes` as {form, code}, known ones in their right spelling; `statuses`; `endpoints` of
   * the API as {method, path}, where the method may be null; `categories`; and `requestIds`.
   */
  function mentionsIn(text, vocabulary) {
    return {
      codes: codesIn(text.replace(MERGE, ""), vocabulary),
      statuses: statusesIn(text),
      endpoints: endpointsIn(text, vocabulary),
      categories: vocabulary.categories.filter((each) => each === text.trim().toLowerCase()),
      requestIds: unique(text.match(REQUEST_ID) ?? []),
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
    const spelled = spellings(vocabulary);
    const known = (form, token) => ({ form, code: spelled(token) });
    const isOurs = (host) => host === undefined || gettAddresses.isOf(host, vocabulary.domain);
    const uris = Array.from(text.matchAll(URI)).filter(([, host]) => isOurs(host)).map(([, , code]) => code);
    const tokens = unique(text.match(TOKEN) ?? []);
    const alone = text.length < 200 ? ALONE.exec(text.trim())?.[1].slice(0, LONGEST_ALONE) : undefined;
    const found = [
      ...uris.map((token) => known("uri", token)),
      ...(alone ? [{ form: "code", code: spelled(alone, true) }] : []),
      ...inCapitals(text, vocabulary).map((code) => ({ form: "text", code, isExact: true })),
      ...tokens.map((token) => known("text", token)),
      ...detailed(text, vocabulary),
    ].filter(({ code }) => code !== null);
    return found.length > 0 ? firstOfEach(found) : guessed(uris, alone, tokens, text, vocabulary);
  }

  /** The codes that stand in a text as they are, a line's end inside of them aside. */
  function inCapitals(text, { codes }) {
    const words = [text, text.replace(BREAK, "")].flatMap((each) => each.match(CAPITALS) ?? []);
    return unique(words).filter((each) => codes.includes(each));
  }

  /** The codes whose documented `detail` stands in the text, whatever is in quotes there. */
  function detailed(text, { details }) {
    const lower = text.toLowerCase(); // to make ten thousand patterns takes half a second
    const found = details.filter(({ start, pattern }) => lower.includes(start) && new RegExp(pattern, "i").test(text));
    return found.map(({ code }) => ({ form: "text", code }));
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
    const isOther = [/\breq_/, STATUS_ALONE, NAME].some((each) => each.test(alone));
    if (!alone || isOther || categories.includes(alone.toLowerCase()) || !(isNear(alone, codes) || LIKE_A_CODE.test(alone))) return [];
    return [{ form: "code", code: alone }];
  }

  /** Of several words, most letters have to be right. */
  function isNear(text, codes) {
    const [first] = gettNearest(text, codes);
    return first !== undefined && (first.distance <= 3 || !text.includes(" "));
  }

  /**
   * Returns a function from a word to the code that it spells, or null: StoreClosed, store_closed, ErrStoreClosed. Amid
   * others, "conflict" is an ordinary word, and every API has its NotFound and its NotFoundError.
   */
  function spellings({ codes, gateway }) {
    const byLetters = new Map(codes.map((code) => [letters(code), code]));
    const isOwn = (code, token) => code.includes("_") && (/[_-]/.test(token) || !gateway.includes(code));
    return (token, isAlone = false) => {
      for (const each of [token, ...(/[.:$]/.test(token) ? token.split(/[.:$]/) : [])]) {
        const code = byLetters.get(letters(each));
        if (code && (isAlone || code === each || isOwn(code, each))) return code;
        const bare = byLetters.get(letters(each.replace(AFFIX, "")));
        if (bare && !gateway.includes(bare)) return bare;
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
