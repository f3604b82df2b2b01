// Comparisons in words: what was compared, what was asked, and by how much it missed.
// Input: the text of a comparison in a rule file, and both values. Output: a sentence. The author's own comparative is
// kept where it is a Chinese one, since it is mostly the document's.

import { COMPARATIVES, COMPARED_EN, COMPARED_ZH, COUNTED, OPPOSITE } from "./tables.js";
import { splitAt, tight } from "./terms.js";
import { valueText } from "./values.js";

const COMPARATIVE_WORDS = new Set(COMPARATIVES);
const POSTFIX = /^(.+) (\S*\p{Nd}\S*?)(以上|以下|以内|以外)$/u;
const DIGIT = /^[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]/u;

/**
 * Take the text of a comparison apart; null where it is not written as one.
 * @param {string} text
 * @returns {{left: string, word: string, right: string, postfix: boolean}|null}
 */
export function comparisonParts(text) {
  const after = POSTFIX.exec(text);
  if (after) return { left: after[1], word: after[3], right: after[2], postfix: true };
  const found = splitAt(text, COMPARATIVE_WORDS);
  if (found === null) return null;
  const [left, word, right] = found;
  return { left, word: /^[\u4e00-\u9fff]+$/.test(word) ? word : "", right, postfix: false };
}

/**
 * A comparison as a sentence: `人均收入为720.00元/月，应低于690.00元/月，超出30.00元/月`.
 * @param {string} text
 * @param {Object} comparison
 * @param {"zh"|"en"} lang
 * @param {{holds: boolean, want: boolean, hidden?: boolean}} how whether it holds, whether it should, whether the
 *   record's value is private and not to be shown
 * @returns {string}
 */
export function compared(text, comparison, lang, { holds, want, hidden = false }) {
  const parts = comparisonParts(text) ?? { left: text, word: "", right: "", postfix: false };
  const left = tight(parts.left, lang);
  const have = hidden ? "" : valueText(comparison.left, lang);
  if (holds === want || holds) {
    const relation = threshold(parts, comparison, lang, holds ? comparison.op : OPPOSITE[comparison.op]);
    const told = holds === want || hidden || comparison.left.kind === "date";
    return joinedComparison(lang, left, have, relation, told ? "" : missed(comparison, lang, want));
  }
  const asked = threshold(parts, comparison, lang, want ? comparison.op : OPPOSITE[comparison.op]);
  const relation = lang === "zh" ? `应${asked}` : `should be ${asked}`;
  return joinedComparison(lang, left, have, relation, hidden ? "" : missed(comparison, lang, want));
}

function joinedComparison(lang, left, have, relation, gap) {
  if (lang === "zh") return (have ? `${left}为${have}，` : left) + relation + (gap ? `，${gap}` : "");
  return (have ? `${left} is ${have}, ` : `${left}: `) + relation + (gap ? `, ${gap}` : "");
}

/**
 * What a comparison asks for: `人均收入须低于690.00元/月`.
 * @param {string} text
 * @param {Object} comparison
 * @param {"zh"|"en"} lang
 * @param {boolean} want
 * @returns {string}
 */
export function neededComparison(text, comparison, lang, want) {
  const parts = comparisonParts(text) ?? { left: text, word: "", right: "", postfix: false };
  const asked = threshold(parts, comparison, lang, want ? comparison.op : OPPOSITE[comparison.op]);
  const left = tight(parts.left, lang);
  return lang === "zh" ? `${left}须${asked}` : `${left} would have to be ${asked}`;
}

/** The comparative and what it compares with: `低于低保标准（城乡）即690.00元/月`, `60岁以上`. */
function threshold(parts, comparison, lang, op) {
  const value = valueText(comparison.right, lang);
  const named = parts.right && !isLiteral(parts.right) ? tight(parts.right, lang) : "";
  if (lang === "en") {
    const word = COMPARED_EN[comparison.right.kind === "date" ? "date" : "amount"][op];
    return named ? `${word} ${named} (${value})` : `${word} ${value}`;
  }
  const own = op === comparison.op ? parts.word : "";
  if (own && parts.postfix) return `在${value}${own}`;
  const word = own || COMPARED_ZH[mannerOf(comparison)][op];
  return named ? `${word}${named}即${value}` : word + value;
}

/** By how much a comparison missed what was asked: `超出30.00元/月`, `还差1岁`, `晚了3天`; maybe empty. */
function missed(comparison, lang, want) {
  const gap = comparison.difference;
  const asked = want ? comparison.op : OPPOSITE[comparison.op];
  if (gap === null || asked === "ne") return "";
  if (gap.value.n === 0n) return lang === "zh" ? "正好相等" : "being exactly that";
  return gapWords(asked, valueText(gap, lang), lang, comparison.left.kind === "date");
}

function gapWords(asked, gap, lang, days) {
  if (asked === "eq") return lang === "zh" ? `相差${gap}` : `off by ${gap}`;
  const over = asked === "lt" || asked === "le";
  if (days && over) return lang === "zh" ? `晚了${gap}` : `${gap} too late`;
  if (days) return lang === "zh" ? `早了${gap}` : `${gap} too early`;
  if (over) return lang === "zh" ? `超出${gap}` : `${gap} too much`;
  return lang === "zh" ? `还差${gap}` : `${gap} short`;
}

function mannerOf(comparison) {
  if (comparison.right.kind === "date") return "date";
  const unit = comparison.right.unit;
  if (unit.length === 1 && unit[0][0] === "岁" && unit[0][1] === 1) return "age";
  return unit.length === 1 && COUNTED.includes(unit[0][0]) ? "count" : "amount";
}

function isLiteral(text) {
  return DIGIT.test(text) || "-−".includes(text[0]);
}
