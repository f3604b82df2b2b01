// Walking a program's nodes: what stands directly inside one, everything below it; a node for a definition by itself.
//
// A node is what the emitter writes for an expression: `kind` (the name of its class in `yiju.program.expressions`), `type`,
// `text` (its words in the rule file, white space folded), `place` where it may fail or is left open, the fields of the
// class under their own names, and `value`, the function from a Scope to its value. A field of the class that is itself
// called `value` (Const, Let, At, OrElse, Contains, Aggregate) is here called `of`. 无 as a constant is NOTHING.

import { field } from "./leaves.js";
import { ref } from "./scope.js";

const NOT_INSIDE = new Set(["kind", "type", "text", "place", "grounds", "interval"]);
const HOLDING = new Set(["Piece", "Alternative"]);

/** @param {any} x @returns {boolean} whether it is a node */
export function isNode(x) {
  return typeof x === "object" && x !== null && typeof x.value === "function";
}

/**
 * The nodes directly inside a node, in the order written.
 * @param {any} node
 * @returns {any[]}
 */
export function children(node) {
  return heldIn(node, (name) => !NOT_INSIDE.has(name) && name !== "value");
}

function heldIn(holder, isWanted) {
  return Object.entries(holder).flatMap(([name, part]) => (isWanted(name) ? held(part) : []));
}

function held(part) {
  if (isNode(part)) {
    return [part];
  }
  if (Array.isArray(part)) {
    return part.flatMap(held);
  }
  const holds = typeof part === "object" && part !== null && HOLDING.has(part.kind);
  return holds ? heldIn(part, (name) => !NOT_INSIDE.has(name)) : [];
}

/**
 * A node and everything inside it, outermost first; definitions it refers to are not entered.
 * @param {any} node
 * @returns {any[]}
 */
export function below(node) {
  const found = [];
  const stack = [node];
  while (stack.length > 0) {
    const here = stack.pop();
    found.push(here);
    stack.push(...children(here).reverse());
  }
  return found;
}

/**
 * The rows of a table, 其他 last.
 * @param {any} table
 * @returns {any[]}
 */
export function allRows(table) {
  return table.otherwise === null ? table.rows : [...table.rows, table.otherwise];
}

/**
 * The conditions and results of a table's rows.
 * @param {any} program
 * @param {string} table its id
 * @returns {any[]}
 */
export function tableNodes(program, table) {
  return allRows(program.tables[table]).flatMap((row) => [...rowConditions(row), ...row.results]);
}

/**
 * The conditions of a row's 条件 cells.
 * @param {any} row
 * @returns {any[]}
 */
export function rowConditions(row) {
  return row.tests.filter((test) => test.kind === "ConditionTest").map((test) => test.condition);
}

/**
 * The definitions that a node reads directly, through the tables and scales it looks up too.
 * @param {any} program
 * @param {any} node
 * @returns {string[]}
 */
export function referred(program, node) {
  return below(node).flatMap((part) => {
    switch (part.kind) {
      case "Ref":
        return [part.definition];
      case "Lookup":
        return tableNodes(program, part.table).flatMap((cell) => referred(program, cell));
      case "Marginal":
        return program.scales[part.scale].bands.flatMap((band) => referred(program, band.rate));
      default:
        return [];
    }
  });
}

/**
 * The conditions left open among all that some definitions read, in the order met, each once.
 * @param {any} program
 * @param {string[]} names
 * @returns {any[]} Open nodes
 */
export function openConditions(program, names) {
  const found = new Set();
  const seen = new Set();
  const stack = [...names].reverse();
  while (stack.length > 0) {
    const name = stack.pop();
    const definition = program.definitions[name];
    if (seen.has(name) || definition === undefined) {
      continue;
    }
    seen.add(name);
    reachable(program, definition.body).filter(isOpenCondition).forEach((point) => found.add(point));
    stack.push(...referred(program, definition.body).reverse());
  }
  return [...found];
}

function isOpenCondition(node) {
  return node.kind === "Open" && node.type.kind === "TruthType";
}

function reachable(program, node) {
  return below(node).flatMap((part) =>
    part.kind === "Lookup"
      ? [part, ...tableNodes(program, part.table).flatMap((cell) => reachable(program, cell))]
      : [part],
  );
}

/**
 * The program with each of these points a truth.
 * @param {any} program
 * @param {Map<any, boolean>} values truths by Open node
 * @returns {any}
 */
export function settledProgram(program, values) {
  return { ...program, settled: values };
}

/**
 * A node for the definition of the record at hand, as the rules themselves refer to it.
 * @param {any} definition
 * @returns {any}
 */
export function refNode(definition) {
  const { id, type, text } = definition;
  return { kind: "Ref", type, text, up: 0, definition: id, arguments: [], value: (s) => ref(s, 0, id) };
}

/**
 * A node for a field of the record at hand.
 * @param {any} fieldType as in a record's `fields`
 * @returns {any}
 */
export function fieldNode(fieldType) {
  const { name, type } = fieldType;
  return { kind: "Field", type, text: name, up: 0, name, default: null, grounds: [], value: (s) => field(s, 0, name) };
}
