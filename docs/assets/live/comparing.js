// Where a body and its head are not like the documented example of its code. Data in, data out.
"use strict";

self.gettComparing = (() => {
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
   * Returns where an answer is not as documented, as [{member, here, documented}]: members in the wire's order, unknown
   * ones, then the head; `here` is null where there is nothing. `again` is whether the error is retried.
   */
  function compared({ body, head, form }, { code, known, again }, data) {
    const documented = known ? documentationOf(code, data) : documentationOfUnknown(code, head?.status ?? body.status, data);
    return differences(body, head ?? gettHeads.none(), { ...documented, again }, form !== "markdown", data);
  }

  function differences(body, head, documented, isWhole, data) {
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
    const present = Object.keys(example).filter((name) => name !== "retryAfter"); // which comes when it is known
    return { example, fixed, present, paths: [...new Set(own.map(({ path }) => path))] };
  }

  /** The same of an unknown code: only its type is fixed, by the form of the others, and the title by the status. */
  function documentationOfUnknown(code, status, data) {
    const [[other, { body }]] = Object.entries(data.errors);
    const example = JSON.parse(body);
    const title = Object.values(data.errors).find((error) => error.status === status)?.title ?? null;
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
      return fits && gettAddresses.fitting(paths, value).length > 0 ? null : choice(paths.map((path) => `\`${path}\``));
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
    const other = retryAfter.find((said) => /^\d+$/.test(said) && Number(said) !== body.retryAfter);
    if (other !== undefined && Number.isInteger(body.retryAfter)) {
      found.push(difference("Retry-After", Number(other), `${quoted(body.retryAfter)}, like \`retryAfter\``));
    }
    const wrong = retryAfter.find((said) => gettHeads.retryAfter(said) === null);
    if (wrong !== undefined) found.push(difference("Retry-After", wrong, "a whole number of seconds, or an HTTP date"));
    return found;
  }

  function mediaType(contentType) {
    return contentType.split(";")[0].trim().toLowerCase();
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

  return { compared, shortened };
})();
