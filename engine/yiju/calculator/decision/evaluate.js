// One record, one policy: the outcome on a day, and the payments due in a month or a period.
// Input: a program, a record as stored. Output: plain results (values, errors, scopes) from which `build.js` makes a
// decision.

import { isoText, monthStart } from "../../backends/to_javascript/runtime/days.js";
import { Num, ZERO_NUM, isZero } from "../../backends/to_javascript/runtime/exact.js";
import { elements, ref, rootScope } from "../../backends/to_javascript/runtime/scope.js";
import { Failure, NOTHING, UNKNOWN, sortErrors } from "../../backends/to_javascript/runtime/values.js";
import { arrearsDue } from "./arrears.js";
import { afterMutuals } from "./exclusive.js";
import { accruedMonths, dueDay, earlierDaysOf, inAnyDays, intervalOf, lastDay, monthsBetween } from "./schedule.js";
import { stagedRun } from "./stages.js";
import { totalPaid } from "./totals.js";

/**
 * A payment due: `month` its first day, `day` the day it is decided, `outcome` of that day; `value` for its payee
 * (`scope`), or a Failure; `parts` the days whose sum it is (accruing payments). `withheld`: the 互斥 that took it;
 * `rivals`: those that may yet take it. `evaluator`: by which rules it was worked out (the months a 补发 makes up for
 * went by the rules before it).
 * @typedef {{payment: PaymentType, month: number, day: number, scope: Scope, outcome: *, value: *, parts: Scope[],
 *   recipient: Frame|null, evaluator: Evaluator, withheld: MutualType|null, arrears: ArrearsType|null,
 *   rivals: Due[]}} Due
 */

/**
 * A record's policy on a day: `scope` is the root's. `errors`: what made it undecidable.
 * @typedef {{policy: PolicyType, scope: Scope, outcome: *, due: Due[], errors: RunError[]}} Evaluation
 */

const NO_RIVALS = [];

/** Evaluates one record. */
export class Evaluator {
  /**
   * @param {Program} program
   * @param {string} policy its name
   * @param {Array} row
   * @param {Run} run what is known already of the record
   */
  constructor(program, policy, row, run = stagedRun(program)) {
    this.program = program;
    this.policy = program.policies[policy];
    this.row = row;
    this.run = run;
    this.interval = intervalOf(this.policy);
    this.before = new Map();
    this.root = rootScope(run, this.policy.subject, row, 1);
  }

  /** The record itself, as of a day. */
  scope(day) {
    return this.root.at(day);
  }

  /** 真, 假, unknown or a failure. */
  outcome(day) {
    return ref(this.scope(day), 0, this.policy.outcome);
  }

  /** The outcome on a day, and the payments due in its month. */
  on(day) {
    return this.evaluated(day, this.dueIn(monthStart(day)));
  }

  /** The payments of every month of a period; the outcome is that of its last day. */
  during(first, last) {
    const due = monthsBetween(first, last).flatMap((month) => this.dueIn(month));
    return this.evaluated(last, due.filter((item) => first <= item.day && item.day <= last));
  }

  evaluated(day, due) {
    const [scope, outcome] = [this.scope(day), this.outcome(day)];
    const standards = this.policy.standards.filter((use) => inAnyDays(day, use.intervals));
    const values = [outcome, ...standards.map((use) => ref(scope, 0, use.definition))];
    const errors = [...values.flatMap(errorsOf), ...due.flatMap(errorsOfDue)];
    return { policy: this.policy, scope, outcome, due, errors: sortErrors(errors) };
  }

  /** The payments due in a month, after 互斥. */
  dueIn(month) {
    const due = this.policy.payments.flatMap((payment) => this.dueByArrears(payment, month));
    return afterMutuals(this, due, month);
  }

  /** What is due of a payment, and its 补发: the months it makes up for were paid by the rules before them. */
  dueByArrears(payment, month) {
    const granted = this.policy.arrears.filter((a) => a.payment === payment.name);
    const past = granted.find((a) => a.start <= month && month < monthStart(a.due));
    if (past) return this.asBefore(past).dueOf(payment, month);
    const now = granted.filter((a) => monthStart(a.due) === month);
    return [...this.dueOf(payment, month), ...now.flatMap((arrears) => arrearsDue(this, payment, arrears))];
  }

