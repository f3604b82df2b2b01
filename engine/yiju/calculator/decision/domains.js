// What an unknown field could be: all its values, or enough of them to stand for all, in stored form.
// Input: a field's declaration, what it is compared with (`uses.js`), the day. Output: a `Domain`; `whole` says that
// the values stand for every one, else they are samples.

import { shiftDay } from "../../backends/to_javascript/runtime/days.js";
import { ceilNum, floorNum, multiplyNum, num, truncNum } from "../../backends/to_javascript/runtime/exact.js";
import { NOTHING, compareText } from "../../backends/to_javascript/runtime/values.js";
import { dayCells, numberCells } from "./cells.js";
import { fieldBounds } from "../../backends/to_javascript/runtime/number_spelling.js";

/** Combinations that are tried at most. */
export const COMBINATIONS = 10_000;

/** Values of a 多选 field of which every set is tried. */
const SETS = 12;

const NEARBY = [0n, 1n, 2n, 7n, 100n, 1000n, 12_345n, 1_000_000n];
const MONTHS_BACK = [960n, 480n, 180n, 60n, 13n, 4n, 1n, 0n, -1n, -13n];

/**
 * Values as a record stores them. `whole`: no value of the field is told from all of these.
 * @typedef {{values: Array, whole: boolean}} Domain
 */

/**
 * What an unknown field could be; `points` null where it is not only compared.
 * @param {FieldType} field
 * @param {Map<string, *>|null} points
 * @param {number} day
 * @returns {Domain}
 */
export function domainOf(field, points, day) {
  const found = plainDomain(field, points && [...points.values()], day);
  if (!field.type.optional || !found.values.length) return found;
  return { values: [...found.values, NOTHING], whole: found.whole };
}

function plainDomain(field, points, day) {
  const kind = field.type;
  switch (kind.kind) {
    case "TruthType":
      return { values: [true, false], whole: true };
    case "EnumType":
      return { values: kind.values, whole: true };
    case "MultiType":
      return setDomain(kind.of.values);
    case "NumberType":
      return numberDomain(field, kind, points);
    case "DateType":
      return dayDomain(points, day);
    case "TextType":
      return kind.identity ? NO_VALUES : textDomain(points);
  }
  return NO_VALUES;
}

const NO_VALUES = { values: [], whole: false };

function textDomain(points) {
  if (points === null) return { values: ["某", "某某"], whole: false };
  return { values: [...points.sort(compareText), "某"], whole: true };
}

function setDomain(values) {
  if (values.length > SETS) {
    return { values: [new Set(), new Set(values), ...values.map((v) => new Set([v]))], whole: false };
  }
  const chosen = values.reduce((sets, v, i) => [...sets, ...sets.map((set) => [...set, i])], [[]]);
  chosen.sort((a, b) => a.length - b.length || firstUnlike(a, b));
  return { values: chosen.map((set) => new Set(set.map((i) => values[i]))), whole: true };
}

function firstUnlike(a, b) {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

function numberDomain(field, kind, points) {
  const span = fieldBounds(kind, field);
  const scale = BigInt(kind.scale);
  const low = ceilNum(multiplyNum(span.low, num(scale)));
  const high = floorNum(multiplyNum(span.high, num(scale)));
  if (points !== null) {
    const made = numberCells(points, num(low, scale), num(high, scale), scale);
    return { values: made.map((v) => truncNum(multiplyNum(v, num(scale)))), whole: true };
  }
  if (high - low < BigInt(COMBINATIONS)) {
    return { values: Array.from({ length: Number(high - low) + 1 }, (_, i) => low + BigInt(i)), whole: true };
  }
  const near = new Set([low, ...NEARBY.map((n) => n * scale), high].filter((v) => low <= v && v <= high));
  return { values: [...near].sort((a, b) => (a < b ? -1 : 1)), whole: false };
}

function dayDomain(points, day) {
  if (points !== null) return { values: dayCells(points.filter((p) => typeof p === "number")), whole: true };
  const near = MONTHS_BACK.map((n) => shiftDay(day, -n, "month"));
  return { values: near.filter((d) => d !== null), whole: false };
}
