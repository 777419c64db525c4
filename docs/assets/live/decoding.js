// What to make of a pasted error: which one it is, what to do, and how sure that is. Text in, data out.
"use strict";

self.gettDecoding = (() => {
  const MOST_ENTRIES = 50;
  const MOST_ROWS = 20;
  const RANKS = { no: 0, depends: 1, unknown: 2, yes: 3 };
  const vocabularies = new WeakMap();
  const { shortened } = gettComparing;

  /**
   * Returns the verdict on a text, or null where it says nothing about an error:
   *
   *     form           body, response, text, members, markdown, uri, code or words: as what it was read
   *     heading        what the text is about, in words
   *     code, known    the error's code, or null where it names none; whether the catalogue has it
   *     isSure         whether the text says itself that it comes from Gett's API
   *     foreign        why it is no body of Gett's, or null
   *     error, like    the exchange of the error; of an unknown code that of the general error `like`
   *     status, title, category
   *     verdict        {retry: yes, no, depends or unknown; inWords; after, until, by}: waits in seconds
   *     happened       whether the request took effect, in words
   *     candidates     [{code, inWords, advice}]: which errors it may be, where it names none
   *     filters        what the error index has to be filtered by to show these: {status, category, endpoint}
   *     others         [{code, known, inWords}]: the other errors of the text
   *     entries        [{code, known, place, message, inWords, advice}]: what the body lists in `errors`
   *     support        {requestId, timestamp, instance}, each a text or null
   *     notes          what was not read, not compared, or is special about the code: sentences in Markdown
   *     nearest        for an unknown code, the codes that may be meant
   *     differences    see gettComparing; `isWhole` says whether there was a body to compare
   *
   * Of many errors, the data have brief facts of most. What is said of an error is then right but for its advice, notes,
   * differences and what happened, until the data have all facts of the codes that are `shownIn` the verdict.
   */
  function decode(text, data) {
    const vocabulary = vocabularyOf(data);
    const found = gettReading.read(text, vocabulary);
    const { coded, codeless, foreign } = gettAnswers.answersOf(found, vocabulary, data);
    const spelled = gettMentions.spellings(vocabulary);
    const codeOf = ({ code }) => spelled(code, true) ?? code;
    const judged = coded.map((answer) => judge(answer, codeOf(answer), data)).sort(safestFirst);
    const [safest] = judged;
    const first = safest ? inFull(safest, vocabulary, data) : codelessVerdict(foreign, codeless, found, data);
    if (!first) return null;
    const { said, ...result } = first;
    const others = othersOf(result, judged.slice(1), found.mentions, data);
    const notes = [...result.notes, ...leftOutOf(found)];
    return { ...result, verdict: unread(result.verdict, found), notes, others, support: supportOf(said, found) };
  }

  function codelessVerdict([other], codeless, { mentions }, data) {
    return other ? gettCandidates.foreign(other) : gettCandidates.candidatesOf({ codeless, mentions }, data);
  }

  function leftOutOf({ leftOut }) {
    return leftOut > 0 ? [`The text is too long: its last ${leftOut.toLocaleString("en")} characters were not read.`] : [];
  }

  /** No policy's wait is shown where the text names one that could not be read. */
  function unread(verdict, { mentions }) {
    const isOfPolicy = verdict?.retry === "yes" && verdict.after === null && verdict.until === null;
    return mentions.namesWait && isOfPolicy ? { ...verdict, ...gettWaiting.UNREAD } : verdict;
  }

  function vocabularyOf(data) {
    if (!vocabularies.has(data)) {
      const errors = Object.values(data.errors);
      const categories = [...new Set(errors.map(({ category }) => category))];
      const codes = Object.keys(data.errors);
      vocabularies.set(data, {
        members: Object.keys(data.members),
        codes,
        gateway: codes.filter((code) => data.errors[code].gateway),
        categories,
        details: detailsOf(data),
        domain: domainOf(errors[0]),
        endpoints: data.endpoints,
      });
    }
    return vocabularies.get(data);
  }

  /** The domain of Gett, whose hosts have the pages of errors. */
  function domainOf({ body }) {
    return new URL(JSON.parse(body).type).hostname.split(".").slice(-2).join(".");
  }

  /** What each error says in `detail`, as [{code, start, pattern}]; ids in quotes differ from error to error. */
  function detailsOf({ errors }) {
    return Object.entries(errors).map(([code, error]) => {
      const parts = gettFacts.detailOf(error).split(/'[^']*'/);
      const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return { code, start: parts[0].toLowerCase(), pattern: escaped.join("'[^']{1,100}'") };
    });
  }

  /** What must not be retried comes first, then what asks for the longest wait. */
  function safestFirst(one, other) {
    return one.rank - other.rank || other.wait - one.wait;
  }

  /** Nobody knows how long a wait is that ends at a date, or cannot be read. */
  function orderOf({ retry, after, until, inWords }) {
    const isOpen = until !== null || inWords === gettWaiting.UNREAD.inWords;
    return { rank: RANKS[retry], wait: isOpen ? Number.MAX_VALUE : (after ?? 0) };
  }

  /** Returns whether and when to retry an answer, and what that is taken from: a text may hold thousands of answers. */
  function judge(answer, code, data) {
    const known = Object.hasOwn(data.errors, code);
    const said = answer.head ? { ...answer.said, status: answer.said.status ?? answer.head.status } : answer.said;
    const like = known ? null : general(said, data);
    const error = known ? data.errors[code] : (data.errors[like] ?? null);
    const waits = [...gettWaiting.waitsOf(answer), ...answer.waits];
    const verdict = verdictOf(said, waits, known, error, data);
    return { answer, code, known, said, like, error, waits, verdict, ...orderOf(verdict) };
  }

  function inFull({ answer, code, known, said, like, error, waits, verdict }, vocabulary, data) {
    const isWhole = answer.body !== null && answer.form !== "markdown";
    return {
      form: answer.form,
      heading: shortened(code),
      code: shortened(code),
      known, isSure: answer.isSure, foreign: null, like, error,
      ...(known ? labels(error, data) : labels({ ...said, category: said.errorCategory }, data)),
      verdict,
      happened: happenedOf(said, known ? error : null, data),
      candidates: [],
      filters: {},
      nearest: known ? [] : gettNearest(code, vocabulary.codes).map((each) => each.code),
      entries: entriesOf(answer.said.errors, data),
      notes: notesOf(answer, known ? error : null, waits),
      said,
      differences: differencesOf(answer, { code, known, again: again(verdict) }, data),
      isWhole,
    };
  }

  function differencesOf(answer, judged, data) {
    const isDocumented = !judged.known || gettFacts.isWhole(data.errors[judged.code]);
    return answer.body !== null && isDocumented ? gettComparing.compared(answer, judged, data) : [];
  }

  function again({ retry }) {
    return { yes: true, no: false }[retry] ?? null;
  }

  function withStatus(status, { errors }) {
    return Object.values(errors).filter((error) => error.status === status);
  }

  /** The text has the last word on whether, and the longest of its waits on when. */
  function verdictOf({ retryable, status }, waits, known, error, data) {
    const isRetried = typeof retryable === "boolean" ? (retryable ? "yes" : "no") : null;
    const retry = isRetried ?? (known ? error.verdict : gettWaiting.agreed(withStatus(status, data))).retry;
    if (retry === "yes") return { retry, ...gettWaiting.longest(waits, error) };
    const inWords = { no: "No", depends: "Depends on the code", unknown: "Not known" }[retry];
    return { retry, after: null, until: null, by: null, inWords };
  }

  function labels({ status, title, category }, data) {
    return {
      status: Number.isInteger(status) ? status : null,
      title: typeof title === "string" ? shortened(title) : (withStatus(status, data)[0]?.title ?? null),
      category: typeof category === "string" ? shortened(category) : null,
    };
  }

  /** The general error of the same category, or else of the same status, that is retried where this one is. */
  function general({ status, errorCategory, retryable }, { errors }) {
    if (status === undefined && errorCategory === undefined) return null;
    const fitting = Object.keys(errors).filter(
      (code) => errors[code].general && (typeof retryable !== "boolean" || errors[code].retryable === retryable),
    );
    const byStatus = fitting.filter((code) => errors[code].status === status);
    const byCategory = fitting.filter((code) => errors[code].category === errorCategory);
    return byStatus.find((code) => byCategory.includes(code)) ?? byCategory[0] ?? byStatus[0] ?? null;
  }

  function entriesOf(entries, { errors }) {
    if (!Array.isArray(entries)) return [];
    return entries.slice(0, MOST_ENTRIES).map((entry) => {
      const { code, message, path, ...rest } = typeof entry === "object" && entry !== null ? entry : { message: entry };
      const known = typeof code === "string" && Object.hasOwn(errors, code);
      const place = path ?? Object.entries(rest).map(([name, value]) => `${name}: ${shown(value)}`).join(", ");
      return {
        code: code === undefined ? null : shown(code),
        known,
        place: place ? shown(place) : null,
        message: message === undefined ? null : shown(message),
        inWords: known ? errors[code].verdict.inWords : "Not known",
        advice: known ? errors[code].advice : null,
      };
    });
  }

  /** Whether the request took effect, in words: at the path that a body names, and else as far as the code tells. */
  function happenedOf({ instance, status, retryable }, error, { endpoints }) {
    if (error === null || (status ?? error.status) !== error.status || (retryable ?? error.retryable) !== error.retryable) {
      return "Not known";
    }
    const here = gettAddresses.fitting(endpoints.map(({ path }) => path), String(instance ?? "").split("?")[0]);
    const outcomes = (error.outcomes ?? []).filter((each) => each.endpoints.some((endpoint) => here.includes(endpoint.split(" ")[1])));
    const answers = new Set(outcomes.map(({ answer }) => answer));
    return answers.size === 1 ? [...answers][0] : error.verdict.didItHappen;
  }

  function shown(value) {
    return shortened(typeof value === "string" ? value : JSON.stringify(value));
  }

  function notesOf({ form, members, head }, error, waits) {
    const names = [...new Set(members.map(({ name }) => name))];
    const wrong = (head?.retryAfter ?? []).filter((text) => gettHeads.retryAfter(text) === null);
    return [
      ...(form === "members" ? [`The text is no JSON that can be read whole. Read by name: ${names.map((name) => `\`${name}\``).join(", ")}. Nothing was compared with what is documented.`] : []),
      ...wrong.map((text) => `\`Retry-After: ${shortened(text).replaceAll("`", "")}\` is neither a number of seconds nor an HTTP date, so it does not count.`),
      ...(new Set(waits.map(({ seconds, at }) => seconds ?? at)).size > 1 ? ["The text holds several waits; the longest is shown."] : []),
      ...(error?.reserved ? ["This code is reserved: no endpoint sends it yet."] : []),
      ...(error?.confirmed === false ? ["This code is unconfirmed: Gett’s documentation names its status alone."] : []),
      ...(error?.deprecated ? [`This code is deprecated. ${error.deprecated}`] : []),
    ];
  }

  /** The other errors of a text: of its answers first, then those that its words name. */
  function othersOf(result, judged, mentions, { errors }) {
    const listed = ({ code, known, verdict }) => ({ code: shortened(code), known, inWords: verdict.inWords });
    const others = new Map(judged.map((each) => [each.code, listed(each)]));
    for (const { code, isExact } of mentions.codes) {
      const counts = Object.hasOwn(errors, code) && (isExact || result.foreign === null);
      if (counts && !others.has(code)) others.set(code, { code, known: true, inWords: errors[code].verdict.inWords });
    }
    const shown = new Set([result, ...result.entries, ...result.candidates].map(({ code }) => code));
    return [...others.values()].filter(({ code }) => !shown.has(code));
  }

  function supportOf(said, { mentions }) {
    const textOf = (value) => (typeof value === "string" && value ? shortened(value) : null);
    return {
      requestId: textOf(said.requestId) ?? mentions.requestIds[0] ?? null,
      timestamp: textOf(said.timestamp),
      instance: textOf(said.instance),
    };
  }

  /** Returns the codes of the errors of which a verdict says more than what kind they are. */
  function shownIn(result) {
    if (!result) return [];
    const { code, like, entries, candidates } = result;
    const listed = [...entries.slice(0, MOST_ROWS), ...candidates.slice(0, MOST_ROWS)].map((each) => each.code);
    return [code, like, ...listed].filter((each) => each !== null);
  }

  /** Returns the answer in one sentence: {text, code, path}; `path` is that of the code's page below the error index. */
  function firstAnswer(result) {
    if (!result) return { text: "No error found.", code: null, path: null };
    const { heading, known, code, verdict, candidates, foreign, isSure, nearest } = result;
    const guess = nearest.length > 0 && `Did you mean ${nearest.join(" or ")}?`;
    const choice = candidates.length > 1 && `It is one of ${candidates.length} errors.`;
    const unknown = code !== null && !known && "This code is not documented here.";
    const retry = isSure ? "Retry" : "Retry, if this comes from Gett’s API";
    const isSaid = verdict !== null && !(unknown && verdict.retry === "unknown");
    const words = foreign ? [foreign] : [unknown, isSaid && `${retry}: ${verdict.inWords.replaceAll("`", "")}.`];
    const text = [`${heading}.`, ...words, guess, choice].filter(Boolean).join(" ");
    return { text, code, path: known ? `${code}/` : null };
  }

  return { MOST_ROWS, decode, shownIn, firstAnswer };
})();
