// Exact numbers: a BigInt over a scale, never a floating-point number. A Num is a value and is never changed.
// Not always reduced: compare with `eq` and `cmp`, key with `numKey`.

/** A rational number n / d; d is above 0. */
export class Num {
  /**
   * @param {bigint} n
   * @param {bigint} d above 0
   */
  constructor(n, d) {
    this.n = n;
    this.d = d;
  }
}

// a denominator above this is reduced, so that long sums of ratios stay small
const WIDE_DENOMINATOR = 10n ** 18n;

/**
 * The number n / d.
 * @param {bigint} n
 * @param {bigint} [d] above 0
 * @returns {Num}
 */
export function num(n, d = 1n) {
  return d > WIDE_DENOMINATOR ? reducedNum(new Num(n, d)) : new Num(n, d);
}

/**
 * A whole number.
 * @param {number} n an integer
 * @returns {Num}
 */
export function wholeNum(n) {
  return new Num(BigInt(n), 1n);
}

export const ZERO_NUM = new Num(0n, 1n);
export const ONE_NUM = new Num(1n, 1n);

function gcdOf(a, b) {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y > 0n) {
    [x, y] = [y, x % y];
  }
  return x;
}

/**
 * The same number in lowest terms.
 * @param {Num} a
 * @returns {Num}
 */
export function reducedNum(a) {
  const common = gcdOf(a.n, a.d);
  return common === 1n ? a : new Num(a.n / common, a.d / common);
}

/** @param {Num} a @param {Num} b @returns {Num} a + b */
export function addNum(a, b) {
  return a.d === b.d ? new Num(a.n + b.n, a.d) : num(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** @param {Num} a @param {Num} b @returns {Num} a - b */
export function subtractNum(a, b) {
  return a.d === b.d ? new Num(a.n - b.n, a.d) : num(a.n * b.d - b.n * a.d, a.d * b.d);
}

/** @param {Num} a @param {Num} b @returns {Num} a × b */
export function multiplyNum(a, b) {
  return num(a.n * b.n, a.d * b.d);
}

/** @param {Num} a @param {Num} b not 0 @returns {Num} a ÷ b */
export function divideNum(a, b) {
  return b.n < 0n ? num(-a.n * b.d, a.d * -b.n) : num(a.n * b.d, a.d * b.n);
}

/** @param {Num} a @param {bigint} n a natural number @returns {Num} a to the power of n */
export function powerNum(a, n) {
  return num(a.n ** n, a.d ** n);
}

/** @param {Num} a @returns {Num} -a */
export function negateNum(a) {
  return new Num(-a.n, a.d);
}

/** @param {Num} a @returns {Num} its distance from 0 */
export function absNum(a) {
  return a.n < 0n ? negateNum(a) : a;
}

/** @param {Num} a @param {Num} b @returns {number} below 0 where a is less than b, above 0 where it is greater */
export function cmp(a, b) {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @param {Num} a @param {Num} b @returns {boolean} whether they are the same number */
export function eq(a, b) {
  return a.d === b.d ? a.n === b.n : a.n * b.d === b.n * a.d;
}

/** @param {Num} a @returns {boolean} */
export function isZero(a) {
  return a.n === 0n;
}

/** @param {Num} a @returns {boolean} */
export function isWhole(a) {
  return a.n % a.d === 0n;
}

/** @param {Num} a @param {Num} b @returns {Num} the lesser */
export function minNum(a, b) {
  return cmp(a, b) <= 0 ? a : b;
}

/** @param {Num} a @param {Num} b @returns {Num} the greater */
export function maxNum(a, b) {
  return cmp(a, b) >= 0 ? a : b;
}

/** @param {Num[]} values @returns {Num} */
export function sumNums(values) {
  return values.reduce(addNum, ZERO_NUM);
}

/** @param {Num} a @returns {bigint} toward zero */
export function truncNum(a) {
  return a.n / a.d;
}

/** @param {Num} a @returns {bigint} the greatest integer not above a */
export function floorNum(a) {
  const whole = a.n / a.d;
  return a.n < 0n && a.n % a.d !== 0n ? whole - 1n : whole;
}

/** @param {Num} a @returns {bigint} the least integer not below a */
export function ceilNum(a) {
  return -floorNum(negateNum(a));
}

/**
 * To a multiple of `step`: half away from zero, away from zero, or toward zero.
 * @param {Num} value
 * @param {Num} step above 0
 * @param {"half_up"|"up"|"down"} mode
 * @returns {Num}
 */
export function roundNum(value, step, mode) {
  const upper = (value.n < 0n ? -value.n : value.n) * step.d;
  const lower = value.d * step.n;
  let steps = upper / lower;
  const rest = upper % lower;
  if ((mode === "up" && rest > 0n) || (mode === "half_up" && 2n * rest >= lower)) {
    steps += 1n;
  }
  return new Num((value.n < 0n ? -steps : steps) * step.n, step.d);
}

/** @param {Num} a @returns {string} the same text for the same number */
export function numKey(a) {
  const least = reducedNum(a);
  return `${least.n}/${least.d}`;
}

const MOST_PLACES = 40;

/**
 * The exact decimal of a number, or `1/3` where it has none.
 * @param {Num} value
 * @returns {string}
 */
export function decimalText(value) {
  const { n, d } = reducedNum(value);
  let places = 0;
  while (places < MOST_PLACES && 10n ** BigInt(places) % d !== 0n) {
    places += 1;
  }
  if (places === MOST_PLACES) {
    return `${n}/${d}`;
  }
  const digits = ((n < 0n ? -n : n) * (10n ** BigInt(places) / d)).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return `${n < 0n ? "-" : ""}${whole}${places ? "." + digits.slice(-places) : ""}`;
}
