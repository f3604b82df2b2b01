// One condition in words: what the record says, and whether that is what was asked.
// Input: a leaf of the reasoning. Output: a sentence, or what it would need to be otherwise.

import { compared, neededComparison } from "./comparing.js";
import { unknownFacts } from "./deciding.js";
import { listed, placeText, splitAt, tight } from "./terms.js";
import { valueText } from "./values.js";
import { say } from "./words.js";

const AMONG = ["属于", "不属于"];
const CONTAINS = ["含", "不含"];
const POSITIVE = ["是", "属于", "含"];
const TEST_WORDS = new Set(["是", "不是", ...AMONG, ...CONTAINS]);
const NOTHING_WORDS = ["无", "none"];

/**
 * A condition with the record's value in it: `单位为其他，不是街道`; for an unknown one, what it lacks.
 * @param {Object} step
 * @param {"zh"|"en"} lang
 * @param {{want?: boolean, reveal?: boolean}} [how] `want` false under 非 and in an exclusion
 * @returns {string}
 */
export function conditionText(step, lang, { want = true, reveal = false } = {}) {
  if (step.holds === null) return unknownText(step, lang);
  if (step.comparison !== null) {
    const hidden = !reveal && step.facts.some(([, value]) => value.private);
    return compared(step.text, step.comparison, lang, { holds: step.holds, want, hidden });
  }
  const found = splitAt(step.text, TEST_WORDS);
  if (found !== null) return testedText(step, found, lang, reveal);
  if (isFieldAlone(step)) return say(step.holds ? "field_true" : "field_false", lang, { text: tight(step.text, lang) });
  const said = say(step.holds ? "condition_holds" : "condition_fails", lang, { text: tight(step.text, lang) });
  const given = step.facts.filter(([name]) => name !== step.text);
  return given.length ? say("in_brackets", lang, { text: said, inner: factList(given, lang, reveal) }) : said;
}

/**
 * What a condition asks for: `单位须是街道`.
 * @param {Object} step
 * @param {"zh"|"en"} lang
 * @param {boolean} want
 * @returns {string}
 */
export function neededText(step, lang, want) {
  if (step.comparison !== null) return neededComparison(step.text, step.comparison, lang, want);
  const found = splitAt(step.text, TEST_WORDS);
  if (found === null) {
    const keys = isFieldAlone(step) ? ["field_must_false", "field_must_true"] : ["must_not_hold", "must_hold"];
    return say(keys[want ? 1 : 0], lang, { text: tight(step.text, lang) });
  }
  const [left, word, right] = found;
  const positive = POSITIVE.includes(word) === want;
  return askedText(tight(left, lang), word, valuesText(right, lang), positive, lang);
}

/**
 * `收入为2160.00元/月，人口为3人`.
 * @param {Array<[string, Object]>} facts
 * @param {"zh"|"en"} lang
 * @param {boolean} [reveal]
 * @returns {string}
 */
export function factList(facts, lang, reveal = false) {
  const told = facts.map(([name, value]) => factText(placeText(name, lang), value, lang, reveal));
  return told.join(say("comma", lang));
}

function factText(name, value, lang, reveal) {
  if (value.kind === "nothing") return say("fact_none", lang, { name });
  return say("fact", lang, { name, value: valueText(value, lang, reveal) });
}

/** Whether the condition is a yes-or-no field by itself. */
function isFieldAlone(step) {
  if (step.because.length || step.facts.length !== 1) return false;
  const name = step.facts[0][0];
  return name.slice(name.lastIndexOf(".") + 1) === step.text;
}

function unknownText(step, lang) {
  const names = unknownFacts(step);
  const text = tight(step.text, lang);
  if (isFieldAlone(step)) return say("field_unknown", lang, { text });
  if (!names.length) return say("condition_open", lang, { text });
  const joined = names.map((name) => placeText(name, lang)).join(say("list_comma", lang));
  return say("needs_fact", lang, { text, names: joined });
}

function testedText(step, [left, word, right], lang, reveal) {
  const name = tight(left, lang);
  const value = valueOf(step, left, lang, reveal);
  const positive = POSITIVE.includes(word) === step.holds;
  if (NOTHING_WORDS.includes(right)) return nothingText(name, value, positive, lang);
  const said = valuesText(right, lang);
  if (AMONG.includes(word)) return amongText(name, value, said, positive, lang);
  if (CONTAINS.includes(word)) return containsText(name, value, said, positive, lang);
  if (positive) return lang === "zh" ? `${name}是${said}` : `${name} is ${said}`;
  if (lang === "zh") return value ? `${name}为${value}，不是${said}` : `${name}不是${said}`;
  return value ? `${name} is ${value}, not ${said}` : `${name} is not ${said}`;
}

/** The record's value on the left of a test, if it is plainly one field's. */
function valueOf(step, left, lang, reveal) {
  const own = step.facts.filter(([n]) => n === left || n.endsWith(`.${left}`) || left.endsWith(`的 ${n}`));
  if (!own.length && step.facts.length === 1) own.push(step.facts[0]);
  return own.length ? valueText(own[0][1], lang, reveal) : "";
}

function valuesText(right, lang) {
  return listed(right).map((value) => tight(value, lang)).join(say("list_comma", lang)) || tight(right, lang);
}

function nothingText(name, value, none, lang) {
  if (none) return lang === "zh" ? `没有${name}` : `there is no ${name}`;
  if (lang === "zh") return value ? `有${name}（${value}）` : `有${name}`;
  return value ? `there is ${name} (${value})` : `there is ${name}`;
}

function amongText(name, value, said, inside, lang) {
  if (lang === "zh") return `${value ? `${name}为${value}，` : name}${inside ? "在" : "不在"}“${said}”之内`;
  return `${value ? `${name} is ${value}, which is` : `${name} is`} ${inside ? "among" : "not among"} ${said}`;
}

function containsText(name, value, said, inside, lang) {
  if (inside) return lang === "zh" ? `${name}中有${said}` : `${name} includes ${said}`;
  if (lang === "zh") return `${name}${value ? `（${value}）` : ""}中没有${said}`;
  return `${name}${value ? ` (${value})` : ""} does not include ${said}`;
}

function askedText(name, word, said, positive, lang) {
  if (NOTHING_WORDS.includes(said)) {
    if (positive) return lang === "zh" ? `须没有${name}` : `there would have to be no ${name}`;
    return lang === "zh" ? `须有${name}` : `${name} would be needed`;
  }
  const [zh, en] = askedForms(word, said, positive);
  return lang === "zh" ? name + zh : `${name} would have to be ${en}`;
}

function askedForms(word, said, positive) {
  if (AMONG.includes(word)) {
    return positive ? [`须在“${said}”之内`, `among ${said}`] : [`须不在“${said}”之内`, `none of ${said}`];
  }
  if (CONTAINS.includes(word)) {
    return positive ? [`须有${said}`, `such as to include ${said}`] : [`须没有${said}`, `without ${said}`];
  }
  return positive ? [`须是${said}`, said] : [`须不是${said}`, `other than ${said}`];
}
