// What every page does on top of the theme.
"use strict";

(() => {
  const announcer = element("div", { className: "announcer", role: "status" });
  document.querySelector("main")?.append(announcer);

  const search = document.querySelector(".md-search");
  const asked = search?.querySelector(".md-search__input");

  // The theme searches when a key is let go. Texts pasted with the pointer, or dictated, are searched for too; and what
  // stands in the field of a page that comes back, where the theme's search opens only once the field gets the focus.
  const searchAgain = () => asked?.dispatchEvent(new KeyboardEvent("keyup"));
  asked?.addEventListener("input", searchAgain);
  onReturn(() => {
    asked?.blur();
    searchAgain();
  });

  // The colours may have been chosen on a later page.
  onReturn(() => document.getElementById(`__palette_${self.__md_get("__palette")?.index}`)?.click());

  // On Tab, the theme takes the focus off its search, from where WebKit goes back to the beginning of the page. So Tab
  // goes through the results, and the search closes behind it.
  addEventListener("keydown", keepFocus, { capture: true });

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
    addCopyButton(link.parentElement, "Copy this page as Markdown", () => textAt(link.href));
  }

  // A table that is wider than its place scrolls, in what the theme has put around it; the keyboard has to reach that.
  addEventListener("load", () => {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (wrap.scrollWidth > wrap.clientWidth) Object.assign(wrap, { tabIndex: 0, role: "group", ariaLabel: "Table" });
    }
  });

  // In the next frame, before or after this, the theme scrolls the sidebar until the page is in its middle. A narrow
  // window has none, and to ask for places costs a layout.
  addEventListener("DOMContentLoaded", () => {
    if (!matchMedia("(min-width: 76.25em)").matches) return;
    requestAnimationFrame(() => {
      showWholeEntries();
      requestAnimationFrame(showWholeEntries);
    });
  });

  // The drawer opens at its top; what it opens for is where the reader is.
  document.getElementById("__drawer")?.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    setTimeout(() => {
      const marked = [...document.querySelectorAll(".md-nav--primary .md-nav__link--active")];
      marked.findLast((link) => link.checkVisibility())?.scrollIntoView({ block: "center" });
    }, 300); // once it has moved in
  });

  // The theme opens its search by F, S and /; many a reader tries this first. Macs have another key for it.
  if (navigator.platform.startsWith("Mac")) document.querySelector(".header__shortcut")?.replaceChildren("⌘ K");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    asked?.focus();
  });

  self.gettPage = { element, addCopyButton, onReturn }; // for the scripts of single pages

  /** Calls each time that a browser brings the page back as it was left; before that, WebKit empties some fields. */
  function onReturn(action) {
    addEventListener("pageshow", ({ persisted }) => persisted && setTimeout(action));
  }

  /** Scrolls the sidebar up to where a whole entry stands below each heading that stays above its entries. */
  function showWholeEntries() {
    const sidebar = document.querySelector(".md-sidebar--primary .md-sidebar__scrollwrap");
    const shown = (selector) => [...(sidebar?.querySelectorAll(selector) ?? [])].filter((each) => each.checkVisibility());
    const entries = shown("a.md-nav__link");
    const labels = shown("label").filter((label) => getComputedStyle(label).position === "sticky");
    const headings = labels.length > 1 ? labels.slice(1) : labels; // below the title of the sidebar
    headings.forEach((heading, index) => {
      const end = heading.getBoundingClientRect().bottom;
      const next = headings[index + 1]?.getBoundingClientRect().top ?? Infinity;
      const places = entries.map((entry) => entry.getBoundingClientRect());
      const first = places.find(({ top, bottom }) => bottom > end + 1 && top < next) ?? places.findLast(({ top }) => top < end);
      const hidden = first && first.top < end ? end - first.top + 3 : 0;
      const here = sidebar.querySelector("a.md-nav__link--active")?.getBoundingClientRect().bottom ?? 0;
      if (here + hidden < sidebar.getBoundingClientRect().bottom) sidebar.scrollTop -= hidden;
    });
  }

  function keepFocus(event) {
    if (event.key !== "Tab" || !search?.contains(event.target)) return;
    event.stopPropagation();
    const toggle = document.getElementById("__search");
    setTimeout(() => toggle.checked && !search.contains(document.activeElement) && toggle.click());
  }

  async function textAt(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    return answer.text();
  }

  /**
   * Adds a button that copies a text, or a promise of one, and says to those who see it and to those who hear it
   * whether that worked.
   */
  function addCopyButton(parent, name, text, label = "Copy") {
    if (!navigator.clipboard) return; // not on a secure origin
    const button = element("button", { type: "button", className: "copy", textContent: label, ariaLabel: name });
    button.addEventListener("click", async () => {
      announcer.textContent = button.textContent = await copied(text());
      setTimeout(() => {
        announcer.textContent = "";
        button.textContent = label;
      }, 2000);
    });
    parent.append(button);
  }

  /** Copies a text, or a promise of one, since WebKit allows it only within the click; returns what to say. */
  async function copied(text) {
    try {
      if (typeof text === "string") await navigator.clipboard.writeText(text);
      else await writePromise(text.then((said) => new Blob([said], { type: "text/plain" })));
      return "Copied";
    } catch {
      return "Could not copy";
    }
  }

  /** Waits for the text, too: where there is none, browsers do not all say so. */
  function writePromise(blob) {
    return Promise.all([navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]), blob]);
  }

  function element(name, properties, ...children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  }
})();
