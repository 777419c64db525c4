// Prints what gett-errors.ts reads of the same headers, as each library has them.
import { pathToFileURL } from "node:url";

const { fromResponse } = await import(pathToFileURL(process.argv[2]).href);
const PAIRS = [["Server", "x"], ["Retry-After", "45"]];

/** Like the HttpHeaders of Angular: they are no mapping and no pairs. */
const withGetAlone = { get: (name) => new Headers(PAIRS).get(name) };
/** Like those of axios: a class with own properties, which can be iterated as well. */
class OfAxios {
  constructor() {
    Object.assign(this, Object.fromEntries(PAIRS));
  }
  get(name) {
    return this[name];
  }
  [Symbol.iterator]() {
    return Object.entries(this)[Symbol.iterator]();
  }
}

const ALL = {
  object: Object.fromEntries(PAIRS),
  node: { server: "x", "retry-after": "45", "set-cookie": ["a", "b"] },
  array: { "retry-after": ["45", "90"] },
  pairs: PAIRS,
  map: new Map(PAIRS),
  fetch: new Headers(PAIRS),
  angular: withGetAlone,
  axios: new OfAxios(),
};
console.log(JSON.stringify(Object.fromEntries(Object.entries(ALL).map(([name, headers]) => [name, fromResponse(503, headers, "").retryAfter]))));
