// Payments over a period: a table with a row a month, and below it how each is calculated and who pays.
// Input: a decision and a `Teller`. Output: blocks.

import { addNum } from "../../backends/to_javascript/runtime/exact.js";
import { clean } from "./layout.js";
import { makeLine, makeTable } from "./page.js";
import { citedBy, monthSpan, payeeText, tellCalculation, wanting } from "./paying.js";
import { shownKey } from "./shown.js";
import { monthWords, numberText } from "./values.js";

/**
 * A row a month, a column a payment and payee, totals below.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} decision
 * @returns {Object}
 */
export function paymentTable(teller, decision) {
  const payees = new Map(decision.payments.map((payment) => [columnKey(payment), payment]));
  const months = [...new Set(decision.payments.map((payment) => payment.due))].sort();
  const cells = new Map(decision.payments.map((payment) => [`${payment.due} ${columnKey(payment)}`, payment]));
  const keys = [...payees.keys()];
  const rows = months.map((month) => {
    return [monthWords(month, teller.lang), ...keys.map((key) => cellText(teller, cells.get(`${month} ${key}`)))];
  });
  const sums = keys.map((key) => totalText(teller, decision.payments.filter((p) => columnKey(p) === key)));
  const named = [...payees.values()].map((payment) => payeeText(teller, payment.name, payment.recipient));
  const right = keys.map((_, index) => index + 1);
  return makeTable([teller.say("month"), ...named], [...rows, [teller.say("total"), ...sums]], right, true);
}

function columnKey(payment) {
  return JSON.stringify([payment.name, payment.recipient]);
}

function cellText(teller, payment) {
  if (payment === undefined) return "";
  return payment.value.kind === "unknown" ? teller.say("undecided_cell") : teller.value(payment.value);
}

/** The sum of payments whose amount is known: `8400.00元`; with payments not yet determined it says so. */
function totalText(teller, payments) {
  const known = payments.map((payment) => payment.value).filter((value) => value.kind === "number");
  if (!known.length) return teller.say("undecided_cell");
  const value = numberText(known.map((shown) => shown.value).reduce(addNum), known[0], teller.lang);
  return known.length < payments.length ? teller.say("total_open", { value }) : value;
}

/**
 * Below the table: for each payment how it is calculated, who pays, what an open one lacks, its grounds.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} decision
 * @returns {Object[]}
 */
export function paymentNotes(teller, decision) {
  const names = [...new Set(decision.payments.map((payment) => payment.name))];
  return names.flatMap((name) => paymentNote(teller, decision.payments.filter((payment) => payment.name === name)));
}

function paymentNote(teller, own) {
  const sample = own.find((payment) => payment.value.kind !== "unknown") ?? own[0];
  const names = [...new Set(own.flatMap((payment) => payment.funds.map((fund) => clean(fund.name))))];
  const parts = names.length ? [teller.say("from_fund", { funds: names.join(teller.say("list_comma")) })] : [];
  const lacks = openPayments(teller, own.filter((payment) => payment.value.kind === "unknown"));
  const said = [...parts, ...lacks.slice(0, 1)].join(teller.say("comma"));
  const head = said ? [clean(sample.name), said].join(teller.say("colon")) : clean(sample.name);
  const assumed = [...new Set(own.flatMap((payment) => payment.assumed))];
  const grounds = [...tellCalculation(teller, sample), ...teller.citer.cite(citedBy(own), assumed, 1)];
  const lines = [
    makeLine(head, 0, lacks.length ? "open" : "plain"),
    ...lacks.slice(1).map((lack) => makeLine(lack, 1, "open")),
  ];
  return said || grounds.length ? [...lines, ...grounds] : [];
}

/** What open payments lack: the months that lack the same are said together. */
function openPayments(teller, unknown) {
  const sure = unknown.filter((payment) => payment.if_eligible !== null).map((payment) => payment.if_eligible);
  const amounts = [...new Map(sure.map((value) => [shownKey(value), value])).values()];
  const groups = new Map();
  for (const payment of unknown.filter((p) => p.if_eligible === null)) {
    const wants = wanting(teller, payment.missing, payment.open);
    const key = JSON.stringify(wants);
    if (!groups.has(key)) groups.set(key, { wants, months: [] });
    groups.get(key).months.push(payment.due);
  }
  const said = [...groups.values()].filter(({ wants }) => wants.length).map(({ wants, months }) => {
    const first = teller.say("amount_unknown_in", { months: monthSpan(teller, months) });
    return [first, ...wants].join(teller.say("comma"));
  });
  return [...amounts.map((value) => teller.say("if_eligible", { value: teller.value(value) })), ...said];
}
