// Over the elements of a list: counts, quantifiers, totals, ranks.

import { wholeNum } from "./exact.js";
import { elements } from "./scope.js";
import { kleene } from "./conditions.js";
import { strictly, totalOf } from "./totals.js";
import { Failure, NOTHING, Pair, UNKNOWN, compareValues, joinFailures } from "./values.js";

/**
 * 人数 存在 全部 合计 最大 最小 平均.
 * @param {any} scope
 * @param {any} node Aggregate
 * @returns {any}
 */
export function aggregate(scope, node) {
  const frames = elements(node.source, scope);
  if (!Array.isArray(frames)) {
    return frames;
  }
  const inner = frames.map((frame) => scope.push(frame));
  const holds = inner.map((s) => (node.where === null ? true : node.where.value(s)));
  switch (node.op) {
    case "exists":
      return kleene("any", holds);
    case "all":
      return kleene("all", holds);
    case "count":
      return countOf(holds);
  }
  return strictly(holds, () => {
    const values = inner.filter((_, i) => holds[i]).map((s) => node.of.value(s));
    return strictly(values, () => totalOf(node.op, values.filter((v) => v !== NOTHING)));
  });
}

function countOf(holds) {
  const failures = holds.filter((h) => h instanceof Failure);
  if (failures.length > 0) {
    return joinFailures(failures);
  }
  const sureOnes = holds.filter((h) => h === true).length;
  const possible = holds.filter((h) => h === UNKNOWN).length;
  return new Pair(wholeNum(sureOnes), wholeNum(sureOnes + possible));
}

/**
 * 名次: 1 + how many in the filter come before; 无 for one who is not in it.
 * @param {any} scope
 * @param {any} node Rank
 * @returns {any}
 */
export function rank(scope, node) {
  const frames = elements(node.source, scope);
  if (!Array.isArray(frames)) {
    return frames;
  }
  const scopes = frames.map((frame) => scope.sibling(frame));
  const holds = scopes.map((s) => (node.where === null ? true : node.where.value(s)));
  return strictly(holds, () => {
    const keys = scopes.map((s, i) => (holds[i] ? node.key.value(s) : NOTHING));
    const own = frames.findIndex((f) => f.key === scope.frames[0].key);
    return strictly(keys, () => placeAmong(keys, keys[own], node.descending));
  });
}

function placeAmong(keys, own, descending) {
  if (own === NOTHING) {
    return NOTHING;
  }
  const before = (key) => (descending ? compareValues(key, own) > 0 : compareValues(key, own) < 0);
  return wholeNum(1 + keys.filter((key) => key !== NOTHING && before(key)).length);
}
