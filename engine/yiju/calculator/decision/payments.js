// The amounts and payments of a decision: each with what it stands on, what it lacks, and how it came about.

import { isoText, monthStart } from "../../backends/to_javascript/runtime/days.js";
import { Num, isZero } from "../../backends/to_javascript/runtime/exact.js";
import { ref } from "../../backends/to_javascript/runtime/scope.js";
import { NOTHING, UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { MONEY_UNIT, fundShares } from "./funds.js";
import { inAnyDays } from "./schedule.js";
import { SHOWN_UNKNOWN, shown } from "./show.js";
import { refNode } from "./traverse.js";
import { without } from "./units.js";
import { Standing, include, standsOn } from "./walk.js";
import { Reasoner, why } from "./why.js";

/**
 * The 标准 in force on the day.
 * @param {Work} work
 * @returns {Amount[]}
 */
export function amountsOfStandards(work) {
  const { scope, policy } = work.evaluation;
  const uses = policy.standards.filter((use) => inAnyDays(scope.day, use.intervals));
  return uses.map((use) => amountOfStandard(work, scope, scope.run.program.definitions[use.definition]));
}

function amountOfStandard(work, scope, definition) {
  const value = ref(scope, 0, definition.id);
  const unit = definition.type.kind === "NumberType" ? without(definition.type.unit, work.per) : [];
  const node = refNode(definition);
  const standing = standsOn(node, scope);
  const [citations, assumed] = work.book.cite([...standing.grounds]);
  const isMet = work.evaluation.outcome !== false;
  if (isMet) work.book.relyOn(standing);
  if (isMet && value === UNKNOWN) work.merge(standing);
  return {
    name: definition.label,
    value: shown(value, definition.type, { unit }),
    unit,
    missing: value === UNKNOWN ? [...standing.missing] : [],
    open: value === UNKNOWN ? standing.openTexts() : [],
    citations,
    assumed,
    why: why(work.reasoner, node, scope),
  };
}

/**
 * What is due, and what was due and came to nothing.
 * @param {Work} work
 * @returns {{payments: Payment[], unpaid: Unpaid[]}}
 */
export function paymentsDue(work) {
  const [payments, unpaid] = [[], []];
  for (const due of work.evaluation.due) {
    const reason = reasonOfNothing(due);
    if (reason === null) payments.push(paymentOf(work, due));
    else unpaid.push(unpaidOf(work, due, reason));
  }
  return { payments, unpaid };
}

// --- what came to nothing ------------------------------------------------------------------------------------------

function reasonOfNothing(due) {
  if (due.withheld !== null) return "withheld";
  if (due.value === NOTHING) return "nothing";
  if (!(due.value instanceof Num) || !isZero(due.value)) return null;
  return isOutsideBounds(due) ? "bounds" : "zero";
}

/** Whether the month lies before a payment's 自 or after its 至. */
function isOutsideBounds({ payment, scope, day }) {
  const [start, end] = [payment.start, payment.end].map((bound) => (bound === null ? null : bound.value(scope)));
  const month = monthStart(day);
  return (typeof start === "number" && monthStart(start) > month) || (typeof end === "number" && end < month);
}

function unpaidOf(work, due, reason) {
  const citations = citationsOfNothing(work, due);
  const { payment, withheld, month } = due;
  const rule = withheld && `互斥 ${withheld.payments.map(([, name]) => name).join("，")}`;
  return { name: payment.name, due: monthText(month), recipient: recipientOf(due), reason, rule, citations };
}

/** The citations of what made a payment come to nothing: the 互斥, or everything its amount stands on. */
function citationsOfNothing(work, { payment, withheld, parts, evaluator: { program } }) {
  if (withheld !== null) return work.book.cite(withheld.grounds, program)[0];
  const standing = new Standing();
  for (const scope of parts) standsOn(program.definitions[payment.definition].body, scope, standing);
  return work.book.rely([...payment.grounds, ...standing.grounds], program)[0];
}

// --- what is due ---------------------------------------------------------------------------------------------------

function paymentOf(work, due) {
  const { payment, value, outcome, evaluator } = due;
  const { type } = evaluator.program.definitions[payment.definition];
  const standing = standingOf(due);
  const [citations, assumed] = work.book.relyOn(standing, evaluator.program);
  work.merge(standing);
  const amount = shown(value, type, { unit: MONEY_UNIT });
  const isKnown = outcome === true && value instanceof Num;
  const lacks = isKnown ? { missing: [], open: [] } : work.asked.ofPayment(due, standing);
  return {
    name: payment.name,
    due: monthText(due.month),
    on: due.day,
    value: isKnown ? amount : SHOWN_UNKNOWN,
    if_eligible: outcome === UNKNOWN && value instanceof Num ? amount : null,
    unit: MONEY_UNIT,
    recipient: recipientOf(due),
    ...lacks,
    funds: fundShares(due, work.book),
    citations,
    assumed,
    why: whyPayment(work, due),
  };
}

/** What a payment stands on: its amount on each of its days, whom it is for, and those that may take its place. */
function standingOf(due) {
  const standing = standingOfParts(due, new Standing());
  for (const rival of due.rivals) unsettle(standing, rival);
  standing.grounds = new Set([...due.payment.grounds, ...standing.grounds]);
  standing.read(due.payment.name, due.payment.readings);
  return standing;
}

function standingOfParts(due, standing) {
  const { payment, parts, evaluator } = due;
  const { body } = evaluator.program.definitions[payment.definition];
  for (const scope of parts) {
    standsOn(body, scope, standing);
    if (payment.where !== null) standsOn(payment.where, scope, standing);
  }
  outcomesEarlier(due, standing);
  return standing;
}

/** What the outcome of an earlier month hangs on, where a payment accrues or may have been made before. */
function outcomesEarlier({ parts, day, evaluator }, standing) {
  const { body } = evaluator.program.definitions[evaluator.policy.outcome];
  const days = new Set(parts.map((scope) => scope.day).filter((d) => d !== day));
  for (const earlier of [...days].sort((a, b) => a - b)) {
    if (evaluator.outcome(earlier) === UNKNOWN) standsOn(body, evaluator.scope(earlier), standing);
  }
}

/** What a payment misses that may take another's place (互斥). */
function unsettle(standing, rival) {
  const there = standingOfParts(rival, new Standing());
  const { evaluator } = rival;
  if (rival.outcome === UNKNOWN) {
    standsOn(evaluator.program.definitions[evaluator.policy.outcome].body, evaluator.scope(rival.day), there);
  }
  include(standing.missing, there.missing);
  include(standing.opens, there.opens);
}

function whyPayment(work, { payment, scope, evaluator: { program } }) {
  const reasoner = new Reasoner((grounds) => work.book.cite(grounds, program));
  return reasoner.step("formula", refNode(program.definitions[payment.definition]), scope, {
    because: [why(reasoner, payment.amount, scope)],
    rule: payment.name,
    text: payment.amount.text,
    grounds: payment.grounds,
  });
}

// --- words ---------------------------------------------------------------------------------------------------------

/** `2020-06`. */
function monthText(day) {
  return isoText(day).slice(0, 7);
}

function recipientOf({ recipient }) {
  if (recipient === null) return null;
  const [name, index] = recipient.path.at(-1);
  return identifierOf(recipient.record, recipient.row) || `${name}[${index + 1}]`;
}

/**
 * The value of a record's 标识 field, or nothing.
 * @param {RecordType} record
 * @param {Array} row
 * @returns {string}
 */
export function identifierOf(record, row) {
  const value = row[record.fields.findIndex((f) => f.identifier)] ?? "";
  return String(value);
}
