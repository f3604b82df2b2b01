// On which days a definition's value may differ: by the ends of the intervals in it alone, or from day to day. Days
// between which nothing can differ are one stage, and its value is worked out once for all of them.

import { Run } from "../../backends/to_javascript/runtime/scope.js";
import { allRows, children, rowConditions } from "./traverse.js";

/** Nodes that hang on the very day. */
const BY_DAY = new Set(["Day", "FullYears", "HistoryAt", "HistoryWindow", "InMonth", "MonthIn", "PointsTotal"]);

/** What is known of a program's definitions, by the object that holds them. */
const STAGES = new WeakMap();

/**
 * An evaluation of one record.
 * @param {Program} program
 * @param {(id: string) => Map<string, *>} store what is known of a definition, where other runs know it too
 * @returns {Run}
 */
export function stagedRun(program, store = undefined) {
  return new Run(program, { store, stageOf: (id, day) => stageOn(edgesIn(program, id), day) });
}

/** The number of the stage in which a day lies; the day itself where each is its own. */
function stageOn(edges, day) {
  if (edges === null) return day;
  let stage = 0;
  while (stage < edges.length && edges[stage] <= day) stage += 1;
  return stage;
}

/** The first days of a definition's stages, but for the first stage; null where each day is its own. */
function edgesIn(program, id) {
  const known = STAGES.get(program.definitions) ?? new Map();
  STAGES.set(program.definitions, known);
  if (!known.has(id)) {
    const edges = edgesBelow(program, program.definitions[id].body);
    known.set(id, edges && [...new Set(edges)].sort((a, b) => a - b));
  }
  return known.get(id);
}

function edgesBelow(program, node) {
  if (BY_DAY.has(node.kind)) return null;
  const own = (EDGES[node.kind] ?? noEdges)(program, node);
  const inner = node.kind === "At" ? [node.day] : [...children(node), ...cellsRead(program, node)];
  return joinedEdges([own, ...inner.map((part) => edgesBelow(program, part))]);
}

function joinedEdges(all) {
  return all.includes(null) ? null : all.flat();
}

function noEdges() {
  return [];
}

const EDGES = {
  Dated: (_, node) => node.pieces.flatMap((piece) => endsOfInterval(piece.interval)),
  InForce: (_, node) => node.intervals.flatMap(endsOfInterval),
  Ref: (program, node) => edgesIn(program, node.definition),
};

/** The first day inside an interval and the first after it. */
function endsOfInterval({ start, end }) {
  return [...(start === null ? [] : [start]), ...(end === null ? [] : [end + 1])];
}

function cellsRead(program, node) {
  if (node.kind === "Marginal") return program.scales[node.scale].bands.map((band) => band.rate);
  if (node.kind !== "Lookup") return [];
  return allRows(program.tables[node.table]).flatMap((row) => [...rowConditions(row), ...row.results]);
}
