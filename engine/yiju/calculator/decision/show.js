// Values made ready to print: exact, with their units.

import { Num, eq } from "../../backends/to_javascript/runtime/exact.js";
import { Failure, NOTHING, Pair, UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { isMoney } from "./units.js";

/**
 * A value ready to print exactly (`decision/model.py`): `kind` tells what `value` is.
 * @typedef {{kind: "number"|"truth"|"text"|"date"|"set"|"nothing"|"unknown"|"pair", value: *,
 *   unit: [string, number][], percent: boolean, decimals: number|null, private: boolean}} Shown
 */

/**
 * A `Shown` of a kind.
 * @param {string} kind
 * @param {*} value
 * @param {object} more what is not as usual
 * @returns {Shown}
 */
export function shownAs(kind, value, more = {}) {
  return { kind, value, unit: [], percent: false, decimals: null, private: false, ...more };
}

export const SHOWN_UNKNOWN = Object.freeze(shownAs("unknown", null));

/**
 * A value of a type, ready to print; `unit` overrides the type's (with /人 cancelled).
 * @param {*} value
 * @param {Type} type
 * @param {{private?: boolean, unit?: [string, number][]}} how
 * @returns {Shown}
 */
export function shown(value, type, { private: isPrivate = false, unit } = {}) {
  const hidden = { private: isPrivate };
  if (value === UNKNOWN || value instanceof Failure) return shownAs("unknown", null, hidden);
  if (value === NOTHING) return shownAs("nothing", null, hidden);
  if (value instanceof Num) return shownNumber(value, type, unit, hidden);
  if (value instanceof Pair) return shownPair(value, type, unit, hidden);
  if (value instanceof Set) return shownAs("set", value, hidden);
  return shownAs(SIMPLE_KINDS[typeof value] ?? "text", value, hidden);
}

const SIMPLE_KINDS = { boolean: "truth", number: "date" };

function shownPair(value, type, unit, hidden) {
  if (eq(value.low, value.high)) return shownNumber(value.low, type, unit, hidden);
  return shownAs("pair", value, { ...hidden, unit: unitOfType(type) });
}

function shownNumber(value, type, unit, hidden) {
  const written = unit ?? unitOfType(type);
  const percent = !written.length && type.kind === "NumberType" && type.scale !== 1;
  return shownAs("number", value, { ...hidden, unit: written, percent, decimals: isMoney(written) ? 2 : null });
}

function unitOfType(type) {
  return type.kind === "NumberType" ? type.unit : [];
}
