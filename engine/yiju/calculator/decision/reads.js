// Which fields a definition may read, through all that it refers to: what changes none of them leaves its value alone.

import { allRows, below, rowConditions } from "./traverse.js";

/** Stands among the names of fields for any point left open. */
export const OPEN_POINT = "待定";

/** What is known of a program's definitions, by the object that holds them. */
const READS = new WeakMap();

/**
 * The names of the fields that a definition may read, whatever the record; `OPEN_POINT` for a point left open.
 * @param {Program} program
 * @param {string} id
 * @returns {Set<string>}
 */
export function readsOf(program, id) {
  const known = READS.get(program.definitions) ?? new Map();
  READS.set(program.definitions, known);
  if (!known.has(id)) known.set(id, new Set(namesRead(program, program.definitions[id].body)));
  return known.get(id);
}

function namesRead(program, node) {
  return below(node).flatMap((part) => READ_BY[part.kind]?.(program, part) ?? []);
}

const READ_BY = {
  Field: (_, part) => [part.name],
  Open: () => [OPEN_POINT],
  Ref: (program, part) => [...readsOf(program, part.definition)],
  Lookup: (program, part) =>
    allRows(program.tables[part.table]).flatMap((row) =>
      [...rowConditions(row), ...row.results].flatMap((cell) => namesRead(program, cell)),
    ),
  Marginal: (program, part) => program.scales[part.scale].bands.flatMap((band) => namesRead(program, band.rate)),
  PointsTotal: (program, part) => {
    const { item_field, date_field, times_field } = program.points[part.points];
    return [item_field, date_field, times_field].filter((name) => name !== null);
  },
};
