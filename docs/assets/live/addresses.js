// Which path templates of the API a path fits, and which hosts are Gett's. Text in, data out.
"use strict";

self.gettAddresses = (() => {
  /** What a parameter stands for: letters that need no percent-encoding, so that no host reads another path. */
  const SEGMENT = /^[\w.~-]+$/;

  /** Returns the templates that a path fits: the one that it is as it stands, or those with parameters. */
  function fitting(templates, path) {
    const named = templates.filter((template) => template.toLowerCase() === path.toLowerCase());
    if (named.length > 0) return named.filter((template) => template === path);
    return templates.filter((template) => fits(template, path));
  }

  function fits(template, path) {
    const [wanted, here] = [template, path].map((each) => each.split("/"));
    const isSame = (part, i) => part === here[i] || (part.startsWith("{") && SEGMENT.test(here[i]));
    return wanted.length === here.length && wanted.every(isSame);
  }

  /** Whether a host is of a domain. */
  function isOf(host, domain) {
    const plain = host.toLowerCase();
    return plain === domain || plain.endsWith(`.${domain}`);
  }

  return { fitting, isOf };
})();
