// Values made ready to print, compared as Python compares them.

import { numKey } from "../../backends/to_javascript/runtime/exact.js";
import { sameValue } from "../../backends/to_javascript/runtime/values.js";

/**
 * A text that two shown values have in common only if they are equal.
 * @param {Object} shown
 * @returns {string}
 */
export function shownKey(shown) {
  const value = shown.kind === "number" ? numKey(shown.value) : shown.value;
  return JSON.stringify([shown.kind, value, shown.unit, shown.percent, shown.decimals, shown.private]);
}

/**
 * Whether two shown values, or nulls, are equal.
 * @param {Object|null} first
 * @param {Object|null} second
 * @returns {boolean}
 */
export function sameShown(first, second) {
  if (first === null || second === null) return first === second;
  const form = (shown) => JSON.stringify([shown.kind, shown.unit, shown.percent, shown.decimals, shown.private]);
  return form(first) === form(second) && sameValue(first.value, second.value);
}
