// Which missing fields could still change a result: by trying their values.
//
// Input: a record as stored, the unknown places its result hangs on, what each could be, and a function that evaluates
// a record. A place is missing if, for some values of the others, two of its own give different results. Where the
// values tried stand for all (at most 10,000 combinations) the answer is exact; otherwise every place that could not be
// ruled out is kept: a superset, marked so. A result once known stays known whatever else is learnt, so whole blocks of
// combinations are settled at once.
//
// A place is a list of indexes into a row: `[[3]]` a field, `[[2, 0], [1]]` the first element's field in a list. A
// result is a tree (`{key, parts}` or `{key, known}`): see `branch` and `leaf`.

import { COMBINATIONS } from "./domains.js";

/** Evaluations in all when not everything can be tried. */
const TRIES = 300;

/** Values of a field that are tried to weigh how much it decides. */
const WEIGHED = 12;

/** Left open, where a place's value is set by its number in its domain. */
export const LEFT_OPEN = -1;

/**
 * A result of parts: known when all of them are.
 * @param {Result[]} parts
 * @returns {Result}
 */
export function branch(parts) {
  return { key: `(${parts.map((p) => p.key).join()})`, parts, known: parts.every((p) => p.known) };
}

/**
 * A result with nothing inside; `key` tells it from others, null: unknown.
 * @param {string|number|boolean|null} key
 * @returns {Result}
 */
export function leaf(key) {
  return { key: key ?? "?", parts: null, known: key !== null };
}

/** One record under trial: results by the values set, one a place. */
class Trial {
  constructor(row, places, domains, evaluate) {
    Object.assign(this, { row, places, domains, evaluate });
    /** @type {Map<string, Result>} */
    this.results = new Map();
  }

  /** The result with these values in place, each by its number in its domain. */
  result(chosen) {
    const key = chosen.join();
    let found = this.results.get(key);
    if (found === undefined) {
      found = this.evaluate(chosen.reduce((row, n, i) => this.with(row, i, n), this.row), [...chosen]);
      this.results.set(key, found);
    }
    return found;
  }

  with(row, i, n) {
    return n === LEFT_OPEN ? row : put(row, this.places[i], this.domains[i].values[n]);
  }

  nothingSet() {
    return this.places.map(() => LEFT_OPEN);
  }
}

/**
 * What could still change the result of a record: the fields by name, the one that decides most first; exact, or not.
 * @param {Array} row
 * @param {Map<string, {place: number[][], domain: Domain}>} domains for each unknown field that the result hangs on
 * @param {(row: Array, chosen: number[]) => Result} evaluate a row, and by number which value each place was given
 * @param {Set<string>} beside names that vary like the others but are not asked for (points left open)
 * @returns {{fields: string[], exact: boolean}}
 */
export function missing(row, domains, evaluate, beside) {
  const names = [...domains.keys()];
  const made = [...domains.values()];
  const trial = new Trial(row, made.map((d) => d.place), made.map((d) => d.domain), evaluate);
  const asked = names.map((_, i) => i).filter((i) => !beside.has(names[i]));
  const { kept, exact } = keptPlaces(trial, asked);
  const weights = new Map(kept.map((i) => [i, settles(trial, i)]));
  const order = [...kept].sort((a, b) => weights.get(b) - weights.get(a));
  return { fields: order.map((i) => names[i]), exact };
}

/**
 * The places that matter, and whether that is proven of each. None can be ruled out unless the values tried stand for
 * all; then trying only tells whether all matter.
 */
function keptPlaces(trial, asked) {
  if (trial.domains.some((d) => !d.values.length)) return { kept: asked, exact: false };
  const combinations = trial.domains.reduce((count, d) => count * d.values.length, 1);
  if (!trial.domains.every((d) => d.whole) || combinations > COMBINATIONS) {
    return { kept: asked, exact: asked.every((i) => new Search(trial, i, TRIES).matters()) };
  }
  const found = new Map(asked.map((i) => [i, new Search(trial, i, null).matters()]));
  return { kept: asked.filter((i) => found.get(i) !== false), exact: ![...found.values()].includes(null) };
}

/**
 * A row with one value put in place.
 * @param {Array} row
 * @param {number[][]} place
 * @param {*} value
 * @returns {Array}
 */
export function put(row, [[index, element], ...rest], value) {
  if (!rest.length) return replaced(row, index, value);
  return replaced(row, index, replaced(row[index], element, put(row[index][element], rest, value)));
}

function replaced(items, index, value) {
  const made = [...items];
  made[index] = value;
  return made;
}

/** The share of known results among all that a place's values lead to, the others left open. */
function settles(trial, i) {
  const { values } = trial.domains[i];
  const step = Math.max(1, Math.floor(values.length / WEIGHED));
  const known = new Map();
  for (let n = 0; n < values.length; n += step) {
    const result = trial.result(replaced(trial.nothingSet(), i, n));
    known.set(result.key, result.known);
  }
  return known.size ? [...known.values()].filter(Boolean).length / known.size : 0;
}

// --- whether one place matters -------------------------------------------------------------------------------------

/**
 * The search for two values of place `i` that differ, over the values of the others. `stop`: after so many evaluations
 * in all. `doubtful`: some result stayed unknown with every value set (待定, a list, a history), so it may hide a
 * difference.
 */
class Search {
  constructor(trial, i, stop) {
    Object.assign(this, { trial, i, stop, doubtful: false });
    this.others = trial.places.map((_, k) => k).filter((k) => k !== i);
  }

  /** true when two of its values give different results, false when none can, null when that is not known. */
  matters() {
    if (this.walk(this.trial.nothingSet(), 0)) return true;
    return this.doubtful || this.stop !== null ? null : false;
  }

  /** Whether a difference is found below the values set so far. */
  walk(chosen, depth) {
    if (this.stop !== null && this.trial.results.size >= this.stop) return false;
    if (this.trial.result(chosen).known) return false;
    if (depth === this.others.length) return this.differs(chosen);
    const place = this.others[depth];
    for (let n = 0; n < this.trial.domains[place].values.length; n += 1) {
      chosen[place] = n;
      if (this.walk(chosen, depth + 1)) return true;
    }
    chosen[place] = LEFT_OPEN;
    return false;
  }

  differs(chosen) {
    const distinct = new Map();
    this.trial.domains[this.i].values.forEach((_, n) => {
      const result = this.trial.result(replaced(chosen, this.i, n));
      distinct.set(result.key, result);
    });
    const results = [...distinct.values()];
    if (results.some((a, n) => results.slice(n + 1).some((b) => surelyDiffer(a, b)))) return true;
    this.doubtful ||= !results.every((r) => r.known);
    return false;
  }
}

/**
 * Whether two results differ in something that is known in both.
 * @param {Result} a
 * @param {Result} b
 * @returns {boolean}
 */
function surelyDiffer(a, b) {
  if (a.parts && b.parts && a.parts.length === b.parts.length) {
    return a.parts.some((part, i) => surelyDiffer(part, b.parts[i]));
  }
  return a.known && b.known && a.key !== b.key;
}
