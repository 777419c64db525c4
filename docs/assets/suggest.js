// The 404 page: which errors the address may have meant, by what the decoder makes of its last part.
"use strict";

(async () => {
  const MOST = 20;
  const part = location.pathname.split("/").filter(Boolean).at(-1)?.replace(/\.(html?|md|json)$/, "") ?? "";
  const answer = await self.gettAnswering.answer(decoded(part)).catch(() => null);
  const codes = answer?.codes.slice(0, MOST) ?? [];
  if (codes.length === 0) return;

  const said = document.createElement("p");
  said.textContent = answer.text;
  const list = document.createElement("ul");
  for (const code of codes) {
    const item = document.createElement("li");
    const address = new URL(`errors/${code}/`, self.gettAnswering.root).href;
    item.append(Object.assign(document.createElement("a"), { href: address, textContent: code }));
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
