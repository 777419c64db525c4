// What every page does on top of the theme.
"use strict";

(() => {
  // The theme searches when a key is let go. Texts pasted with the pointer, or dictated, are searched for too.
  document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => {
    target.dispatchEvent(new KeyboardEvent("keyup"));
  });

  // The theme's own copy buttons would each be a landmark without a name.
  for (const code of document.querySelectorAll("pre > code")) {
    if (navigator.clipboard) code.parentElement.append(copyButton("Copy", () => code.textContent));
  }

  for (const message of document.querySelectorAll(".user-message")) {
    if (navigator.clipboard) message.append(" ", copyButton("Copy", () => message.firstChild.textContent.trim()));
  }

  for (const link of document.querySelectorAll('.actions a[href$=".md"]')) {
    const text = async () => (await fetch(link.href)).text();
    if (navigator.clipboard) link.parentElement.append(" ", copyButton("Copy as Markdown", text));
  }

  /** Returns a button that copies a text, and says so. */
  function copyButton(label, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(await text());
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = label), 2000);
    });
    return button;
  }
})();
