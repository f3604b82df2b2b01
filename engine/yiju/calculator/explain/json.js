// A decision as JSON: the form `yiju/decision/1` of `explain/decision.schema.json`, as `explain/json.py` makes it.
// Input: a `Decision`. Output: plain objects whose keys stand in a fixed order; every number is a decimal string.

import { isoText } from "../../backends/to_javascript/runtime/days.js";
import { compareText } from "../../backends/to_javascript/runtime/values.js";
import { GROUPS, NAMED, deciding, isExceptional, unwrap } from "./deciding.js";
import { clean } from "./layout.js";
import { masked, plain, unitName } from "./values.js";

const SCHEMA = "yiju/decision/1";

/**
 * The published form of a decision; keys that do not apply to it are left out after the fixed ones.
 * @param {Decision} decision
 * @param {boolean} reveal show the values of private fields, which are masked otherwise
 * @returns {object}
 */
export function toJson(decision, reveal = false) {
  const { on, period, why } = decision;
  return {
    schema: SCHEMA,
    policy: decision.policy,
    record: decision.record,
    on: on === null ? null : isoText(on),
    period: period && { from: isoText(period[0]), to: isoText(period[1]) },
    outcome: decision.outcome,
    grade: decision.grade,
    amounts: decision.amounts.map(amountJson),
    payments: decision.payments.map(paymentJson),
    why: why && whyJson(unwrap(why), reveal),
    citations: decision.citations.map(citationJson),
    missing: [...decision.missing],
    assumptions: decision.assumptions.map((a) => ({ why: a.why })),
    open: decision.open.map((o) => ({ point: o.point, readings: [...o.readings] })),
    readings: decision.readings.map(([rule, r]) => ({ rule, reading: r.text, why: r.why })),
    obligations: dutiesJson(decision, "obligation"),
    rules: { digest: decision.digest },
    ...whereTheyApply(decision, reveal),
  };
}

function whereTheyApply(decision, reveal) {
  const more = {};
  if (decision.errors.length) more.error = errorJson(decision.errors[0]);
  if (decision.errors.length > 1) more.errors = decision.errors.map(errorJson);
  if (decision.period) more.intervals = decision.intervals.map((i) => intervalJson(i, reveal));
  if (!decision.missing_exact) more.missing_exact = false;
  if (decision.unpaid.length) more.unpaid = decision.unpaid.map(unpaidJson);
  for (const kind of ["deadline", "discretion", "remedy"]) {
    const made = dutiesJson(decision, kind);
    if (made.length) more[kind === "remedy" ? "remedies" : `${kind}s`] = made;
  }
  if (decision.changes.length) more.changes = decision.changes.map((c) => changeJson(c, reveal));
  return more;
}

function amountJson(amount) {
  const { name, missing, open } = amount;
  const made = { name, value: shownJson(amount.value), unit: unitName(amount.unit), missing: [...missing] };
  return open.length ? { ...made, open: [...open] } : made;
}

function paymentJson(payment) {
  const made = {
    name: payment.name,
    due: payment.due,
    value: shownJson(payment.value),
    unit: unitName(payment.unit),
    missing: [...payment.missing],
    funds: payment.funds.map((f) => ({ name: f.name, value: shownJson(f.value) })),
  };
  if (payment.recipient !== null) made.recipient = payment.recipient;
  if (payment.if_eligible !== null) made.if_eligible = shownJson(payment.if_eligible);
  if (payment.open.length) made.open = [...payment.open];
  return made;
}

function unpaidJson(unpaid) {
  const made = { name: unpaid.name, due: unpaid.due, reason: unpaid.reason };
  if (unpaid.recipient !== null) made.recipient = unpaid.recipient;
  if (unpaid.rule !== null) made.rule = unpaid.rule;
  return made;
}

function citationJson({ number, title, grade, document, clause, span, quote }) {
  return { number, title, grade, document, clause, span: [...span], quote };
}

function dutiesJson(decision, kind) {
  return decision.duties.filter((d) => d.kind === kind).map(dutyJson);
}

function dutyJson(duty) {
  const made = { name: duty.name };
  if (duty.kind === "deadline") made.day = duty.day === null ? null : isoText(duty.day);
  if (duty.kind === "discretion") made.who = duty.who;
  made.citation = firstCited(duty.citations);
  return duty.certain ? made : { ...made, certain: false };
}

function errorJson(error) {
  const message = { en: error.message.en, zh: error.message.zh };
  return { code: error.code, message, rules: [...error.rules], citations: [...error.citations] };
}

function intervalJson(interval, reveal) {
  return {
    from: isoText(interval.start),
    to: isoText(interval.end),
    outcome: interval.outcome,
    why: interval.why && whyJson(unwrap(interval.why), reveal),
  };
}

function changeJson(change, reveal) {
  return {
    field: change.field,
    have: shownJson(change.have, reveal),
    need: change.need,
    rule: change.rule,
    citation: firstCited(change.citations),
  };
}

// --- reasons -------------------------------------------------------------------------------------------------------

/** A thing with a name as `rule`, a condition as `text`; connectives give way to what decided them. */
function whyJson(step, reveal) {
  const named = NAMED.includes(step.kind) && step.rule !== null;
  const made = named ? { rule: step.rule } : { text: clean(step.text) };
  if (step.value !== null && step.kind !== "exception") made.value = shownJson(step.value);
  else made.holds = step.holds;
  if (named || step.citations.length) made.citation = firstCited(step.citations);
  if (step.citations.length > 1) made.citations = [...step.citations];
  if (!named || step.facts.length) {
    made.facts = Object.fromEntries(step.facts.map(([name, value]) => [name, shownJson(value, reveal)]));
  }
  const because = toldUnder(step).map((s) => whyJson(s, reveal));
  if (because.length || step.kind === "policy" || step.kind === "rule") made.because = because;
  return made;
}

function toldUnder(step) {
  return deciding(step).flatMap(toldAs);
}

function toldAs(step) {
  const group = GROUPS.includes(step.kind) && step.kind !== "not";
  const givesWay = step.because.length && !step.citations.length && (group || isExceptional(step));
  return givesWay ? toldUnder(step) : [step];
}

/**
 * A number as its decimal string, a day in ISO form, null for unknown.
 * @param {Shown} value
 * @param {boolean} reveal
 * @returns {boolean|string|string[]|null}
 */
function shownJson(value, reveal = false) {
  if (value.kind === "unknown") return null;
  if (value.kind === "nothing") return "无";
  if (value.private && !reveal) return masked(value, "en");
  switch (value.kind) {
    case "truth":
      return value.value;
    case "set":
      return [...value.value].sort(compareText);
    case "pair":
      return [plain(value.value.low, value.decimals), plain(value.value.high, value.decimals)];
    case "number":
      return plain(value.value, value.decimals);
    case "date":
      return isoText(value.value);
  }
  return value.value;
}

function firstCited(citations) {
  return citations.length ? citations[0] : null;
}
