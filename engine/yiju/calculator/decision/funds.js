// Which funds pay a payment: by share, or in order up to a cap.

import { Num, isZero, minNum, multiplyNum, subtractNum } from "../../backends/to_javascript/runtime/exact.js";
import { UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { inAnyDays } from "./schedule.js";
import { SHOWN_UNKNOWN, shown } from "./show.js";

export const MONEY_UNIT = [["元", 1]];
const MONEY_TYPE = { kind: "NumberType", unit: MONEY_UNIT, scale: 100, pair: false, optional: false };

/**
 * The funds of one payment, with what each pays; unknown where the amount is, or whether the fund pays.
 * @param {Due} due
 * @param {Book} book
 * @returns {{name: string, value: Shown, citations: number[]}[]}
 */
export function fundShares(due, book) {
  const chosen = chosenFunds(due);
  const known = due.value instanceof Num && due.outcome !== UNKNOWN && chosen.every(({ sure }) => sure);
  const funds = chosen.map(({ fund }) => fund);
  const parts = known ? fundParts(funds, due.value) : funds.map(() => null);
  const made = funds.map((fund, i) => ({
    name: fund.name,
    value: parts[i] === null ? SHOWN_UNKNOWN : shown(parts[i], MONEY_TYPE),
    citations: book.rely(fund.grounds, due.evaluator.program)[0],
  }));
  return made.filter((_, i) => funds.length === 1 || parts[i] === null || !isZero(parts[i]));
}

/** Those that may pay; funds that name the payment stand before those that pay all payments. */
function chosenFunds({ payment, arrears, day, evaluator }) {
  const name = arrears ? arrears.payment : payment.name;
  const root = evaluator.scope(day);
  const meant = evaluator.policy.funds.filter((f) => !f.pays.length || f.pays.includes(name));
  const inForce = meant.filter((fund) => inAnyDays(day, fund.intervals));
  const states = inForce.map((fund) => ({ fund, holds: fund.when === null ? true : fund.when.value(root) }));
  const possible = states.filter(({ holds }) => holds !== false);
  const chosen = possible.map(({ fund, holds }) => ({ fund, sure: holds === true }));
  const named = chosen.filter(({ fund }) => fund.pays.length);
  return named.length ? named : chosen;
}

/** By share where shares are stated; else in order, each up to its cap; a fund alone pays all. */
function fundParts(funds, amount) {
  if (funds.some((f) => f.share !== null)) {
    return funds.map((f) => (f.share === null ? null : multiplyNum(amount, f.share)));
  }
  const stated = funds.length === 1 || funds.every((f) => f.order !== null || f.cap !== null);
  const parts = funds.map(() => null);
  let left = amount;
  for (const i of inOrder(funds)) {
    const part = funds[i].cap === null ? left : minNum(left, funds[i].cap);
    parts[i] = stated ? part : null;
    left = subtractNum(left, part);
  }
  return parts;
}

/** The numbers of the funds: those with a place first, by it. */
function inOrder(funds) {
  const place = (i) => funds[i].order ?? Infinity;
  return funds.map((_, i) => i).sort((a, b) => (place(a) === place(b) ? a - b : place(a) - place(b)));
}
