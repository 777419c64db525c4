// Welcome: a box that takes whatever a reader has of an error, and says first what it is and where to go on.
"use strict";

(() => {
  const { element, onReturn } = self.gettPage;
  const PAUSE_MS = 150;
  const form = document.querySelector(".ask");
  if (!form) return;
  const field = form.querySelector("textarea");
  const said = form.querySelector(".ask__answer");
  let pause;

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  });

  onReturn(ask);

  async function ask() {
    const text = field.value;
    try {
      const answer = text.trim() ? await self.gettAnswering.answer(text) : null;
      if (text === field.value) show(text, answer);
    } catch {
      said.replaceChildren("The decoder could not be loaded. Reload the page to try again.");
    }
  }

  function show(text, answer) {
    if (!text.trim()) {
      said.replaceChildren();
      return;
    }
    const decoder = link("errors/decode/", "the decoder");
    if (answer) said.replaceChildren(`${answer.text} `, link(answer.path, "Go on"), ", or paste it into ", decoder, " for all that it says.");
    else said.replaceChildren("No error found in this. Paste more of it, or look at ", link("errors/", "all errors"), ".");
  }

  function link(path, textContent) {
    return element("a", { href: new URL(path, self.gettAnswering.root).href, textContent });
  }
})();
