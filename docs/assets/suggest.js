// The 404 page: which errors the address may have meant, by the links that the page holds.
"use strict";

(() => {
  const links = new Map([...document.querySelectorAll(".codes a")].map((link) => [link.textContent, link]));
  const segments = location.pathname.split("/").filter(Boolean);
  const near = self.gettNearest(decoded(segments.at(-1) ?? ""), [...links.keys()]);
  if (near.length === 0) return;

  const list = document.createElement("ul");
  for (const { code } of near) {
    const item = document.createElement("li");
    item.append(links.get(code).cloneNode(true));
    list.append(item);
  }
  const question = document.createElement("p");
  question.textContent = near[0].distance === 0 ? "Codes are written in capitals:" : "Did you mean:";
  document.getElementById("suggestions").append(question, list);

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
})();
