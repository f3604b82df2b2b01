// The reasoning in sentences: the rules that decided, the conditions in them, the words they stand on.
// Input: `Why` steps. Output: lines and grounds. Only what fixed the result is told.

import { isoDay } from "../../backends/to_javascript/runtime/days.js";
import { isMonthEnd, monthOf } from "./days.js";
import { deciding, isExceptional, unwrap } from "./deciding.js";
import { clean } from "./layout.js";
import { tellOrigins, tellValue } from "./origins.js";
import { makeLine } from "./page.js";
import { placeText, quantified, tight } from "./terms.js";
import { conditionText } from "./testing.js";
import { dateText, monthWords } from "./values.js";
import { cellWidth } from "./widths.js";
import { say } from "./words.js";

const MOST_ALIKE = 3;
const LONGEST_LINE = 120;
const BOUND_KEYS = new Map([
  ["截止", "cutoff"],
  ["起始", "start"],
  ["施行", "effective"],
  ["失效", "ended"],
  ["未发布", "not_issued"],
]);
const NAMED_KEYS = {
  rule: { true: "rule_holds", false: "rule_fails", null: "rule_open" },
  so: { true: "is_so", false: "is_not_so", null: "so_open" },
};

/**
 * The reasons of an outcome.
 * @param {import("./teller.js").Teller} teller
 * @param {Object} why
 * @param {number} [depth]
 * @returns {Object[]}
 */
export function tellReasons(teller, why, depth = 0) {
  return tellStep(teller, unwrap(why), depth, true);
}

/** One step with what decided it. `want`: whether it should hold. */
function tellStep(teller, step, depth, want) {
  const tells = TELLERS.find(([applies]) => applies(step));
  return tells[1](teller, step, depth, want);
}

const TELLERS = [
  [(step) => step.kind === "interval" && BOUND_KEYS.has(step.rule), tellInterval],
  [(step) => step.kind === "policy", tellDeciding],
  [(step) => step.kind === "exception", tellException],
  [isExceptional, tellExceptional],
  [(step) => ["rule", "definition", "table"].includes(step.kind) && step.value === null, tellNamed],
  [(step) => ["any", "all", "not"].includes(step.kind), tellConnective],
  [(step) => step.kind === "exists" || step.kind === "every", tellMembers],
  [(step) => step.value !== null, (teller, step, depth) => tellValue(teller, step, depth)],
  [() => true, tellCondition],
];

function tellDeciding(teller, step, depth, want) {
  return deciding(step).flatMap((s) => tellStep(teller, s, depth, want));
}

function tellExceptional(teller, step, depth, want) {
  return [...tellDeciding(teller, step, depth, want), ...stepGrounds(teller, step, depth)];
}

function tellInterval(teller, step, depth) {
  return [makeLine(intervalText(teller, step), depth, "bad"), ...stepGrounds(teller, step, depth + 1)];
}

function tellCondition(teller, step, depth, want) {
  const text = conditionText(step, teller.lang, { want, reveal: teller.reveal });
  return [
    makeLine(text, depth, toneOf(step, want)),
    ...tellOrigins(teller, step, depth + 1),
    ...stepGrounds(teller, step, depth + 1),
  ];
}

/**
 * Whether an exception takes something away: its value is 假.
 * @param {Object} step
 * @returns {boolean}
 */
export function isExclusion(step) {
  return step.value !== null && step.value.value === false;
}

function toneOf(step, want) {
  if (step.holds === null) return "open";
  return step.holds === want ? "good" : "bad";
}

function stepGrounds(teller, step, depth) {
  return teller.citer.cite(step.citations, step.assumed, depth);
}

// --- things with a name -------------------------------------------------------------------------------------

function tellNamed(teller, step, depth, want) {
  const key = NAMED_KEYS[step.kind === "rule" ? "rule" : "so"][String(step.holds)];
  return tellHeaded(teller, step, teller.say(key, { rule: clean(step.rule ?? "") }), depth, want);
}

function tellException(teller, step, depth) {
  const rule = clean(step.rule ?? "");
  const applies = isExclusion(step) ? "exclusion_applies" : "exception_applies";
  const key = step.holds === true ? applies : step.holds === null ? "exception_open" : "exception_not";
  return tellHeaded(teller, step, teller.say(key, { rule }), depth, !isExclusion(step));
}

