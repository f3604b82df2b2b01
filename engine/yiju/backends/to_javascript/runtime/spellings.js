// The accepted spellings of days, months, yes/no and choices, as `yiju.records.spellings` lists them. Full-width digits
// and signs equal half-width ones; anything else is refused, nothing is guessed.

import { monthNumber, ordinalOrNull } from "./days.js";

export const NONE_WORD = "无";

/** Why a value is refused: see `yiju.records.trouble`. */
export class Refused {
  /**
   * @param {string} code
   * @param {[string, string][]} [args]
   * @param {string[]} [notes] keys of the code's notes
   */
  constructor(code, args = [], notes = []) {
    this.code = code;
    this.args = args;
    this.notes = notes;
  }
}

const TRUTH_WORDS = new Map([
  ...["是", "真", "true", "True", "TRUE"].map((word) => [word, true]),
  ...["否", "假", "false", "False", "FALSE"].map((word) => [word, false]),
]);

const FULL_WIDTH = "０１２３４５６７８９．，－−／％：";
const HALF_WIDTH = "0123456789.,--/%:";
const FOLDED = new Map(Array.from(FULL_WIDTH, (sign, i) => [sign, HALF_WIDTH[i]]));

const DAY =
  /^([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?|年([0-9]{1,2})月([0-9]{1,2})日)$/;
const MONTH = /^([0-9]{4})(?:[-/.]([0-9]{1,2})|年([0-9]{1,2})月)$/;
const BETWEEN_CHOICES = / *[、，,；;] */;

/** @param {string} text @returns {string} full-width digits and signs made half-width */
export function foldWidth(text) {
  return Array.from(text, (sign) => FOLDED.get(sign) ?? sign).join("");
}

/**
 * A day in any accepted spelling, as its ordinal. Refused: YJ605.
 * @param {any} raw
 * @returns {number|Refused}
 */
export function dayFrom(raw) {
  if (typeof raw !== "string") {
    return new Refused("YJ605", [], ["number"]);
  }
  const found = DAY.exec(foldWidth(raw));
  if (found === null) {
    return new Refused("YJ605");
  }
  const [year, month, day] = [found[1], found[3] ?? found[5], found[4] ?? found[6]].map(Number);
  return ordinalOrNull(year, month, day) ?? new Refused("YJ605", [], ["impossible"]);
}

/**
 * A month in any accepted spelling, as year × 12 + month - 1. Refused: YJ625.
 * @param {any} raw
 * @returns {number|Refused}
 */
export function monthFrom(raw) {
  const found = typeof raw === "string" ? MONTH.exec(foldWidth(raw)) : null;
  const first = found === null ? null : ordinalOrNull(Number(found[1]), Number(found[2] ?? found[3]), 1);
  return first === null ? new Refused("YJ625") : monthNumber(first);
}

/**
 * Yes or no. Refused: YJ606.
 * @param {any} raw
 * @returns {boolean|Refused}
 */
export function truthFrom(raw) {
  return typeof raw === "boolean" ? raw : (TRUTH_WORDS.get(raw) ?? new Refused("YJ606"));
}

/** @param {string} raw @returns {string[]} the values of a 多选 written as one text */
export function choicesIn(raw) {
  return raw.split(BETWEEN_CHOICES);
}
