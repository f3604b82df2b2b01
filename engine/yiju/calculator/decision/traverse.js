// Walking a program's nodes: what stands directly inside one, everything below it; a node for a definition by itself.
// What a node is, `runtime/scope.js` says.

import { ref } from "../../backends/to_javascript/runtime/scope.js";

/** Of each kind of node (and of the parts that hold nodes), its fields with nodes, in the order written. */
const HELD = {
  Open: ["of"],
  Field: ["default"],
  Let: ["of", "body"],
  Ref: ["arguments"],
  At: ["of", "day"],
  Dated: ["pieces"],
  Piece: ["value"],
  Arithmetic: ["left", "right"],
  Extreme: ["operands"],
  Round: ["operand"],
  Sure: ["operand"],
  Compare: ["left", "right"],
  IsNothing: ["operand"],
  Is: ["left", "right"],
  OneOf: ["operand"],
  InRange: ["operand"],
  InMonth: ["operand"],
  Contains: ["operand"],
  Both: ["operands"],
  Not: ["operand"],
  Choice: ["condition", "then", "otherwise"],
  OrElse: ["of", "fallback"],
  Aggregate: ["source", "where", "of"],
  Rank: ["source", "key", "where"],
  HistoryAt: ["history"],
  HistoryWindow: ["history"],
  FullYears: ["operand"],
  ShiftDate: ["operand", "amount"],
  DaysBetween: ["left", "right"],
  Overlap: ["first", "second"],
  Alternative: ["applies", "value"],
  Candidates: ["alternatives", "base"],
  Lookup: ["arguments"],
  Marginal: ["operand"],
  PointsTotal: ["events"],
  Delegated: ["selector", "fillings"],
  Grounded: ["operand"],
};

const NOTHING_HELD = [];

/**
 * The nodes directly inside a node, in the order written.
 * @param {Node} node
 * @returns {Node[]}
 */
export function children(node) {
  const found = [];
  gatherHeld(node, found);
  return found;
}

function gatherHeld(holder, found) {
  for (const name of HELD[holder.kind] ?? NOTHING_HELD) gatherNodes(holder[name], found);
}

function gatherNodes(part, found) {
  if (Array.isArray(part)) {
    for (const item of part) gatherNodes(item, found);
  } else if (part !== null && typeof part === "object") {
    if (part.kind === "Piece" || part.kind === "Alternative") gatherHeld(part, found);
    else found.push(part);
  }
}

/**
 * A node and everything inside it, outermost first; definitions it refers to are not entered.
 * @param {Node} node
 * @returns {Node[]}
 */
export function below(node) {
  return [node, ...children(node).flatMap(below)];
}

/**
 * The rows of a table, 其他 last.
 * @param {TableType} table
 * @returns {TableRow[]}
 */
export function allRows(table) {
  return table.otherwise === null ? table.rows : [...table.rows, table.otherwise];
}

/**
 * The conditions of a row's 条件 cells.
 * @param {TableRow} row
 * @returns {Node[]}
 */
export function rowConditions(row) {
  return row.tests.filter((test) => test.kind === "ConditionTest").map((test) => test.condition);
}

/**
 * A node for a definition of the record at hand, as the rules themselves refer to it.
 * @param {Definition} definition
 * @returns {Node}
 */
export function refNode({ id, type, text }) {
  return { kind: "Ref", type, text, up: 0, definition: id, arguments: [], value: (scope) => ref(scope, 0, id) };
}
