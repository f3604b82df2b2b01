// Numbers as records spell them, made exact: `1,200.00`, `1200`, `70%` where a ratio is due. A number finer than its
// type's step, or outside its range, is refused, never rounded. A JavaScript number counts as the shortest decimal that
// names it.

import { Num, cmp, decimalText, maxNum, num } from "./exact.js";
import { Refused, foldWidth } from "./spellings.js";

const NUMBER = /^-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$/;
const DECIMAL = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([-+]?[0-9]+))?$/;
const LONGEST_NUMBER = 60;
const FINEST = 40;
const LARGEST_INTEGER = 2n ** 149n;

/** How large a counted field can be that declares no bounds; see `yiju.program.intervals`. */
const MOST_COUNTED = new Map([
  ...["人", "户", "次"].map((unit) => [unit, 1_000_000n]),
  ["天", 4_000_000n],
  ["月", 120_000n],
  ...["年", "岁"].map((unit) => [unit, 10_000n]),
]);
const MOST_MONEY = 10n ** 12n;
const MOST_RATIO = 10n ** 6n;

const UNITS_BELOW = ["人", "户", "次", "分", "平方米", "亩", "小时", "天", "月", "年", "岁"];

/**
 * A number × its type's scale. Refused: YJ602 no number, YJ603 too fine, YJ604 outside its range.
 * @param {any} raw
 * @param {any} kind a NumberType
 * @param {{low: Num|null, high: Num|null}} bounds what the field declares
 * @returns {bigint|Refused}
 */
export function numberFrom(raw, kind, bounds) {
  const amount = decimalFrom(raw, kind);
  const scaled = amount instanceof Refused ? amount : scaledAmount(amount, kind);
  return scaled instanceof Refused ? scaled : (outsideBounds(scaled, kind, bounds) ?? scaled);
}

/**
 * What a number field can be, both ends included.
 * @param {any} kind a NumberType
 * @param {{low: Num|null, high: Num|null}} bounds what it declares
 * @returns {{low: Num, high: Num}}
 */
export function fieldBounds(kind, bounds) {
  const above = unitsAboveLine(kind);
  const sizes = above.map((name) => MOST_COUNTED.get(name) ?? MOST_MONEY);
  const size = sizes.length === 0 ? MOST_RATIO : sizes.reduce((a, b) => (a > b ? a : b));
  const isCounted = above.length > 0 && above.every((name) => MOST_COUNTED.has(name));
  const low = bounds.low ?? num(isCounted ? 0n : -size);
  return { low, high: maxNum(bounds.high ?? num(size), low) };
}

function unitsAboveLine(kind) {
  return kind.unit.filter(([, power]) => power > 0).map(([name]) => name);
}

function outsideBounds(scaled, kind, bounds) {
  const { low, high } = fieldBounds(kind, bounds);
  const value = num(scaled, BigInt(kind.scale));
  if (cmp(low, value) <= 0 && cmp(value, high) <= 0) {
    return null;
  }
  const usual = bounds.low === null && bounds.high === null ? ["usual"] : [];
  return new Refused("YJ604", [...unitArgs(kind), ["low", decimalText(low)], ["high", decimalText(high)]], usual);
}

/** A decimal as its digits and the exponent of the last, × the type's scale. */
function scaledAmount({ digits, exponent }, kind) {
  if (digits === 0n) {
    return 0n;
  }
  const length = String(digits < 0n ? -digits : digits).length;
  if (length > LONGEST_NUMBER || length - 1 + exponent > FINEST) {
    return new Refused("YJ602", unitArgs(kind), ["long"]);
  }
  const upper = digits * BigInt(kind.scale) * 10n ** BigInt(Math.max(exponent, 0));
  const lower = exponent > -FINEST ? 10n ** BigInt(Math.max(-exponent, 0)) : 0n;
  if (lower === 0n || upper % lower !== 0n) {
    return new Refused("YJ603", [...unitArgs(kind), ["step", decimalText(new Num(1n, BigInt(kind.scale)))]]);
  }
  return upper / lower;
}

function decimalFrom(raw, kind) {
  switch (typeof raw) {
    case "bigint":
      return raw > -LARGEST_INTEGER && raw < LARGEST_INTEGER
        ? { digits: raw, exponent: 0 }
        : new Refused("YJ602", unitArgs(kind), ["long"]);
    case "number":
      return decimalIn(String(raw)) ?? new Refused("YJ602", unitArgs(kind));
    case "string":
      return decimalOfText(foldWidth(raw), kind);
    default:
      return new Refused("YJ602", unitArgs(kind));
  }
}

function decimalOfText(text, kind) {
  if (Array.from(text).length > LONGEST_NUMBER) {
    return new Refused("YJ602", unitArgs(kind), ["long"]);
  }
  const isPercent = text.endsWith("%") && takesPercent(kind);
  const written = isPercent ? text.slice(0, -1) : text;
  if (!NUMBER.test(written)) {
    return new Refused("YJ602", unitArgs(kind), whyNoNumber(text));
  }
  const { digits, exponent } = decimalIn(written.replace(/,/g, ""));
  return { digits, exponent: exponent - (isPercent ? 2 : 0) };
}

function decimalIn(text) {
  const found = DECIMAL.exec(text);
  if (found === null) {
    return null;
  }
  const [, sign, whole, decimals = "", power = "0"] = found;
  const digits = BigInt(whole + decimals);
  return { digits: sign === "-" ? -digits : digits, exponent: Number(power) - decimals.length };
}

function whyNoNumber(text) {
  if (text.endsWith("%")) {
    return ["percent"];
  }
  if (/^-?[0-9.]+[eE][-+]?[0-9]+$/.test(text)) {
    return ["scientific"];
  }
  if (/^[¥￥]?-?[0-9.,]+[^0-9.,]{1,6}$/u.test(text) || text.startsWith("¥") || text.startsWith("￥")) {
    return ["bare"];
  }
  return text.includes(",") ? ["groups"] : [];
}

function takesPercent(kind) {
  return kind.unit.length === 0 && kind.scale > 1;
}

function unitArgs(kind) {
  const named = kind.unit.length > 0 || takesPercent(kind) ? unitWords(kind.unit) : "";
  return [["unit", named || "1"]];
}

function unitWords(unit) {
  const above = unit.filter(([, n]) => n > 0).map(([name, n]) => (n === 1 ? name : `${name}^${n}`));
  const lower = unit.filter(([, n]) => n < 0).map(([name]) => name);
  const sorted = lower.sort((a, b) => UNITS_BELOW.indexOf(a) - UNITS_BELOW.indexOf(b));
  return [above.join("·") || (sorted.length > 0 ? "1" : "比例"), ...sorted].join("/");
}
