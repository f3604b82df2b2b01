// Arithmetic on values and days: strict, exact. What is not there or not known goes through as it came.

import {
  Num,
  addNum,
  divideNum,
  eq,
  isZero,
  multiplyNum,
  powerNum,
  roundNum,
  subtractNum,
  truncNum,
  wholeNum,
} from "./exact.js";
import { fullYears, sharedTime, shiftDay } from "./days.js";
import { furthest, strictly } from "./totals.js";
import { NOTHING, Pair, UNKNOWN, fail } from "./values.js";

/** @param {any} a @param {any} b @returns {any} a + b */
export function add(a, b) {
  return strictly([a, b], () => addNum(a, b));
}

/** @param {any} a @param {any} b @returns {any} a - b */
export function subtract(a, b) {
  return strictly([a, b], () => subtractNum(a, b));
}

/** @param {any} a @param {any} b @returns {any} a × b */
export function multiply(a, b) {
  return strictly([a, b], () => multiplyNum(a, b));
}

/**
 * a ÷ b; a zero divisor is an error on the record.
 * @param {any} a
 * @param {any} b
 * @param {[string, number, number]} place
 * @returns {any}
 */
export function divide(a, b, place) {
  return strictly([a, b], () => (isZero(b) ? fail("YJ611", place) : divideNum(a, b)));
}

/** @param {any} a @param {any} b a natural number @returns {any} a to the power of b */
export function power(a, b) {
  return strictly([a, b], () => powerNum(a, truncNum(b)));
}

/** @param {any[]} values numbers or days @returns {any} 较高者 */
export function greatest(values) {
  return strictly(values, () => furthest("max", values));
}

/** @param {any[]} values numbers or days @returns {any} 较低者 */
export function least(values) {
  return strictly(values, () => furthest("min", values));
}

/**
 * A number to a multiple of `step`.
 * @param {any} value
 * @param {Num} step
 * @param {"half_up"|"up"|"down"} mode
 * @returns {any}
 */
export function round(value, step, mode) {
  return value instanceof Num ? roundNum(value, step, mode) : value;
}

/** @param {any} value @returns {any} a 人数 as a number: known when both ends are equal */
export function sure(value) {
  if (value instanceof Pair) {
    return eq(value.low, value.high) ? value.low : UNKNOWN;
  }
  return value;
}

/** @param {any} born @param {number} day @returns {any} 周岁 as of a day */
export function yearsSince(born, day) {
  return typeof born === "number" ? wholeNum(fullYears(born, day)) : born;
}

/**
 * A day moved by days, months or years; out of the calendar is an error on the record.
 * @param {any} day
 * @param {any} amount
 * @param {{unit: "day"|"month"|"year", negative: boolean, place: [string, number, number]}} node
 * @returns {any}
 */
export function shift(day, amount, node) {
  return strictly([day, amount], () => {
    if (typeof day !== "number" || !(amount instanceof Num)) {
      return NOTHING;
    }
    const whole = truncNum(amount);
    return shiftDay(day, node.negative ? -whole : whole, node.unit) ?? fail("YJ618", node.place);
  });
}

/** @param {any} left @param {any} right @returns {any} how many days from right to left */
export function daysBetween(left, right) {
  return strictly([left, right], () => wholeNum(left - right));
}

/**
 * Days or months that two intervals share.
 * @param {"month"|"day"} unit
 * @param {any[]} ends start and end of the first, start and end of the second; 无 is open
 * @returns {any}
 */
export function overlap(unit, ends) {
  return strictly(ends, () => {
    const [a, b, c, d] = ends.map((end) => (end === NOTHING ? null : end));
    return wholeNum(sharedTime(unit, [a, b], [c, d]));
  });
}
