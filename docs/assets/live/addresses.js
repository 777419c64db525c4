// Which path templates of the API a path fits, and which hosts are Gett's. Text in, data out.
"use strict";

self.gettAddresses = (() => {
  /** Returns the templates that a path fits; one that is the path as it stands goes before those with parameters. */
  function fitting(templates, path) {
    const exact = templates.filter((template) => template === path);
    return exact.length > 0 ? exact : templates.filter((template) => fits(template, path));
  }

  function fits(template, path) {
    const [wanted, here] = [template, path].map((each) => each.split("/"));
    return wanted.length === here.length && wanted.every((part, i) => part === here[i] || (part[0] === "{" && here[i]));
  }

  /** Whether a host is of a domain. */
  function isOf(host, domain) {
    const plain = host.toLowerCase();
    return plain === domain || plain.endsWith(`.${domain}`);
  }

  return { fitting, isOf };
})();
