// What terminals, mails, logs and languages have done to a text, undone. Text in, text out; every pass is linear.
"use strict";

self.gettUnwrapping = (() => {
  const COLOURS = /(?:\x1b|\\u001[bB]|\\x1[bB]|\\e|\\033|\^\[)\[[\d;?]{0,20}[A-Za-z]|\[\d{1,3}(?:;\d{1,3}){0,5}m/g;
  const TERMINAL_LINKS = /\x1b\][^\x07\x1b]{0,500}(?:\x07|\x1b\\)/g;
  const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]/g;
  const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
  const ENTITY = /&(?:#(\d{1,6})|#[xX]([\da-fA-F]{1,5})|(quot|apos|amp|lt|gt|nbsp|shy|lbrace|rbrace|lcub|rcub|colon|comma|lowbar));/g;
  const NAMED = {
    quot: '"', apos: "'", amp: "&", lt: "<", gt: ">", nbsp: " ", shy: "", lbrace: "{", rbrace: "}", lcub: "{", rcub: "}",
    colon: ":", comma: ",", lowbar: "_",
  }; // prettier-ignore
  const ESCAPE = /\\(?:u\{?([\da-fA-F]{4})\}?|x([\da-fA-F]{2})|([nrt])|(["'`\\/_]))/g;
  const CONTROLS = { n: "\n", r: "", t: "\t" };
  const ENCODED = /%(?:0[9aAdD]|2[0257cCfF]|3[aAdD]|[57][bB])/;
  const PERCENT = /(?:%[\da-fA-F]{2})+/g;
  const BASE64 = /e[yw][A-Za-z0-9+/_-]{22,}(?:\r?\n[A-Za-z0-9+/_-]{2,})*={0,2}/g;
  const QUOTED_PRINTABLE = /=([\dA-F]{2})/g;
  const SOFT_BREAK = /^(.{55,77})=\r?\n/gm;
  /** Marks that stand inside of words, too: STORE_<wbr>CLOSED. */
  const INLINE = /<\/?(?:wbr|em|b|i|u|mark|strong|span|font)(?:\s[^<>]{0,200})?\/?>/gi;
  /** A word in capitals goes on in the next line, where its underscore is at the end. */
  const CUT_WORD = /(?<=[A-Z]_)\n[ \t>|]{0,8}(?=[A-Z])|(?<=[A-Z])\n[ \t>|]{0,8}(?=_[A-Z])/g;
  /** Containers are named in small letters, and so are members at times. */
  const COMPOSED = /^([a-z\d][a-z\d_.-]{0,40}) {0,20}\| /gm;
  const QUOTATION = /^(?:[>|] ?){1,6}/gm;
  const COLUMN =
    /^(?:(?:error[_ ]?)?(?:code|category)|status(?:[_ ]?code)?|retryable|retry[_ -]?after(?:[_ ]?\w{1,7})?|request[_ ]?id)$/i;
  const SHORT_COLUMN = /^(?:code|category)$/i;
  const CELLS = /<\/t[dh]>\s{0,100}<t[dh](?:\s[^<>]{0,200})?>/gi;
  const ROWS = /<\/?t(?:able|head|body|r|d|h)(?:\s[^<>]{0,200})?>/gi;
  const LONGEST_PREFIX = 120;
  const MOST_ESCAPED = 3;
  const NARROWEST = 30; // No terminal cuts lines that are shorter.

  /** Returns the text as `plain` does, and without what lines begin with alike. */
  function undone(text) {
    return withoutPrefixes(plain(text));
  }

  /** Returns the text without what shows as nothing, with plain quotes and spaces, and decoded. */
  function plain(text) {
    let seen = percentDecoded(text).replace(COLOURS, "").replace(TERMINAL_LINKS, "").replace(INVISIBLE, "").replace(SPACES, " ");
    seen = seen.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(/[“”„‟«»＂]/g, '"').replace(/[‘’‚‛]/g, "'");
    for (let times = 0; times < 2 && seen.includes("&"); times++) seen = seen.replace(ENTITY, entity);
    return unbroken(base64Decoded(seen)).replace(INLINE, "").replace(CUT_WORD, "");
  }

  function entity(whole, decimal, hexadecimal, name) {
    if (name) return NAMED[name];
    const point = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
    return point < 0x110000 ? String.fromCodePoint(point) : whole;
  }

  function percentDecoded(text) {
    let plain = text;
    for (let times = 0; times < 2 && ENCODED.test(plain); times++) {
      plain = plain.replace(PERCENT, (part) => orSame(decodeURIComponent, part));
    }
    return plain;
  }

  function base64Decoded(text) {
    return text.includes("ey") || text.includes("ew") ? text.replace(BASE64, (part) => base64(part) ?? part) : text;
  }

  function orSame(decoder, part) {
    try {
      return decoder(part);
    } catch {
      return part;
    }
  }

  /** Returns the JSON that a text is the base64 of, or null. */
  function base64(text) {
    try {
      const signs = atob(text.replace(/\s/g, "").replace(/-/g, "+").replace(/_/g, "/"));
      const plain = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(signs, (sign) => sign.charCodeAt(0)));
      return /^\s*[{[]/.test(plain) ? plain : null;
    } catch {
      return null;
    }
  }

  /** Lines that a mail or a shell has broken. */
  function unbroken(text) {
    const joined = text.replace(SOFT_BREAK, "$1").replace(/\\\n[ \t]{0,8}/g, "");
    if (joined === text && !/=(?:3D|7B=22)|quoted-printable/i.test(joined)) return joined;
    return joined.replace(QUOTED_PRINTABLE, (whole, code) => String.fromCharCode(parseInt(code, 16)));
  }

  /** Signs of quotation, names of containers, and whatever else neighbouring lines begin with alike, digits aside. */
  function withoutPrefixes(text) {
    const composed = (prefix, name) => (COLUMN.test(name) ? prefix : "");
    const lines = text.replace(COMPOSED, composed).replace(QUOTATION, "").split("\n");
    const shared = lines.slice(1).map((line, i) => (line && lines[i] ? sharedPrefix(lines[i], line) : [0, 0]));
    const prefix = (i) => Math.max(shared[i - 1]?.[1] ?? 0, shared[i]?.[0] ?? 0);
    return lines.map((line, i) => line.slice(prefix(i))).join("\n");
  }

  /** How long the common prefix of two lines is in each; a number in one is like any number in the other. */
  function sharedPrefix(one, other) {
    let [i, j] = [0, 0];
    let ends = [0, 0];
    while (i < Math.min(one.length, LONGEST_PREFIX) && j < other.length) {
      if (isDigit(one[i]) && isDigit(other[j])) {
        while (isDigit(one[i])) i++;
        while (isDigit(other[j])) j++;
        continue;
      }
      // A prefix holds no member, so it ends before quotes and braces.
      if (one[i] !== other[j] || "\"'{}=<&".includes(one[i])) break;
      i++;
      j++;
      if (" \t|>]".includes(one[i - 1]) && /[\d|\]>]/.test(one.slice(0, i))) ends = [i, j];
    }
    return /(?:code|status|after|retry|category)/i.test(one.slice(0, ends[0])) ? [0, 0] : ends;
  }

  function isDigit(sign) {
    return sign >= "0" && sign <= "9";
  }

  /** Returns the text with the escapes of strings in strings undone, and quotes that CSV and SQL have doubled. */
  function unescaped(text) {
    let plain = text;
    for (let times = 0; times < MOST_ESCAPED && plain.includes("\\"); times++) plain = plain.replace(ESCAPE, escape);
    return /""\w|''\w/.test(plain) ? plain.replace(/""/g, '"').replace(/''/g, "'") : plain;
  }

  function escape(whole, unicode, hexadecimal, control, sign) {
    if (control) return CONTROLS[control];
    return sign ?? String.fromCharCode(parseInt(unicode ?? hexadecimal, 16));
  }

  /** Returns the text with the lines joined that were cut at a fixed width inside of braces. */
  function joined(text) {
    const lines = text.split("\n");
    const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
    if (longest < NARROWEST || !text.includes("{")) return text;
    let depth = 0;
    return lines
      .map((line, i) => {
        for (const sign of line) depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
        const isCut = line.length === longest || (line.length >= NARROWEST && isOpen(line));
        return isCut && depth > 0 && i < lines.length - 1 ? line : `${line}\n`;
      })
      .join("");
  }

  /** Whether a line ends within a string. */
  function isOpen(line) {
    return line.split(line.includes('"') ? '"' : "'").length % 2 === 0;
  }

  /** Returns the text with each row of a table as `name="value"`, where the first row has names of members. */
  function unfolded(text) {
    if (!/retry|error|code/i.test(text)) return text;
    let names = null;
    const rows = withoutTable(text).split("\n").map((line) => {
      const cells = cellsOf(line);
      const isHead = cells.filter((cell) => COLUMN.test(cell)).length > 1;
      if (isHead) names = cells.map((cell) => cell.replace(SHORT_COLUMN, "error_$&"));
      else if (names && cells.every((cell) => /^[-:=+]*$/.test(cell))) return line;
      else if (names?.length === cells.length) return cells.map((cell, i) => `${names[i]}="${cell}"`).join(" ");
      else names = null;
      return line;
    });
    return rows.join("\n");
  }

  /** A table of HTML as lines with bars. */
  function withoutTable(text) {
    return /<t[dh][\s>]/i.test(text) ? text.replace(CELLS, " | ").replace(ROWS, "\n") : text;
  }

  /** The cells of a line by the first sign that parts any; braces and equals signs are in no table. */
  function cellsOf(line) {
    const sign = /[{=]/.test(line) ? undefined : ["|", "│", "\t", ";", ","].find((each) => line.includes(each));
    if (!sign) return [];
    const cells = line.replace(/^\s*[|│]|[|│]\s*$/g, "").split(sign);
    return cells.map((cell) => cell.replace(/<[^<>]{0,200}>/g, "").trim().replace(/^["'`]|["'`]$/g, ""));
  }

  function visible(text) {
    return text.replace(INVISIBLE, "").replace(/\r\n?/g, "\n");
  }

  return { visible, undone, plain, unescaped, unfolded, joined, base64 };
})();
