// How large a field's number can be: its declared bounds, else the usual ones of its unit (`program/intervals.py`).

import { maxNum, num } from "../../backends/to_javascript/runtime/exact.js";

/** How large a counted field can be that declares no bounds: years as the calendar has them. */
const LARGEST_COUNTS = { 人: 1e6, 户: 1e6, 次: 1e6, 天: 4e6, 月: 12e4, 年: 1e4, 岁: 1e4 };
const USUAL_MONEY = 1e12;
const USUAL_RATIO = 1e6;

/**
 * What a field can be, both ends included.
 * @param {NumberType} kind
 * @param {Num|null} low
 * @param {Num|null} high
 * @returns {{low: Num, high: Num}}
 */
export function fieldRange(kind, low, high) {
  const size = magnitude(kind);
  const least = low ?? num(isCounted(kind) ? 0n : -size);
  return { low: least, high: maxNum(high ?? num(size), least) };
}

function unitsAbove(kind) {
  return kind.unit.filter(([, power]) => power > 0).map(([name]) => name);
}

function magnitude(kind) {
  const sizes = unitsAbove(kind).map((name) => LARGEST_COUNTS[name] ?? USUAL_MONEY);
  return BigInt(sizes.length ? Math.max(...sizes) : USUAL_RATIO);
}

/** Whether all it is made of is counted, so that it is never below 0. */
function isCounted(kind) {
  const above = unitsAbove(kind);
  return above.length > 0 && above.every((name) => name in LARGEST_COUNTS);
}
