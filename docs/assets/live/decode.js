// The decoder's page: what is pasted is decoded while the reader types. A known code goes into the page's address, and
// the text stays with this entry of the tab's history, for when the page is loaded again. It reaches the page as text
// alone, never as HTML.
"use strict";

(async () => {
  const PAUSE_MS = 150;
  const LONGEST_HERE = 20_000; // characters that are decoded without a worker, and that the field shows of a paste
  const LONGEST_KEPT = 4_000_000; // characters; a state of more than 16 MiB is an error in Firefox
  const form = document.querySelector(".decode");
  const field = form.elements.pasted;
  const note = form.querySelector(".decode__shortened");
  const verdict = document.querySelector(".decode__verdict");
  const findings = document.querySelector(".decode__findings");
  const workerAddress = new URL("../decode-worker.js", document.currentScript.src);
  const worker = { itself: null, number: 0 };
  let whole = null; // a pasted text of which the field shows the beginning
  let pause;
  let shown;

  form.addEventListener("submit", (event) => event.preventDefault());
  try {
    await self.gettAnswering.ready();
  } catch {
    sayMissing();
    return;
  }
  const data = self.gettDecoder;
  field.addEventListener("input", () => {
    whole = null;
    clearTimeout(pause);
    pause = setTimeout(decode, PAUSE_MS);
  });
  document.addEventListener("paste", (event) => {
    const isElsewhere = event.target !== field && event.target.closest?.("input, textarea, [contenteditable]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (isElsewhere || !text || (event.target === field && text.length <= LONGEST_HERE)) return;
    event.preventDefault();
    put(text);
    field.focus({ preventScroll: true });
  });
  // The field is empty only after this event.
  form.addEventListener("reset", () =>
    setTimeout(() => {
      whole = null;
      field.focus();
      decode();
    }),
  );
  form.querySelector(".decode__example").addEventListener("click", () => {
    const errors = Object.values(data.errors).filter(self.gettFacts.isWhole);
    const { status, title, body } = errors.find((error) => "retryAfter" in JSON.parse(error.body)) ?? errors[0];
    put(`HTTP/1.1 ${status} ${title}\nContent-Type: ${data.forms.body.type}\n\n${body}`);
  });
  addEventListener("hashchange", recall);
  self.gettPage.onReturn(recall);
  recall();
  if (field.value && !isKnown(location.hash.slice(1))) decode(); // what was typed before the decoder was loaded

  /** Takes a text as if it had been typed; the field shows no more of it than it can without a delay. */
  async function put(text) {
    await fill(text);
    verdict.scrollIntoView({ block: "nearest" });
  }

  function fill(text) {
    whole = text.length > LONGEST_HERE ? text : null;
    field.value = text.slice(0, LONGEST_HERE);
    clearTimeout(pause);
    return decode();
  }

  /** Takes what was pasted when this entry of the history was left, or else the code in the address. */
  function recall() {
    const code = location.hash.slice(1);
    const text = history.state?.pasted ?? (isKnown(code) ? code : null);
    if (text === null) remember(""); // the entry is new, and the text as it was
    else fill(text);
  }

  /** Shows what the text says; a promise, unless a worker has to read it. */
  function decode() {
    const text = whole ?? field.value;
    const number = ++worker.number;
    note.textContent = whole === null ? "" : `The field shows the beginning of ${whole.length.toLocaleString("en")} pasted characters.`;
    return text.length <= LONGEST_HERE ? here(number, text) : elsewhere(number, text);
  }

  async function here(number, text) {
    try {
      const result = await self.gettAnswering.verdict(text);
      if (number === worker.number) show(result);
    } catch {
      sayMissing();
    }
  }

  /** Decodes in a worker; only the answer to the last question counts. */
  function elsewhere(number, text) {
    if (!worker.itself) {
      worker.itself = new Worker(workerAddress);
      worker.itself.addEventListener("message", ({ data: answer }) => answer.number === worker.number && show(answer.result));
    }
    worker.itself.postMessage({ number, text });
  }

  function sayMissing() {
    shown = null;
    verdict.textContent = "The decoder could not be loaded. Reload the page to try again.";
  }

  function show(result) {
    remember(result?.known ? result.code : "");
    const isEmpty = (whole ?? field.value).trim() === "";
    // A screen reader announces what changes, so nothing does without need.
    const state = JSON.stringify([result, isEmpty]);
    if (state === shown) return;
    shown = state;
    form.classList.toggle("decode--filled", result !== null);
    verdict.replaceChildren(...self.gettShowing.verdictOn(result, isEmpty, data));
    findings.replaceChildren(...(result ? self.gettShowing.findingsOf(result, data) : []));
  }

  /** Puts a known code into the address, or takes away the one before it, and keeps the text for a reload. */
  function remember(code) {
    const text = whole ?? field.value;
    const isKept = text.trim() !== "" && text.length <= LONGEST_KEPT;
    const without = isKnown(location.hash.slice(1)) ? location.pathname + location.search : null;
    history.replaceState(isKept ? { pasted: text } : null, "", code ? `#${code}` : without);
  }

  function isKnown(code) {
    return Object.hasOwn(data.errors, code);
  }
})();
