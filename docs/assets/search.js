// The search worker: the theme's own, loaded with its index when a reader first types, and three things on top. A code is
// answered at once, from the list of codes. What the decoder answers to a text stands first, with the page to go on with;
// then comes a page that has the words of the text one after the other.
"use strict";

importScripts("answering.js");

// The messages that the theme and its worker exchange.
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const NOTHING = { type: RESULT, data: { items: [] } };
const UNLOADED = {
  location: "errors/",
  title: "The search could not be loaded",
  text: "Try again, or look at all errors.",
  score: 0,
  terms: {},
};
const SHORTEST_PHRASE = 8;
const CODE = /^[A-Z][A-Z0-9_]*$/;
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

let asked = "";
let answer = null;
let pages = [];
let themeWorker;

self.addEventListener("message", async ({ data }) => {
  if (data.type !== QUERY) return;
  asked = data.data;
  if (!words(asked)) {
    post(NOTHING);
    return;
  }
  answerCode(asked.trim());
  themeWorker ??= loaded();
  const answering = self.gettAnswering.answer(data.data).catch(() => null);
  const [listener, found] = await Promise.all([themeWorker.catch(() => null), answering]);
  if (!listener) themeWorker = null; // the network may be back when the reader types on
  // While these were on their way, the reader may have typed on.
  if (data.data !== asked) return;
  answer = found;
  if (listener) listener({ data: { type: QUERY, data: query(asked) } });
  else post({ type: RESULT, data: { items: answerFirst([[UNLOADED]]) } });
});

const post = self.postMessage.bind(self);
post({ type: READY });

/** Shows the page of a code that the catalogue has, before the index and the decoder are there. */
function answerCode(code) {
  if (!CODE.test(code)) return;
  try {
    if (!self.gettIndex) importScripts("live/index.js");
  } catch {
    return; // all else answers without the list
  }
  const { errors } = self.gettIndex;
  if (!Object.hasOwn(errors, code)) return;
  post({ type: RESULT, data: { items: [[item(`errors/${code}/`, code, `HTTP status ${errors[code].status}.`)]] } });
}

/** Loads the theme's worker and the index, and returns the listener that answers queries. */
async function loaded() {
  const found = await fetch(new URL("../search/search_index.json", self.location));
  const { config, docs: indexed } = await found.json();
  const docs = [...indexed, ...(await unindexed())];
  pages = docs.map((each) => ({ page: pageOf(each.location), text: plain(`${each.title} ${each.text}`) }));

  return new Promise((resolve) => {
    let listener;
    self.addEventListener = (type, found) => (listener = found);
    self.postMessage = (message) => {
      if (message.type === READY) resolve(listener);
      else post({ ...message, data: { ...message.data, items: answerFirst(phraseFirst(message.data.items)) } });
    };
    // The theme's file has a hash in its name, which the page passes on.
    importScripts(`javascripts/workers/${self.location.search.slice(1)}`);
    listener({ data: { type: SETUP, data: { config, docs, options: {} } } });
  });
}

/** Returns an entry for each of many errors, whose pages the index leaves out; of its texts, readers have `detail`. */
async function unindexed() {
  await self.gettAnswering.ready().catch(() => null);
  const { parts = 0, errors } = self.gettDecoder ?? {};
  const entry = ([code, { body }]) => ({ location: `errors/${code}/`, title: code, text: escaped(JSON.parse(body).detail) });
  return parts > 0 ? Object.entries(errors).map(entry) : [];
}

/** Returns what to ask the theme's search: of a text that is about an error its code, of all else its words. */
function query(text) {
  return words(answer && answer.heading === answer.codes[0] ? answer.heading : text);
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

/** Returns the results of the theme's search, those pages first that have the whole phrase. */
function phraseFirst(items) {
  const phrase = words(asked).toLowerCase();
  if (phrase.length < SHORTEST_PHRASE) return items;
  const having = new Set(pages.filter((each) => each.text.includes(phrase)).map((each) => each.page));
  const rank = ([{ location }]) => (having.has(pageOf(location)) ? 0 : 1);
  return [...items].sort((one, other) => rank(one) - rank(other));
}

/** Returns results behind the decoder's answer, which takes the place of the page that it leads to. */
function answerFirst(items) {
  if (!answer) return items;
  const { heading, text, path } = answer;
  return [[item(path, heading, text)], ...items.filter(([{ location }]) => location !== path)];
}

/** Returns a result of ours in the form of the theme's. */
function item(location, title, text) {
  return { location, title: escaped(title), text: escaped(text), score: Infinity, terms: {} };
}

/** Returns a text as HTML, which is what the theme takes titles and texts for. */
function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
}
