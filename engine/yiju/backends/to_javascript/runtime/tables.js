// Decision tables, progressive scales, points.

import {
  Num,
  ONE_NUM,
  ZERO_NUM,
  addNum,
  cmp,
  maxNum,
  minNum,
  multiplyNum,
  negateNum,
  subtractNum,
  sumNums,
} from "./exact.js";
import { dateParts } from "./days.js";
import { choose } from "./choosing.js";
import { field } from "./leaves.js";
import { elements } from "./scope.js";
import { kleene } from "./conditions.js";
import { strictly } from "./totals.js";
import { Failure, NOTHING, UNKNOWN, fail, isWithin, joinFailures, sameValue } from "./values.js";

/**
 * A decision table's cell.
 * @param {any} scope
 * @param {any} node Lookup
 * @returns {any}
 */
export function lookup(scope, node) {
  const table = scope.run.program.tables[node.table];
  const given = node.arguments.map((a) => a.value(scope));
  const cell = (row) => row.results[node.column].value(scope);
  const rows = table.rows.map((row, i) => ({
    label: `${table.label} 第${i + 1}行`,
    applies: rowApplies(row, given, scope),
    value: () => cell(row),
  }));
  const base = table.otherwise === null ? null : () => cell(table.otherwise);
  if (table.hit === "sum") {
    return sumRows(rows, base);
  }
  return choose(rows, base, { clash: "YJ616", label: table.label, place: node.place, first: table.hit === "first" });
}

/**
 * Whether a row's tests all hold of the arguments.
 * @param {any} row
 * @param {any[]} given
 * @param {any} scope
 * @returns {any}
 */
export function rowApplies(row, given, scope) {
  return kleene("all", row.tests.map((test, i) => cellHolds(test, given[i], scope)));
}

function cellHolds(test, value, scope) {
  switch (test.kind) {
    case "AnyTest":
      return true;
    case "ConditionTest":
      return test.condition.value(scope);
    case "EitherTest":
      return kleene("any", test.tests.map((t) => cellHolds(t, value, scope)));
  }
  if (value === UNKNOWN || value instanceof Failure) {
    return value;
  }
  if (test.kind === "ValuesTest") {
    return test.values.some((v) => sameValue(v, value));
  }
  return value !== NOTHING && isWithin(value, test);
}

function sumRows(rows, base) {
  return strictly(rows.map((r) => r.applies), () => {
    const values = rows.filter((r) => r.applies === true).map((r) => r.value());
    if (values.length === 0 && base !== null) {
      return base();
    }
    return strictly(values, () => sumNums(values.filter((v) => v !== NOTHING)));
  });
}

/**
 * 累进: each part of the value at the rate of its band.
 * @param {any} scope
 * @param {any} node Marginal
 * @returns {any}
 */
export function marginal(scope, node) {
  const scale = scope.run.program.scales[node.scale];
  const value = node.operand.value(scope);
  if (!(value instanceof Num)) {
    return value;
  }
  if (cmp(value, scale.bands[0].above) < 0) {
    return fail("YJ612", node.place, { label: scale.label });
  }
  const reached = scale.bands.filter((band) => cmp(value, band.above) > 0);
  const rates = reached.map((band) => band.rate.value(scope));
  return strictly(rates, () =>
    sumNums(
      reached.map((band, i) => {
        const upper = i + 1 < scale.bands.length ? minNum(value, scale.bands[i + 1].above) : value;
        return multiplyNum(subtractNum(upper, band.above), rates[i]);
      }),
    ),
  );
}

/**
 * 积分: Σ points × times a row over its period, cut to its cap, then by category, then summed.
 * @param {any} scope
 * @param {any} node PointsTotal
 * @returns {any}
 */
export function pointsTotal(scope, node) {
  const table = scope.run.program.points[node.points];
  const frames = elements(node.events, scope);
  if (!Array.isArray(frames)) {
    return frames;
  }
  const rows = new Map(table.rows.map((row) => [row.item, row]));
  const sums = new Map(table.rows.map((row) => [row.item, ZERO_NUM]));
  const told = { rows, label: table.label, place: node.place, now: scope.day };
  const pending = frames.map((frame) => countEvent(eventOf(table, scope.push(frame)), sums, told));
  return strictly(pending, () => cappedTotal(table, sums));
}

function eventOf(table, scope) {
  const times = table.times_field === null ? ONE_NUM : field(scope, 0, table.times_field);
  return [field(scope, 0, table.item_field), field(scope, 0, table.date_field), times === NOTHING ? ONE_NUM : times];
}

/** What an event leaves to know: a failure, unknown, or something known; its points are added to `sums`. */
function countEvent([item, day, times], sums, { rows, label, place, now }) {
  const broken = [item, day, times].filter((v) => v instanceof Failure);
  if (broken.length > 0) {
    return joinFailures(broken);
  }
  if (typeof day === "number" && dateParts(day).year !== dateParts(now).year) {
    return true;
  }
  const row = rows.get(item);
  if (item !== UNKNOWN && row === undefined) {
    return fail("YJ614", place, { label, detail: String(item) });
  }
  if (item === UNKNOWN || day === UNKNOWN) {
    return UNKNOWN;
  }
  if (!isInPeriod(row, day, now)) {
    return true;
  }
  if (times instanceof Num) {
    sums.set(item, addNum(sums.get(item), multiplyNum(row.points, times)));
  }
  return times;
}

function isInPeriod(row, day, now) {
  if (typeof day !== "number") {
    return false;
  }
  const [there, here] = [dateParts(day), dateParts(now)];
  return there.year === here.year && (row.period === "year" || there.month === here.month);
}

function cappedTotal(table, sums) {
  const byCategory = new Map();
  const caps = new Map();
  for (const row of table.rows) {
    const got = cappedRow(row, sums.get(row.item));
    byCategory.set(row.category, addNum(byCategory.get(row.category) ?? ZERO_NUM, got));
    if (row.category_cap !== null) {
      caps.set(row.category, row.category_cap);
    }
  }
  return sumNums([...byCategory].map(([category, got]) => minNum(got, caps.get(category) ?? got)));
}

function cappedRow(row, got) {
  if (row.cap === null) {
    return got;
  }
  return cmp(row.points, ZERO_NUM) >= 0 ? minNum(got, row.cap) : maxNum(got, negateNum(row.cap));
}
