// The words of a rule file as they are read aloud: spaces closed up in Chinese, places of members, parts of a test.
// Input: texts as they stand in rule files (white space folded). Knows brackets, no grammar.

import { clean } from "./layout.js";
import { respelled } from "./respelling.js";

const WIDE =
  "\\u2014-\\u2027\\u2460-\\u24ff\\u3000-\\u303f\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u{20000}-\\u{3ffff}×÷“”·";
const BETWEEN_WIDE = new RegExp(`(?<=[${WIDE}]) +| +(?=[${WIDE}])`, "gu");
const BROKEN_WIDE = new RegExp(`(?<=[${WIDE}])\\s*\\n\\s*|\\s*\\n\\s*(?=[${WIDE}])`, "gu");
const OPENING = "（([【［";
const CLOSING = "）)]】］";

/**
 * Words of a rule: Chinese is written without spaces; in an English sentence keywords are English.
 * @param {string} text
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function tight(text, lang) {
  const words = clean(text).trim();
  if (lang !== "zh") return respelled(words, "en");
  return words.replace(BETWEEN_WIDE, "").replace(/ *([-+=]) */g, "$1");
}

/**
 * `成员[2].学籍` is `成员[2]的学籍` in Chinese.
 * @param {string} text
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function placeText(text, lang) {
  let name = tight(text, lang);
  const opened = name ? OPENING.indexOf(name[0]) : -1;
  if (opened >= 0 && name.indexOf(CLOSING[opened]) === name.length - 1) name = name.slice(1, -1);
  return lang === "zh" ? name.replace(/(\[\d+\])\./g, "$1的") : name;
}

/**
 * Cut a text at the first of the words that stands outside brackets, as a word of its own.
 * @param {string} text
 * @param {Set<string>} words
 * @returns {[string, string, string]|null}
 */
export function splitAt(text, words) {
  for (const [start, end] of wordsOutsideBrackets(text)) {
    const word = text.slice(start, end);
    if (start > 0 && end < text.length && words.has(word)) {
      return [text.slice(0, start).trim(), word, text.slice(end).trim()];
    }
  }
  return null;
}

/** The places of the words of a text that stand outside brackets. */
function* wordsOutsideBrackets(text) {
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const char = index < text.length ? text[index] : " ";
    const opens = OPENING.includes(char);
    if (depth === 0 && (char === " " || opens)) {
      if (index > start) yield [start, index];
      start = char === " " ? index + 1 : index;
    }
    if (opens) depth += 1;
    else if (CLOSING.includes(char)) {
      depth = Math.max(0, depth - 1);
      start = index + 1;
    }
  }
}

/**
 * The values of a bracketed list: `（甲，乙）`.
 * @param {string} text
 * @returns {string[]}
 */
export function listed(text) {
  const bracketed = text !== "" && OPENING.includes(text[0]) && CLOSING.includes(text[text.length - 1]);
  const inner = bracketed ? text.slice(1, -1) : text;
  return inner.split(/[，,、]/).map((word) => word.trim()).filter((word) => word !== "");
}

/**
 * A quote on one line: a break between Chinese characters is the file's, not the document's.
 * @param {string} quote
 * @returns {string}
 */
export function quoteText(quote) {
  return clean(quote.replace(BROKEN_WIDE, "")).replace(/\s+/g, " ").trim();
}

/**
 * The list and the condition of `存在（成员，其中 C）` or `全部（成员，C）`; null for another text.
 * @param {string} text
 * @returns {[string, string]|null}
 */
export function quantified(text) {
  const inner = text.slice(text.indexOf(text.endsWith("）") ? "（" : "(") + 1, -1);
  const comma = inner.includes("，") ? "，" : ",";
  const at = inner.indexOf(comma);
  if (at < 0 || text === "" || !CLOSING.includes(text[text.length - 1])) return null;
  let condition = inner.slice(at + 1);
  for (const word of ["其中", "where"]) {
    condition = condition.trim();
    if (condition.startsWith(word)) condition = condition.slice(word.length);
  }
  return [inner.slice(0, at).trim(), condition.trim()];
}
