// For a refusal: what would have to be different, condition by condition, in the words of the rule.

import { valueKey } from "./keys.js";
import { SHOWN_UNKNOWN } from "./show.js";

/**
 * Every condition that failed and that the outcome needs, once; of a 或, its alternatives as one change.
 * @param {Why|null} step
 * @returns {{field: string, have: Shown, need: string, rule: string, citations: number[]}[]}
 */
export function wouldChange(step) {
  const found = step === null ? [] : neededChanges(step, "", []);
  return [...new Map(found.map((change) => [changeKey(change), change])).values()];
}

function changeKey({ field, have, need, rule, citations }) {
  const value = [have.kind, valueKey(have.value), have.unit, have.percent, have.decimals, have.private];
  return JSON.stringify([field, value, need, rule, citations]);
}

function neededChanges(step, above, cited) {
  if (step.holds !== false || step.kind === "interval") return [];
  const rule = step.rule || above;
  const citations = step.citations.length ? step.citations : cited;
  if (step.kind === "any" || step.kind === "exists") {
    const need = [...new Set(step.because.map((s) => s.text))].join(" 或 ");
    return [changeFor(step, rule, citations, need || step.text)];
  }
  if (step.kind === "not") return [changeFor(step, rule, citations, step.text)];
  if (step.because.some((s) => s.holds === false)) {
    return step.because.flatMap((under) => neededChanges(under, rule, citations));
  }
  return carvedOut(step, rule, citations);
}

/** A condition by itself, or a rule that an exclusion took away: then the exclusion must not hold. */
function carvedOut(step, rule, citations) {
  const taken = step.because.filter((s) => s.kind === "exception" && s.holds === true);
  if (!taken.length) return [changeFor(step, rule, citations, step.text)];
  return taken.map((exception) => {
    const own = exception.citations.length ? exception.citations : citations;
    return changeFor(exception, exception.rule || rule, own, `非（${exception.text}）`);
  });
}

function changeFor(step, rule, citations, need) {
  const [field, have] = firstFact(step);
  return { field, have, need, rule, citations };
}

function firstFact(step) {
  if (step.facts.length) return step.facts[0];
  const found = step.because.map(firstFact).find(([name]) => name);
  return found ?? ["", SHOWN_UNKNOWN];
}
