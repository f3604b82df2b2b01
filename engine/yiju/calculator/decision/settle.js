// Points left open (待定) taken one way or the other: used to tell which facts would still matter. No decision is ever
// made by them.

import { allRows, below, rowConditions } from "./traverse.js";

/**
 * The conditions left open among all that some definitions read, in the order met, each once.
 * @param {Program} program
 * @param {string[]} names
 * @returns {Node[]}
 */
export function openConditions(program, names) {
  const found = new Set();
  const seen = new Set();
  const stack = [...names].reverse();
  while (stack.length) {
    const name = stack.pop();
    if (seen.has(name) || !(name in program.definitions)) continue;
    seen.add(name);
    const { body } = program.definitions[name];
    for (const node of nodesRead(program, body)) if (isOpenCondition(node)) found.add(node);
    stack.push(...definitionsRead(program, body).reverse());
  }
  return [...found];
}

function isOpenCondition(node) {
  return node.kind === "Open" && node.type.kind === "TruthType";
}

/** A node and everything inside it, the cells of the tables it looks up included. */
function nodesRead(program, node) {
  return below(node).flatMap((part) => [part, ...cellsOf(program, part).flatMap((cell) => nodesRead(program, cell))]);
}

function cellsOf(program, part) {
  if (part.kind !== "Lookup") return [];
  return allRows(program.tables[part.table]).flatMap((row) => [...rowConditions(row), ...row.results]);
}

/** The definitions that a node reads directly, through the tables and scales it looks up too. */
function definitionsRead(program, node) {
  return below(node).flatMap((part) => {
    if (part.kind === "Ref") return [part.definition];
    const rates = part.kind === "Marginal" ? program.scales[part.scale].bands.map((band) => band.rate) : [];
    return [...cellsOf(program, part), ...rates].flatMap((cell) => definitionsRead(program, cell));
  });
}

/**
 * The program with each of these points a truth.
 * @param {Program} program
 * @param {Map<Node, boolean>} values
 * @returns {Program}
 */
export function settledProgram(program, values) {
  return { ...program, settled: values };
}
