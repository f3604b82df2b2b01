// The constants an expression can come to, whatever the record: those of a dated parameter, a table's cells, a choice.
// Input: a program and an expression. Output: its possible numbers, days and texts on some days, each under its key
// (`valueKey`), or null where it is more than a choice among constants.

import { dayOf, inDays, shiftDay } from "../../backends/to_javascript/runtime/days.js";
import { addNum, divideNum, isZero, multiplyNum, powerNum } from "../../backends/to_javascript/runtime/exact.js";
import { roundNum, subtractNum, truncNum } from "../../backends/to_javascript/runtime/exact.js";
import { NOTHING } from "../../backends/to_javascript/runtime/values.js";
import { valueKey } from "./keys.js";
import { allRows } from "./traverse.js";

/** More constants than this are not kept apart. */
const MANY = 200;

/**
 * Every constant `x` may be on one of `days`; 无 left out.
 * @param {Program} program
 * @param {Node} x
 * @param {number[]} days
 * @returns {Map<string, *>|null}
 */
export function constants(program, x, days) {
  const rule = CONSTANTS[x.kind];
  if (rule) return rule(program, x, days);
  const parts = PARTS_OF_CHOICE[x.kind]?.(program, x, days) ?? null;
  return parts && unionOf(parts.map((part) => constants(program, part, days)));
}

/**
 * Values by their keys, each once.
 * @param {Iterable<*>} values
 * @returns {Map<string, *>}
 */
function keyed(values) {
  return new Map([...values].map((value) => [valueKey(value), value]));
}

function constantsOfOperand(program, x, days) {
  return constants(program, x.operand, days);
}

const CONSTANTS = {
  Const: (_, x) => keyed(x.of === NOTHING || x.of instanceof Set ? [] : [x.of]),
  Day: (_, x, days) => (days.length ? keyed(days.map((day) => dayOf(x.which, day))) : null),
  Grounded: constantsOfOperand,
  Sure: constantsOfOperand,
  Let: (program, x, days) => constants(program, x.body, days),
  Round: (program, x, days) => {
    const found = constants(program, x.operand, days);
    return found && keyed([...found.values()].map((v) => roundNum(v, x.step, x.mode)));
  },
  Arithmetic: (program, x, days) => inPairs(program, x.left, x.right, days, (a, b) => resultOf(x.op, a, b)),
  At: (program, x, days) => {
    const then = constants(program, x.day, days);
    return then && constants(program, x.of, [...then.values()]);
  },
  ShiftDate: (program, x, days) => {
    const sign = x.negative ? -1n : 1n;
    return inPairs(program, x.operand, x.amount, days, (day, n) => shiftDay(day, sign * truncNum(n), x.unit));
  },
};

/** The expressions one of which a node is. */
const PARTS_OF_CHOICE = {
  Ref: (program, x) => [program.definitions[x.definition].body],
  Dated: (_, x, days) => x.pieces.filter((p) => days.some((day) => inDays(day, p.interval))).map((p) => p.value),
  Choice: (_, x) => [x.then, x.otherwise],
  OrElse: (_, x) => [x.of, x.fallback],
  Candidates: (_, x) => [x.base, ...x.alternatives.map((a) => a.value)],
  Extreme: (_, x) => x.operands,
  Lookup: (program, x) => {
    const table = program.tables[x.table];
    return table.hit === "sum" ? null : allRows(table).map((row) => row.results[x.column]);
  },
};

function unionOf(found) {
  if (found.includes(null)) return null;
  const made = new Map(found.flatMap((values) => [...values]));
  return made.size <= MANY ? made : null;
}

/** What comes of each pair of constants; null where they are too many, or not constants. */
function inPairs(program, left, right, days, result) {
  const [a, b] = [constants(program, left, days), constants(program, right, days)];
  if (a === null || b === null || a.size * b.size > MANY) return null;
  const made = [...a.values()].flatMap((x) => [...b.values()].map((y) => result(x, y)));
  return keyed(made.filter((value) => value !== null));
}

function resultOf(op, a, b) {
  switch (op) {
    case "add":
      return addNum(a, b);
    case "subtract":
      return subtractNum(a, b);
    case "multiply":
      return multiplyNum(a, b);
    case "power":
      return powerNum(a, truncNum(b));
  }
  return isZero(b) ? null : divideNum(a, b);
}
