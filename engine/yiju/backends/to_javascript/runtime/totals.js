// What several values come to together: what blocks them, and their sum, greatest, least and average.

import { addNum, divideNum, sumNums, wholeNum } from "./exact.js";
import { Failure, NOTHING, UNKNOWN, compareValues, joinFailures } from "./values.js";

/**
 * Of operands all needed: their failures together; else whether one is unknown.
 * @param {any[]} values
 * @returns {Failure|boolean}
 */
export function strict(values) {
  const failures = values.filter((v) => v instanceof Failure);
  return failures.length > 0 ? joinFailures(failures) : values.includes(UNKNOWN);
}

/**
 * What a strict operation gives: a failure, unknown, or what `work` makes of the values.
 * @param {any[]} values
 * @param {(values: any[]) => any} work
 * @returns {any}
 */
export function strictly(values, work) {
  const blocked = strict(values);
  if (blocked === false) {
    return work(values);
  }
  return blocked instanceof Failure ? blocked : UNKNOWN;
}

/**
 * sum, max, min or average of known values; 无 of nothing but for a sum.
 * @param {"sum"|"max"|"min"|"average"} op
 * @param {any[]} values
 * @returns {any}
 */
export function totalOf(op, values) {
  if (op === "sum") {
    return sumNums(values);
  }
  if (values.length === 0) {
    return NOTHING;
  }
  return op === "average" ? divideNum(values.reduce(addNum), wholeNum(values.length)) : furthest(op, values);
}

/**
 * The greatest or least of numbers or days.
 * @param {"max"|"min"} op
 * @param {any[]} values at least one
 * @returns {any}
 */
export function furthest(op, values) {
  const sign = op === "max" ? 1 : -1;
  return values.reduce((best, v) => (compareValues(v, best) * sign > 0 ? v : best));
}
