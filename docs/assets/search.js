// The search worker: the theme's own, loaded with its index when a reader first types, and four things on top. A code is
// answered at once, from the list of codes. What the decoder answers to a text stands first, with the page to go on with;
// then comes a page that has the words of the text one after the other. Of many errors, the index has none: they are
// looked up in what the decoder has loaded, and sorted in among the theme's results.
"use strict";

importScripts("finding.js");

const { words, searchable, has, finder } = self.gettFinding;

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

const pages = [];
let asked = "";
let answer = null;
let errors = null;
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
  const loading = themeWorker.catch(() => null);
  const found = await answering().then((decoder) => decoder.answer(data.data)).catch(() => null);
  // While these are on their way, the reader may type on.
  if (data.data === asked) {
    answer = found;
    errors ??= manyErrors();
    if (errors && !self.lunr) show([]); // what needs no index
  }
  const listener = await loading;
  if (!listener) themeWorker = null; // the network may be back when the reader types on
  if (data.data !== asked) return;
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
  const { kinds, errors: kindsOf } = self.gettIndex;
  if (!Object.hasOwn(kindsOf, code)) return;
  const { status } = kinds[kindsOf[code]];
  post({ type: RESULT, data: { items: [[item(`errors/${code}/`, code, `HTTP status ${status}.`)]] } });
}

/** Returns what answers as the decoder does, loaded when a reader first types. */
async function answering() {
  if (!self.gettAnswering) importScripts("answering.js");
  return self.gettAnswering;
}

/** Loads the theme's worker and the index, and returns the listener that answers queries. */
async function loaded() {
  const response = await fetch(new URL("../search/search_index.json", self.location));
  const { config, docs } = await response.json();
  pages.push(...docs.map(({ location, title, text }) => ({ page: pageOf(location), text: plain(`${title} ${text}`) })));

  return new Promise((resolve) => {
    let listener;
    self.addEventListener = (type, found) => (listener = found);
    self.postMessage = (message) => {
      if (message.type === READY) resolve(listener);
      else show(message.data.items);
    };
    // The theme's file has a hash in its name, which the page passes on.
    importScripts(`javascripts/workers/${self.location.search.slice(1)}`);
    listener({ data: { type: SETUP, data: { config, docs, options: {} } } });
  });
}

/** Shows the theme's results with all that comes on top. */
function show(items) {
  post({ type: RESULT, data: { items: answerFirst(phraseFirst(withErrors(items))) } });
}

/** Returns the theme's results, and among them those of many errors: what has more of the words comes first. */
function withErrors(items) {
  if (!errors) return items;
  const isTelling = (word) => word && (!self.lunr || self.lunr.stopWordFilter(word));
  const telling = [...new Set(searchable(query(asked)).split(" "))].filter(isTelling);
  const groups = [...items, ...errors.find(telling).map((error) => [found(error, telling)])];
  const ranks = new Map(groups.map((group) => [group, rank(group, telling)]));
  return groups.sort((one, other) => ranks.get(other) - ranks.get(one));
}

/** Returns what finds an error among many, or null where the index has their pages; of their texts, readers have `detail`. */
function manyErrors() {
  const { places, details } = self.gettDecoder ?? {};
  if (!places) return null;
  const all = Object.keys(places).map((code, i) => ({ location: `errors/${code}/`, title: code, text: details[i] }));
  for (const { location, title, text } of all) pages.push({ page: location, text: searchable(`${title} ${text}`) });
  return { find: finder(all) };
}

/** Returns how many of some words a page or a part of it has; of equals, the page with more of them in its title wins. */
function rank(group, telling) {
  const page = group.find(({ location }) => !location.includes("#")) ?? group[0];
  const inTitle = plain(page.title);
  const titled = telling.filter((word) => has(inTitle, word)).length;
  const share = titled / inTitle.trim().split(" ").length;
  const counts = group.map(({ title, text }) => plain(`${title} ${text}`)).map((all) => telling.filter((word) => has(all, word)).length);
  return Math.max(...counts) + (titled + share) / (telling.length + 2);
}

/** Returns an error in the form of the theme's results, which mark the words of the query, and say which are missing. */
function found({ location, title, text }, telling) {
  const pattern = new RegExp(`(?<![\\p{Letter}\\p{Number}])((?:${telling.join("|")})[\\p{Letter}\\p{Number}]*)`, "iu");
  const marked = (raw) => raw.split(pattern).map((part, place) => (place % 2 ? `<mark>${part}</mark>` : escaped(part))).join("");
  const all = searchable(`${title} ${text}`);
  const terms = Object.fromEntries(telling.map((word) => [word, has(all, word)]));
  return { location, title: marked(title), text: marked(text), score: 0, terms };
}

/** Returns what to ask the theme's search: of a text that is about an error its code, of all else its words. */
function query(text) {
  return words(answer && answer.heading === answer.codes[0] ? answer.heading : text);
}

/** Returns the words of a piece of HTML. */
function plain(html) {
  return searchable(html.replace(/<[^>]*>|&[#\w]+;/g, " "));
}

function pageOf(location) {
  return location.split("#")[0];
}

/** Returns the results of the theme's search, those pages first that have the whole phrase. */
function phraseFirst(items) {
  const phrase = words(asked).toLowerCase();
  if (phrase.length < SHORTEST_PHRASE) return items;
  const having = new Set(pages.filter((each) => each.text.includes(phrase)).map((each) => each.page));
  const order = ([{ location }]) => (having.has(pageOf(location)) ? 0 : 1);
  return [...items].sort((one, other) => order(one) - order(other));
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
