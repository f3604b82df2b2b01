// For a refusal: what would have to be different for the outcome to be otherwise.
// Input: the reasoning of a refusal. Output: requirements, joined by 且 and 或 as the rules join them. What already
// holds is left out; nothing is promised of payments.

import { deciding, isExceptional, isSilent, unwrap } from "./deciding.js";
import { clean } from "./layout.js";
import { makeLine } from "./page.js";
import { isExclusion } from "./reasons.js";
import { quantified, tight } from "./terms.js";
import { neededText } from "./testing.js";
import { say } from "./words.js";

/**
 * What would make a step come out as wanted: {text, every, parts}; null where nothing about the record can (a policy
 * not in force). Of `parts` all (`every`) are needed or one will do.
 * @param {Object} given
 * @param {"zh"|"en"} lang
 * @param {boolean} [want]
 * @returns {{text: string, every: boolean, parts: Object[]}|null}
 */
export function needs(given, lang, want = true) {
  const step = unwrap(given);
  if (step.kind === "interval") return null;
  if (step.kind === "exception") return exceptionNeed(step, lang);
  if (isExceptional(step)) {
    const told = deciding(step).filter((s) => s.kind !== "exception" || s.holds !== false);
    return joinedNeeds(told.map((s) => needs(s, lang, want)), true);
  }
  if (step.kind === "not" && step.because.length) return needs(step.because[0], lang, !want);
  if (step.kind === "any" || step.kind === "all") {
    return joinedNeeds(needsUnder(step, lang, want), (step.kind === "all") === want);
  }
  if (["rule", "policy", "definition"].includes(step.kind) && step.because.length && step.value === null) {
    return joinedNeeds(needsUnder(step, lang, want), want);
  }
  return leafNeed(step, lang, want);
}

function needsUnder(step, lang, want) {
  return step.because.filter((s) => s.holds !== want && !isSilent(s)).map((s) => needs(s, lang, want));
}

function leafNeed(step, lang, want) {
  const found = step.kind === "exists" || step.kind === "every" ? quantified(step.text) : null;
  if (found === null) return needOf(neededText(step, lang, want));
  const [name, text] = found.map((words) => tight(words, lang));
  return needOf(say(`${step.kind}_must_${want ? "true" : "false"}`, lang, { name, text }));
}

function needOf(text) {
  return { text, every: true, parts: [] };
}

function exceptionNeed(step, lang) {
  if (!isExclusion(step)) return null;
  const open = step.because.filter((s) => s.holds !== false && !isSilent(s));
  const inner = joinedNeeds(open.map((s) => needs(s, lang, false)), false);
  if (inner !== null) return inner;
  const rule = clean(step.rule ?? "");
  return needOf(lang === "zh" ? `须不属于“${rule}”` : `“${rule}” would have to be lifted`);
}

function joinedNeeds(parts, every) {
  const known = parts.filter((part) => part !== null);
  const found = [...new Map(known.map((part) => [JSON.stringify(part), part])).values()];
  if (!found.length || (every && found.length < parts.length)) return null;
  if (found.length === 1) return found[0];
  return { text: "", every, parts: found.flatMap((p) => (p.parts.length && p.every === every ? p.parts : [p])) };
}

/**
 * Requirements as lines: one a line; alternatives as items under a heading.
 * @param {Object} need
 * @param {"zh"|"en"} lang
 * @param {number} [depth]
 * @returns {Object[]}
 */
export function needLines(need, lang, depth = 0) {
  if (!need.parts.length) return [makeLine(need.text, depth)];
  if (need.every) return need.parts.flatMap((part) => needLines(part, lang, depth));
  const items = need.parts.map((part) => makeLine(needInOne(part, lang), depth + 1, "plain", true));
  return [makeLine(say("any_will_do", lang), depth), ...items];
}

function needInOne(need, lang) {
  if (!need.parts.length) return need.text;
  const comma = say("comma", lang);
  const joiner = need.every ? comma : `${comma}${say("or", lang)}${lang === "zh" ? "" : " "}`;
  return need.parts.map((part) => needInOne(part, lang)).join(joiner);
}
