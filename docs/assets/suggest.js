// The 404 page: which errors the address may have meant, by what the decoder makes of its last part.
"use strict";

(async () => {
  const links = new Map([...document.querySelectorAll(".codes a")].map((link) => [link.textContent, link]));
  const part = location.pathname.split("/").filter(Boolean).at(-1)?.replace(/\.(html?|md|json)$/, "") ?? "";
  const answer = await self.gettAnswering.answer(decoded(part)).catch(() => null);
  const codes = answer?.codes.filter((code) => links.has(code)) ?? [];
  if (codes.length === 0) return;

  const said = document.createElement("p");
  said.textContent = answer.text;
  const list = document.createElement("ul");
  for (const code of codes) {
    const item = document.createElement("li");
    item.append(links.get(code).cloneNode(true));
    list.append(item);
  }
  document.getElementById("suggestions").append(said, list);

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
})();