  /** The rules as they were before the months that a 补发 makes up for. */
  asBefore(arrears) {
    if (!this.before.has(arrears)) {
      const key = `${this.policy.name}/${arrears.payment}/${isoText(arrears.start)}`;
      const program = { ...this.program.arrears_before[key], settled: this.program.settled };
      this.before.set(arrears, new Evaluator(program, this.policy.name, this.row));
    }
    return this.before.get(arrears);
  }

  /** The same record under another policy. */
  beside(policy) {
    return new Evaluator(this.program, policy, this.row, this.run);
  }

  /** What is due of one payment in a month, for each payee. */
  dueOf(payment, month) {
    const day = dueDay(payment, month, this.interval);
    if (day === null || !inAnyDays(day, payment.intervals)) return [];
    const [scope, outcome] = [this.scope(day), this.outcome(day)];
    if (outcome === false) return [];
    const found = [];
    for (const [payee, recipient] of this.payees(payment, scope)) {
      const made = this.amountDue(payment, payee, month);
      if (made === null) continue;
      const { value, parts } = made;
      const unset = { withheld: null, arrears: null, rivals: NO_RIVALS };
      found.push({ payment, month, day, scope: payee, outcome, value, parts, recipient, evaluator: this, ...unset });
    }
    return found;
  }

  /** What comes to a payee, and the days it is the sum of; null for a one-off payment that was made before. */
  amountDue(payment, payee, month) {
    const made = this.amount(payment, payee, month);
    if (payment.schedule.kind !== "once") return made;
    const earlier = this.paidEarlier(payment, payee, month);
    if (earlier === null) return null;
    const { value } = made;
    const comesToNothing = value === NOTHING || isNought(value) || value instanceof Failure;
    return earlier.length && !comesToNothing ? { value: UNKNOWN, parts: [...made.parts, ...earlier] } : made;
  }

  /** The earlier days on which a one-off payment may have been made; null where it was made on one. */
  paidEarlier(payment, payee, month) {
    const first = this.firstDayOf(payment, payee);
    if (first === null || first >= month) return [];
    const unknown = [];
    for (const day of earlierDaysOf(payment, this.interval, first, month)) {
      const scope = payee.at(day);
      const value = this.accrued(payment, scope);
      if (value instanceof Num && value.n > 0n) return null;
      if (value === UNKNOWN) unknown.push(scope);
    }
    return unknown;
  }

  /** From when a one-off payment may have been made: the policy's first day, else that of its own 自. */
  firstDayOf(payment, payee) {
    if (this.policy.start !== null) return this.policy.start.day;
    const own = payment.start === null ? null : payment.start.value(payee);
    return typeof own === "number" ? own : null;
  }

  /** The scope of each who is paid, with its frame where it is an element of a list. */
  payees(payment, scope) {
    if (payment.recipients === null) return [[scope, null]];
    const frames = elements(payment.recipients, scope);
    const inner = Array.isArray(frames) ? frames.map((frame) => [scope.push(frame), frame]) : [];
    return inner.filter(([s]) => payment.where === null || payment.where.value(s) !== false);
  }

  amount(payment, payee, month) {
    if (!payment.accrues) return { value: this.amountOfOne(payment, payee), parts: [payee] };
    const days = accruedMonths(payment, month).map((m) => lastDay(m, this.interval));
    const parts = days.filter((d) => d !== null).map((d) => payee.at(d));
    return { value: totalPaid(parts.map((s) => this.accrued(payment, s))), parts };
  }

  accrued(payment, scope) {
    const outcome = this.outcome(scope.day);
    return outcome === true ? this.amountOfOne(payment, scope) : outcome === false ? ZERO_NUM : outcome;
  }

  amountOfOne(payment, payee) {
    const chosen = payment.recipients === null || payment.where === null ? true : payment.where.value(payee);
    const value = ref(payee, 0, payment.definition);
    if (chosen === true || value instanceof Failure) return value;
    return chosen === false || isNought(value) ? ZERO_NUM : UNKNOWN;
  }
}

/**
 * Whether a value is the number 0.
 * @param {*} value
 * @returns {boolean}
 */
export function isNought(value) {
  return value instanceof Num && isZero(value);
}

function errorsOf(value) {
  return value instanceof Failure ? value.errors : [];
}

function errorsOfDue(item) {
  return [...errorsOf(item.value), ...errorsOf(item.outcome), ...errorsBelowZero(item)];
}

function errorsBelowZero({ value, outcome, payment }) {
  if (!(value instanceof Num) || value.n >= 0n || outcome !== true) return [];
  return [{ code: "YJ617", label: payment.name, rules: [payment.name], detail: "", place: payment.place }];
}
