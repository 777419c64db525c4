// What to make of a pasted error: which one it is, what to do, and where it is not as documented. Text in, data out.
"use strict";

self.gettDecoding = (() => {
  /** Members that are the same in every body of an error. */
  const FIXED = ["type", "title", "status", "errorCode", "errorCategory", "retryable"];
  /** What is right for each JSON type, and how to say it. */
  const KINDS = {
    string: [(value) => typeof value === "string" && value !== "", "a text that is not empty"],
    integer: [isWholeNumber, "a whole number from 0 on"],
    boolean: [(value) => typeof value === "boolean", "`true` or `false`"],
    array: [(value) => Array.isArray(value) && value.length > 0, "a list that is not empty"],
  };
  const LONGEST_SHOWN = 80;
  const LONGEST_LIST = 10;

  /**
   * Returns the verdict on a text, or null where it names no error:
   *
   *     form           body, response, text, markdown, uri or code: as what it was read
   *     code, known    the error's code, or null where only a status is known; whether the catalogue has it
   *     error          its exchange; of an unknown code that of the general error `like`; null where there is none
   *     status, title, category
   *     retry          {again, after, by}: whether, after how many seconds or when, by which header, member or policy
   *     nearest        for an unknown code, the codes that may be meant
   *     differences    [{member, here, documented}]: where it is not like the documented example; `here` is null where
   *                    there is nothing
   *     isWhole        whether there was a body to compare with the example
   */
  function decode(text, data) {
    const isKnown = (code) => Object.hasOwn(data.errors, code);
    const found = gettFinding.find(text, Object.keys(data.members), isKnown);
    if (!found) return null;
    const asked = codeOf(found.body ?? {}) ?? found.code;
    const near = asked === null ? [] : gettNearest(asked, Object.keys(data.errors));
    const code = near[0]?.distance === 0 ? near[0].code : asked;
    const known = code !== null && isKnown(code);
    const said = { status: found.head.status, ...found.body };
    const like = known ? null : general(said, data);
    const error = known ? data.errors[code] : (data.errors[like] ?? null);
    const retry = retryOf(said, found.head, error);
    const isWhole = found.body !== null && found.form !== "markdown";
    const documented = known ? documentationOf(code, data) : documentationOfUnknown(code, said.status, data);
    return {
      form: found.form,
      code: code === null ? null : shortened(code),
      known,
      like,
      error,
      ...(known ? labels(error, data) : labels({ ...said, category: said.errorCategory }, data)),
      retry,
      nearest: known ? [] : near.map((each) => each.code),
      differences: found.body === null ? [] : differences(found, { ...documented, again: retry.again }, isWhole, data),
      isWhole,
    };
  }

  /** The code of a body; where it has none, its type may end in one. */
  function codeOf({ errorCode, type }) {
    if (typeof errorCode === "string" && errorCode) return errorCode;
    return typeof type === "string" ? (/\/errors\/(\w+)/.exec(type)?.[1] ?? null) : null;
  }

  function labels({ status, title, category }, data) {
    return {
      status: Number.isInteger(status) ? status : null,
      title: typeof title === "string" ? shortened(title) : usualTitle(status, data),
      category: typeof category === "string" ? shortened(category) : null,
    };
  }

  function usualTitle(status, { errors }) {
    return Object.values(errors).find((error) => error.status === status)?.title ?? null;
  }

  /** The general error of the same category, or else of the same status, that is retried where this one is. */
  function general({ status, errorCategory, retryable }, { errors }) {
    const fitting = Object.keys(errors).filter(
      (code) => errors[code].general && (typeof retryable !== "boolean" || errors[code].retryable === retryable),
    );
    const byStatus = fitting.filter((code) => errors[code].status === status);
    const byCategory = fitting.filter((code) => errors[code].category === errorCategory);
    return byStatus.find((code) => byCategory.includes(code)) ?? byCategory[0] ?? byStatus[0] ?? null;
  }

  /** The body has the last word on whether, and the header on when. */
  function retryOf(body, { retryAfter }, error) {
    const again = typeof body.retryable === "boolean" ? body.retryable : (error?.retryable ?? null);
    if (!again) return { again, after: null, by: null };
    if (/^\d{1,9}$/.test(retryAfter)) return { again, after: Number(retryAfter), by: "Retry-After" };
    if (!Number.isNaN(Date.parse(retryAfter))) return { again, after: retryAfter, by: "Retry-After" };
    if (isWholeNumber(body.retryAfter)) return { again, after: body.retryAfter, by: "retryAfter" };
    return { again, after: error?.verdict?.minSeconds ?? null, by: error?.retryable ? "policy" : null };
  }

  /** Where body and head are not as documented: the members in the wire's order, then unknown ones, then the head. */
  function differences({ body, head }, documented, isWhole, data) {
    const isAsked = (name) => Object.hasOwn(body, name) || (isWhole && documented.present.includes(name));
    const members = Object.keys(data.members)
      .filter(isAsked)
      .map((name) => difference(name, body[name], misfit(name, body[name], documented, data)));
    const unknown = Object.keys(body)
      .filter((name) => !Object.hasOwn(data.members, name))
      .map((name) => difference(name, body[name], "no such member"));
    return [...members.filter((each) => each.documented !== null), ...unknown, ...headDifferences(body, head, data)];
  }

  /** What is documented about a code: an example, what is fixed in it, which members a body has, and its paths. */
  function documentationOf(code, { errors, endpoints }) {
    const example = JSON.parse(errors[code].body);
    const fixed = Object.fromEntries(FIXED.map((name) => [name, example[name]]));
    const own = endpoints.filter((endpoint) => errors[code].gateway || endpoint.errors.includes(code));
    return { example, fixed, present: Object.keys(example), paths: [...new Set(own.map(({ path }) => path))] };
  }

  /** The same of an unknown code: only its type is fixed, by the form of the others, and the title by the status. */
  function documentationOfUnknown(code, status, data) {
    const [[other, { body }]] = Object.entries(data.errors);
    const example = JSON.parse(body);
    const title = usualTitle(status, data);
    const fixed = title === null ? {} : { title };
    // A code that is too long to show is none.
    if (hasPattern(shortened(code ?? ""), data.members.errorCode)) fixed.type = example.type.replace(other, code);
    const present = Object.keys(data.members).filter((name) => data.members[name].required);
    return { example, fixed, present, paths: [] };
  }

  /** What is documented about a member that has another value, in words; null where the value is right. */
  function misfit(name, value, { example, fixed, paths, again }, { members }) {
    if (name in fixed) return value === fixed[name] ? null : quoted(fixed[name]);
    if (name === "retryAfter" && again === false) return value === undefined ? null : "absent, as this is not retried";
    const [isOfType, words] = KINDS[members[name].type];
    const fits = isOfType(value) && hasPattern(value, members[name]);
    if (name === "instance" && paths.length > 0) {
      return fits && paths.some((path) => leadsTo(path, value)) ? null : choice(paths.map((path) => `\`${path}\``));
    }
    if (fits) return null;
    return members[name].pattern ? `like ${quoted(example[name])}` : words;
  }

  function hasPattern(value, { pattern }) {
    return pattern === null || new RegExp(pattern, "u").test(value);
  }

  function headDifferences(body, { status, contentType, retryAfter }, { forms }) {
    const found = [];
    if (status !== null && Number.isInteger(body.status) && status !== body.status) {
      found.push(difference("HTTP status", status, `${quoted(body.status)}, like \`status\``));
    }
    if (contentType && !Object.values(forms).some(({ type }) => mediaType(type) === mediaType(contentType))) {
      found.push(difference("Content-Type", contentType, `\`${forms.body.type}\``));
    }
    if (/^\d+$/.test(retryAfter) && Number.isInteger(body.retryAfter) && Number(retryAfter) !== body.retryAfter) {
      found.push(difference("Retry-After", Number(retryAfter), `${quoted(body.retryAfter)}, like \`retryAfter\``));
    }
    return found;
  }

  function mediaType(contentType) {
    return contentType.split(";")[0].trim().toLowerCase();
  }

  function leadsTo(template, path) {
    const [wanted, here] = [template, path].map((each) => each.split("/"));
    return wanted.length === here.length && wanted.every((part, i) => part === here[i] || (part[0] === "{" && here[i]));
  }

  function isWholeNumber(value) {
    return Number.isInteger(value) && value >= 0;
  }

  function difference(member, value, documented) {
    const here = value === undefined ? null : shortened(JSON.stringify(value));
    return { member: shortened(member), here, documented };
  }

  function quoted(value) {
    return `\`${JSON.stringify(value)}\``;
  }

  function choice(shown) {
    if (shown.length > LONGEST_LIST) return `like ${shown[0]}`;
    return shown.join(", ").replace(/, ([^,]*)$/, " or $1");
  }

  /** A text short enough to show, with escapes for what shows as nothing or turns the text around it. */
  function shortened(text) {
    const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    const escaped = (sign) => `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`;
    return short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
  }

  return { decode };
})();
