// What a decision needs of units: whether money is meant, and a unit with what one record counts as cancelled.

/**
 * `unit` with `/name` cancelled, if it is there once below the line.
 * @param {[string, number][]} unit
 * @param {string|null} name
 * @returns {[string, number][]}
 */
export function without(unit, name) {
  return unit.filter(([part, power]) => part !== name || power !== -1);
}

/**
 * Whether it is an amount of money, whole or per something.
 * @param {[string, number][]} unit
 * @returns {boolean}
 */
export function isMoney(unit) {
  return unit.some(([part, power]) => part === "元" && power === 1);
}
