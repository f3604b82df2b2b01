// 互斥 within one record: of the payments due in a month that exclude each other, which are made.

import { Num, ZERO_NUM, isZero } from "../../backends/to_javascript/runtime/exact.js";
import { Scope, ref } from "../../backends/to_javascript/runtime/scope.js";
import { UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { valueKey } from "./keys.js";
import { paid } from "./mutual.js";

/**
 * The payments of a month as each 互斥 of the policy leaves them.
 * @param {Evaluator} evaluator
 * @param {Due[]} due
 * @param {number} month
 * @returns {Due[]}
 */
export function afterMutuals(evaluator, due, month) {
  return evaluator.policy.mutuals.reduce((left, mutual) => afterMutual(evaluator, mutual, left, month), due);
}

function afterMutual(evaluator, mutual, due, month) {
  const settled = [...due];
  for (const group of groupsOf(evaluator, mutual, due, month)) {
    const named = namedByField(evaluator, mutual, group);
    const chosen = paid(mutual, rivalsOf(group), named);
    group.forEach(({ at, item }, i) => {
      if (at === null || group.length < 2) return;
      const others = group.filter((member) => member.item !== item).map((member) => member.item);
      settled[at] = afterChoice(item, mutual, chosen[i], others);
    });
  }
  return settled;
}

/** Those of one key side by side: own payments with their number among those due, then those of other policies. */
function groupsOf(evaluator, mutual, due, month) {
  const names = mutual.payments.map(([, name]) => name);
  const groups = new Map();
  const add = (at, item, rival) => {
    const key = valueKey(keyOf(evaluator, mutual, item));
    groups.set(key, [...(groups.get(key) ?? []), { at, item, rival }]);
  };
  due.forEach((item, at) => {
    const order = names.indexOf(item.payment.name);
    if (order >= 0 && mayBePaid(item)) add(at, item, rivalOf(evaluator, order, item));
  });
  for (const [side, order, item] of duesOfOthers(evaluator, mutual, month)) add(null, item, rivalOf(side, order, item));
  return groups.values();
}

function mayBePaid({ value }) {
  return value === UNKNOWN || (value instanceof Num && value.n > 0n);
}

/** A payment to one who may not be meant is that much or nothing. */
function rivalOf(evaluator, order, item) {
  if (item.value !== UNKNOWN || item.recipient === null || item.payment.accrues) {
    return { order, value: item.value, if_due: UNKNOWN };
  }
  const value = ref(inRunOf(evaluator, item.scope), 0, item.payment.definition);
  return { order, value: UNKNOWN, if_due: value instanceof Num ? value : UNKNOWN };
}

function inRunOf(evaluator, { frames, day, variables, key }) {
  return new Scope(evaluator.run, frames, day, variables, key);
}

/** What each comes to: unknown where it is not sure to be due, unless all hang on one outcome. */
function rivalsOf(group) {
  const sure = group.some(({ at, item }) => at !== null && item.outcome === true);
  return group.map(({ at, item, rival }) => {
    if (item.outcome !== UNKNOWN || !(sure || at === null)) return rival;
    const amount = rival.value !== UNKNOWN && !isZero(rival.value) ? rival.value : rival.if_due;
    return { ...rival, value: UNKNOWN, if_due: amount };
  });
}

/** The payment that a field of the record names. */
function namedByField(evaluator, mutual, group) {
  const own = group.find(({ at }) => at !== null);
  if (mutual.field_expr === null || own === undefined) return "";
  return mutual.field_expr.value(evaluator.scope(own.item.day));
}

function keyOf(evaluator, mutual, item) {
  if (mutual.key_expr === null) return "";
  const scope = inRunOf(evaluator, item.scope);
  return mutual.key_expr.value(item.recipient !== null ? scope : scope.up(0).at(item.day));
}

/** What other policies named by a 互斥 pay the same record in the month: by whom, its place in the order, the payment. */
function duesOfOthers(evaluator, mutual, month) {
  const { program, policy } = evaluator;
  return mutual.payments.flatMap(([of, name], order) => {
    const other = program.policies[of];
    if (other === undefined || other === policy || other.subject !== policy.subject) return [];
    const side = evaluator.beside(of);
    const due = other.payments.filter((p) => p.name === name).flatMap((payment) => side.dueOf(payment, month));
    return due.filter(mayBePaid).map((item) => [side, order, item]);
  });
}

/** A payment after a 互斥: as it was, withheld, or unknown for what its rivals hang on. */
function afterChoice(item, mutual, isPaid, others) {
  if (isPaid === null) {
    const unsure = others.filter((other) => other.value === UNKNOWN || other.outcome === UNKNOWN);
    return { ...item, value: UNKNOWN, rivals: unsure };
  }
  return isPaid ? item : { ...item, withheld: mutual, value: ZERO_NUM };
}
