// Values as keys of a map: the same text for the same value.

import { Num, numKey } from "../../backends/to_javascript/runtime/exact.js";
import { Failure, Pair, compareText } from "../../backends/to_javascript/runtime/values.js";

/**
 * A text that only equal values have.
 * @param {*} value a value at run time, or a failure
 * @returns {string}
 */
export function valueKey(value) {
  switch (typeof value) {
    case "string":
      return `"${value}`;
    case "object":
      return objectKey(value);
  }
  return `${typeof value} ${value}`;
}

function objectKey(value) {
  if (value === null) return "?";
  if (value instanceof Num) return numKey(value);
  if (value instanceof Pair) return `${numKey(value.low)} ${numKey(value.high)}`;
  if (value instanceof Set) return JSON.stringify([...value].sort(compareText));
  return value instanceof Failure ? `! ${JSON.stringify(value.errors)}` : "无";
}
