// Every sentence of an explanation is filled in here. The sentences themselves are made from `yiju/explain/words.py`
// when the calculator is put together (`yiju.calculator.words`), so that there is one source of them.

import { WORDS } from "./tables.js";

/**
 * The sentence of a key, filled in.
 * @param {string} key
 * @param {"zh"|"en"} lang
 * @param {Object<string, *>} [words]
 * @returns {string}
 */
export function say(key, lang, words = {}) {
  const pair = WORDS[key];
  if (pair === undefined) throw new Error(`no sentence ${key}`);
  return fillWords(pair[lang === "en" ? 1 : 0], words);
}

/**
 * A template with its `{names}` replaced.
 * @param {string} template
 * @param {Object<string, *>} words
 * @returns {string}
 */
export function fillWords(template, words) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(words[name]));
}
