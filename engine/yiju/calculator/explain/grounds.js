// Grounds as they are cited: document, title, clause and grade, with the words quoted the first time only.
// A `Citer` belongs to one explanation: it numbers the citations in the order in which they are first used.

import { clean } from "./layout.js";
import { makeCited, makeCitedAgain, makeLine } from "./page.js";
import { quoteText } from "./terms.js";
import { say } from "./words.js";

/** What has been cited so far: numbers by citation, and the documents already named in full. */
export class Citer {
  /**
   * @param {Object} decision
   * @param {"zh"|"en"} lang
   */
  constructor(decision, lang) {
    this.decision = decision;
    this.lang = lang;
    this.numbers = new Map();
    this.named = new Set();
    this.assumed = new Set();
  }

  /**
   * The blocks under a sentence that stands on these citations and assumptions.
   * @param {number[]} indexes
   * @param {number[]} assumed
   * @param {number} depth
   * @returns {Object[]}
   */
  cite(indexes, assumed, depth) {
    const fresh = [...new Set(indexes)].filter((index) => !this.numbers.has(index));
    const known = new Set(indexes.filter((index) => this.numbers.has(index)).map((index) => this.numbers.get(index)));
    const made = this.clauses(fresh).map((group) => this.first(group, depth));
    if (known.size && !made.length) made.push(makeCitedAgain([...known].sort((a, b) => a - b), depth));
    if (assumed.some((index) => !this.assumed.has(index))) {
      for (const index of assumed) this.assumed.add(index);
      made.push(makeLine(say("by_assumption", this.lang), depth, "open"));
    }
    return made;
  }

  /** Citations side by side of one clause, together. */
  clauses(indexes) {
    const groups = [];
    let last = null;
    for (const index of indexes) {
      const of = this.decision.citations[index];
      const key = JSON.stringify([of.number, of.title, of.document, of.clause, of.grade]);
      if (key === last) groups[groups.length - 1].push(index);
      else groups.push([index]);
      last = key;
    }
    return groups;
  }

  first(group, depth) {
    for (const index of group) this.numbers.set(index, this.numbers.size + 1);
    const quotes = group.map((index) => [this.numbers.get(index), quoteText(this.decision.citations[index].quote)]);
    return makeCited(this.source(this.decision.citations[group[0]]), quotes, depth, group);
  }

  source(citation) {
    const key = JSON.stringify([citation.number || citation.title, citation.document]);
    const again = this.named.has(key);
    this.named.add(key);
    const name = this.name(citation, again);
    if (citation.grade === "restated") return this.restated(citation, name, again);
    return say(`source_${citation.grade}`, this.lang, { name, clause: this.clauseText(citation) });
  }

  restated(citation, name, again) {
    const clause = clean(citation.clause);
    if (again && clause) return say("source_restated_again", this.lang, { name, clause });
    const document = documentTitle(citation.document);
    return say("source_restated", this.lang, { name, document, clause: this.clauseText(citation) });
  }

  clauseText(citation) {
    const clause = clean(citation.clause);
    return clause && this.lang === "en" ? ` ${clause}` : clause;
  }

  name(citation, again) {
    const number = clean(citation.number);
    const title = clean(citation.title).replace(/^[《》]+|[《》]+$/g, "");
    if (!number) return say("title_only", this.lang, { title });
    return again || !title ? number : say("titled", this.lang, { number, title });
  }
}

/**
 * The name of a document's file without folder and suffix.
 * @param {string} file
 * @returns {string}
 */
export function documentTitle(file) {
  const name = clean(file);
  return name.slice(name.lastIndexOf("/") + 1).replace(/\.(txt|md|docx|pdf|ofd|html?)$/i, "");
}
