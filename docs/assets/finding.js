// Finds among many errors those that have the words of a query, without an index: to look through ten thousand takes
// milliseconds, where the theme's search takes seconds to index them. A script for the search worker.
"use strict";

self.gettFinding = (() => {
  const MOST = 100;

  /** Returns the words of a text alone: letters and numbers. */
  function words(text) {
    return text.replace(/[^\p{Letter}\p{Number}]+/gu, " ").trim();
  }

  /** Returns the words of a text for `has`. */
  function searchable(text) {
    return ` ${words(text).toLowerCase()}`;
  }

  /** Whether a searchable text has a word that begins like this one. */
  function has(text, word) {
    return text.includes(` ${word}`);
  }

  /**
   * Returns a function from words to the errors that have some of them, at most a hundred, those first that have the
   * rarest ones in their code. Errors are [{title, text}], and are returned as they are.
   */
  function finder(errors) {
    const all = errors.map((error) => ({ error, title: searchable(error.title), text: searchable(error.text) }));
    return (asked) => {
      const scores = new Map();
      for (const word of asked) {
        const found = all.filter(({ title, text }) => has(title, word) || has(text, word));
        const rarity = Math.log(1 + all.length / found.length);
        for (const each of found) scores.set(each, (scores.get(each) ?? 0) + rarity * (has(each.title, word) ? 2 : 1));
      }
      const best = [...scores].sort(([, one], [, other]) => other - one).slice(0, MOST);
      return best.map(([{ error }]) => error);
    };
  }

  return { words, searchable, has, finder };
})();
