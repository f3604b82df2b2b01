// Payments, amounts and what was not paid, in lines. Over a period, see paying_period.js.
// Input: a decision's parts and a `Teller`. Output: blocks.

import { sameValue } from "../../backends/to_javascript/runtime/values.js";
import { clean } from "./layout.js";
import { originText, tellValue } from "./origins.js";
import { makeLine } from "./page.js";
import { sameShown } from "./shown.js";
import { listed, placeText, tight } from "./terms.js";
import { monthWords } from "./values.js";

/**
 * Each payment: its amount, the fund, how it was calculated, the words it stands on.
 * @param {import("./teller.js").Teller} teller
 * @param {Object[]} payments
 * @returns {Object[]}
 */
export function tellPayments(teller, payments) {
  return payments.flatMap((payment) => tellPayment(teller, payment));
}

function tellPayment(teller, payment) {
  const known = payment.value.kind !== "unknown";
  const value = known ? teller.value(payment.value) : openAmount(teller, payment);
  const payee = payeeText(teller, payment.name, payment.recipient);
  const parts = [payee + (known ? " " : teller.say("colon")) + value];
  if (known && payment.funds.length) parts.push(teller.say("from_fund", { funds: fundsText(teller, payment) }));
  return [
    makeLine(parts.join(teller.say("comma")), 0, known ? "plain" : "open"),
    ...tellCalculation(teller, payment),
    ...teller.citer.cite(citedBy([payment]), payment.assumed, 1),
  ];
}

/**
 * What payments stand on, then what their funds stand on.
 * @param {Object[]} payments
 * @returns {number[]}
 */
export function citedBy(payments) {
  const amounts = payments.flatMap((payment) => payment.citations);
  const funds = payments.flatMap((payment) => payment.funds.flatMap((fund) => fund.citations));
  return [...new Set([...amounts, ...funds])];
}

function openAmount(teller, payment) {
  if (payment.if_eligible !== null) return teller.say("if_eligible", { value: teller.value(payment.if_eligible) });
  const wants = wanting(teller, payment.missing, payment.open);
  return [teller.say("amount_unknown"), ...wants].join(teller.say("comma"));
}

/**
 * What an amount lacks: `缺考核结果`, `有待明确：…`.
 * @param {import("./teller.js").Teller} teller
 * @param {string[]} missing
 * @param {string[]} open
 * @returns {string[]}
 */
export function wanting(teller, missing, open) {
  const made = [];
  if (missing.length) {
    const names = missing.map((name) => placeText(name, teller.lang)).join(teller.say("list_comma"));
    made.push(teller.say("wants", { names }));
  }
  if (open.length) made.push(teller.say("depends_on", { points: open.map(clean).join(teller.say("semicolon")) }));
  return made;
}

/**
 * `儿童补贴（乙）`.
 * @param {import("./teller.js").Teller} teller
 * @param {string} name
 * @param {string|null} recipient
 * @returns {string}
 */
export function payeeText(teller, name, recipient) {
  if (!recipient) return clean(name);
  return teller.say("in_brackets", { text: clean(name), inner: teller.identifier(recipient) });
}

function fundsText(teller, payment) {
  if (payment.funds.length === 1 && sameShown(payment.funds[0].value, payment.value)) return clean(payment.funds[0].name);
  const parts = payment.funds.map((fund) => {
    return teller.say("fund_part", { name: clean(fund.name), value: teller.value(fund.value) });
  });
  return parts.join(teller.say("list_comma"));
}

/**
 * The formula with the values in it, unless the amount is simply a standard.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} payment
 * @returns {Object[]}
 */
export function tellCalculation(teller, payment) {
  if (payment.why === null || (payment.value.kind === "unknown" && payment.if_eligible === null)) return [];
  const formula = paymentFormula(payment.why);
  if (formula.because.length === 1 && formula.because[0].rule === formula.text) {
    const value = formula.because[0];
    return isStandard(teller, value.rule) ? [] : tellValue(teller, value, 1);
  }
  const empty = !formula.facts.length && !formula.because.length;
  if (formula.rule !== null || empty || !isWholePayment(payment, formula)) return [];
  return tellFormula(teller, formula);
}

function tellFormula(teller, formula) {
  const where = originText(teller, formula);
  if (formula.because.some((s) => s.kind === "exception" && s.holds === true)) return [makeLine(where, 1)];
  const said = teller.say("calculated", { formula: tight(formula.text, teller.lang) });
  const named = formula.because.filter((s) => !isStandard(teller, s.rule)).flatMap((s) => tellValue(teller, s, 2));
  return [makeLine(where ? [said, where].join(teller.say("comma")) : said, 1), ...named];
}

