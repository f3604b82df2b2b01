// From a decision to what is said about it, in the order in which a caseworker would say it.
// Input: a `Decision` and a language. Output: a `Page`: the outcome, the reasons with their words, payments, amounts,
// then what was assumed, how documents were read, what is missing or open, and what else they oblige.

import { needLines, needs } from "./changing.js";
import { monthOf } from "./days.js";
import { tellDuties, tellRemedies } from "./duties.js";
import { Citer } from "./grounds.js";
import { clean } from "./layout.js";
import { makeLine } from "./page.js";
import { runText, tellAmounts, tellPayments, tellUnpaid } from "./paying.js";
import { paymentNotes, paymentTable } from "./paying_period.js";
import { tellReasons } from "./reasons.js";
import { inChinese } from "./respelling.js";
import { Teller } from "./teller.js";
import { placeText } from "./terms.js";
import { dateText, monthWords } from "./values.js";
import { say } from "./words.js";

/**
 * Everything there is to say about a decision; sections with nothing in them are left out.
 * @param {Object} given
 * @param {"zh"|"en"} lang
 * @param {boolean} [reveal]
 * @returns {{lang: string, outcome: string, headline: string, subline: string, sections: Object[]}}
 */
export function compose(given, lang, reveal = false) {
  const decision = spelledDecision(given);
  const teller = new Teller(lang, new Citer(decision, lang), reveal, decision.on);
  const outcome = outcomeKey(decision);
  const sections = [];
  for (const [key, part] of PAGE_PARTS) {
    const blocks = part(decision, teller);
    if (blocks.length) sections.push({ key, title: sectionTitle(key, decision, teller), blocks });
  }
  const title = clean(decision.title || decision.policy);
  const headline = say("headline", lang, { outcome: say(outcome, lang), title });
  return { lang, outcome, headline, subline: sublineText(decision, teller), sections };
}

/** The decision with the keywords of its rules' texts in Chinese, in which they are understood. */
function spelledDecision(decision) {
  const spelled = (part) => (part.why === null ? part : { ...part, why: inChinese(part.why) });
  return {
    ...spelled(decision),
    amounts: decision.amounts.map(spelled),
    payments: decision.payments.map(spelled),
    intervals: decision.intervals.map(spelled),
  };
}

/**
 * The outcome, or `error` where none could be made.
 * @param {Object} decision
 * @returns {"eligible"|"ineligible"|"undetermined"|"error"}
 */
export function outcomeKey(decision) {
  return decision.outcome !== null && !decision.errors.length ? decision.outcome : "error";
}

function sublineText(decision, teller) {
  const record = teller.identifier(decision.record);
  const grade = teller.say("grade_line", { grade: teller.say(decision.grade) });
  if (decision.period === null) {
    const day = decision.on === null ? "" : dateText(decision.on, teller.lang);
    return [teller.say("as_of", { record, day }), grade].join(teller.say("semicolon"));
  }
  const [start, end] = decision.period.map((day) => dateText(day, teller.lang));
  return [teller.say("over", { record, start, end }), grade].join(teller.say("semicolon"));
}

function sectionTitle(key, decision, teller) {
  if (key === "why") return teller.say(`why_${outcomeKey(decision)}`);
  if (key === "payments") return paymentsTitle(decision, teller);
  if (key === "missing") {
    const many = decision.missing.length > 1 ? "missing" : "missing_one";
    return teller.say(decision.missing_exact ? many : "missing_maybe");
  }
  return teller.say(key);
}

function paymentsTitle(decision, teller) {
  if (decision.on === null) return teller.say("payments_period");
  const word = decision.outcome === "undetermined" ? "payments_undetermined" : "payments";
  return teller.say(word, { when: monthWords(monthOf(decision.on), teller.lang) });
}

// --- the sections -------------------------------------------------------------------------------------------

function whyBlocks(decision, teller) {
  if (decision.errors.length) return decision.errors.flatMap((error) => errorBlocks(error, teller));
  const why = decision.why;
  if (decision.unconditional && (why === null || (!why.because.length && why.kind === "policy"))) {
    return [makeLine(teller.say("no_conditions", { subject: clean(decision.subject) }))];
  }
  return decision.intervals.length > 1 || why === null ? [] : tellReasons(teller, why);
}

function errorBlocks(error, teller) {
  const made = [];
  const told = error.message[teller.lang];
  if (told !== undefined) made.push(makeLine(clean(told), 0, "bad"));
  if (error.rules.some((rule) => !(told ?? "").includes(rule))) {
    const named = error.rules.map((rule) => teller.say("named_rule", { rule: clean(rule) }));
    made.push(makeLine(teller.say("conflict", { rules: named.join(teller.say("list_comma")) }), 0, "bad"));
  }
  return [...made, ...teller.citer.cite(error.citations, [], 1)];
}

function monthBlocks(decision, teller) {
  return decision.intervals.length < 2 ? [] : decision.intervals.flatMap((run) => runBlocks(teller, run));
}

function runBlocks(teller, run) {
  const span = runText(teller, monthOf(run.start), monthOf(run.end));
  const outcome = run.outcome ?? "error";
  const tone = { eligible: "good", ineligible: "bad", error: "bad" }[outcome] ?? "open";
  const head = makeLine(teller.say("run", { span, outcome: teller.say(outcome) }), 0, tone);
  return run.why === null ? [head] : [head, ...tellReasons(teller, run.why, 1)];
}

function paymentBlocks(decision, teller) {
  if (decision.period === null) return tellPayments(teller, decision.payments);
  if (!decision.payments.length) return [];
  return [paymentTable(teller, decision), ...paymentNotes(teller, decision)];
}

function standardBlocks(decision, teller) {
  const refused = decision.outcome === "ineligible" || decision.outcome === null;
  return refused ? [] : tellAmounts(teller, decision.amounts);
}

function changeBlocks(decision, teller) {
  if (decision.outcome !== "ineligible" || decision.intervals.length > 1 || decision.why === null) return [];
  const need = needs(decision.why, teller.lang);
  return need === null ? [] : needLines(need, teller.lang);
}

function assumptionBlocks(decision) {
  return decision.assumptions.map((assumed) => makeLine(clean(assumed.why), 0, "open", true));
}

function readingBlocks(decision, teller) {
  const apart = new Map(decision.readings.map((r) => [JSON.stringify([r[0], r[1].text, r[1].why]), r]));
  return [...apart.values()].map(([rule, reading]) => {
    const words = { rule: clean(rule), text: clean(reading.text), why: clean(reading.why) };
    return makeLine(teller.say("reading", words), 0, "plain", true);
  });
}

function missingBlocks(decision, teller) {
  return decision.missing.map((name) => ({ ...makeLine(placeText(name, teller.lang), 0, "open", true), field: name }));
}

function openBlocks(decision, teller) {
  return decision.open.map(({ point, readings }) => {
    const told = readings.map(clean).join(teller.say("semicolon"));
    const text = readings.length ? teller.say("open_readings", { point: clean(point), readings: told }) : clean(point);
    return makeLine(text, 0, "open", true);
  });
}

const PAGE_PARTS = [
  ["why", whyBlocks],
  ["months", monthBlocks],
  ["payments", paymentBlocks],
  ["unpaid", (decision, teller) => tellUnpaid(teller, decision.unpaid)],
  ["standards", standardBlocks],
  ["change", changeBlocks],
  ["remedies", tellRemedies],
  ["assumptions", assumptionBlocks],
  ["readings", readingBlocks],
  ["missing", missingBlocks],
  ["open", openBlocks],
  ["duties", tellDuties],
];
