// What the site says to whatever a reader has, in any of its boxes: the decoder's first answer. Its scripts and data are
// loaded when somebody first asks. For pages, and for workers beside this file.
"use strict";

self.gettAnswering = (() => {
  const SCRIPTS = [
    "nearest.js",
    "live/facts.js",
    "live/addresses.js",
    "live/unwrapping.js",
    "live/heads.js",
    "live/durations.js",
    "live/prose.js",
    "live/objects.js",
    "live/mentions.js",
    "live/members.js",
    "live/markdown.js",
    "live/reading.js",
    "live/comparing.js",
    "live/waiting.js",
    "live/answers.js",
    "live/candidates.js",
    "live/decoding.js",
    "live/decoder.js",
  ];
  const folder = new URL(".", self.document ? document.currentScript.src : self.location.href);
  let loading = null;

  /**
   * Returns a promise of the answer to a text, or of null where nothing in it supports one: {heading, text, path, codes}.
   * `heading` is what the answer is about, `text` is one sentence or two, `path` leads from the site's root to the page
   * to go on with, and `codes` are those of the errors that it is about or may be about, the likeliest first.
   */
  async function answer(text) {
    const { decode, firstAnswer } = await ready();
    const result = decode(text, self.gettDecoder);
    if (!result) return null;
    const codes = codesOf(result);
    const { text: said, path: page } = firstAnswer(result);
    const path = page === null ? pathOf(result, codes) : `errors/${page}`;
    const heading = path === `errors/${codes[0]}/` ? codes[0] : result.heading;
    return { heading, text: said, path, codes };
  }

  function codesOf({ known, code, others, nearest, candidates }) {
    const certain = known ? [code, ...others.filter((each) => each.known).map((each) => each.code)] : [];
    return [...new Set([...certain, ...nearest, ...candidates.map((each) => each.code)])];
  }

  function pathOf({ nearest, candidates, filters }, codes) {
    if (nearest.length > 0 || candidates.length === 1) return `errors/${codes[0]}/`;
    return candidates.length > 0 ? `errors/?${new URLSearchParams(filters)}` : "errors/decode/";
  }

  /** Returns a promise of the whole verdict on a text; see gettDecoding. */
  async function verdict(text) {
    const { decode, shownIn } = await ready();
    const { gettDecoder: data, gettFacts: facts } = self;
    const result = decode(text, data);
    const numbers = facts.missing(shownIn(result), data);
    if (numbers.length === 0) return result;
    await load(numbers.map((number) => `live/decoder-${number}.js`));
    for (const number of numbers) facts.add(self[`gettDecoderPart${number}`], data);
    return decode(text, data);
  }

  /** Returns a promise of the decoder, loaded with its data; of many errors, with the brief facts of most. */
  async function ready() {
    loading ??= loaded();
    try {
      await loading;
    } catch (error) {
      loading = null; // the network may be back
      throw error;
    }
    return self.gettDecoding;
  }

  async function loaded() {
    await load(SCRIPTS);
    self.gettFacts.unfold(self.gettDecoder);
  }

  async function load(names) {
    const addresses = names.map((name) => new URL(name, folder).href);
    if (self.document) await Promise.all(addresses.map(script));
    else importScripts(...addresses);
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const node = Object.assign(document.createElement("script"), { src: address, async: false }); // in this order
      node.addEventListener("load", resolve);
      node.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
      document.head.append(node);
    });
  }

  return { answer, verdict, ready, root: new URL("..", folder) };
})();
