// The known name most like a given one, as Python's difflib.get_close_matches (cutoff 0.5) finds it.

import { compareText } from "./values.js";

const POPULAR_FROM = 200;

/**
 * The known name most like this one, or nothing.
 * @param {string} name
 * @param {string[]} names
 * @returns {string}
 */
export function closest(name, names) {
  const wanted = Array.from(name);
  const places = placesOf(wanted);
  let best = null;
  for (const candidate of names) {
    const given = Array.from(candidate);
    const length = given.length + wanted.length;
    if (4 * Math.min(given.length, wanted.length) < length) {
      continue;
    }
    const likeness = { candidate, length, common: commonLength(given, wanted, places) };
    if (length === 0 || 4 * likeness.common >= length) {
      best = best === null || isCloser(likeness, best) ? likeness : best;
    }
  }
  return best === null ? "" : best.candidate;
}

function isCloser(a, b) {
  const order = a.common * b.length - b.common * a.length;
  return order > 0 || (order === 0 && compareText(a.candidate, b.candidate) > 0);
}

/** Where each character stands; of a long text, only those that are not all over it. */
function placesOf(characters) {
  const places = new Map();
  characters.forEach((c, i) => places.set(c, [...(places.get(c) ?? []), i]));
  if (characters.length >= POPULAR_FROM) {
    const most = Math.floor(characters.length / 100) + 1;
    [...places].filter(([, at]) => at.length > most).forEach(([c]) => places.delete(c));
  }
  return places;
}

/** How many characters stand in the matching blocks of two texts: the longest block, then those to both sides of it. */
function commonLength(a, b, places) {
  const waiting = [[0, a.length, 0, b.length]];
  let common = 0;
  while (waiting.length > 0) {
    const [alo, ahi, blo, bhi] = waiting.pop();
    const [i, j, size] = longestBlock(a, b, places, [alo, ahi, blo, bhi]);
    if (size > 0) {
      common += size;
      waiting.push([alo, i, blo, j], [i + size, ahi, j + size, bhi]);
    }
  }
  return common;
}

function longestBlock(a, b, places, [alo, ahi, blo, bhi]) {
  let [besti, bestj, size] = [alo, blo, 0];
  let ending = new Map();
  for (let i = alo; i < ahi; i += 1) {
    const here = new Map();
    for (const j of (places.get(a[i]) ?? []).filter((at) => at >= blo && at < bhi)) {
      const k = (ending.get(j - 1) ?? 0) + 1;
      here.set(j, k);
      if (k > size) {
        [besti, bestj, size] = [i - k + 1, j - k + 1, k];
      }
    }
    ending = here;
  }
  while (besti > alo && bestj > blo && a[besti - 1] === b[bestj - 1]) {
    [besti, bestj, size] = [besti - 1, bestj - 1, size + 1];
  }
  while (besti + size < ahi && bestj + size < bhi && a[besti + size] === b[bestj + size]) {
    size += 1;
  }
  return [besti, bestj, size];
}
