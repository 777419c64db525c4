// Run, on an error page: the page sends the request of the example, and a service worker answers it as the API would.
// Where no worker can run, the same core answers here, and the page says that nothing was sent.
"use strict";

(() => {
  const { element, addCopyButton } = self.gettPage;
  const panel = document.querySelector(".live");
  const base = new URL("../../", document.currentScript.src);
  const { code, version } = panel.dataset;
  const PATIENCE_MS = 3000;

  const accept = select("Accept", ["application/problem+json", "text/markdown"]);
  const second = panel.dataset.retryable === "true" ? ["Run with a correct client", runClient] : ["Run twice", runTwice];
  const buttons = [["Run", runOnce], second].map(([label, run]) => button(label, () => start(run)));
  const cancel = button("Cancel", () => running?.abort());
  const skip = button("Skip the wait", () => (skipped = true));
  const about = element("p", { className: "live__about", textContent: "Sends the first request above. This page answers it as documented; nothing reaches the API." });
  const status = element("p", { className: "live__status", role: "status" });
  const timer = element("p", { className: "live__timer", role: "timer", ariaLive: "off" });
  const log = element("div", { className: "live__log" });
  cancel.hidden = skip.hidden = true;
  panel.append(element("div", { className: "live__controls" }, ...buttons, skip, cancel, accept.label), about, status, timer, log);
  panel.hidden = false;

  let running = null;
  let skipped = false;

  /** Runs what a button stands for; while it runs, the buttons do nothing but cancel. */
  async function start(run) {
    if (running) return;
    running = new AbortController();
    log.replaceChildren();
    say(""); // an answer that is the same is announced again
    for (const each of buttons) each.ariaDisabled = "true";
    try {
      await run(await loaded(), running.signal);
    } catch (error) {
      say(error.name === "AbortError" ? "Cancelled." : `This did not work: ${error.message}`);
    }
    running = null;
    endWait();
    for (const each of buttons) each.ariaDisabled = null;
  }

  async function runOnce(data) {
    const answer = await exchange(data, request(data));
    say(`${answer.status} ${answer.statusText}. ${provenance(answer)}`);
  }

  /** Sends the request of an error that no retry helps against a second time, and says what that gets. */
  async function runTwice(data) {
    const asked = request(data);
    const first = await exchange(data, asked);
    const again = await sent(data, asked);
    const same = again.status === first.status && again.body === first.body;
    const verdict = same ? "The same answer again: sent unchanged, the request cannot succeed." : `Now it is ${again.status}.`;
    say(`${first.status} ${first.statusText}. ${verdict} ${provenance(again)}`);
  }

  /** Plays what a client should do: wait as the answer or the documented policy says, then retry with the same key. */
  async function runClient(data, signal) {
    const { minSeconds, maxSeconds } = data.verdict;
    const first = request(data);
    if (first.headers["Idempotency-Key"]) first.headers["Idempotency-Key"] = uuid();
    const answer = await exchange(data, first);
    const told = Number(new Headers(answer.headers).get("Retry-After"));
    const seconds = told || minSeconds + Math.random() * (maxSeconds - minSeconds);
    const range = maxSeconds > minSeconds ? `${minSeconds} to ${maxSeconds} s` : `${minSeconds} s`;
    const source = told ? "Retry-After says so" : `the policy says ${range}`;
    const shown = `${Math.round(seconds * 10) / 10} s`;
    say(`${answer.status} ${answer.statusText}. Waiting ${shown} (${source}), then sending the same request again.`);
    await wait(seconds, signal);
    const same = { ...first, headers: { ...first.headers, Prefer: `code=${data.index.success.status}` } };
    const last = await exchange(data, same);
    const key = first.headers["Idempotency-Key"] ? " with the same Idempotency-Key" : "";
    say(`The retry${key} succeeded: ${last.status} ${last.statusText}. ${provenance(last)} What a success holds is not documented here.`);
  }

  /** Returns the example's request, with what tells the worker how to answer. */
  function request({ request }) {
    return { ...request, headers: { ...request.headers, Accept: accept.field.value, Prefer: `example=${code}` } };
  }

  /** Returns the answer to a request, and shows both. */
  async function exchange(data, asked) {
    const answer = await sent(data, asked);
    const host = new URL(data.index.hosts[0]).host;
    const request = [`${asked.method} ${asked.path} HTTP/1.1`, ...lines({ Host: host, ...asked.headers })];
    const response = [`HTTP/1.1 ${answer.status} ${answer.statusText}`, ...lines(answer.headers)];
    log.append(
      block(asked.note ? `Request. ${asked.note}` : "Request", [...request, ...(asked.body ? ["", asked.body] : [])].join("\n")),
      block("Response", [...response, "", answer.body].join("\n")),
    );
    return answer;
  }

  async function sent({ index, answer }, { method, path, headers, body }) {
    if (await intercepted()) {
      try {
        const options = { method, headers, body, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
        // The fragment is not sent; by it, a worker that another page has put in between refuses to answer.
        const got = await fetch(`${index.hosts[0]}${path}#${version}`, options);
        const { status, statusText } = got;
        return { status, statusText, headers: Object.fromEntries(got.headers), body: await got.text(), real: true };
      } catch {
        // The worker has no data of this version any more, or a content security policy forbids its answer.
      }
    }
    const small = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { ...(await self.gettCore.answer(index, { method, url: path, headers: small }, () => answer)), real: false };
  }

  function provenance({ real }) {
    return real
      ? "The service worker of this site answered; your browser's network panel shows the exchange. Nothing reached the API."
      : "Nothing was sent: no service worker answered, so this page gave the answer itself, and the network panel does not show it.";
  }

  /** Whether the worker with this data answers requests of this page. To be controlled is no proof of that. */
  async function intercepted() {
    try {
      const { serviceWorker } = navigator; // throws in a sandboxed page
      const address = new URL(`live-worker.js?${version}`, base);
      const registration = await serviceWorker.register(address, { scope: base.pathname });
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(50)) {
        if (registration.active?.scriptURL !== address.href) continue;
        if (serviceWorker.controller?.scriptURL === address.href) return await probed();
        registration.active.postMessage("claim");
      }
    } catch {
      // No worker, then.
    }
    return false;
  }

  async function probed() {
    const answer = await fetch(new URL("live-probe", base), { cache: "no-store" });
    return answer.ok && (await answer.text()) === version;
  }

  /** Returns what is sent and answered here {request, verdict, answer}, and the index, loaded with the core on the first run. */
  async function loaded() {
    if (!self.gettCore) await script("core.js");
    if (!self.gettIndex) await script("index.js");
    if (!self.gettExchange) await script(`errors/${code}.js`);
    const { gettIndex: index, gettExchange: exchange } = self;
    if (index.version !== version || exchange.version !== version) {
      throw new Error("the site has been updated since this page was loaded. Reload the page, and run the example again.");
    }
    return { ...exchange, index };
  }

  function script(name) {
    return new Promise((resolve, reject) => {
      const node = element("script", { src: new URL(`assets/live/${name}?${version}`, base).href });
      node.addEventListener("load", resolve);
      node.addEventListener("error", () => reject(new Error(`${name} could not be loaded`)));
      document.head.append(node);
    });
  }

  async function wait(seconds, signal) {
    skipped = cancel.hidden = skip.hidden = false;
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end && !skipped) {
      signal.throwIfAborted();
      timer.textContent = `${Math.ceil((end - Date.now()) / 1000)} s`;
      await pause(100);
    }
    signal.throwIfAborted();
    endWait();
  }

  function endWait() {
    cancel.hidden = skip.hidden = true;
    timer.textContent = "";
  }

  function pause(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /** Returns a random UUID; crypto.randomUUID exists on secure origins alone. */
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function say(text) {
    status.textContent = text;
  }

  function lines(headers) {
    return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  }

  function block(label, text) {
    const code = element("code", { textContent: text });
    const pre = element("pre", { tabIndex: 0, role: "group", ariaLabel: label }, code);
    const name = label.split(".")[0].toLowerCase();
    addCopyButton(pre, `Copy this ${name}`, () => text);
    return element("figure", {}, element("figcaption", { textContent: label }), pre);
  }

  function select(label, values) {
    const field = element("select", {}, ...values.map((value) => new Option(value)));
    return { field, label: element("label", {}, `${label} `, field) };
  }

  function button(label, action) {
    const node = element("button", { type: "button", textContent: label });
    node.addEventListener("click", action);
    return node;
  }
})();
