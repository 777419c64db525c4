// The 404 page: which errors the address may have meant, by the links that the page holds.
"use strict";

(() => {
  const MOST = 3;
  const links = [...document.querySelectorAll(".codes a")];
  const segments = location.pathname.split("/").filter(Boolean);
  const asked = normalised(decode(segments.at(-1) ?? ""));
  if (!asked) return;

  const near = links
    .map((link) => ({ link, distance: difference(asked, normalised(link.textContent)) }))
    .filter(({ link, distance }) => distance <= Math.max(asked.length, link.textContent.length) * 0.4)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST);
  if (near.length === 0) return;

  const list = document.createElement("ul");
  for (const { link } of near) {
    const item = document.createElement("li");
    item.append(link.cloneNode(true));
    list.append(item);
  }
  const question = document.createElement("p");
  question.textContent = near[0].distance === 0 ? "Codes are written in capitals:" : "Did you mean:";
  document.getElementById("suggestions").append(question, list);

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Codes in any letter case, and with any sign between their words. */
  function normalised(text) {
    return text.toUpperCase().replace(/\.(HTML?|MD|JSON)$/, "").replace(/[^A-Z0-9]+/g, "_").replace(/^_|_$/g, "");
  }

  /** How many characters have to be added, dropped or changed to get from one text to the other (Levenshtein). */
  function difference(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  }
})();
