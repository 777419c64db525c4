// On an error page: what the response said that a reader has come from. The `help_url` of the clients puts these members
// behind the #, so no server sees them. They are taken by form and length, shown as text, and change no verdict.
// The page runs this before it reads what stands below, so that nothing there has to move.
"use strict";

(() => {
  const FORMS = {
    requestId: /^[\w.:-]{1,128}$/,
    instance: /^\/[!-~]{0,511}$/,
    timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
    status: /^[1-5]\d\d$/,
    retryable: /^(true|false)$/,
    retryAfter: /^\d{1,9}$/,
  };
  const FOR_SUPPORT = ["requestId", "timestamp", "instance"];
  const place = document.querySelector(".response");
  let ticking = null;

  addEventListener("hashchange", show);
  show();

  function show() {
    const said = membersOf(location.hash);
    clearInterval(ticking);
    const shown = [...said].filter(([name, value]) => place.dataset[name] !== value); // not what is as documented
    place.hidden = shown.length === 0;
    if (place.hidden) return place.replaceChildren();
    const list = element("dl", ...shown.flatMap(([name, value]) => row(name, value)));
    place.replaceChildren(element("h2", "Your response"), list);
    if (said.has("requestId")) place.append(forSupport(said));
    if (said.has("retryAfter") && place.dataset.retryable === "true") countDown(Number(said.get("retryAfter")));
  }

  /** Returns the members that a fragment has, by name, each in its form; of a name that comes twice, the first. */
  function membersOf(fragment) {
    const given = new URLSearchParams(fragment.slice(1));
    const fitting = Object.entries(FORMS).filter(([name, form]) => form.test(given.get(name) ?? ""));
    return new Map(fitting.map(([name]) => [name, given.get(name)]));
  }

  function row(name, value) {
    const documented = place.dataset[name];
    const definition = element("dd", element("code", value));
    if (name === "retryAfter") definition.append(" seconds");
    if (documented) definition.append(" differs from what is documented: ", element("code", documented));
    return [element("dt", element("code", name)), definition];
  }

  /** Returns the line of the copy button, which comes into it with the script of all pages. */
  function forSupport(said) {
    const line = element("p");
    const text = FOR_SUPPORT.filter((name) => said.has(name)).map((name) => `${name}: ${said.get(name)}`).join("\n");
    const add = () => self.gettPage.addCopyButton(line, "Copy for support", () => text, "Copy for support");
    if (self.gettPage) add();
    else addEventListener("DOMContentLoaded", add);
    line.className = "response__support";
    return line;
  }

  /** Counts the wait down from now, so that it ends no earlier than the response allows. */
  function countDown(seconds) {
    const end = performance.now() + seconds * 1000;
    const timer = Object.assign(element("p"), { role: "timer", ariaLive: "off", className: "response__wait" });
    place.querySelector("h2").after(timer);
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      timer.textContent = left > 0 ? `Wait ${left} s more, counted from when this page opened.` : "The wait is over.";
      if (left <= 0) clearInterval(ticking);
    };
    tick();
    ticking = setInterval(tick, 200);
  }

  // The script of all pages, which has such a function, too, comes later.
  function element(name, ...children) {
    const node = document.createElement(name);
    node.append(...children);
    return node;
  }
})();
