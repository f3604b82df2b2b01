// What to ask for: the missing fields that could still change the outcome or a due payment.

import { monthEnd, monthStart } from "../../backends/to_javascript/runtime/days.js";
import { UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { dueDay, inAnyDays, lastDay, monthsBetween } from "./schedule.js";
import { missingOf } from "./trial.js";
import { Standing, standsOn } from "./walk.js";

/** One record's evaluation on a day or over a period, and what its unknowns hang on. */
export class Asked {
  /**
   * @param {Evaluator} evaluator
   * @param {(evaluator: Evaluator) => Evaluation} evaluate as of the day, or over the period
   * @param {[number, number]} span the month of the day, or the period
   */
  constructor(evaluator, evaluate, span) {
    this.evaluator = evaluator;
    this.evaluate = evaluate;
    this.span = span;
    this.evaluation = evaluate(evaluator);
    this.outcomeStanding = null;
  }

  /** What keeps the outcome undecided on the days that matter. */
  ofOutcome() {
    if (this.outcomeStanding !== null) return this.outcomeStanding;
    const { evaluator, evaluation } = this;
    const days = evaluation.due.filter((d) => d.outcome === UNKNOWN).map((d) => d.day);
    if (evaluation.outcome === UNKNOWN) days.push(evaluation.scope.day);
    const { body } = evaluator.program.definitions[evaluation.policy.outcome];
    this.outcomeStanding = new Standing();
    for (const day of inTime(days)) standsOn(body, evaluator.scope(day), this.outcomeStanding);
    return this.outcomeStanding;
  }

  /** A payment's missing fields and open points: the outcome's first, then the amount's. */
  ofPayment(due, amount) {
    const standings = due.outcome === UNKNOWN ? [this.ofOutcome()] : [];
    if (due.value === UNKNOWN) standings.push(amount);
    return {
      missing: [...new Set(standings.flatMap((standing) => [...standing.missing]))],
      open: [...new Set(standings.flatMap((standing) => standing.openTexts()))],
    };
  }
}

function inTime(days) {
  return [...new Set(days)].sort((a, b) => a - b);
}

/**
 * The missing fields that could still change the outcome or a due payment, and whether the list is exact. The outcome's
 * come first, and those that decide most before the others.
 * @param {Asked} asked
 * @param {string[]} further those that the payments' walks met
 * @returns {{fields: string[], exact: boolean}}
 */
export function missingFields(asked, further) {
  const first = asked.ofOutcome().missing;
  const names = new Set([...first, ...further, ...unknownLists(asked)]);
  if (!names.size) return { fields: [], exact: true };
  const { due, scope } = asked.evaluation;
  const days = [scope.day, ...due.flatMap((d) => [d.day, ...d.parts.map((part) => part.day)])];
  days.push(...earlierDays(asked, Math.max(...days)));
  const { fields, exact } = missingOf(asked.evaluator, names, asked.evaluate, inTime(days));
  return { fields: [...fields.filter((f) => first.has(f)), ...fields.filter((f) => !first.has(f))], exact };
}

/** The days on which a payment made once may have been made before. */
function earlierDays({ evaluator: { policy, interval } }, day) {
  if (policy.start === null || !policy.payments.some((p) => p.schedule.kind === "once")) return [];
  const ends = monthsBetween(policy.start.day, day).map((month) => lastDay(month, interval));
  return ends.filter((d) => d !== null);
}

/** Lists whose elements are paid each on their own, where the list itself is unknown on a day of payment. */
function unknownLists(asked) {
  const { evaluator } = asked;
  const lists = evaluator.policy.payments.filter((p) => p.recipients !== null && p.recipients.kind === "Field");
  const unknown = lists.filter((payment) =>
    paidOn(asked, payment).some((day) => payment.recipients.value(evaluator.scope(day)) === UNKNOWN),
  );
  return unknown.map((payment) => payment.recipients.name);
}

/** The days asked for on which a payment falls due to one who is not refused. */
function paidOn({ evaluator, span: [first, last] }, payment) {
  const days = monthsBetween(first, last).map((month) => dueDay(payment, month, evaluator.interval));
  const due = days.filter((day) => day !== null && first <= day && day <= last && inAnyDays(day, payment.intervals));
  return due.filter((day) => evaluator.outcome(day) !== false);
}

/**
 * The first and last day of a day's month.
 * @param {number} day
 * @returns {[number, number]}
 */
export function monthOfDay(day) {
  return [monthStart(day), monthEnd(day)];
}
