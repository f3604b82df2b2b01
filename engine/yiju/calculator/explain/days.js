// Days as an explanation needs them. A day is its ordinal (1 is 0001-01-01).

import { dateParts, isoText } from "../../backends/to_javascript/runtime/days.js";

/**
 * The month of a day: `2020-06`.
 * @param {number} day
 * @returns {string}
 */
export function monthOf(day) {
  return isoText(day).slice(0, 7);
}

/**
 * Whether a day is the last of its month.
 * @param {number} day
 * @returns {boolean}
 */
export function isMonthEnd(day) {
  return dateParts(day + 1).day === 1;
}
