// Which codes somebody may mean who writes something like one.
"use strict";

self.gettNearest = (() => {
  const MOST = 3;
  const LONGEST = 60;

  /** Returns the codes nearest to a text, as {code, distance}, the nearest first; none where none is near. */
  function nearest(text, codes) {
    const asked = text.length <= LONGEST ? normalised(text) : "";
    // Written like a code, some of its words are enough; in small letters, "order" is an ordinary one.
    const isWritten = text === text.toUpperCase() || /[_-]/.test(text);
    if (!asked) return [];
    const isPart = (code) => isWritten && `_${code}_`.includes(`_${asked}_`);
    const mostOf = (code) => (isPart(code) ? Infinity : Math.max(asked.length, code.length) * 0.4);
    return codes
      .map((code) => ({ code, distance: difference(asked, code, mostOf(code)) }))
      .filter(({ distance }) => distance !== null)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, MOST);
  }

  /** Codes in any letter case, and with any sign between their words. */
  function normalised(text) {
    return text.toUpperCase().replace(/\.(HTML?|MD|JSON)$/, "").replace(/[^A-Z0-9]+/g, "_").replace(/^_|_$/g, "");
  }

  /**
   * How many characters have to be added, dropped or changed to get from one text to the other (Levenshtein); null where
   * they are more than `most`, which is seen early of nearly all of ten thousand codes.
   */
  function difference(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return null;
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        least = Math.min(least, next[j]);
      }
      if (least > most) return null;
      row = next;
    }
    return row[other.length] > most ? null : row[other.length];
  }

  return nearest;
})();
