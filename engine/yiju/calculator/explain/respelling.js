// Texts of rule files in one keyword language. A browser has no parser of rules: what each text of a program becomes
// was worked out when it was compiled (`yiju.calculator.respelling`) and is kept here, as `lru_cache` keeps it in Python.

const RESPELLED = { zh: new Map(), en: new Map() };

/**
 * Keep what the texts of a program become.
 * @param {{zh: Object<string, string>, en: Object<string, string>}} spellings
 */
export function learnSpellings(spellings) {
  for (const lang of ["zh", "en"]) {
    for (const [text, made] of Object.entries(spellings[lang])) RESPELLED[lang].set(text, made);
  }
}

/**
 * A condition or formula with the keywords of a language; a text that was not worked out stays as it is.
 * @param {string} text
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function respelled(text, lang) {
  return RESPELLED[lang].get(text) ?? text;
}

/**
 * The same step with its keywords in Chinese, those under it included.
 * @param {Object} step
 * @returns {Object}
 */
export function inChinese(step) {
  const because = step.because.map(inChinese);
  const same = because.every((made, index) => made === step.because[index]);
  if (same && !/[A-Za-z]/.test(step.text)) return step;
  return { ...step, text: respelled(step.text, "zh"), because };
}
