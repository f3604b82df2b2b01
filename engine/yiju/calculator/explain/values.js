// Values in words: exact numbers with their units, days, percentages, what is unknown, what is private.
// Input: `Shown`. Output: its text in a language, or the plain decimal string of the JSON form.

import { dateParts, isoText } from "../../backends/to_javascript/runtime/days.js";
import { multiplyNum, num, reducedNum } from "../../backends/to_javascript/runtime/exact.js";
import { compareText } from "../../backends/to_javascript/runtime/values.js";
import { clean } from "./layout.js";
import { say } from "./words.js";

const HIDDEN = "***";
const ID_LENGTH = 8;

const ENGLISH_UNITS = {
  月: ["month", "months"],
  天: ["day", "days"],
  年: ["year", "years"],
  岁: ["year", "years"],
  次: ["time", "times"],
  人: ["person", "persons"],
  户: ["household", "households"],
  分: ["point", "points"],
  小时: ["hour", "hours"],
};
const BELOW = ["人", "户", "次", "分", "平方米", "亩", "小时", "天", "月", "年", "岁"];

/**
 * A value as it is read: `700.00元`, `1000.00元/月`, `70%`, `2020年6月30日`, 无, 未知; `1/3` where no decimal can say.
 * @param {Shown} value
 * @param {"zh"|"en"} lang
 * @param {boolean} reveal show a private value, which is masked otherwise
 * @returns {string}
 */
export function valueText(value, lang = "zh", reveal = false) {
  if (value.kind === "unknown" || value.kind === "nothing") return say(value.kind, lang);
  if (value.private && !reveal) return masked(value, lang);
  switch (value.kind) {
    case "truth":
      return say(value.value ? "yes" : "no", lang);
    case "number":
      return numberText(value.value, value, lang);
    case "date":
      return dateText(value.value, lang);
    case "set":
      return [...value.value].map(clean).sort(compareText).join(say("list_comma", lang)) || say("empty_set", lang);
    case "pair":
      return pairText(value, lang);
  }
  return clean(value.value);
}

function pairText(value, lang) {
  const { low, high } = value.value;
  const words = { low: plain(low, value.decimals), high: plain(high, value.decimals) };
  return say("range", lang, words) + unitText(value.unit, lang, num(2n));
}

/**
 * A number in the unit and form of another value.
 * @param {Num} number
 * @param {Shown} like
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function numberText(number, like, lang = "zh") {
  if (like.percent && isDecimal(number)) return `${plain(multiplyNum(number, num(100n)))}%`;
  return plain(number, like.decimals) + unitText(like.unit, lang, number);
}

/**
 * `2020年6月30日`, `2020-06-30`.
 * @param {number} day
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function dateText(day, lang = "zh") {
  const { year, month, day: number } = dateParts(day);
  return lang === "zh" ? `${year}年${month}月${number}日` : isoText(day);
}

/**
 * `2020-06` as `2020年6月`.
 * @param {string} month
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function monthWords(month, lang = "zh") {
  const [year, number] = month.split("-");
  return lang === "zh" ? `${year}年${Number(number)}月` : month;
}

// --- numbers -------------------------------------------------------------------------------------------------------

/**
 * Whether a finite decimal says it exactly.
 * @param {Num} number
 * @returns {boolean}
 */
function isDecimal(number) {
  let rest = reducedNum(number).d;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}

/**
 * An exact decimal with at least `decimals` places, or a fraction `1/3`.
 * @param {Num} number
 * @param {number|null} decimals
 * @returns {string}
 */
export function plain(number, decimals = null) {
  const { n, d } = reducedNum(number);
  if (!isDecimal(number)) return `${n}/${d}`;
  let places = decimals ?? 0;
  let power = 10n ** BigInt(places);
  for (; (n * power) % d !== 0n; power *= 10n) places += 1;
  const size = (n < 0n ? -n : n) * power / d;
  const digits = String(size).padStart(places + 1, "0");
  return (n < 0n ? "-" : "") + (places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits);
}

// --- units ---------------------------------------------------------------------------------------------------------

/**
 * What follows the number: `元/人/月`; a lone 月 is 个月, since `12月` is a month of the year.
 * @param {[string, number][]} unit
 * @param {"zh"|"en"} lang
 * @param {Num|null} number
 * @returns {string}
 */
function unitText(unit, lang = "zh", number = null) {
  if (!unit.length) return "";
  return unit.length === 1 && unit[0][1] === 1 ? singleUnit(unit[0][0], lang, number) : unitName(unit);
}

/**
 * A unit by itself, as the rules write it: `元/人/月`; empty for none.
 * @param {[string, number][]} unit
 * @returns {string}
 */
export function unitName(unit) {
  const above = unit.filter(([, n]) => n > 0).map(([name, n]) => (n === 1 ? name : `${name}^${n}`));
  const under = [...unit].sort((a, b) => BELOW.indexOf(a[0]) - BELOW.indexOf(b[0])).filter(([, n]) => n < 0);
  const below = under.map(([name, n]) => (n === -1 ? name : `${name}^${-n}`));
  return [above.join("·") || (below.length ? "1" : ""), ...below].join("/");
}

function singleUnit(name, lang, number) {
  if (lang === "zh") return name === "月" ? "个月" : name;
  const words = ENGLISH_UNITS[name];
  return words ? ` ${words[number !== null && number.n === number.d ? 0 : 1]}` : name;
}

// --- what is private -----------------------------------------------------------------------------------------------

/**
 * What may be seen of a private value: a surname, the ends of a number, a year of birth, nothing of an amount.
 * @param {Shown} value
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function masked(value, lang = "zh") {
  if (value.kind === "date") {
    const { year } = dateParts(value.value);
    return lang === "zh" ? `${year}年**月**日` : `${year}-**-**`;
  }
  return value.kind === "text" ? maskText(clean(value.value)) : HIDDEN;
}

/**
 * `张***`, `370***12`.
 * @param {string} text
 * @returns {string}
 */
export function maskText(text) {
  const characters = [...text];
  if (characters.length < ID_LENGTH) return characters.slice(0, 1).join("") + HIDDEN;
  return characters.slice(0, 3).join("") + HIDDEN + characters.slice(-2).join("");
}
