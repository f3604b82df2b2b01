// Values in sentences: what a named value came to, from what, on which words; each name is told once.
// Input: `Why` steps with a value. Output: lines and grounds.

import { isLeaf } from "./deciding.js";
import { clean } from "./layout.js";
import { makeLine } from "./page.js";
import { sameShown } from "./shown.js";
import { placeText, tight } from "./terms.js";
import { factList } from "./testing.js";

const DEEPEST_VALUE = 4;

/**
 * Where the values compared came from.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} step
 * @param {number} depth
 * @returns {Object[]}
 */
export function tellOrigins(teller, step, depth) {
  return step.because.filter((s) => s.value !== null).flatMap((s) => tellValue(teller, s, depth));
}

/**
 * What a named value came to, from what, on which words.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} step
 * @param {number} depth
 * @returns {Object[]}
 */
export function tellValue(teller, step, depth) {
  if (step.rule === null) return step.because.flatMap((s) => tellValue(teller, s, depth));
  if (teller.told.has(step.rule) || depth > DEEPEST_VALUE || step.value === null || step.value.kind === "unknown") {
    return [];
  }
  teller.told.add(step.rule);
  const merged = mergedStep(step);
  const line = teller.say("defined", { name: placeText(step.text, teller.lang), value: teller.value(step.value) });
  const parts = originText(teller, merged);
  const inner = valuesUnder(merged).flatMap((s) => tellValue(teller, s, depth + 1));
  const grounds = teller.citer.cite(merged.citations, merged.assumed, depth + 1);
  if (!parts && !inner.length && !grounds.some((block) => block.kind === "Cited")) return [];
  return [makeLine(parts ? [line, parts].join(teller.say("comma")) : line, depth), ...grounds, ...inner];
}

/**
 * `即收入÷人口，其中收入为2160.00元/月，人口为3人`; for a table, the values it was read with.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} given
 * @returns {string}
 */
export function originText(teller, given) {
  const step = mergedStep(given);
  const applied = step.because.filter(isApplied);
  if (applied.length) return appliedText(teller, applied);
  const formula = step.because.length === 1 && step.because[0].kind === "formula" ? step.because[0] : null;
  const facts = factList(knownFacts(teller, step, formula), teller.lang, teller.reveal);
  const where = facts ? teller.say("where", { parts: facts }) : "";
  if (formula === null || !isFormula(formula)) return where;
  const said = teller.say("quoted", { text: tight(formula.text, teller.lang) });
  const thatIs = teller.lang === "zh" ? `即${said}` : `that is ${said}`;
  return where ? `${thatIs}${teller.say("comma")}${where}` : thatIs;
}

/** What a value was worked out from and is known, the record's values first. */
function knownFacts(teller, step, formula) {
  const under = valuesUnder(step);
  const inner = new Set(under.flatMap((s) => s.facts.map(([name]) => name)));
  const all = [...step.facts, ...(formula === null ? [] : formula.facts)];
  const given = all.filter(([name]) => name !== step.text && !inner.has(name));
  const named = under.map((s) => [s.text, teller.amount(s)]);
  return [...new Map([...given, ...named])].filter(([, value]) => value.kind !== "unknown");
}

function appliedText(teller, applied) {
  const names = applied.map((s) => teller.say("exception_applies", { rule: clean(s.rule ?? "") }));
  const worth = applied.flatMap((s) => s.because.filter((b) => b.value !== null && b.rule === null));
  const told = worth.map((b) => originText(teller, { ...b, kind: "definition", because: [b] }));
  return [...names, ...told.filter((text) => text !== "")].join(teller.say("comma"));
}

/** A name that only stands for another one's value, told as one. */
function mergedStep(step) {
  const under = step.because.length === 1 ? step.because[0] : null;
  if (under === null || under.kind !== "definition" || under.value === null) return step;
  if (!sameShown(under.value, step.value)) return step;
  const formula = { ...under, kind: "formula", rule: null };
  return { ...step, because: [formula], citations: [...step.citations, ...under.citations] };
}

/** Named values directly under a value, through formulas without a name. */
function valuesUnder(step) {
  return step.because.flatMap((inner) => {
    if (inner.kind === "exception") return inner.holds ? valuesUnder(inner) : [];
    if (inner.value === null) return [];
    if (inner.rule === null) return valuesUnder(inner);
    return inner.rule !== step.rule ? [inner] : valuesUnder(inner);
  });
}

function isApplied(step) {
  return step.kind === "exception" && step.holds === true;
}

function isFormula(step) {
  return isLeaf(step) && step.text !== "" && !/^\p{Nd}+$/u.test(step.text.replaceAll(".", ""));
}
