// Conditions: comparison, membership, and the three-valued connectives. A failure is an unknown with a cause.

import { isWhole, subtractNum } from "./exact.js";
import { dateParts } from "./days.js";
import { strict, strictly } from "./totals.js";
import { Failure, NOTHING, Pair, UNKNOWN, compareValues, isWithin, sameValue } from "./values.js";

const HOLDS = {
  ge: (order) => order >= 0,
  gt: (order) => order > 0,
  le: (order) => order <= 0,
  lt: (order) => order < 0,
};

/**
 * A comparison; of a 人数, known when all that it can come to agree. 无 on either side: 假.
 * @param {"eq"|"ne"|"ge"|"gt"|"le"|"lt"} op
 * @param {any} left
 * @param {any} right
 * @returns {any}
 */
export function compare(op, left, right) {
  return strictly([left, right], () => {
    if (left === NOTHING || right === NOTHING) {
      return false;
    }
    const [a, b] = [endsOf(left), endsOf(right)];
    return op === "eq" || op === "ne" ? compareSame(op === "eq", a, b) : compareOrder(HOLDS[op], a, b);
  });
}

function endsOf(value) {
  return value instanceof Pair ? [value.low, value.high] : [value, value];
}

function compareOrder(holds, [low1, high1], [low2, high2]) {
  const lowest = holds(compareValues(low1, high2));
  return lowest === holds(compareValues(high1, low2)) ? lowest : UNKNOWN;
}

function compareSame(wanted, [low1, high1], [low2, high2]) {
  if (sameValue(low1, high1) && sameValue(low2, high2)) {
    return sameValue(low1, low2) === wanted;
  }
  return canMeet(low1, high1, low2, high2) ? UNKNOWN : !wanted;
}

/** Whether two ranges of whole steps, of which one has more than one value, have a value in common. */
function canMeet(low1, high1, low2, high2) {
  return compareValues(low1, high2) <= 0 && compareValues(low2, high1) <= 0 && isWhole(subtractNum(low1, low2));
}

/** @param {any} value @returns {any} `X 是 无` */
export function isNothing(value) {
  return strictly([value], () => value === NOTHING);
}

/**
 * `X 是 V`, `X 不是 V`: 无 is a value like another.
 * @param {any} left
 * @param {any} right
 * @param {boolean} negated
 * @returns {any}
 */
export function isValue(left, right, negated) {
  return strictly([left, right], () => sameValue(left, right) !== negated);
}

/**
 * `X 属于（…）`; 无 is in none.
 * @param {any} value
 * @param {any[]} values
 * @param {boolean} negated
 * @returns {any}
 */
export function oneOf(value, values, negated) {
  return strictly([value], () => (value !== NOTHING && values.some((v) => sameValue(v, value))) !== negated);
}

/**
 * Whether a number or day lies in a range; 无: 假.
 * @param {any} value
 * @param {any} range an InRange node
 * @returns {any}
 */
export function inRange(value, range) {
  return strictly([value], () => value !== NOTHING && isWithin(value, range));
}

/**
 * Whether a day lies in the month or year of the day at hand; 无: 假.
 * @param {any} value
 * @param {"month"|"year"} unit
 * @param {number} day
 * @returns {any}
 */
export function inMonth(value, unit, day) {
  if (typeof value !== "number") {
    return value === NOTHING ? false : value;
  }
  const [there, here] = [dateParts(value), dateParts(day)];
  return there.year === here.year && (unit === "year" || there.month === here.month);
}

/** @param {number[]} months @param {number} day @returns {boolean} whether the day's month is one of them */
export function monthIn(months, day) {
  return months.includes(dateParts(day).month);
}

/** @param {any} value a Set @param {string} wanted @returns {any} `X 含 V`; 无: 假 */
export function contains(value, wanted) {
  if (value instanceof Set) {
    return value.has(wanted);
  }
  return value === NOTHING ? false : value;
}

/**
 * 且 (`all`) and 或 (`any`) of truths, unknowns and failures.
 * @param {"all"|"any"} op
 * @param {any[]} values
 * @returns {any}
 */
export function kleene(op, values) {
  const decisive = op === "any";
  if (values.includes(decisive)) {
    return decisive;
  }
  const blocked = strict(values);
  if (blocked instanceof Failure) {
    return blocked;
  }
  return blocked ? UNKNOWN : !decisive;
}

/**
 * 且 or 或 of some nodes; those after one that settles it are not evaluated.
 * @param {any} scope
 * @param {"all"|"any"} op
 * @param {any[]} operands nodes
 * @returns {any}
 */
export function both(scope, op, operands) {
  const values = [];
  for (const operand of operands) {
    const value = operand.value(scope);
    if (value === (op === "any")) {
      return value;
    }
    values.push(value);
  }
  return kleene(op, values);
}

/** @param {any} value @returns {any} 非 */
export function not(value) {
  return typeof value === "boolean" ? !value : value;
}

/**
 * 若 … 则 … 否则: with an unknown condition known only where both branches agree.
 * @param {any} scope
 * @param {any} condition a node
 * @param {any} then a node
 * @param {any} otherwise a node
 * @returns {any}
 */
export function choice(scope, condition, then, otherwise) {
  const holds = condition.value(scope);
  if (typeof holds === "boolean") {
    return (holds ? then : otherwise).value(scope);
  }
  if (holds instanceof Failure) {
    return holds;
  }
  const [a, b] = [then.value(scope), otherwise.value(scope)];
  return !(a instanceof Failure) && sameValue(a, b) ? a : UNKNOWN;
}

/**
 * `X 若无 V`.
 * @param {any} scope
 * @param {any} value a node
 * @param {any} fallback a node
 * @returns {any}
 */
export function orElse(scope, value, fallback) {
  const found = value.value(scope);
  return found === NOTHING ? fallback.value(scope) : found;
}
