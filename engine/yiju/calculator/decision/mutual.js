// 互斥: which of several payments that exclude each other is made, also where some amounts are not known yet.
// Input: the rule and what each payment comes to. Output: for each whether it is paid, withheld, or not known to be.

import { ZERO_NUM, cmp, num } from "../../backends/to_javascript/runtime/exact.js";

/** What an unknown amount is tried as: below every amount known, above every one, or nothing at all. */
const LEAST = num(1n, 10n ** 9n);
const MOST = num(10n ** 15n);

/** Unknown amounts of which every order is tried; of more, nothing is known. */
const TRIED = 5;

/**
 * A payment: its place in the order named, and its amount; null: nothing, or what it is `if_due`, or any.
 * @typedef {{order: number, value: Num|null, if_due: Num|null}} Rival
 */

/** What a rival may come to, as far as it matters who is ahead. */
function amountsOf(rival) {
  if (rival.value !== null) return [rival.value];
  return rival.if_due !== null ? [ZERO_NUM, rival.if_due] : [ZERO_NUM, LEAST, MOST];
}

/**
 * Whether each rival is paid; null where that hangs on what is unknown.
 * @param {MutualType} mutual
 * @param {Rival[]} rivals those of one key, ties by their order here
 * @param {*} named the payment that the record's field names, for `取 FIELD`
 * @returns {(boolean|null)[]}
 */
export function paid(mutual, rivals, named) {
  if (rivals.filter((r) => r.value === null).length > TRIED) return rivals.map(() => null);
  const winners = new Set(possibleWinners(mutual, rivals, named));
  return rivals.map((_, i) => (winners.has(i) ? (winners.size === 1 ? true : null) : false));
}

/** The number of the rival that is paid, for everything the unknown amounts and the field could be. */
function possibleWinners(mutual, rivals, named) {
  const names = mutual.take === "field" && named === null ? mutual.payments.map(([, name]) => name) : [named];
  return combinationsOf(rivals.map(amountsOf)).flatMap((values) => {
    const here = rivals.map((_, i) => i).filter((i) => values[i].n > 0n);
    here.sort((a, b) => rivals[a].order - rivals[b].order);
    return names.map((name) => (here.length ? winnerOf(mutual, here, values, rivals, name) : null));
  });
}

function winnerOf(mutual, here, values, rivals, named) {
  switch (mutual.take) {
    case "higher":
      return here.reduce((best, i) => (cmp(values[i], values[best]) > 0 ? i : best));
    case "lower":
      return here.reduce((best, i) => (cmp(values[i], values[best]) < 0 ? i : best));
    case "field":
      return here.find((i) => mutual.payments[rivals[i].order][1] === named) ?? here[0];
  }
  return here[0];
}

/** One of each, in every way; the last varies first. */
function combinationsOf(choices) {
  return choices.reduce((made, some) => made.flatMap((values) => some.map((value) => [...values, value])), [[]]);
}
