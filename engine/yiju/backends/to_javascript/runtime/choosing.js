// One rule serves exceptions and tables: which of several alternatives gives the value.

import { Failure, UNKNOWN, compareText, fail, joinFailures, sameValue } from "./values.js";

/**
 * @typedef {{label: string, applies: any, value: () => any}} Candidate `applies` is evaluated; the value only when it
 * may count
 */

/**
 * The value of the candidates: all alternatives that do not apply 假, and the base unless one applies 真. Known and all
 * equal: that value. Two that apply 真 with different values: a failure with code `clash`, naming both. No candidate:
 * failure YJ613.
 * @param {Candidate[]} rows
 * @param {(() => any)|null} base
 * @param {{clash: string, label: string, place: [string, number, number], first?: boolean}} how `first`: only those
 * before and including the first 真
 * @returns {any}
 */
export function choose(rows, base, { clash, label, place, first = false }) {
  const reached = first ? untilFirst(rows) : rows;
  const broken = reached.map((r) => r.applies).filter((a) => a instanceof Failure);
  if (broken.length > 0) {
    return joinFailures(broken);
  }
  const certain = reached.filter((r) => r.applies === true);
  const possible = reached.filter((r) => r.applies === UNKNOWN);
  if (certain.length === 0 && possible.length === 0) {
    return base === null ? fail("YJ613", place, { label }) : base();
  }
  const sureOnes = certain.map((r) => [r.label, r.value()]);
  const clashing = clashOf(sureOnes, first ? null : { clash, label, place });
  if (clashing !== null) {
    return clashing;
  }
  const values = [...sureOnes.map(([, v]) => v), ...possible.map((r) => r.value())];
  return agreed(certain.length === 0 && base !== null ? [...values, base()] : values);
}

function untilFirst(rows) {
  const index = rows.findIndex((r) => r.applies === true);
  return index < 0 ? rows : rows.slice(0, index + 1);
}

/** The failures of those that apply, or their clash where that counts. */
function clashOf(sureOnes, told) {
  const failed = sureOnes.map(([, v]) => v).filter((v) => v instanceof Failure);
  if (failed.length > 0) {
    return joinFailures(failed);
  }
  const known = sureOnes.filter(([, v]) => v !== UNKNOWN);
  if (told === null || known.every(([, v]) => sameValue(v, known[0][1]))) {
    return null;
  }
  const rules = [...new Set(known.map(([name]) => name))].sort(compareText);
  return fail(told.clash, told.place, { label: told.label, rules });
}

function agreed(values) {
  if (values.some((v) => v === UNKNOWN || v instanceof Failure)) {
    return UNKNOWN;
  }
  return values.every((v) => sameValue(v, values[0])) ? values[0] : UNKNOWN;
}

/**
 * Exceptions beside a base.
 * @param {any} scope
 * @param {any} node Candidates
 * @returns {any}
 */
export function candidates(scope, node) {
  const states = node.alternatives.map((a) => a.applies.value(scope));
  if (states.every((state) => state === false)) {
    return node.base.value(scope);
  }
  const rows = node.alternatives.map((a, i) => ({
    label: a.label,
    applies: states[i],
    value: () => a.value.value(scope),
  }));
  return choose(rows, () => node.base.value(scope), { clash: "YJ615", label: node.label, place: node.place });
}

/**
 * What the 细则 says that the selector selects; unknown where there is none.
 * @param {any} scope
 * @param {any} node Delegated
 * @returns {any}
 */
export function delegated(scope, node) {
  if (node.selector === null) {
    return node.fillings.length > 0 ? node.fillings[0][1].value(scope) : UNKNOWN;
  }
  const chosen = node.selector.value(scope);
  if (chosen instanceof Failure) {
    return chosen;
  }
  const filling = node.fillings.find(([office]) => office === chosen);
  return filling === undefined ? UNKNOWN : filling[1].value(scope);
}
