// A period month by month: runs of months with one outcome and one reason.

import { monthEnd } from "../../backends/to_javascript/runtime/days.js";
import { ref } from "../../backends/to_javascript/runtime/scope.js";
import { valueKey } from "./keys.js";
import { inAnyDays, monthsBetween } from "./schedule.js";

/**
 * The runs of months of a period: first day, last day, a day inside to explain it by, outcome. A month is judged on its
 * last day in the period and in the policy.
 * @param {Evaluator} evaluator
 * @param {[number, number]} period
 * @returns {{first: number, last: number, day: number, outcome: *}[]}
 */
export function runsOf(evaluator, period) {
  const made = [];
  let reason = null;
  for (const month of monthsBetween(...period)) {
    const [first, last] = [Math.max(month, period[0]), Math.min(monthEnd(month), period[1])];
    const day = judgedOn(evaluator.interval, first, last);
    const outcome = evaluator.outcome(day);
    const own = `${valueKey(outcome)} ${reasonKey(evaluator, day)}`;
    if (own === reason) made.push({ ...made.pop(), last });
    else made.push({ first, last, day, outcome });
    reason = own;
  }
  return made;
}

function judgedOn({ start, end }, first, last) {
  if (end !== null && first <= end && end < last) return end;
  return start === null || start <= last ? last : first;
}

/** Which rules hold, fail or are unknown on a day; outside the interval, on which side. */
function reasonKey(evaluator, day) {
  const { interval, policy } = evaluator;
  if (interval.start !== null && day < interval.start) return "before";
  if (interval.end !== null && day > interval.end) return "after";
  const scope = evaluator.scope(day);
  const uses = policy.eligibility.filter((use) => inAnyDays(day, use.intervals));
  const values = uses.map((use) => ref(scope, 0, use.definition));
  return JSON.stringify(values.map((value, i) => [uses[i].definition, typeof value === "boolean" ? value : null]));
}
