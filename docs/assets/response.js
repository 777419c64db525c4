// On an error page: what the response said that a reader has come from. The `help_url` of the clients puts these members
// behind the #, so no server sees them. They are taken by form and length, shown as text, and change no verdict.
"use strict";

(() => {
  const { element, addCopyButton } = self.gettPage;
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
    place.hidden = [...said].every(([name, value]) => place.dataset[name] === value);
    if (place.hidden) return place.replaceChildren();
    const shown = [...said].filter(([name, value]) => place.dataset[name] !== value);
    const list = element("dl", {}, ...shown.flatMap(([name, value]) => row(name, value)));
    place.replaceChildren(element("h2", { textContent: "Your response" }), list);
    const support = FOR_SUPPORT.filter((name) => said.has(name)).map((name) => `${name}: ${said.get(name)}`);
    if (said.has("requestId")) addCopyButton(place, "Copy for support", () => support.join("\n"), "Copy for support");
    if (said.has("retryAfter") && place.dataset.retryable === "true") countDown(Number(said.get("retryAfter")));
  }

  /** Returns the members that a fragment has, by name, each in its form; of a name that comes twice, the first. */
  function membersOf(fragment) {
    const given = new URLSearchParams(fragment.slice(1));
    const fitting = Object.entries(FORMS).filter(([name, form]) => form.test(given.get(name) ?? ""));
    return new Map(fitting.map(([name]) => [name, given.get(name)]));
  }

  function row(name, value) {
    const documented = place.dataset[name]; // what is as documented is not shown
    const definition = element("dd", {}, element("code", { textContent: value }));
    if (name === "retryAfter") definition.append(" seconds");
    if (documented) definition.append(" differs from what is documented: ", element("code", { textContent: documented }));
    return [element("dt", {}, element("code", { textContent: name })), definition];
  }

  /** Counts the wait down from now, so that it ends no earlier than the response allows. */
  function countDown(seconds) {
    const end = performance.now() + seconds * 1000;
    const timer = element("p", { role: "timer", ariaLive: "off", className: "response__wait" });
    place.querySelector("h2").after(timer);
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      timer.textContent = left > 0 ? `Wait ${left} s more, counted from when this page opened.` : "The wait is over.";
      if (left <= 0) clearInterval(ticking);
    };
    tick();
    ticking = setInterval(tick, 200);
  }
})();
