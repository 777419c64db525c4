// What every page does on top of the theme.
"use strict";

(() => {
  const announcer = element("div", { className: "announcer", role: "status" });
  document.querySelector("main")?.append(announcer);

  // The theme searches when a key is let go. Texts pasted with the pointer, or dictated, are searched for too.
  document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => {
    target.dispatchEvent(new KeyboardEvent("keyup"));
  });

  // The theme's own copy buttons would each be a landmark without a name.
  const uses = new Map();
  for (const code of document.querySelectorAll("pre > code")) {
    const name = code.closest(".tabbed-block")?.querySelector(".printed")?.dataset.copy ?? "Copy the code";
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    addCopyButton(code.parentElement, use > 1 ? `${name} (${use})` : name, () => code.textContent);
  }

  for (const message of document.querySelectorAll(".user-message")) {
    const text = message.textContent.trim();
    addCopyButton(message, "Copy the message", () => text);
  }

  for (const link of document.querySelectorAll('.tools a[type="text/markdown"]')) {
    addCopyButton(link.parentElement, "Copy this page as Markdown", async () => (await fetch(link.href)).text());
  }

  // A table that is wider than its place scrolls, in what the theme has put around it; the keyboard has to reach that.
  addEventListener("load", () => {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (wrap.scrollWidth > wrap.clientWidth) Object.assign(wrap, { tabIndex: 0, role: "group", ariaLabel: "Table" });
    }
  });

  // The drawer opens at its top; what it opens for is where the reader is.
  document.getElementById("__drawer")?.addEventListener("change", ({ target }) => {
    const marked = [...document.querySelectorAll(".md-nav--primary .md-nav__link--active")];
    const here = marked.findLast((link) => link.checkVisibility());
    if (target.checked) setTimeout(() => here?.scrollIntoView({ block: "center" }), 300); // once it has moved in
  });

  // The theme opens its search by F, S and /; many a reader tries this first.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    document.querySelector(".md-search__input")?.focus();
  });

  self.gettPage = { element, addCopyButton }; // for the scripts of single pages

  /** Adds a button that copies a text, and says so to those who see it and to those who hear it. */
  function addCopyButton(parent, name, text, label = "Copy") {
    if (!navigator.clipboard) return; // not on a secure origin
    const button = element("button", { type: "button", className: "copy", textContent: label, ariaLabel: name });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(await text());
      announcer.textContent = button.textContent = "Copied";
      setTimeout(() => {
        announcer.textContent = "";
        button.textContent = label;
      }, 2000);
    });
    parent.append(" ", button);
  }

  function element(name, properties, ...children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  }
})();
