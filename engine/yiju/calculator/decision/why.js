// The reasoning as a tree: each rule with the conditions that made it hold or fail, and the record's values in them.
// Input: a node, a scope. Output: `Why` steps (`decision/model.py`). Words come from the rule files' own text.

import { inDays } from "../../backends/to_javascript/runtime/days.js";
import { Num, absNum, subtractNum, wholeNum } from "../../backends/to_javascript/runtime/exact.js";
import { elements } from "../../backends/to_javascript/runtime/scope.js";
import { shown, shownAs } from "./show.js";
import { children, refNode } from "./traverse.js";
import { Standing, decidingParts, placeOf, tells } from "./walk.js";

/** How many members of a list a step shows. */
const MOST_MEMBERS = 20;

/** What every step needs: the numbering of citations. */
export class Reasoner {
  /** @param {(grounds: number[]) => [number[], number[]]} cite */
  constructor(cite) {
    this.cite = cite;
  }

  /**
   * One step; conditions carry whether they hold, values what they came to.
   * @param {string} kind
   * @param {Node} node
   * @param {Scope} scope
   * @param {object} more parts of the step that are not as usual; `grounds` to cite
   * @returns {Why}
   */
  step(kind, node, scope, { grounds = [], ...more } = {}) {
    const value = node.value(scope);
    const [citations, assumed] = this.cite(grounds);
    return {
      kind,
      rule: null,
      text: node.text,
      holds: typeof value === "boolean" ? value : null,
      value: isCondition(node) ? null : shown(value, node.type),
      facts: [],
      comparison: null,
      citations,
      assumed,
      decisive: false,
      because: [],
      ...more,
    };
  }
}

function isCondition(node) {
  return node.type.kind === "TruthType";
}

function plainKind(node) {
  return isCondition(node) ? "condition" : "formula";
}

/**
 * A 资格 (or another condition with a name) with everything under it.
 * @param {Reasoner} reasoner
 * @param {string} name
 * @param {Scope} scope
 * @returns {Why}
 */
export function whyRule(reasoner, name, scope) {
  const definition = scope.run.program.definitions[name];
  const { label, grounds, body } = definition;
  const because = flatReasons(reasoner, body, scope.up(0));
  return reasoner.step("rule", refNode(definition), scope, { rule: label, text: label, grounds, because });
}

/** The steps under a rule: those of a 且 or `同时` side by side. */
function flatReasons(reasoner, node, scope) {
  if (node.kind === "Dated") {
    return piecesOn(node, scope.day).flatMap((piece) => flatReasons(reasoner, piece.value, scope));
  }
  const alike = node.kind === "Both" && node.op === "all" ? node.operands : [node];
  return alike.map((operand) => why(reasoner, operand, scope));
}

function piecesOn(node, day) {
  return node.pieces.filter((piece) => inDays(day, piece.interval));
}

/**
 * The reasoning of one condition or value.
 * @param {Reasoner} reasoner
 * @param {Node} node
 * @param {Scope} scope
 * @returns {Why}
 */
export function why(reasoner, node, scope) {
  return (STEPS[node.kind] ?? whyLeaf)(reasoner, node, scope);
}

/** How each node is told; any other is a leaf: a condition or a formula with the values in it. */
const STEPS = {
  Grounded(reasoner, node, scope) {
    const inner = why(reasoner, node.operand, scope);
    const [citations, assumed] = reasoner.cite(node.grounds);
    return { ...inner, citations: [...citations, ...inner.citations], assumed: [...assumed, ...inner.assumed] };
  },

  Both(reasoner, node, scope) {
    const because = node.operands.map((operand) => why(reasoner, operand, scope));
    return reasoner.step(node.op, node, scope, { because });
  },

  Not(reasoner, node, scope) {
    return reasoner.step("not", node, scope, { because: [why(reasoner, node.operand, scope)] });
  },

  Dated(reasoner, node, scope) {
    const [chosen] = piecesOn(node, scope.day);
    return chosen ? why(reasoner, chosen.value, scope) : reasoner.step("interval", node, scope);
  },

  Let(reasoner, node, scope) {
    return why(reasoner, node.body, scope.with([[node.name, node.of.value(scope)]]));
  },

  InForce(reasoner, node, scope) {
    return reasoner.step("interval", node, scope);
  },

  Aggregate(reasoner, node, scope) {
    const quantified = node.op === "exists" || node.op === "all";
    return quantified ? whyMembers(reasoner, node, scope) : whyLeaf(reasoner, node, scope);
  },

  Candidates(reasoner, node, scope) {
    const applied = node.alternatives.some((a) => a.applies.value(scope) === true);
    const steps = node.alternatives.map((a) => whyAlternative(reasoner, a, scope));
    const base = applied ? [] : flatReasons(reasoner, node.base, scope);
    return reasoner.step(plainKind(node), node, scope, { because: [...base, ...steps] });
  },

  Choice(reasoner, node, scope) {
    const condition = node.condition.value(scope);
    const branches = [...(condition === false ? [] : [node.then]), ...(condition === true ? [] : [node.otherwise])];
    const told = [node.condition, ...branches.filter((part) => part.kind !== "Const")];
    return reasoner.step(plainKind(node), node, scope, { because: told.map((part) => why(reasoner, part, scope)) });
  },

  Lookup(reasoner, node, scope) {
    const { label, grounds } = scope.run.program.tables[node.table];
    return reasoner.step("table", node, scope, {
      rule: label,
      text: label,
      grounds: [...rowGrounds(node, scope), ...grounds],
      facts: node.arguments.map((a) => [a.text, shown(a.value(scope), a.type)]),
    });
  },

  Ref: whyRef,
};

