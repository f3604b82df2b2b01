// The cells that breakpoints cut a variable's values into, by one value of each (`check/cells.py`): two values of one
// cell are told apart by no condition, so one of each is enough to try.

import { FIRST_DAY, LAST_DAY, toOrdinal } from "../../backends/to_javascript/runtime/days.js";
import { cmp, floorNum, num } from "../../backends/to_javascript/runtime/exact.js";

/**
 * The breakpoints and a number between each two, below the first and above the last, in steps of 1/scale.
 * @param {Num[]} points
 * @param {Num} low
 * @param {Num} high
 * @param {bigint} scale
 * @returns {Num[]}
 */
export function numberCells(points, low, high, scale) {
  const inside = points.filter((p) => cmp(p, low) >= 0 && cmp(p, high) <= 0).sort(cmp);
  const edges = [null, ...inside, null];
  return edges.slice(1).flatMap((after, i) => {
    const before = edges[i];
    const own = before !== null && (before.n * scale) % before.d === 0n ? [before] : [];
    const found = numberBetween(before, after, low, high, scale);
    return found === null ? own : [...own, found];
  });
}

/** A number after `before` and before `after` (null: no edge) within the bounds: a whole one if any. */
function numberBetween(before, after, low, high, scale) {
  if (before === null && after === null) return low;
  for (const steps of [1n, scale]) {
    const found = before === null ? stepBelow(after, steps) : stepAbove(before, steps);
    const fits = (after === null || cmp(found, after) < 0) && (before === null || cmp(found, before) > 0);
    if (fits && cmp(found, low) >= 0 && cmp(found, high) <= 0) return found;
  }
  return null;
}

function stepAbove(edge, steps) {
  return num(floorNum(num(edge.n * steps, edge.d)) + 1n, steps);
}

function stepBelow(edge, steps) {
  return num(-(floorNum(num(-edge.n * steps, edge.d)) + 1n), steps);
}

/**
 * The breakpoints, the day after each, and the day before the first.
 * @param {number[]} points
 * @returns {number[]}
 */
export function dayCells(points) {
  const inside = [...points].sort((a, b) => a - b);
  if (!inside.length) return [toOrdinal(2020, 1, 1)];
  const made = inside[0] > FIRST_DAY ? [inside[0] - 1] : [];
  inside.forEach((day, i) => {
    made.push(day);
    if (day < LAST_DAY && day + 1 !== inside[i + 1]) made.push(day + 1);
  });
  return made;
}
