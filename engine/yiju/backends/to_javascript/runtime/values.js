// Values at run time. A number is a Num, a day its ordinal as a JavaScript number (1: 0001-01-01), truth a boolean, text
// and enumeration values strings, 多选 a Set, a list an array of rows, a history a Map from month number to bigint or
// UNKNOWN, a 人数 a Pair. A record (row) is an array, one value a field; its numbers are bigints: value × the type's scale.

import { Num, cmp, eq } from "./exact.js";

/** Nothing is known. */
export const UNKNOWN = null;

/** 无: it is known that there is none. */
export const NOTHING = Object.freeze({ kind: "Nothing" });

/** A 人数: how many are sure, and how many there may be. */
export class Pair {
  /**
   * @param {Num} low
   * @param {Num} high
   */
  constructor(low, high) {
    this.low = low;
    this.high = high;
  }
}

/**
 * What makes a record undecidable: see `yiju.program.errors`.
 * @typedef {{code: string, label: string, rules: string[], detail: string, place: [string, number, number]}} RunError
 */

/** An unknown with a cause: the errors that a value would need mended first, each once and in order. */
export class Failure {
  /** @param {RunError[]} errors */
  constructor(errors) {
    this.errors = errors;
  }
}

const NO_PLACE = ["", 0, 0];

/**
 * A failure with one error.
 * @param {string} code
 * @param {[string, number, number]} place file, start and end in a rule file
 * @param {{label?: string, rules?: string[], detail?: string}} [told]
 * @returns {Failure}
 */
export function fail(code, place, { label = "", rules = [], detail = "" } = {}) {
  return new Failure([{ code, label, rules, detail, place: place ?? NO_PLACE }]);
}

/**
 * The failures together.
 * @param {Failure[]} failures
 * @returns {Failure}
 */
export function joinFailures(failures) {
  return failures.length === 1 ? failures[0] : new Failure(sortErrors(failures.flatMap((f) => f.errors)));
}

/**
 * Errors in order, each once.
 * @param {RunError[]} errors
 * @returns {RunError[]}
 */
export function sortErrors(errors) {
  const sorted = [...errors].sort(compareErrors);
  return sorted.filter((error, i) => i === 0 || compareErrors(sorted[i - 1], error) !== 0);
}

/** @param {RunError} a @param {RunError} b @returns {number} as Python sorts them */
export function compareErrors(a, b) {
  return (
    compareText(a.code, b.code) ||
    compareText(a.label, b.label) ||
    compareLists(a.rules, b.rules, compareText) ||
    compareText(a.detail, b.detail) ||
    compareText(a.place[0], b.place[0]) ||
    a.place[1] - b.place[1] ||
    a.place[2] - b.place[2]
  );
}

/**
 * Element by element, the shorter first.
 * @template T
 * @param {T[]} a
 * @param {T[]} b
 * @param {(x: T, y: T) => number} compareItems
 * @returns {number}
 */
export function compareLists(a, b, compareItems) {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const order = compareItems(a[i], b[i]);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

/**
 * Texts in the order of their characters' code points (JavaScript's own order is that of UTF-16 units).
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
export function compareText(a, b) {
  if (a === b) {
    return 0;
  }
  const [left, right] = [Array.from(a), Array.from(b)];
  return compareLists(left, right, (x, y) => x.codePointAt(0) - y.codePointAt(0));
}

/**
 * Whether two values are the same: numbers by what they come to, sets by what they hold.
 * @param {any} a
 * @param {any} b
 * @returns {boolean}
 */
export function sameValue(a, b) {
  if (a instanceof Num) {
    return b instanceof Num && eq(a, b);
  }
  if (a instanceof Pair) {
    return b instanceof Pair && eq(a.low, b.low) && eq(a.high, b.high);
  }
  if (a instanceof Set) {
    return b instanceof Set && a.size === b.size && [...a].every((v) => b.has(v));
  }
  return a === b;
}

/**
 * The order of two numbers, or of two days.
 * @param {Num|number} a
 * @param {Num|number} b
 * @returns {number}
 */
export function compareValues(a, b) {
  return a instanceof Num ? cmp(a, b) : a - b;
}

/**
 * Whether a number or day lies in the range of an InRange or RangeTest.
 * @param {Num|number} value
 * @param {{low: any, low_included: boolean, high: any, high_included: boolean}} range
 * @returns {boolean}
 */
export function isWithin(value, range) {
  const above = range.low === null ? 1 : compareValues(value, range.low);
  const below = range.high === null ? 1 : compareValues(range.high, value);
  return (above > 0 || (above === 0 && range.low_included)) && (below > 0 || (below === 0 && range.high_included));
}
