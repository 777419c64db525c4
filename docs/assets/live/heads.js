// The heads of HTTP responses: status lines and headers, in transcripts of tools and as members of JSON.
"use strict";

self.gettHeads = (() => {
  const MARKS = "[<>*|\\s]{0,4}(?:<[a-z]{1,10}>)?(?:(?:reply|send): b?['\"])?";
  const STATUS_LINE = new RegExp(`^${MARKS}(?:HTTP/\\d(?:\\.\\d)? |:status: ?)(\\d{3})\\b`);
  /** A status line may stand behind the beginning of a log line, but then it ends that line. */
  const LATE_STATUS_LINE = /^([^]{0,300}["'>\s])HTTP\/\d(?:\.\d)? (\d{3})(?: [A-Za-z' -]{0,60})?$/;
  const REQUEST_LINE = new RegExp(`^${MARKS}(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT) \\S{1,2000} HTTP/\\d`);
  const HEADER = /^[<>*|\s]{0,4}(?:header: )?:?([A-Za-z][\w-]{0,60}) ?: ?([^]{0,2000})$/;
  const FIRST_UNIX_YEAR = 70;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const FIXDATE = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;
  const RFC_850 = /^[A-Z][a-z]{5,8}, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d):(\d\d):(\d\d) GMT$/;
  const ASCTIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/;

  function none() {
    return { status: null, contentType: null, date: null, retryAfter: [], reset: [], refuses: false };
  }

  function saysAnything({ status, retryAfter, reset, refuses }) {
    return status !== null || retryAfter.length > 0 || reset.length > 0 || refuses;
  }

  /** Returns one head of two: the first one's word counts, but all waits stay, and a refusal. */
  function merged(one, other) {
    return {
      status: one.status ?? other.status,
      contentType: one.contentType ?? other.contentType,
      date: one.date ?? other.date,
      retryAfter: [...one.retryAfter, ...other.retryAfter],
      reset: [...one.reset, ...other.reset],
      refuses: one.refuses || other.refuses,
    };
  }

  /** Adds what a name and its value say to a head; most names say nothing. What is no header may be in any notation. */
  function add(head, name, value) {
    const isHeader = name.includes("-");
    const text = typeof value !== "object" ? String(value ?? "").trim() : isHeader ? "" : JSON.stringify(value);
    const plain = name.toLowerCase().replace(/[^a-z]/g, "");
    if (/^(?:http)?(?:response)?status(?:code)?$/.test(plain) && /^[1-5]\d\d$/.test(text)) head.status ??= Number(text);
    const wait = isHeader ? text : (gettDurations.secondsOf(text) ?? text);
    if (plain.endsWith("retryafter") && text) head.retryAfter.push(String(wait));
    if (/ratelimitreset(?:after)?$/.test(plain)) head.reset.push(text);
    if (plain === "retryable") head.refuses ||= gettMembers.truth(text) === false;
    if (plain === "date") head.date ??= text;
    if (plain === "contenttype") head.contentType ??= text;
  }

  /**
   * Returns the exchanges of a transcript, in order: each has the `head` of a response, or null, its `headText`, and the
   * `text` that follows. Interim responses and redirects have heads as well; the heads of requests are left out.
   */
  function exchanges(text) {
    if (!/HTTP\/\d|:status:/.test(text)) return [{ head: null, headText: "", text }];
    const found = [exchange(null)];
    let open = null; // the head whose headers are being read; a request's head is read and forgotten
    for (const line of text.split("\n")) {
      const late = STATUS_LINE.test(line) ? null : LATE_STATUS_LINE.exec(line);
      const status = late?.[2] ?? STATUS_LINE.exec(line)?.[1];
      const isRequest = !status && REQUEST_LINE.test(line);
      if (status || isRequest) {
        open = { ...none(), status: status ? Number(status) : null };
        if (late) found.at(-1).lines.push(late[1]);
        found.push(exchange(status ? open : null));
      } else if (!open || !readHeader(open, line)) {
        open = null;
        found.at(-1).lines.push(line);
        continue;
      }
      if (found.at(-1).head) found.at(-1).headLines.push(late ? line.slice(late[1].length) : line);
    }
    return found.map(({ head, headLines, lines }) => ({
      head,
      headText: headLines.map((line) => `${line}\n`).join(""),
      text: lines.map((line) => `${line}\n`).join(""),
    }));
  }

  function exchange(head) {
    return { head, headLines: [], lines: [] };
  }

  function readHeader(head, line) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name) add(head, name, value.replace(/(?:\\r\\n)?['"]?$/, ""));
    return name !== undefined;
  }

  /**
   * Returns the wait that a `Retry-After` asks for by the grammar of RFC 9110 (section 10.2.3): {seconds}, or {at} in
   * milliseconds since 1970 for a date; null where the text is neither.
   */
  function retryAfter(text) {
    if (/^\d+$/.test(text)) return { seconds: Number(text), at: null };
    const at = dateOf(text);
    return at === null ? null : { seconds: null, at };
  }

  /** Returns the milliseconds since 1970 of an HTTP date in any of its three forms (RFC 9110, section 5.6.7), or null. */
  function dateOf(text) {
    const [, day, month, year, ...time] = FIXDATE.exec(text) ?? RFC_850.exec(text) ?? [];
    if (day) return instant(year.length === 2 ? fullYear(Number(year)) : Number(year), month, day, time);
    const [, asctimeMonth, asctimeDay, ...rest] = ASCTIME.exec(text) ?? [];
    return asctimeDay ? instant(Number(rest[3]), asctimeMonth, asctimeDay, rest) : null;
  }

  function fullYear(year) {
    return year < FIRST_UNIX_YEAR ? 2000 + year : 1900 + year;
  }

  function instant(year, month, day, [hours, minutes, seconds]) {
    const number = MONTHS.indexOf(month);
    const at = Date.UTC(year, number, Number(day), Number(hours), Number(minutes), Number(seconds));
    return number >= 0 && new Date(at).getUTCDate() === Number(day) && Number(hours) < 24 ? at : null;
  }

  return { none, saysAnything, merged, add, exchanges, retryAfter, dateOf };
})();
