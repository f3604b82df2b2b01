// How a policy uses the fields it reads: those that are only compared with known values, and with which.
//
// Input: a program, a policy and the days that matter. Output: for each field, by name, the values it is compared with
// on those days, or null where it is used in some other way. Between two of these values no two can be told apart, so
// a few stand for all (see `domains.js`). A 周岁 compared with a number is its day of birth compared with days.

import { FIRST_DAY, LAST_DAY, dayOf, shiftDay } from "../../backends/to_javascript/runtime/days.js";
import { floorNum } from "../../backends/to_javascript/runtime/exact.js";
import { NOTHING } from "../../backends/to_javascript/runtime/values.js";
import { constants } from "./constants.js";
import { valueKey } from "./keys.js";
import { allRows, children, rowConditions } from "./traverse.js";

/**
 * A field, or the full years since it.
 * @typedef {{name: string, years: boolean}} Carrier
 */

/**
 * Where an expression is read: on which days, and what names stand for (a field, or null: something else).
 * @typedef {{days: number[], names: Map<string, Carrier|null>}} Here
 */

/** `points` by field name; a name in `other` is used in some other way too. */
class Uses {
  constructor(program) {
    Object.assign(this, { program, points: new Map(), other: new Set(), seen: new Set() });
  }

  /** The values a field is compared with, under their keys, or null. */
  of(name) {
    return this.other.has(name) ? null : (this.points.get(name) ?? new Map());
  }
}

/**
 * The uses of every field that the outcome and the payments of a policy read.
 * @param {Program} program
 * @param {PolicyType} policy
 * @param {number[]} days
 * @returns {Uses}
 */
export function usesOf(program, policy, days) {
  const uses = new Uses(program);
  const here = hereOn(days, new Map());
  for (const definition of [policy.outcome, ...policy.payments.map((p) => p.definition)]) {
    visitUse(uses, { kind: "Ref", definition, arguments: [] }, here);
  }
  const conditions = policy.payments.map((p) => p.where);
  const parts = policy.mutuals.flatMap((m) => [m.key_expr, m.field_expr]);
  for (const part of [...conditions, ...parts]) if (part) visitUse(uses, part, here);
  return uses;
}

function hereOn(days, names) {
  return { days: [...new Set(days)].sort((a, b) => a - b), names };
}

// --- walking -------------------------------------------------------------------------------------------------------

/** Note every field that `x` reads, and how. */
function visitUse(uses, x, here) {
  const carrier = carrierOf(uses, x, here);
  if (carrier !== null) {
    uses.other.add(carrier.name);
    return;
  }
  if (COMPARED[x.kind]?.(uses, x, here)) return;
  if (USES[x.kind]) USES[x.kind](uses, x, here);
  else for (const child of children(x)) visitUse(uses, child, here);
}

const USES = {
  Let(uses, x, here) {
    const carrier = carrierOf(uses, x.of, here);
    if (carrier === null) visitUse(uses, x.of, here);
    visitUse(uses, x.body, { ...here, names: new Map([...here.names, [x.name, carrier]]) });
  },

  /** The days an `X 于 D` reads; none known where a record gives them. */
  At(uses, x, here) {
    visitUse(uses, x.day, here);
    const days = [...(constants(uses.program, x.day, here.days) ?? new Map()).values()];
    visitUse(uses, x.of, hereOn(days.filter((day) => typeof day === "number"), here.names));
  },

  Marginal(uses, x, here) {
    visitUse(uses, x.operand, here);
    for (const band of uses.program.scales[x.scale].bands) visitUse(uses, band.rate, here);
  },

  PointsTotal(uses, x, here) {
    const { item_field, date_field, times_field } = uses.program.points[x.points];
    for (const name of [item_field, date_field, times_field]) if (name) uses.other.add(name);
    visitUse(uses, x.events, here);
  },

  Ref(uses, x, here) {
    const { parameters, body } = uses.program.definitions[x.definition];
    const carriers = x.arguments.map((a) => carrierOf(uses, a, here));
    for (const a of x.arguments.filter((_, i) => carriers[i] === null)) visitUse(uses, a, here);
    const key = `${x.definition}@${here.days.join()}`;
    if (!x.arguments.length && uses.seen.has(key)) return;
    uses.seen.add(key);
    const names = new Map(carriers.map((carrier, i) => [parameters[i].name, carrier]));
    visitUse(uses, body, { days: here.days, names });
  },

  Lookup(uses, x, here) {
    const table = uses.program.tables[x.table];
    x.arguments.forEach((argument, i) => {
      const carrier = carrierOf(uses, argument, here);
      if (carrier === null) visitUse(uses, argument, here);
      else noteUse(uses, carrier, table.rows.flatMap((row) => edgesOf(row.tests[i])), here);
    });
    for (const row of allRows(table)) {
      for (const condition of rowConditions(row)) visitUse(uses, condition, here);
      visitUse(uses, row.results[x.column], here);
    }
  },
};

