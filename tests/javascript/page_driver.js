// For the tests of explanations: many questions in one call, and Python's own decisions turned into JavaScript's shape.

import { Num } from "../../engine/yiju/backends/to_javascript/runtime/exact.js";
import { Pair } from "../../engine/yiju/backends/to_javascript/runtime/values.js";
import { decideOn, decidePeriod } from "../../engine/yiju/calculator/decision/build.js";
import { compose } from "../../engine/yiju/calculator/explain/compose.js";
import { toHtml } from "../../engine/yiju/calculator/explain/html.js";
import { learnSpellings } from "../../engine/yiju/calculator/explain/respelling.js";

/** The pages of each row as of its day or over its period. */
export function pagesOf(program, policy, rows, times, spellings) {
  learnSpellings(spellings);
  return rows.map((row, index) => inEveryForm(decided(program, policy, row, times[index])));
}

function decided(program, policy, row, when) {
  return Array.isArray(when) ? decidePeriod(program, policy, row, ...when) : decideOn(program, policy, row, when);
}

/** The pages of decisions that Python made. */
export function pagesOfDecisions(decisions, spellings) {
  learnSpellings(spellings);
  return decisions.map((decision) => inEveryForm(revived(decision)));
}

/** In Chinese and English, with private values masked and shown. */
function inEveryForm(decision) {
  return ["zh", "en"].flatMap((lang) => [false, true].map((reveal) => drawn(compose(decision, lang, reveal))));
}

/** A page with its HTML, without what only the form needs. */
function drawn(page) {
  const html = toHtml(page);
  const sections = page.sections.map((section) => ({ ...section, blocks: section.blocks.map(plainBlock) }));
  return { ...page, sections, html };
}

function plainBlock({ origins, field, ...block }) {
  return block;
}

function revived(value) {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value.number)) return new Num(BigInt(value.number[0]), BigInt(value.number[1]));
  if (Array.isArray(value.set)) return new Set(value.set);
  if (Array.isArray(value.pair)) return new Pair(...value.pair.map(revived));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));
}
