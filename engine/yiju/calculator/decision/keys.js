// Values as keys of a map: the same key for the same value.

import { Num, numKey } from "../../backends/to_javascript/runtime/exact.js";
import { Failure, Pair, compareText } from "../../backends/to_javascript/runtime/values.js";

/**
 * A key that only equal values have: days and truths are their own.
 * @param {*} value a value at run time, or a failure
 * @returns {string|number|boolean}
 */
export function valueKey(value) {
  if (typeof value === "string") return `"${value}`;
  return typeof value === "object" ? objectKey(value) : value;
}

function objectKey(value) {
  if (value === null) return "?";
  if (value instanceof Num) return numKey(value);
  if (value instanceof Pair) return `${numKey(value.low)} ${numKey(value.high)}`;
  if (value instanceof Set) return JSON.stringify([...value].sort(compareText));
  return value instanceof Failure ? `! ${JSON.stringify(value.errors)}` : "无";
}
