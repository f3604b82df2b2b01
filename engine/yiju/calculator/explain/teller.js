// What telling needs: the language, the citer, whether private values are shown, and what was told already.

import { clean } from "./layout.js";
import { maskText, valueText } from "./values.js";
import { say } from "./words.js";

const IDENTITY_NUMBER = /^(?:\p{Nd}{17}[\p{Nd}Xx]|\p{Nd}{15})$/u;

/** One explanation while it is told. */
export class Teller {
  /**
   * @param {"zh"|"en"} lang
   * @param {import("./grounds.js").Citer} citer
   * @param {boolean} reveal
   * @param {number|null} day
   */
  constructor(lang, citer, reveal, day) {
    this.lang = lang;
    this.citer = citer;
    this.reveal = reveal;
    this.day = day;
    this.told = new Set();
  }

  say(key, words = {}) {
    return say(key, this.lang, words);
  }

  /** Whom a record or payment is about; an identity-card number only in part. */
  identifier(text) {
    return this.reveal || !IDENTITY_NUMBER.test(text) ? clean(text) : maskText(text);
  }

  /** The value of a named step; of a standard, as the decision states it. */
  amount(step) {
    const own = this.citer.decision.amounts.find((amount) => amount.name === step.rule);
    return own ? own.value : step.value;
  }

  value(value) {
    return valueText(value, this.lang, this.reveal);
  }
}