// --- leaves --------------------------------------------------------------------------------------------------------

function whyLeaf(reasoner, node, scope) {
  const because = namedValues(node, scope).map(([part, there]) => why(reasoner, part, there));
  const facts = factsIn(node, scope);
  return reasoner.step(plainKind(node), node, scope, { facts, comparison: comparisonOf(node, scope), because });
}

/** Definitions and tables read directly inside an expression: each is a step of its own. */
function namedValues(node, scope) {
  if (node.kind === "Aggregate" || node.kind === "Rank" || node.kind === "Let") return [];
  if (node.kind === "At") {
    const moved = node.day.value(scope);
    return typeof moved === "number" ? namedOrInside(node.of, scope.at(moved)) : [];
  }
  return children(node).flatMap((child) => namedOrInside(child, scope));
}

function namedOrInside(node, scope) {
  return ["Ref", "Lookup", "Candidates"].includes(node.kind) ? [[node, scope]] : namedValues(node, scope);
}

/** The record's values, arguments and 令 read in an expression itself, in the order they occur. */
function factsIn(node, scope, found = new Map()) {
  if (node.kind === "Field" && node.up < scope.frames.length) {
    noteFact(node, scope, found);
  } else if (node.kind === "Variable") {
    found.set(node.name, shown(node.value(scope), node.type));
  } else if (node.kind === "Aggregate" || node.kind === "Rank") {
    factsIn(node.source, scope, found);
  } else if (node.kind !== "At" && node.kind !== "Let") {
    for (const child of children(node)) factsIn(child, scope, found);
  }
  return [...found];
}

function noteFact(node, scope, found) {
  const frame = scope.frames[node.up];
  const { type, private: isPrivate } = frame.record.fields[frame.record.places[node.name]];
  if (type.kind === "ListType" || type.kind === "HistoryType") return;
  found.set(placeOf(frame, node.name), shown(node.value(scope), type, { private: isPrivate }));
}

/** For a comparison of known numbers or days: both sides, and by how much they differ. */
function comparisonOf(node, scope) {
  if (node.kind !== "Compare") return null;
  const [left, right] = [node.left.value(scope), node.right.value(scope)];
  let difference = null;
  if (left instanceof Num && right instanceof Num) {
    difference = shown(absNum(subtractNum(left, right)), node.left.type);
  } else if (typeof left === "number" && typeof right === "number") {
    difference = shownAs("number", wholeNum(Math.abs(left - right)), { unit: [["天", 1]] });
  } else {
    return null;
  }
  return { op: node.op, left: shown(left, node.left.type), right: shown(right, node.right.type), difference };
}

// --- definitions, exceptions, members ------------------------------------------------------------------------------

function whyRef(reasoner, node, scope) {
  const definition = scope.run.program.definitions[node.definition];
  const { body } = definition;
  const values = node.arguments.map((a) => a.value(scope));
  const inner = scope.up(node.up).with(definition.parameters.map((p, i) => [p.name, values[i]]));
  return reasoner.step(definition.kind === "table" ? "table" : "definition", node, scope, {
    because: reasonsUnder(reasoner, node, inner),
    rule: labelOf(definition),
    text: node.text || definition.label,
    grounds: [...definition.grounds, ...pieceGrounds(body, scope.day), ...rowGrounds(body, inner)],
    facts: node.arguments.map((a, i) => [a.text, shown(values[i], a.type)]),
  });
}

/** The steps of a definition; those of a formula that is all there is to it stand for it. */
function reasonsUnder(reasoner, node, inner) {
  const under = flatReasons(reasoner, inner.run.program.definitions[node.definition].body, inner);
  const alone = !isCondition(node) && under.length === 1 && under[0].rule === null && !under[0].facts.length;
  return alone ? under[0].because : under;
}

/** A definition's name; of a policy's outcome, whose. */
function labelOf(definition) {
  return definition.kind === "outcome" ? definition.id.replaceAll("/", " 的 ") : definition.label;
}

function pieceGrounds(body, day) {
  return body.kind === "Dated" ? piecesOn(body, day).flatMap((piece) => piece.grounds) : [];
}

function rowGrounds(body, scope) {
  if (body.kind !== "Lookup") return [];
  const into = new Standing();
  decidingParts(body, scope, into);
  return [...into.grounds];
}

function whyAlternative(reasoner, alternative, scope) {
  const { applies, value, label, grounds } = alternative;
  const isApplied = applies.value(scope) === true;
  return reasoner.step("exception", applies, scope, {
    rule: label,
    grounds,
    because: [...flatReasons(reasoner, applies, scope), ...whyWorth(reasoner, value, scope, isApplied)],
    value: isApplied ? shown(value.value(scope), value.type) : null,
  });
}

/** How the value of an exception that applies came about, where it is worked out. */
function whyWorth(reasoner, value, scope, isApplied) {
  return !isApplied || isCondition(value) || value.kind === "Const" ? [] : [why(reasoner, value, scope)];
}

function whyMembers(reasoner, node, scope) {
  const frames = elements(node.source, scope);
  const told = Array.isArray(frames) && node.where !== null ? frames : [];
  const result = node.value(scope);
  const telling = told.filter((frame) => tells(node.where.value(scope.push(frame)), result));
  const because = telling.slice(0, MOST_MEMBERS).map((frame) => {
    const step = why(reasoner, node.where, scope.push(frame));
    return { ...step, kind: "member", rule: placeOf(frame, "").replace(/\.+$/, "") };
  });
  return reasoner.step(node.op === "exists" ? "exists" : "every", node, scope, { because });
}