/** The formula that gave an amount, below the exceptions that did not apply to it. */
function paymentFormula(step) {
  const base = step.because.filter((s) => s.kind !== "exception");
  if (base.length === 1 && base[0].kind === "formula" && base[0].rule === null) return paymentFormula(base[0]);
  return step.rule === null || step.kind !== "formula" ? step : { ...step, rule: null };
}

/** Whether the formula gives the payment itself, not one of several months that it sums. */
function isWholePayment(payment, formula) {
  const paid = payment.if_eligible ?? payment.value;
  return formula.value !== null && sameValue(formula.value.value, paid.value);
}

function isStandard(teller, name) {
  return teller.citer.decision.amounts.some((amount) => amount.name === name);
}

// --- amounts and what was not paid --------------------------------------------------------------------------

/**
 * What the standards come to.
 * @param {import("./teller.js").Teller} teller
 * @param {Object[]} amounts
 * @returns {Object[]}
 */
export function tellAmounts(teller, amounts) {
  return amounts.flatMap((amount) => tellAmount(teller, amount));
}

function tellAmount(teller, amount) {
  const name = clean(amount.name);
  const grounds = teller.citer.cite(amount.citations, amount.assumed, 1);
  if (amount.value.kind === "unknown") {
    const wants = [teller.say("amount_unknown"), ...wanting(teller, amount.missing, amount.open)];
    return [makeLine([name, wants.join(teller.say("comma"))].join(teller.say("colon")), 0, "open"), ...grounds];
  }
  const line = teller.say("paid", { name, value: teller.value(amount.value) });
  const parts = amount.why === null ? "" : originText(teller, amount.why);
  return [makeLine(parts ? [line, parts].join(teller.say("comma")) : line, 0), ...grounds];
}

/**
 * What was due and came to nothing: payees and months of one kind together.
 * @param {import("./teller.js").Teller} teller
 * @param {Object[]} unpaid
 * @returns {Object[]}
 */
export function tellUnpaid(teller, unpaid) {
  const groups = new Map();
  for (const one of unpaid) {
    const key = JSON.stringify([one.name, one.reason, one.rule]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => tellUnpaidGroup(teller, group));
}

function tellUnpaidGroup(teller, group) {
  const recipients = [...new Set(group.map((one) => one.recipient))].filter((name) => name);
  const payees = recipients.map((name) => teller.identifier(name));
  const inner = payees.length ? [payees.join(teller.say("list_comma"))] : [];
  if (teller.day === null) inner.push(monthSpan(teller, group.map((one) => one.due)));
  let what = clean(group[0].name);
  if (inner.length) what = teller.say("in_brackets", { text: what, inner: inner.join(teller.say("comma")) });
  const rule = listed(clean(group[0].rule ?? "").replace(/^互斥 /, "")).join(teller.say("list_comma"));
  const cited = [...new Set(group.flatMap((one) => one.citations))];
  const line = makeLine(teller.say(`unpaid_${group[0].reason}`, { what, rule }), 0);
  return [line, ...teller.citer.cite(cited, [], 1)];
}

/**
 * Months, in any order, as runs: `2020年1月至3月`.
 * @param {import("./teller.js").Teller} teller
 * @param {string[]} given
 * @returns {string}
 */
export function monthSpan(teller, given) {
  const runs = [];
  for (const month of [...new Set(given)].sort()) {
    const last = runs[runs.length - 1];
    if (last && monthCount(month) === monthCount(last[1]) + 1) last[1] = month;
    else runs.push([month, month]);
  }
  return runs.map(([first, last]) => runText(teller, first, last)).join(teller.say("list_comma"));
}

/**
 * `2020年6月`, `2020年1月至3月`, `2020年11月至2021年2月`.
 * @param {import("./teller.js").Teller} teller
 * @param {string} first
 * @param {string} last
 * @returns {string}
 */
export function runText(teller, first, last) {
  if (first === last) return monthWords(first, teller.lang);
  let end = monthWords(last, teller.lang);
  if (teller.lang === "zh" && first.slice(0, 4) === last.slice(0, 4)) end = end.slice(end.indexOf("年") + 1);
  return teller.say("month_span", { start: monthWords(first, teller.lang), end });
}

function monthCount(month) {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