function edgesOf(test) {
  switch (test.kind) {
    case "EitherTest":
      return test.tests.flatMap(edgesOf);
    case "ValuesTest":
      return test.values.filter((v) => v !== NOTHING);
    case "RangeTest":
      return [test.low, test.high].filter((edge) => edge !== null);
  }
  return [];
}

// --- comparisons ---------------------------------------------------------------------------------------------------

/** The field that an expression is, behind definitions and names. */
function carrierOf(uses, x, here) {
  switch (x.kind) {
    case "Field":
      return x.default === null ? { name: x.name, years: false } : null;
    case "Grounded":
    case "Sure":
      return carrierOf(uses, x.operand, here);
    case "Variable":
      return here.names.get(x.name) ?? null;
    case "FullYears": {
      const inner = carrierOf(uses, x.operand, here);
      return inner !== null && !inner.years ? { name: inner.name, years: true } : null;
    }
    case "Ref":
      if (x.arguments.length) return null;
      return carrierOf(uses, uses.program.definitions[x.definition].body, { days: here.days, names: new Map() });
  }
  return null;
}

function comparedSides(uses, x, here) {
  return comparedSide(uses, x.left, x.right, here) || comparedSide(uses, x.right, x.left, here);
}

function comparedWithNothing(uses, x, here) {
  return noteUse(uses, carrierOf(uses, x.operand, here), [], here);
}

/** Whether `x` is a test of one field against what is known; its edges are noted. */
const COMPARED = {
  Compare: comparedSides,
  Is: comparedSides,
  IsNothing: comparedWithNothing,
  Contains: comparedWithNothing,
  OneOf(uses, x, here) {
    return noteUse(uses, carrierOf(uses, x.operand, here), x.values.filter((v) => v !== NOTHING), here);
  },
  InRange(uses, x, here) {
    const edges = [x.low, x.high].filter((v) => v !== null);
    return noteUse(uses, carrierOf(uses, x.operand, here), edges, here);
  },
  InMonth(uses, x, here) {
    const carrier = carrierOf(uses, x.operand, here);
    if (!here.days.length || carrier?.years) return false;
    return noteUse(uses, carrier, here.days.flatMap((day) => monthEdges(day, x.unit)), here);
  },
};

function monthEdges(day, unit) {
  const names = unit === "year" ? ["year_start", "year_end"] : ["month_start", "month_end"];
  return names.map((which) => dayOf(which, day));
}

/** A field on one side and, on the other, one of some constants; what chooses among them is read too. */
function comparedSide(uses, side, other, here) {
  const carrier = carrierOf(uses, side, here);
  const values = carrier === null ? null : constants(uses.program, other, here.days);
  if (values === null) return false;
  visitUse(uses, other, here);
  return noteUse(uses, carrier, [...values.values()].filter((v) => typeof v !== "boolean"), here);
}

/** Keep the edges of a field; those of its full years become days. */
function noteUse(uses, carrier, points, here) {
  if (carrier === null || (carrier.years && !here.days.length)) return false;
  const found = carrier.years ? points.flatMap((n) => here.days.flatMap((day) => birthdays(n, day))) : points;
  const kept = uses.points.get(carrier.name) ?? new Map();
  for (const point of found) kept.set(valueKey(point), point);
  uses.points.set(carrier.name, kept);
  return true;
}

/** The days of birth around which the full years as of `day` cross a number. */
function birthdays(years, day) {
  const n = floorNum(years);
  const turned = [n, n + 1n].map((k) => shiftDay(day, -k, "year")).filter((d) => d !== null);
  return turned.flatMap((d) => [d, Math.min(d + 1, LAST_DAY), Math.max(d - 1, FIRST_DAY)]);
}
