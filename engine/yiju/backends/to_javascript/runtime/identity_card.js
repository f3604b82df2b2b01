// Identity-card numbers (公民身份号码): 18 characters, with a birth date and a check digit.
// Source: GB 11643-1999 公民身份号码, the check digit by ISO 7064 MOD 11-2.

import { ordinalOrNull } from "./days.js";
import { Refused, foldWidth } from "./spellings.js";

const CARD_SHAPE = /^[1-9][0-9]{16}[0-9X]$/;
const CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** @param {string} first17 @returns {string} the 18th character that belongs to 17 digits */
export function checkDigit(first17) {
  return CHECK_DIGITS[CARD_WEIGHTS.reduce((sum, weight, i) => sum + Number(first17[i]) * weight, 0) % 11];
}

/** @param {string} number of 18 characters @returns {number|null} its birth date, or null where there is no such day */
export function cardBirthday(number) {
  return ordinalOrNull(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
}

/**
 * The number with a capital X. Refused: YJ609, with the reason.
 * @param {string} raw
 * @returns {string|Refused}
 */
export function cardFrom(raw) {
  const number = foldWidth(raw).toUpperCase();
  const reason = whyNoCard(number);
  return reason === null ? number : new Refused("YJ609", [], [reason]);
}

function whyNoCard(number) {
  const { length } = Array.from(number);
  if (length !== 18) {
    return length === 15 ? "old" : "length";
  }
  if (!CARD_SHAPE.test(number)) {
    return "characters";
  }
  if (cardBirthday(number) === null) {
    return "birth";
  }
  return checkDigit(number.slice(0, 17)) === number[17] ? null : "check";
}
