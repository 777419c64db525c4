// Answers requests to the API from the live data alone, as hooks/error_catalog/exports/gett_mock.py does, which can do
// more. A classic script, for <script> and importScripts.
"use strict";

self.gettCore = (() => {
  const PREFERENCE = /[ \t]*(?:([^ \t"=,;]+)[ \t]*(?:=[ \t]*(?:"([^"]*)"|([^ \t"=,;]*))[ \t]*)?)?(?:[,;]|$)/y;
  const NAMES = ["example", "code"];
  const OTHERS = ["handling", "respond-async", "return", "wait"]; // of RFC 7240
  const MEDIA_RANGE = /([^ \t,;]+)[ \t]*((?:;[^,]*)?)/g;
  const QUALITY = /^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)$/;

  class Refusal {
    constructor(message, values = {}) {
      Object.assign(this, { message, values });
    }
  }

  /**
   * Return a promise of the response {status, statusText, headers, body} to a request; its url is path and query, its
   * headers have lower-case names. The index tells which error is the answer, and `answerOf` gets what that one says.
   */
  async function answer(index, { method, url, headers }, answerOf) {
    try {
      const wanted = preferences(headers.prefer ?? "");
      const endpoint = endpointAt(index, method, url.split("?")[0]);
      const code = chosen(index, endpoint, wanted.get("example")?.toUpperCase(), wanted.get("code"));
      if (!code) return response(index.success, "body");
      const form = negotiated(index.forms, headers.accept || "*/*");
      return response(await answerOf(code), form, { "Content-Type": index.forms[form].type });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const body = index.messages[refusal.message].replace(/\{(\w+)\}/g, (braces, name) => refusal.values[name] ?? braces);
      return response({ ...index.refusal, body }, "body");
    }
  }

  function response({ status, title, headers, ...forms }, form, type) {
    return { status, statusText: title, headers: { ...type, ...headers }, body: forms[form] };
  }

  /** Return the preferences by name; the first one of a name counts (RFC 7240 section 2). */
  function preferences(prefer) {
    const found = new Map();
    for (PREFERENCE.lastIndex = 0; PREFERENCE.lastIndex < prefer.length; ) {
      const match = PREFERENCE.exec(prefer);
      if (!match) throw new Refusal("badPreference", { prefer });
      const name = match[1]?.toLowerCase();
      if (!name || OTHERS.includes(name)) continue;
      if (!NAMES.includes(name)) throw new Refusal("unknownPreference", { name });
      if (!found.has(name)) found.set(name, match[2] ?? match[3]);
    }
    return found;
  }

  function endpointAt({ endpoints }, method, path) {
    const asked = method === "HEAD" ? "GET" : method;
    const given = path.split("/");
    const found = endpoints.find((endpoint) => {
      const parts = endpoint.path.split("/");
      const fits = (part, index) => (part[0] === "{" ? given[index] : given[index] === part);
      return endpoint.method === asked && parts.length === given.length && parts.every(fits);
    });
    if (!found) throw new Refusal("unknownEndpoint", { method, path });
    return found;
  }

  /** Return the code of the error that is wanted, or nothing for the success. */
  function chosen({ endpoints, kinds, errors }, endpoint, example, status) {
    const codes = Object.keys(errors);
    const values = { example, status, codes: codes.join("\n") };
    if (!example && !status) throw new Refusal("nothingAsked", values);
    if (!example && /^2[0-9][0-9]$/.test(status)) return;
    const fits = (code) => (!example || code === example) && (!status || `${kinds[errors[code]].status}` === status);
    const fitting = codes.filter(fits);
    const first = (is) => fitting.find((code) => is(kinds[errors[code]]));
    // The general error of a status comes before the gateway's others.
    const ofGateway = first(({ general }) => general) ?? first(({ gateway }) => gateway);
    const find = (at) => first((kind) => kind.endpoints.includes(endpoints.indexOf(at))) ?? ofGateway;
    const found = find(endpoint);
    if (found) return found;
    if (example && !codes.includes(example)) throw new Refusal("unknownExample", values);
    if (!fitting.length) throw new Refusal(example ? "disagreement" : "unknownStatus", values);
    const named = ({ method, path }) => `${method} ${path}`;
    const others = endpoints.filter(find).map(named).join("\n");
    throw new Refusal("notHere", { endpoint: named(endpoint), wanted: example || status, others });
  }

  /** Return the form that is wanted more, each as its most specific range says (RFC 9110 section 12.5.1). */
  function negotiated(forms, accept) {
    const wanted = [...accept.replace(/"[^"]*"?/g, "").matchAll(MEDIA_RANGE)];
    const quality = (form) => {
      for (const ranges of forms[form].ranges) {
        const found = wanted
          .filter(([, range]) => ranges.includes(range.toLowerCase()))
          .map(([, , parameters]) => /;[ \t]*q=([^ \t;]*)/i.exec(parameters)?.[1] ?? "1")
          .filter((q) => QUALITY.test(q));
        if (found.length) return Math.max(...found);
      }
      return 0;
    };
    return quality("markdown") > quality("body") ? "markdown" : "body";
  }

  return { answer };
})();
