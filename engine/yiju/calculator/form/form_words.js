// The words of the form in a language: made from `yiju/calculator/form_words.py`, as those of explanations are.

import { FORM_WORDS, RECORD_CODES } from "../explain/tables.js";
import { fillWords } from "../explain/words.js";

/**
 * Words of the form, filled in.
 * @param {string} key
 * @param {"zh"|"en"} lang
 * @param {Object<string, *>} [words]
 * @returns {string}
 */
export function formSay(key, lang, words = {}) {
  return fillWords(FORM_WORDS[key][lang === "en" ? 1 : 0], words);
}

/**
 * What is wrong with a value, in the reader's language and beside its field: what is due, why, and what may have been
 * meant. Numbers have shorter words here, since their unit stands beside them too.
 * @param {{code: string, path: string, args: Object<string, string>, notes: string[]}} problem
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function problemText(problem, lang) {
  const page = RECORD_CODES[problem.code][lang];
  const words = { field: problem.path, ...problem.args };
  const own = FORM_WORDS[problem.code]?.[lang === "en" ? 1 : 0];
  const sentences = own === undefined ? [page.message, page.label ?? ""] : [own];
  const notes = problem.notes.map((key) => page.notes[key]);
  const all = [...sentences, ...notes, page.hint ?? ""].map((sentence) => filledOrNothing(sentence, words));
  const told = all.filter((text) => text !== "");
  return told.join(lang === "zh" ? "；" : "; ").replaceAll("`", "");
}

/** A template filled in; nothing where a word it needs is absent or empty. */
function filledOrNothing(template, words) {
  const needed = [...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
  return needed.every((name) => words[name]) ? fillWords(template, words) : "";
}
