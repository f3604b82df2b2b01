// From what was evaluated to a decision: outcome, amounts, payments, reasons, citations, and what is missing.
// Input: a program, a policy's name, a record as stored, a day or a period. Output: a `Decision` (`decision/model.py`,
// under its own field names) with nothing left to look up.

import { isoText } from "../../backends/to_javascript/runtime/days.js";
import { Failure, UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { Asked, missingFields, monthOfDay } from "./asked.js";
import { Book } from "./book.js";
import { dutiesOf } from "./duties.js";
import { Evaluator } from "./evaluate.js";
import { runMessage } from "./messages.js";
import { amountsOfStandards, identifierOf, paymentsDue } from "./payments.js";
import { runsOf } from "./period.js";
import { inAnyDays } from "./schedule.js";
import { refNode } from "./traverse.js";
import { Standing, include, standsOn } from "./walk.js";
import { Reasoner, whyRule } from "./why.js";
import { wouldChange } from "./would_change.js";

/** The first of these that any month has is a period's outcome. */
const BY_WEIGHT = ["eligible", "undetermined", "ineligible"];

/** One decision while it is built. */
class Work {
  constructor(evaluator, evaluate, span) {
    this.evaluator = evaluator;
    this.asked = new Asked(evaluator, evaluate, span);
    this.evaluation = this.asked.evaluation;
    this.policy = this.evaluation.policy;
    this.book = new Book(evaluator.program);
    this.reasoner = new Reasoner((grounds) => this.book.cite(grounds));
    this.standing = new Standing();
    this.subject = evaluator.program.records[this.policy.subject];
    /** The unit that one record counts as. */
    this.per = this.subject.counts_as;
  }

  /** What a part of the decision stands on is the decision's. */
  merge(standing) {
    for (const part of ["grounds", "opens", "readings"]) include(this.standing[part], standing[part]);
  }
}

/**
 * The decision of one record as of a day.
 * @param {Program} program
 * @param {string} policy
 * @param {Array} row
 * @param {number} day
 * @returns {Decision}
 */
export function decideOn(program, policy, row, day) {
  const work = new Work(new Evaluator(program, policy, row), (evaluator) => evaluator.on(day), monthOfDay(day));
  const outcome = outcomeName(work.evaluation.outcome);
  standOnOutcome(work, day);
  return decisionOf(work, { on: day, period: null, intervals: [], outcome, why: reasonsOn(work, day) });
}

/**
 * The decision of one record over a period, month by month.
 * @param {Program} program
 * @param {string} policy
 * @param {Array} row
 * @param {number} first
 * @param {number} last
 * @returns {Decision}
 */
export function decidePeriod(program, policy, row, first, last) {
  const evaluate = (evaluator) => evaluator.during(first, last);
  const work = new Work(new Evaluator(program, policy, row), evaluate, [first, last]);
  const intervals = runsOf(work.evaluator, [first, last]).map((run) => {
    const told = { outcome: outcomeName(run.outcome), why: reasonsOn(work, run.day) };
    standOnOutcome(work, run.day);
    return { start: run.first, end: run.last, ...told };
  });
  const chosen = BY_WEIGHT.flatMap((name) => intervals.filter((interval) => interval.outcome === name));
  const told = { outcome: chosen[0]?.outcome ?? "ineligible", why: chosen[0]?.why ?? null };
  return decisionOf(work, { on: null, period: [first, last], intervals, ...told });
}

function outcomeName(value) {
  if (value instanceof Failure) return null;
  return value === UNKNOWN ? "undetermined" : value ? "eligible" : "ineligible";
}

function decisionOf(work, { on, period, intervals, outcome, why }) {
  const { evaluator, evaluation, policy, book, standing } = work;
  const errors = evaluation.errors.map((error) => recordError(work, error));
  const amounts = amountsOfStandards(work);
  const { payments, unpaid } = errors.length ? { payments: [], unpaid: [] } : paymentsDue(work);
  const needed = errors.length ? { fields: [], exact: true } : missingOfAll(work, amounts, payments);
  book.rely(policy.grounds);
  const duties = dutiesOf(policy, evaluation.scope, (grounds) => book.cite(grounds), outcome);
  return {
    policy: policy.name,
    title: policy.title,
    subject: policy.subject,
    record: identifierOf(work.subject, evaluator.row),
    on,
    period,
    outcome: errors.length ? null : outcome,
    errors,
    grade: book.grade(),
    amounts,
    payments,
    unpaid,
    why,
    citations: [...book.citations.values()],
    assumptions: [...book.assumptions.values()],
    missing: needed.fields,
    missing_exact: needed.exact,
    open: openPoints(standing),
    readings: [...policy.readings.map((reading) => [policy.name, reading]), ...standing.readings.values()],
    duties,
    changes: outcome === "ineligible" ? wouldChange(why) : [],
    intervals,
    unconditional: !policy.eligibility.some((use) => inAnyDays(evaluation.scope.day, use.intervals)),
    digest: evaluator.program.digest,
    stands_on: [...book.stoodOn.values()],
  };
}

// --- outcome and why -----------------------------------------------------------------------------------------------

/** What the outcome of a day stands on bears on the grade; its open points are the decision's. */
function standOnOutcome(work, day) {
  const { evaluator, policy } = work;
  const standing = standsOn(evaluator.program.definitions[policy.outcome].body, evaluator.scope(day));
  include(standing.grounds, boundOutside(policy, day)?.grounds ?? []);
  work.book.relyOn(standing);
  work.merge(standing);
}

/** The rules of the day; outside the policy's interval, the line that says so. */
function reasonsOn(work, day) {
  const { evaluator, policy, reasoner } = work;
  const scope = evaluator.scope(day);
  const outcome = refNode(evaluator.program.definitions[policy.outcome]);
  const bound = boundOutside(policy, day);
  if (bound !== null) {
    const rule = boundWord(policy, bound);
    const told = { rule, text: `${rule} ${isoText(bound.day)}`, holds: false, grounds: bound.grounds, decisive: true };
    return reasoner.step("interval", outcome, scope, told);
  }
  const uses = policy.eligibility.filter((use) => inAnyDays(day, use.intervals));
  const because = uses.map((use) => whyRule(reasoner, use.definition, scope));
  if (because.length === 1) return because[0];
  const { name, grounds } = policy;
  return reasoner.step("policy", outcome, scope, { rule: name, text: name, because, grounds });
}

function boundOutside({ start, end }, day) {
  if (start !== null && day < start.day) return start;
  return end !== null && day > end.day ? end : null;
}

function boundWord(policy, bound) {
  if (bound.kind === "document" && bound === policy.end) return "失效";
  return { start: "起始", cutoff: "截止", unknown: "未发布" }[bound.kind] ?? "施行";
}

function recordError(work, error) {
  const meant = work.evaluator.program.alternatives.filter(({ label }) => error.rules.includes(label));
  const [citations] = work.book.cite(meant.flatMap(({ grounds }) => grounds));
  return { code: error.code, message: runMessage(error), rules: error.rules, citations };
}

// --- missing and open ----------------------------------------------------------------------------------------------

/** The union: the outcome's first, then the payments', then the amounts' of one who is not refused. */
function missingOfAll(work, amounts, payments) {
  const { fields, exact } = missingFields(work.asked, payments.flatMap((payment) => payment.missing));
  const more = work.evaluation.outcome !== false ? amounts.flatMap((amount) => amount.missing) : [];
  return { fields: [...new Set([...fields, ...more])], exact };
}

function openPoints(standing) {
  const made = [...standing.opens].map(([open, point]) => ({
    point,
    readings: typeof open === "string" ? [] : open.readings,
    place: typeof open === "string" ? null : open.place,
  }));
  return [...new Map(made.map((open) => [JSON.stringify(open), open])).values()];
}
