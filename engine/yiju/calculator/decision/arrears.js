// 补发: what should have been paid over some months less what was, for each payee.

import { inDays, monthEnd, monthStart } from "../../backends/to_javascript/runtime/days.js";
import { Num, ZERO_NUM, maxNum, subtractNum } from "../../backends/to_javascript/runtime/exact.js";
import { Failure, UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { lastDay, monthsBetween } from "./schedule.js";
import { totalPaid } from "./totals.js";

/**
 * The difference over the months between, for each payee.
 * @param {Evaluator} evaluator
 * @param {PaymentType} payment
 * @param {ArrearsType} arrears
 * @returns {Due[]}
 */
export function arrearsDue(evaluator, payment, arrears) {
  const months = monthsBetween(arrears.start, monthStart(arrears.due) - 1);
  const now = new Map();
  for (const item of months.flatMap((month) => evaluator.dueOf(payment, month))) {
    now.set(payeeKey(item), [...(now.get(payeeKey(item)) ?? []), item]);
  }
  const named = { ...payment, name: `补发${payment.name}`, grounds: arrears.grounds };
  return [...now].map(([payee, items]) => {
    const then = months.map((month) => paidThen(evaluator, payment, arrears, month, payee));
    const day = lastDay(arrears.due, evaluator.interval) ?? monthEnd(arrears.due);
    return {
      ...items[0],
      payment: named,
      month: monthStart(arrears.due),
      day,
      value: differencePaid(items, then),
      parts: items.flatMap((item) => item.parts),
      outcome: inDays(day, evaluator.interval) ? evaluator.outcome(day) : items[0].outcome,
      arrears,
    };
  });
}

function payeeKey(item) {
  return item.recipient === null ? null : item.recipient.key;
}

function paidThen(evaluator, payment, arrears, month, payee) {
  const due = evaluator.asBefore(arrears).dueOf(payment, month);
  return totalPaid(due.filter((item) => payeeKey(item) === payee).map(asPaid));
}

function asPaid({ value, outcome }) {
  return outcome === true ? value : outcome === UNKNOWN ? UNKNOWN : ZERO_NUM;
}

/** What should have been paid less what was; nothing to pay where that is not more. */
function differencePaid(now, then) {
  const [should, was] = [totalPaid(now.map(asPaid)), totalPaid(then)];
  if (should instanceof Num && was instanceof Num) return maxNum(subtractNum(should, was), ZERO_NUM);
  return [should, was].find((value) => value instanceof Failure) ?? UNKNOWN;
}
