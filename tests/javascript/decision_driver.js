// Decisions of many records at once, for the tests: each as JSON, as of some days and over some periods.

import { decideOn, decidePeriod } from "../../engine/yiju/calculator/decision/build.js";
import { toJson } from "../../engine/yiju/calculator/explain/json.js";

/** For each row, its decision on each day, then over each period; where one throws, what was thrown. */
export function decideMany(program, policy, rows, days, periods) {
  return rows.map((row) => [
    ...days.map((day) => toldBy(() => decideOn(program, policy, row, day))),
    ...periods.map(([first, last]) => toldBy(() => decidePeriod(program, policy, row, first, last))),
  ]);
}

function toldBy(decide) {
  try {
    return toJson(decide());
  } catch (error) {
    return { thrown: String(error.stack) };
  }
}

/** How many milliseconds each decision takes, and the middle and the longest of them. */
export function timesOf(program, policy, rows, days) {
  const taken = rows.flatMap((row) =>
    days.map((day) => {
      const start = performance.now();
      toJson(decideOn(program, policy, row, day));
      return performance.now() - start;
    }),
  );
  taken.sort((a, b) => a - b);
  return { middle: taken[Math.floor(taken.length / 2)], longest: taken.at(-1) };
}
