// The values of leaves: fields, names, points left open; what is chosen by the day; histories.

import { num } from "./exact.js";
import { inDays, monthNumber } from "./days.js";
import { totalOf } from "./totals.js";
import { UNKNOWN } from "./values.js";

/**
 * A field of the record `up` frames out; unknown where there is no such frame.
 * @param {any} scope
 * @param {number} up
 * @param {string} name
 * @returns {any}
 */
export function field(scope, up, name) {
  const frame = scope.frames[up];
  if (frame === undefined) {
    return UNKNOWN;
  }
  const index = frame.record.places[name];
  const value = frame.row[index];
  return typeof value === "bigint" ? num(value, BigInt(frame.record.fields[index].type.scale)) : value;
}

/**
 * A field with a value for when it is absent (缺省).
 * @param {any} scope
 * @param {number} up
 * @param {string} name
 * @param {any} otherwise a node
 * @returns {any}
 */
export function fieldOr(scope, up, name, otherwise) {
  const value = field(scope, up, name);
  return value === UNKNOWN && up < scope.frames.length ? otherwise.value(scope) : value;
}

/**
 * An argument or 令.
 * @param {any} scope
 * @param {string} name
 * @returns {any}
 */
export function variable(scope, name) {
  return scope.variables.get(name);
}

/**
 * A point left open: unknown, but where a program takes it as decided (`settled`, a Map from Open nodes to truths).
 * @param {any} scope
 * @param {any} point an Open node
 * @returns {any}
 */
export function openPoint(scope, point) {
  const { settled } = scope.run.program;
  return settled !== undefined && settled.has(point) ? settled.get(point) : UNKNOWN;
}

/**
 * The value of a node as of a day; unknown, 无 or a failure where the day is.
 * @param {any} scope
 * @param {any} day
 * @param {any} node
 * @returns {any}
 */
export function at(scope, day, node) {
  return typeof day === "number" ? node.value(scope.at(day)) : day;
}

/**
 * The value of the piece whose interval holds the day at hand; unknown if none does.
 * @param {any} scope
 * @param {{interval: any, value: any}[]} pieces
 * @returns {any}
 */
export function dated(scope, pieces) {
  const piece = pieces.find((p) => inDays(scope.day, p.interval));
  return piece === undefined ? UNKNOWN : piece.value.value(scope);
}

/**
 * A history's value for the month of the day at hand; unknown if unmentioned.
 * @param {any} scope
 * @param {any} history a node
 * @returns {any}
 */
export function historyAt(scope, history) {
  const months = history.value(scope);
  return months instanceof Map ? inMonthOf(months, history, monthNumber(scope.day)) : months;
}

/**
 * sum, max, min or average over the whole months before that of the day at hand; unknown if any is.
 * @param {any} scope
 * @param {any} history a node
 * @param {"sum"|"max"|"min"|"average"} op
 * @param {number} count how many months
 * @returns {any}
 */
export function historyWindow(scope, history, op, count) {
  const months = history.value(scope);
  if (!(months instanceof Map)) {
    return months;
  }
  const now = monthNumber(scope.day);
  const values = Array.from({ length: count }, (_, i) => inMonthOf(months, history, now - count + i));
  return values.includes(UNKNOWN) ? UNKNOWN : totalOf(op, values);
}

function inMonthOf(months, history, month) {
  const value = months.get(month) ?? UNKNOWN;
  return value === UNKNOWN ? UNKNOWN : num(value, BigInt(history.type.of.scale));
}
