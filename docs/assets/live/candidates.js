// Which errors a text may be about that names none: by its status, endpoint and category. Data in, data out.
"use strict";

self.gettCandidates = (() => {
  const { shortened } = gettComparing;

  /** Returns a verdict like that of gettDecoding on what has no code, or null where nothing supports one. */
  function candidatesOf({ codeless, mentions }, data) {
    const facts = factsOf(codeless, mentions, data);
    const { statuses, endpoints, categories, retryable, waits } = facts;
    // "Back in 20 minutes" is no error.
    const isOfNothing = statuses.length + endpoints.length + categories.length === 0 && retryable === null;
    if (isOfNothing && waits.every(({ by }) => by === "text")) {
      return mentions.requestIds.length > 0 ? requestId(mentions.requestIds[0]) : null;
    }
    const codes = fittingCodes(facts, data);
    const errors = codes.map((code) => data.errors[code]);
    const agreed = agreedOf(facts, errors, data);
    const verdict = verdictOf(retryable, waits, errors, agreed);
    const like = agreed.retry !== "depends" && verdict.retry === agreed.retry ? generalOf(codes, data) : null;
    const [status] = statuses.length === 1 ? statuses : [null];
    return {
      ...NOTHING,
      form: codeless[0]?.form ?? "words",
      heading: headingOf(facts),
      like,
      error: like && data.errors[like],
      status,
      title: errors.find((error) => error.status === status)?.title ?? null,
      category: categories[0] ?? null,
      verdict,
      happened: happenedOf(errors),
      candidates: codes.map((code) => candidate(code, data)),
      filters: filtersOf(facts),
      notes: notesOf(facts, codes, waits, data),
      said: codeless[0]?.said ?? {},
    };
  }

  const NOTHING = {
    code: null, known: false, isSure: false, foreign: null, error: null, like: null, status: null, title: null, category: null,
    happened: "Not known", candidates: [], filters: {}, nearest: [], entries: [], notes: [], said: {}, differences: [], isWhole: false,
  }; // prettier-ignore

  function factsOf(codeless, mentions, { errors }) {
    const own = codeless.map(({ head, said }) => head?.status ?? said.status).filter(Number.isInteger);
    const known = new Set(Object.values(errors).map(({ category }) => category));
    const categories = codeless.map(({ said }) => said.errorCategory).filter((each) => known.has(each));
    const said = [mentions.refuses ? false : null, ...codeless.map((each) => each.said.retryable)];
    const refusals = said.filter((each) => typeof each === "boolean");
    return {
      statuses: [...new Set([...own, ...mentions.statuses])],
      endpoints: mentions.endpoints,
      categories: categories.length > 0 ? categories : mentions.categories,
      retryable: refusals.length > 0 ? refusals.every(Boolean) : null,
      waits: [...codeless.flatMap((each) => [...gettWaiting.waitsOf(each), ...each.waits]), ...mentions.waits],
    };
  }

  function fittingCodes({ statuses, endpoints, categories, retryable }, { errors, endpoints: all }) {
    if (statuses.length + endpoints.length + categories.length === 0) return [];
    const isHere = ({ method, path }) => endpoints.some((each) => each.method === method && each.path === path);
    const own = new Set(all.filter(isHere).flatMap((each) => each.errors));
    const fitting = Object.keys(errors).filter((code) => {
      const { status, category, gateway } = errors[code];
      if (statuses.length > 0 && !statuses.includes(status)) return false;
      if (categories.length > 0 && !categories.includes(category)) return false;
      return endpoints.length === 0 || own.has(code) || gateway;
    });
    const agreeing = fitting.filter((code) => retryable === null || errors[code].retryable === retryable);
    return agreeing.length > 0 ? agreeing : fitting;
  }

  /** The text has the last word; a flat verdict needs errors that all agree. */
  function verdictOf(retryable, waits, errors, agreed) {
    const retry = retryable === null ? agreed.retry : retryable ? "yes" : "no";
    if (retry === "no") return { retry, ...NO_WAIT, inWords: "No" };
    const [only] = errors.length === 1 ? errors : [null];
    const wait = gettWaiting.longest(waits, only);
    if (retry === "yes") return { retry, ...wait, inWords: waits.length > 0 || only || errors.length === 0 ? wait.inWords : agreed.inWords };
    if (waits.length === 0) return { retry, ...NO_WAIT, inWords: agreed.inWords };
    return { retry, ...wait, inWords: `${agreed.inWords}; if yes, then ${wait.inWords.replace(/^Yes, (?:but )?/, "")}` };
  }

  /** What the errors agree on; of a status alone, the catalogue has the words. Of one that it lacks, nobody knows. */
  function agreedOf({ statuses, endpoints, categories, retryable }, errors, data) {
    const isLacking = errors.length > 0 && statuses.some((status) => errors.every((error) => error.status !== status));
    if (isLacking) return { retry: "depends", inWords: "Depends on the status" };
    const isAlone = statuses.length === 1 && endpoints.length + categories.length === 0 && retryable === null;
    return (isAlone && data.statuses[statuses[0]]) || gettWaiting.agreed(errors);
  }

  const NO_WAIT = { after: null, until: null, by: null };

  /** Whether the request took effect, where all errors agree on that. */
  function happenedOf(errors) {
    const [answer, ...others] = new Set(errors.map(({ verdict }) => verdict.didItHappen));
    return answer === undefined ? "Not known" : others.length === 0 ? answer : "Depends on the code";
  }

  function generalOf(codes, { errors }) {
    return codes.length === 1 ? codes[0] : (codes.find((code) => errors[code].general) ?? null);
  }

  function candidate(code, { errors }) {
    return { code, inWords: errors[code].verdict.inWords, advice: errors[code].advice };
  }

  /** What the error index has to be filtered by to show the candidates. */
  function filtersOf({ statuses, categories, endpoints }) {
    return {
      ...(statuses.length === 1 && { status: statuses[0] }),
      ...(categories.length === 1 && { category: categories[0] }),
      ...(endpoints.length === 1 && { endpoint: `${endpoints[0].method} ${endpoints[0].path}` }),
    };
  }

  function headingOf({ statuses, endpoints, categories, waits }) {
    if (statuses.length > 0) return `Status ${statuses.slice(0, 5).join(" or ")}`;
    if (endpoints.length > 0) return endpoints.length === 1 ? `${endpoints[0].method} ${endpoints[0].path}` : endpoints[0].path;
    if (categories.length > 0) return `Category ${categories[0]}`;
    return waits.length > 0 ? "A wait, but no error" : "An error without a code";
  }

  /** Returns what a client makes of a status that is not documented; nothing where that is no error either. */
  function classNotes([status = 0], { errors }) {
    const general = Object.keys(errors).find((code) => errors[code].general && errors[code].status === Math.floor(status / 100) * 100);
    return general ? [`Clients take a status that they do not know for the first of its class (RFC 9110): \`${general}\`.`] : [];
  }

  function notesOf({ statuses, endpoints }, codes, waits, data) {
    const where = endpoints.length > 0 ? ` of \`${endpoints[0].method} ${endpoints[0].path}\`` : "";
    return [
      ...(statuses.length > 0 && codes.length === 0 ? [`No documented error${where} has this status.`] : []),
      ...(endpoints.length === 0 && codes.length === 0 ? classNotes(statuses, data) : []),
      ...(codes.length > 1 ? ["The text names no code. `errorCode` in the body says which error it is."] : []),
      ...(new Set(waits.map(({ seconds, at }) => seconds ?? at)).size > 1 ? ["The text holds several waits; the longest is shown."] : []),
    ];
  }

  function requestId(id) {
    const notes = ["This is a request ID. It names one request, and no error: support can look it up, and the body of the response says what went wrong."];
    return { ...NOTHING, form: "words", heading: `Request ID ${shortened(id)}`, isSure: true, verdict: null, notes };
  }

  /** Returns the verdict on a body of another API, which is none. */
  function foreign({ said, form }) {
    const host = /^https?:\/\/([\w.-]{1,100})/i.exec(said.type)?.[1];
    const where = host ? `leads to ${host}` : `is ${shortened(said.type)}`;
    return {
      ...NOTHING,
      form,
      heading: "Not a body of Gett’s API",
      foreign: `Its \`type\` ${where}, and it has no \`errorCode\` of Gett’s.`,
      status: Number.isInteger(said.status) ? said.status : null,
      title: typeof said.title === "string" ? shortened(said.title) : null,
      verdict: { retry: "unknown", ...NO_WAIT, inWords: "Not known" },
      said,
    };
  }

  return { candidatesOf, foreign };
})();
