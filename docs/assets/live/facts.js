// The facts of many errors: of all of them those that choose among them, and all facts of those that are shown. Of few
// errors the data hold all, and nothing here has anything to do.
"use strict";

self.gettFacts = (() => {
  /** Gives the data an error for each code, and each endpoint its errors. */
  function unfold({ kinds, places, details, errors, endpoints }) {
    if (!places) return;
    for (const endpoint of endpoints) endpoint.errors = [];
    for (const [i, [code, place]] of Object.entries(places).entries()) {
      const { endpoints: own, ...facts } = kinds[place];
      errors[code] ??= { ...facts, detail: details[i] };
      for (const each of own) endpoints[each].errors.push(code);
    }
  }

  /** Returns the numbers of the scripts that have the facts of these codes, as far as they are not loaded. */
  function missing(codes, { places, errors, inPart }) {
    const partial = codes.filter((code) => Object.hasOwn(errors, code) && !isWhole(errors[code]));
    const all = partial.length > 0 ? Object.keys(places) : [];
    return [...new Set(partial.map((code) => Math.floor(all.indexOf(code) / inPart)))];
  }

  /** Adds the facts of a script to the data, which have to be of the same version. */
  function add({ version, errors }, data) {
    if (version !== data.version) throw new Error("the site has changed meanwhile; reload the page");
    Object.assign(data.errors, errors);
  }

  function isWhole(error) {
    return "body" in error;
  }

  /** What an error says in `detail`. */
  function detailOf({ body, detail }) {
    return detail ?? JSON.parse(body).detail;
  }

  return { unfold, missing, add, isWhole, detailOf };
})();
