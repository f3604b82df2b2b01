// What a value hangs on: the parts of an expression that decided it, or that keep it undecided.
//
// Given a node and a scope, `decidingParts` names the nodes inside it that matter: of a 且 that fails, what failed; of a
// choice, the branch taken; of a table, the row that applied. `standsOn` walks them to the leaves.

import { inDays, isoText } from "../../backends/to_javascript/runtime/days.js";
import { elements } from "../../backends/to_javascript/runtime/scope.js";
import { rowApplies } from "../../backends/to_javascript/runtime/tables.js";
import { NOTHING, UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { children, rowConditions } from "./traverse.js";

/**
 * What was met on the way: indexes of grounds, unknown fields by place, open points, readings, definitions. `beside`:
 * the grounds of exceptions that did not apply; a value is no stronger than they are.
 */
export class Standing {
  constructor() {
    this.grounds = new Set();
    this.beside = new Set();
    this.missing = new Set();
    /** @type {Map<Node|string, string>} what is open, by its node or by what it is called */
    this.opens = new Map();
    /** @type {Map<string, [string, Reading]>} */
    this.readings = new Map();
    this.seen = new Set();
  }

  /** The open points in words, each once. */
  openTexts() {
    return [...new Set(this.opens.values())];
  }

  /** Note how a rule was read. */
  read(rule, readings) {
    for (const reading of readings) {
      this.readings.set(JSON.stringify([rule, reading.text, reading.why, reading.place]), [rule, reading]);
    }
  }
}

/**
 * How a field of a record is named: `学籍`, or `成员[2].学籍` of the second member.
 * @param {Frame} frame
 * @param {string} name
 * @returns {string}
 */
export function placeOf(frame, name) {
  return frame.path.map(([step, i]) => `${step}[${i + 1}].`).join("") + name;
}

/**
 * Walk what a value hangs on, to its leaves.
 * @param {Node} node
 * @param {Scope} scope
 * @param {Standing} into
 * @returns {Standing}
 */
export function standsOn(node, scope, into = new Standing()) {
  NOTES[node.kind]?.(node, scope, into);
  for (const [part, here] of decidingParts(node, scope, into)) standsOn(part, here, into);
  return into;
}

/**
 * The nodes that decided a node, or keep it undecided, each with its scope.
 * @param {Node} node
 * @param {Scope} scope
 * @param {Standing} into
 * @returns {[Node, Scope][]}
 */
export function decidingParts(node, scope, into) {
  const rule = DECIDING[node.kind];
  return rule ? rule(node, scope, into) : children(node).map((child) => [child, scope]);
}

/**
 * Put more into a set or map.
 * @param {Set|Map} into
 * @param {Iterable} more
 */
export function include(into, more) {
  if (into instanceof Set) for (const item of more) into.add(item);
  else for (const [key, value] of more) into.set(key, value);
}

// --- what is noted of a node ---------------------------------------------------------------------------------------

const NOTES = {
  Field(node, scope, into) {
    const frame = scope.frames[node.up];
    if (frame === undefined || frame.row[frame.record.places[node.name]] !== UNKNOWN) return;
    if (node.default === null) into.missing.add(placeOf(frame, node.name));
    include(into.grounds, node.grounds);
  },

  Open(node, _, into) {
    into.opens.set(node, node.point);
  },

  Delegated(node, scope, into) {
    const office = node.selector === null ? "" : node.selector.value(scope);
    if (node.selector === null ? node.fillings.length : office === UNKNOWN) return;
    if (node.fillings.some(([name]) => name === office)) return;
    into.opens.set(`细则 ${node.label}:${office}`, `尚无细则：${office || node.label}`);
  },

  Dated(node, scope, into) {
    if (node.pieces.some((p) => inDays(scope.day, p.interval)) || node.value(scope) !== UNKNOWN) return;
    const day = isoText(scope.day);
    into.opens.set(`日期 ${node.label}@${day}`, `\`${node.label}\`在${day}没有值`);
  },

  Grounded(node, _, into) {
    include(into.grounds, node.grounds);
  },

  HistoryAt: noteHistory,
  HistoryWindow: noteHistory,
};

function noteHistory({ value, history }, scope, into) {
  const frame = history.kind === "Field" ? scope.frames[history.up] : undefined;
  if (frame !== undefined && value(scope) === UNKNOWN) into.missing.add(placeOf(frame, history.name));
}

// --- what of a node matters ----------------------------------------------------------------------------------------

/** For a node not listed, everything directly inside it. */
const DECIDING = {
  Both(node, scope) {
    const values = node.operands.map((o) => o.value(scope));
    const decisive = node.op === "any";
    const settled = node.operands.filter((_, i) => values[i] === decisive);
    const undecided = node.operands.filter((_, i) => values[i] !== !decisive);
    const chosen = [settled, undecided, node.operands].find((some) => some.length) ?? [];
    return chosen.map((o) => [o, scope]);
  },

  Choice(node, scope) {
    const condition = node.condition.value(scope);
    const parts = [[node.condition, scope]];
    if (condition !== false) parts.push([node.then, scope]);
    if (condition !== true) parts.push([node.otherwise, scope]);
    return parts;
  },

  OrElse(node, scope) {
    const own = [node.of, scope];
    return node.of.value(scope) === NOTHING ? [own, [node.fallback, scope]] : [own];
  },

  Ref(node, scope, into) {
    const given = node.arguments.map((a) => [a, scope]);
    const home = scope.up(node.up);
    const key = `${node.definition}|${home.key}@${home.day}`;
    if (!given.length && into.seen.has(key)) return given;
    into.seen.add(key);
    const definition = scope.run.program.definitions[node.definition];
    include(into.grounds, definition.grounds);
    into.read(definition.label, definition.readings);
    const names = definition.parameters.map((p, i) => [p.name, node.arguments[i].value(scope)]);
    return [...given, [definition.body, home.with(names)]];
  },

  At(node, scope) {
    const moved = node.day.value(scope);
    if (typeof moved !== "number" && moved !== UNKNOWN) return [[node.day, scope]];
    // as of a day not known yet it may hang on the same fields as today
    return [[node.day, scope], [node.of, scope.at(moved ?? scope.day)]];
  },

  Dated(node, scope, into) {
    const pieces = node.pieces.filter((p) => inDays(scope.day, p.interval));
    for (const piece of pieces) include(into.grounds, piece.grounds);
    return pieces.map((p) => [p.value, scope]);
  },

  Let(node, scope) {
    return [[node.of, scope], [node.body, scope.with([[node.name, node.of.value(scope)]])]];
  },

  Candidates(node, scope, into) {
    const states = node.alternatives.map((a) => [a, a.applies.value(scope)]);
    const certain = states.some(([, state]) => state === true);
    const parts = [];
    for (const [alternative, state] of states) {
      if (state !== false) {
        include(into.grounds, alternative.grounds);
        parts.push([alternative.applies, scope], [alternative.value, scope]);
      } else if (!certain) {
        passOver(alternative, scope, into);
      }
    }
    return certain ? parts : [...parts, [node.base, scope]];
  },

  Lookup(node, scope, into) {
    const table = scope.run.program.tables[node.table];
    include(into.grounds, table.grounds);
    const values = node.arguments.map((a) => a.value(scope));
    return [...node.arguments.map((a) => [a, scope]), ...rowParts(node, table, values, scope, into)];
  },

  Delegated(node, scope) {
    if (node.selector === null) return node.fillings.slice(0, 1).map(([, filling]) => [filling, scope]);
    const office = node.selector.value(scope);
    const chosen = node.fillings.filter(([name]) => office === UNKNOWN || name === office);
    return [[node.selector, scope], ...chosen.map(([, filling]) => [filling, scope])];
  },

  Aggregate(node, scope) {
    const frames = elements(node.source, scope);
    if (!Array.isArray(frames)) return [[node.source, scope]];
    const result = node.value(scope);
    return [[node.source, scope], ...frames.flatMap((frame) => memberParts(node, scope.push(frame), result))];
  },

  Rank(node, scope) {
    const frames = elements(node.source, scope);
    const parts = Array.isArray(frames) ? frames.flatMap((frame) => rankParts(node, scope.sibling(frame))) : [];
    return [[node.source, scope], ...parts];
  },

  Marginal(node, scope, into) {
    const scale = scope.run.program.scales[node.scale];
    for (const { grounds } of [scale, ...scale.bands]) include(into.grounds, grounds);
    return [[node.operand, scope], ...scale.bands.map((band) => [band.rate, scope])];
  },

  PointsTotal(node, scope, into) {
    const table = scope.run.program.points[node.points];
    include(into.grounds, table.grounds);
    const frames = elements(node.events, scope);
    if (Array.isArray(frames)) for (const frame of frames) noteEvent(table, frame, into);
    return [[node.events, scope]];
  },
};

function passOver(alternative, scope, into) {
  const passed = standsOn(alternative.applies, scope);
  include(into.beside, passed.grounds);
  include(into.beside, passed.beside);
  include(into.readings, passed.readings);
}

function rowParts(node, table, values, scope, into) {
  const parts = [];
  const take = (row) => {
    include(into.grounds, row.grounds);
    parts.push([row.results[node.column], scope]);
  };
  let met = false;
  for (const row of table.rows) {
    const state = rowApplies(row, values, scope);
    if (state === false) continue;
    parts.push(...rowConditions(row).map((condition) => [condition, scope]));
    take(row);
    met ||= state === true;
    if (met && table.hit === "first") return parts;
  }
  if (!met && table.otherwise !== null) take(table.otherwise);
  return parts;
}

function memberParts(node, inner, result) {
  const holds = node.where === null ? true : node.where.value(inner);
  const where = node.where === null ? [] : [[node.where, inner]];
  if ((node.op === "exists" || node.op === "all") && node.where !== null) return tells(holds, result) ? where : [];
  return node.of !== null && holds !== false ? [...where, [node.of, inner]] : where;
}

/**
 * Whether what holds of an element is what settled, or left open, the whole.
 * @param {*} holds
 * @param {*} result
 * @returns {boolean}
 */
export function tells(holds, result) {
  return holds === result && (typeof result === "boolean" || result === UNKNOWN);
}

function rankParts(node, inner) {
  const where = node.where === null ? [] : [[node.where, inner]];
  return [...where, [node.key, inner]];
}

function noteEvent(table, frame, into) {
  for (const name of [table.item_field, table.date_field, table.times_field]) {
    if (name === null) continue;
    const value = frame.row[frame.record.places[name]];
    if (value === UNKNOWN) into.missing.add(placeOf(frame, name));
    if (name === table.item_field) {
      include(into.grounds, table.rows.findLast((row) => row.item === value)?.grounds ?? []);
    }
  }
}