/** A heading, what decided it, and its grounds; one plain condition goes on the heading's own line. */
function tellHeaded(teller, step, head, depth, want) {
  const under = deciding(step);
  const tone = toneOf(step, want);
  if (!under.length) return [makeLine(head, depth, tone), ...stepGrounds(teller, step, depth + 1)];
  const told = runTogether(teller, under.flatMap((s) => tellStep(teller, s, depth + 1, want)));
  const first = told[0];
  const lines = told.filter((block) => block.kind === "Line" && block.depth === depth + 1);
  if (first?.kind === "Line" && !first.item && lines.length === 1) {
    const text = [head, first.text].join(teller.say("colon"));
    const inner = told.slice(1).filter((block) => block.kind !== "Table");
    const moved = inner.map((block) => ({ ...block, depth: Math.max(depth + 1, block.depth - 1) }));
    return [{ ...first, text, depth, tone }, ...moved, ...stepGrounds(teller, step, depth + 1)];
  }
  return [makeLine(teller.say("because", { what: head }), depth, tone), ...told, ...stepGrounds(teller, step, depth + 1)];
}

/** Short plain sentences side by side become one. */
function runTogether(teller, told) {
  const made = [];
  for (const block of told) {
    const last = made[made.length - 1];
    if (last?.kind === "Line" && block.kind === "Line" && areAlike(last, block)) {
      const text = [last.text, block.text].join(teller.say("semicolon"));
      if (cellWidth(text) <= LONGEST_LINE) {
        made[made.length - 1] = { ...last, text };
        continue;
      }
    }
    made.push(block);
  }
  return made;
}

function areAlike(first, second) {
  return first.depth === second.depth && !(first.item || second.item || /[：:]$/.test(first.text));
}

// --- connectives and members --------------------------------------------------------------------------------

function tellConnective(teller, step, depth, want) {
  if (step.kind === "not") {
    const told = step.because.length ? tellStep(teller, step.because[0], depth, !want) : [];
    return [...told, ...stepGrounds(teller, step, depth + 1)];
  }
  const under = deciding(step);
  const alternatives = want && step.kind === "any" && step.holds !== true && under.length > 1;
  if (!alternatives) {
    const told = under.flatMap((s) => tellStep(teller, s, depth, want));
    return [...told, ...stepGrounds(teller, step, depth + 1)];
  }
  const head = teller.say(step.holds !== null ? "none_of" : "any_open");
  const told = under.flatMap((s) => asItem(runTogether(teller, tellStep(teller, s, depth + 1, want))));
  return [makeLine(head, depth, toneOf(step, want)), ...told, ...stepGrounds(teller, step, depth + 1)];
}

/** Mark the first line of an alternative; what else it takes stands below it. */
function asItem(told) {
  const first = told[0];
  if (first?.kind !== "Line") return told;
  const below = told.slice(1).map((block) => {
    return block.kind === "Line" && block.depth === first.depth ? { ...block, depth: block.depth + 1 } : block;
  });
  return [{ ...first, item: true }, ...below];
}

function tellMembers(teller, step, depth, want) {
  const made = [makeLine(quantifiedText(teller, step, want), depth, toneOf(step, want))];
  for (const member of step.because.slice(0, MOST_ALIKE)) made.push(...tellMember(teller, member, depth + 1, want));
  const rest = step.because.length - MOST_ALIKE;
  if (rest > 0) made.push(makeLine(teller.say("more_members", { count: rest }), depth + 1));
  return [...made, ...stepGrounds(teller, step, depth + 1)];
}

function quantifiedText(teller, step, want) {
  const found = quantified(step.text);
  if (found === null) return conditionText(step, teller.lang, { want, reveal: teller.reveal });
  const [name, text] = found.map((words) => tight(words, teller.lang));
  const state = step.holds === null ? "open" : String(step.holds);
  return teller.say(`${step.kind}_${state}`, { name, text });
}

function tellMember(teller, member, depth, want) {
  const name = placeText(member.rule ?? "", teller.lang);
  if (member.because.length && !member.facts.length) {
    const deciders = member.because.filter((s) => s.holds === member.holds);
    const told = deciders.flatMap((s) => tellStep(teller, s, depth, want));
    if (told[0]?.kind === "Line") {
      const text = [name, told[0].text].join(teller.say("colon"));
      return [{ ...told[0], text }, ...told.slice(1), ...stepGrounds(teller, member, depth + 1)];
    }
  }
  const said = conditionText({ ...member, rule: null }, teller.lang, { want, reveal: teller.reveal });
  const line = makeLine([name, said].join(teller.say("colon")), depth, toneOf(member, want));
  return [line, ...tellOrigins(teller, member, depth + 1), ...stepGrounds(teller, member, depth + 1)];
}

// --- when a policy is in force ------------------------------------------------------------------------------

function intervalText(teller, step) {
  if (step.rule === "未发布") return teller.say("not_issued");
  const bound = isoDay(step.text.trim().split(/\s+/).pop());
  const now = teller.day === null ? "" : teller.say("outside", { now: dateText(teller.day, teller.lang) });
  const key = BOUND_KEYS.get(step.rule);
  const whole = (key === "cutoff" || key === "ended") && isMonthEnd(bound);
  const day = whole
    ? say("month_end", teller.lang, { month: monthWords(monthOf(bound), teller.lang) })
    : dateText(bound, teller.lang);
  return teller.say(key, { day, now });
}
