// The search worker: the theme's own, loaded with its index when a reader first types, and two things on top. What an
// error body holds can be pasted as it is, and a page that has the pasted words one after the other comes first.
"use strict";

// The messages that the theme and its worker exchange.
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const NOTHING = { type: RESULT, data: { items: [] } };
const SHORTEST_PHRASE = 8;

let asked = "";
let pages = [];
let themeWorker;

self.addEventListener("message", async ({ data }) => {
  if (data.type !== QUERY) return;
  asked = data.data;
  if (!query(asked)) {
    post(NOTHING);
    return;
  }
  themeWorker ??= loaded();
  const listener = await themeWorker;
  // While the index was on its way, the reader may have typed on.
  if (data.data === asked) listener({ data: { type: QUERY, data: query(asked) } });
});

const post = self.postMessage.bind(self);
post({ type: READY });

/** Loads the theme's worker and the index, and returns the listener that answers queries. */
async function loaded() {
  const answer = await fetch(new URL("../search/search_index.json", self.location));
  const { config, docs } = await answer.json();
  pages = docs.map((each) => ({ page: pageOf(each.location), text: plain(`${each.title} ${each.text}`) }));

  return new Promise((resolve) => {
    let listener;
    self.addEventListener = (type, found) => (listener = found);
    self.postMessage = (message) => {
      if (message.type === READY) resolve(listener);
      else post({ ...message, data: { ...message.data, items: phraseFirst(message.data.items) } });
    };
    // The theme's file has a hash in its name, which the page passes on.
    importScripts(`javascripts/workers/${self.location.search.slice(1)}`);
    listener({ data: { type: SETUP, data: { config, docs, options: {} } } });
  });
}

/** Returns what to ask the theme's search: of a `type` URI its code, of all else its words. */
function query(text) {
  const code = /\/errors\/([A-Z0-9_]+)/i.exec(text);
  return words(code ? code[1] : text);
}

/** Returns the words of a text alone: signs would be operators in a query, and differ where phrases compare. */
function words(text) {
  return text.replace(/[^\p{Letter}\p{Number}]+/gu, " ").trim();
}

/** Returns the words of a piece of HTML, in lower case. */
function plain(html) {
  return words(html.replace(/<[^>]*>|&[#\w]+;/g, " ")).toLowerCase();
}

function pageOf(location) {
  return location.split("#")[0];
}

/** Returns the results of the theme's search: the page of the code that is asked for, then those with the phrase. */
function phraseFirst(items) {
  const phrase = words(asked).toLowerCase();
  if (phrase.length < SHORTEST_PHRASE) return items;
  const having = new Set(pages.filter((each) => each.text.includes(phrase)).map((each) => each.page));
  const code = query(asked).toLowerCase();
  // One code may be a part of another.
  const isOf = (page) => words(page.split("/").at(-2) ?? "").toLowerCase() === code;
  const rank = (page) => (isOf(page) ? 0 : having.has(page) ? 1 : 2);
  return [...items].sort((one, other) => rank(pageOf(one[0].location)) - rank(pageOf(other[0].location)));
}
