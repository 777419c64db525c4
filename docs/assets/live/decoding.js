// What to make of a pasted error: which one it is, what to do, and where it is not as documented. Text in, data out.
"use strict";

self.gettDecoding = (() => {
  /** Members that are the same in every body of an error. */
  const FIXED = ["type", "title", "status", "errorCode", "errorCategory", "retryable"];
  /** What the validator says about a place because of what it says about another. */
  const ECHOES = ["$ref", "allOf", "if", "items", "properties", "additionalProperties"];
  const CODE = /^[A-Z][A-Z0-9_]{0,60}$/;
  const MOST_ENTRIES = 100;
  const LONGEST_TEXT = 2000;
  const LONGEST_SHOWN = 80;
  const LONGEST_LIST = 10;
  const validators = new WeakMap();

  /**
   * Returns the verdict on a text, or null where it names no error:
   *
   *     form           body, response, text, markdown, uri or code: as what it was read
   *     code, known    the error's code, or null where only a status is known; whether the catalogue has it
   *     error          its exchange; of an unknown code that of the general error `like`; null where there is none
   *     status, title, category
   *     retry          {again, after, by}: whether, after how many seconds or when, by which header, member or policy
   *     nearest        for an unknown code, the codes that may be meant
   *     differences    [{member, here, should}] from the documented body; `here` is null where there is nothing
   *     faults         the same for what breaks the schema, a member in at most one of the two
   *     isWhole        whether there was a body to hold against both
   */
  function decode(text, data) {
    const isKnown = (code) => Object.hasOwn(data.errors, code);
    const found = gettFinding.find(text, Object.keys(data.schema.properties), isKnown);
    if (!found) return null;
    const body = found.body ?? {};
    const asked = codeOf(body) ?? found.code;
    const near = asked === null ? [] : gettNearest(asked, Object.keys(data.errors));
    const code = near[0]?.distance === 0 ? near[0].code : asked;
    const known = code !== null && isKnown(code);
    const said = { status: found.head.status, ...body };
    const like = known ? null : general(said, data);
    const error = known ? data.errors[code] : (data.errors[like] ?? null);
    const isWhole = found.body !== null && found.form !== "markdown";
    const documented = documentedBody(code, known, data);
    const faults = isWhole ? faultsOf(body, documented, known, data.schema) : [];
    return {
      form: found.form,
      code: code === null ? null : shortened(code),
      known,
      like,
      error,
      ...(known ? labels(error, data) : labels({ ...said, category: said.errorCategory }, data)),
      retry: retryOf(said, found.head, error),
      nearest: known ? [] : near.map((each) => each.code),
      differences: differences(found, documented, code, known, data).filter(
        ({ member }) => !faults.some((fault) => fault.member === member),
      ),
      faults,
      isWhole,
    };
  }

  /** The code of a body; where it has none, its type may end in one. */
  function codeOf({ errorCode, type }) {
    if (typeof errorCode === "string" && errorCode) return errorCode;
    return typeof type === "string" ? (/\/errors\/(\w+)/.exec(type)?.[1] ?? null) : null;
  }

  function labels({ status, title, category }, { errors }) {
    const usual = Object.values(errors).find((error) => error.status === status)?.title ?? null;
    return {
      status: Number.isInteger(status) ? status : null,
      title: typeof title === "string" ? shortened(title) : usual,
      category: typeof category === "string" ? shortened(category) : null,
    };
  }

  /** The gateway's error of the same category, or else of the same status, that is retried where this one is. */
  function general({ status, errorCategory, retryable }, { errors }) {
    const fitting = Object.keys(errors).filter(
      (code) => errors[code].gateway && (typeof retryable !== "boolean" || errors[code].retryable === retryable),
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
    if (Number.isInteger(body.retryAfter) && body.retryAfter >= 0) {
      return { again, after: body.retryAfter, by: "retryAfter" };
    }
    return { again, after: error?.retry?.firstDelaySeconds ?? null, by: error?.retry ? "policy" : null };
  }

  /** What stands in every body with the code. Of an unknown one, only the type is known, by the form of the others. */
  function documentedBody(code, known, { errors }) {
    if (known) return JSON.parse(errors[code].body);
    const [[other, { body }]] = Object.entries(errors);
    return CODE.test(code) ? { type: JSON.parse(body).type.replace(other, code) } : {};
  }

  function differences({ body, head }, documented, code, known, data) {
    if (body === null) return [];
    const found = FIXED.filter((name) => name in documented && Object.hasOwn(body, name))
      .filter((name) => body[name] !== documented[name])
      .map((name) => difference(name, body[name], quoted(documented[name])));
    const paths = known ? pathsOf(code, data) : [];
    if (typeof body.instance === "string" && paths.length && !paths.some((path) => fits(path, body.instance))) {
      found.push(difference("instance", body.instance, choice(paths, (path) => `\`${path}\``)));
    }
    return [...found, ...headDifferences(body, head, data)];
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

  function pathsOf(code, { errors, endpoints }) {
    const own = endpoints.filter((endpoint) => errors[code].gateway || endpoint.errors.includes(code));
    return [...new Set(own.map(({ path }) => path))];
  }

  function fits(template, path) {
    const [wanted, here] = [template, path].map((each) => each.split("/"));
    return wanted.length === here.length && wanted.every((part, i) => part === here[i] || (part[0] === "{" && here[i]));
  }

  /** What breaks the schema, at most once a place. The schema is closed, but a code that is new to it may be right. */
  function faultsOf(whole, documented, known, schema) {
    const body = clipped(whole, schema);
    const places = new Map();
    for (const error of validatorOf(schema).validate(body).errors) {
      const byRule = error.keywordLocation.startsWith("#/allOf");
      for (const place of placesOf(error, body, schema)) {
        const isFixed = FIXED.includes(place[0]) && place.length === 1;
        const isNewCode = !known && place.join() === "errorCode" && error.keyword === "enum";
        // That a known code has other values is a difference, said with what is documented.
        if (places.has(place.join("/")) || isNewCode || (byRule && known && isFixed)) continue;
        const isDocumented = isFixed && Object.hasOwn(documented, place[0]);
        const should = isDocumented ? quoted(documented[place[0]]) : expected(place, error, schema);
        places.set(place.join("/"), difference(named(place), at(body, place), should));
      }
    }
    const names = Object.keys(schema.properties);
    const order = (place) => [...names, place.split("/")[0]].indexOf(place.split("/")[0]);
    return [...places.keys()].sort((one, other) => order(one) - order(other)).map((place) => places.get(place));
  }

  function validatorOf(schema) {
    if (!validators.has(schema)) validators.set(schema, new gettJsonSchema.Validator(schema, "2020-12", false));
    return validators.get(schema);
  }

  /** The same value, as far as it takes to judge it: the validator is not made for a megabyte of hostility. */
  function clipped(value, schema) {
    if (typeof value === "string") return wellFormed(value);
    if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((each) => clipped(each, schema));
    if (value === null || typeof value !== "object") return value;
    const members = Object.entries(value);
    const kept = members.filter(([name], index) => index < MOST_ENTRIES || Object.hasOwn(schema.properties, name));
    return Object.fromEntries(kept.map(([name, each]) => [wellFormed(name), clipped(each, schema)]));
  }

  /** The beginning of a text; half a pair of surrogates, which the validator stumbles over, is replaced. */
  function wellFormed(text) {
    return text.slice(0, LONGEST_TEXT).replace(/\p{Cs}/gu, "\ufffd");
  }

  /** The places that an error of the validator is about, each a list of names and indices. */
  function placesOf({ keyword, keywordLocation, instanceLocation }, body, schema) {
    if (ECHOES.includes(keyword) || keywordLocation.includes("/anyOf/")) return [];
    const place = partsOf(instanceLocation);
    if (keyword !== "required") return [place];
    const value = at(body, place);
    return ruleAt(place, schema)
      .required.filter((name) => !Object.hasOwn(value, name))
      .map((name) => [...place, name]);
  }

  function partsOf(pointer) {
    const parts = pointer.split("/").slice(1);
    return parts.map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
  }

  function at(value, place) {
    return place.reduce((whole, part) => (Object.hasOwn(whole, part) ? whole[part] : undefined), value);
  }

  /** The part of the schema that is about a place, or undefined where it knows no such member. */
  function ruleAt(place, schema) {
    return place.reduce((rule, part) => {
      const { items, properties = {} } = resolved(rule, schema);
      return resolved(items ?? (Object.hasOwn(properties, part) ? properties[part] : undefined), schema);
    }, schema);
  }

  function resolved(rule, schema) {
    return rule?.$ref ? { ...at(schema, partsOf(rule.$ref)), ...rule } : rule;
  }

  /** What should stand at a place, in words made from the schema. */
  function expected(place, { keyword, keywordLocation }, schema) {
    const rule = ruleAt(place, schema);
    if (!rule) return "no such member";
    if (keyword === "false") return "absent, as this is not retried";
    if (keywordLocation.startsWith("#/allOf")) return choice([at(schema, partsOf(keywordLocation))].flat(), quoted);
    const { type, enum: values, examples, anyOf, minimum } = rule;
    if (values && values.length <= LONGEST_LIST) return choice(values, quoted);
    if (keyword === "anyOf") return `with ${choice(anyOf, ({ required: [name] }) => `\`${name}\``)}`;
    if (type === "boolean") return choice([true, false], quoted);
    if (type === "array") return "a list that is not empty";
    if (type === "object") return "an object";
    if (type === "integer") return `a whole number from ${minimum} on`;
    return examples ? `like ${quoted(examples[0])}` : "a text that is not empty";
  }

  function difference(member, value, should) {
    return { member: shortened(member), here: value === undefined ? null : shortened(JSON.stringify(value)), should };
  }

  function named(place) {
    return place.map((part, i) => (/^\d+$/.test(part) ? `[${part}]` : i ? `.${part}` : part)).join("");
  }

  function quoted(value) {
    return `\`${JSON.stringify(value)}\``;
  }

  function choice(values, shown) {
    if (values.length > LONGEST_LIST) return `like ${shown(values[0])}`;
    return values.map(shown).join(", ").replace(/, ([^,]*)$/, " or $1");
  }

  /** A text short enough to show, with escapes for what shows as nothing or turns the text around it. */
  function shortened(text) {
    const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    const escaped = (sign) => `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`;
    return short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
  }

  return { decode };
})();
