// Days of the proleptic Gregorian calendar as ordinals: 0001-01-01 is 1, 9999-12-31 is 3652059. No time, no zone, no
// clock.

/** 0001-01-01 */
export const FIRST_DAY = 1;
/** 9999-12-31 */
export const LAST_DAY = 3652059;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const IN_400_YEARS = 146097;
const IN_100_YEARS = 36524;
const IN_4_YEARS = 1461;

/** @param {number} year @returns {boolean} */
export function isLeap(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** @param {number} year @param {number} month 1 to 12 @returns {number} */
export function daysInMonth(year, month) {
  return month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function daysBeforeYear(year) {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

function daysBeforeMonth(year, month) {
  return DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0);
}

/**
 * The ordinal of a day that there is.
 * @param {number} year
 * @param {number} month 1 to 12
 * @param {number} day 1 to the last of the month
 * @returns {number}
 */
export function toOrdinal(year, month, day) {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/**
 * Year, month and day of an ordinal.
 * @param {number} ordinal
 * @returns {{year: number, month: number, day: number}}
 */
export function dateParts(ordinal) {
  const n400 = Math.floor((ordinal - 1) / IN_400_YEARS);
  let rest = (ordinal - 1) % IN_400_YEARS;
  const n100 = Math.floor(rest / IN_100_YEARS);
  rest %= IN_100_YEARS;
  const n4 = Math.floor(rest / IN_4_YEARS);
  rest %= IN_4_YEARS;
  const n1 = Math.floor(rest / 365);
  const year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
  if (n1 === 4 || n100 === 4) {
    return { year: year - 1, month: 12, day: 31 };
  }
  return { year, ...partsInYear(year, rest % 365) };
}

function partsInYear(year, daysGone) {
  let month = Math.floor((daysGone + 50) / 32);
  if (daysBeforeMonth(year, month) > daysGone) {
    month -= 1;
  }
  return { month, day: daysGone - daysBeforeMonth(year, month) + 1 };
}

/** @param {number} day @returns {number} the first day of its month */
export function monthStart(day) {
  return day - dateParts(day).day + 1;
}

/** @param {number} day @returns {number} the last day of its month */
export function monthEnd(day) {
  const parts = dateParts(day);
  return day - parts.day + daysInMonth(parts.year, parts.month);
}

/** @param {number} day @returns {number} the month of a day as one number: year × 12 + month - 1 */
export function monthNumber(day) {
  const { year, month } = dateParts(day);
  return year * 12 + month - 1;
}

/** @param {number} number year × 12 + month - 1 @returns {number} the first day of the month */
export function firstOfMonth(number) {
  return toOrdinal(Math.floor(number / 12), (number % 12) + 1, 1);
}

/**
 * 当日 月初 月末 年初 年末 上月 (its last day) as of `day`.
 * @param {"day"|"month_start"|"month_end"|"year_start"|"year_end"|"last_month"} which
 * @param {number} day
 * @returns {number}
 */
export function dayOf(which, day) {
  switch (which) {
    case "month_start":
      return monthStart(day);
    case "month_end":
      return monthEnd(day);
    case "year_start":
      return toOrdinal(dateParts(day).year, 1, 1);
    case "year_end":
      return toOrdinal(dateParts(day).year, 12, 31);
    case "last_month":
      return day > 31 ? monthStart(day) - 1 : day;
    default:
      return day;
  }
}

const FAR = 10_000_000n;

/**
 * `day` + n days, months or years; a month without such a day gives its last (民法典 第202条). Null when the calendar
 * does not hold the result.
 * @param {number} day
 * @param {bigint} amount
 * @param {"day"|"month"|"year"} unit
 * @returns {number|null}
 */
export function shiftDay(day, amount, unit) {
  if (amount > FAR || amount < -FAR) {
    return null;
  }
  const n = Number(amount); // small enough to be exact
  if (unit === "day") {
    return day + n >= FIRST_DAY && day + n <= LAST_DAY ? day + n : null;
  }
  const parts = dateParts(day);
  const months = parts.year * 12 + parts.month - 1 + n * (unit === "year" ? 12 : 1);
  const year = Math.floor(months / 12);
  if (year < 1 || year > 9999) {
    return null;
  }
  const month = months - year * 12 + 1;
  return toOrdinal(year, month, Math.min(parts.day, daysInMonth(year, month)));
}

/**
 * 周岁: the greatest n with born + n年 not after `day`; the birthday counts.
 * @param {number} born
 * @param {number} day
 * @returns {number} may be negative
 */
export function fullYears(born, day) {
  const [from, to] = [dateParts(born), dateParts(day)];
  const leapDay = from.month === 2 && from.day === 29 && !isLeap(to.year);
  const birthday = from.month * 100 + (leapDay ? 28 : from.day);
  return to.year - from.year - (to.month * 100 + to.day >= birthday ? 0 : 1);
}

/**
 * Days, or calendar months touched, that two intervals share, ends included; null is an open end.
 * @param {"month"|"day"} unit
 * @param {[number|null, number|null]} first
 * @param {[number|null, number|null]} second
 * @returns {number}
 */
export function sharedTime(unit, first, second) {
  const starts = [first[0], second[0]].filter((d) => d !== null);
  const ends = [first[1], second[1]].filter((d) => d !== null);
  const [start, end] = [Math.max(...starts), Math.min(...ends)];
  if (starts.length === 0 || ends.length === 0 || start > end) {
    return 0;
  }
  return unit === "day" ? end - start + 1 : monthNumber(end) - monthNumber(start) + 1;
}

/** @typedef {{start: number|null, end: number|null}} Days both ends included; null is open */

/**
 * Whether a day lies in an interval.
 * @param {number} day
 * @param {Days} interval
 * @returns {boolean}
 */
export function inDays(day, interval) {
  return (interval.start === null || interval.start <= day) && (interval.end === null || day <= interval.end);
}

/**
 * Whether a day lies in one of some intervals.
 * @param {number} day
 * @param {Days[]} intervals
 * @returns {boolean}
 */
export function inForce(day, intervals) {
  return intervals.some((interval) => inDays(day, interval));
}

/** @param {number} n @param {number} width @returns {string} with zeros before it */
export function padded(n, width) {
  return String(n).padStart(width, "0");
}

/** @param {number} day @returns {string} `2020-06-30` */
export function isoText(day) {
  const { year, month, day: inMonth } = dateParts(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(inMonth, 2)}`;
}

/**
 * The day that three numbers name, or null where there is none.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {number|null}
 */
export function ordinalOrNull(year, month, day) {
  const there = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return there ? toOrdinal(year, month, day) : null;
}

/**
 * The day written `2020-06-30`, or null where it is none.
 * @param {string} text
 * @returns {number|null}
 */
export function isoDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found === null ? null : ordinalOrNull(Number(found[1]), Number(found[2]), Number(found[3]));
}

/**
 * The interval between two days as ISO text, both included; null is open.
 * @param {string|null} start
 * @param {string|null} end
 * @returns {Days}
 */
export function isoDays(start, end) {
  return { start: start === null ? null : isoDay(start), end: end === null ? null : isoDay(end) };
}
