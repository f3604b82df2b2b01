// When payments fall due (*Semantics* 7): plain calendar work on a policy's interval, days being ordinals.

import { dateParts, firstOfMonth, inDays } from "../../backends/to_javascript/runtime/days.js";
import { monthEnd, monthNumber, monthStart } from "../../backends/to_javascript/runtime/days.js";

const QUARTERS = [3, 6, 9, 12];

/**
 * The days on which a policy is in force.
 * @param {PolicyType} policy
 * @returns {Days}
 */
export function intervalOf(policy) {
  return { start: policy.start ? policy.start.day : null, end: policy.end ? policy.end.day : null };
}

/**
 * Whether a day lies in one of some intervals.
 * @param {number} day
 * @param {Days[]} intervals
 * @returns {boolean}
 */
export function inAnyDays(day, intervals) {
  return intervals.some((interval) => inDays(day, interval));
}

/**
 * The first day of each month from that of `first` to that of `last`.
 * @param {number} first
 * @param {number} last
 * @returns {number[]}
 */
export function monthsBetween(first, last) {
  const start = monthNumber(first);
  return Array.from({ length: Math.max(0, monthNumber(last) - start + 1) }, (_, i) => firstOfMonth(start + i));
}

/**
 * The last day of a month that lies in the interval, if one does.
 * @param {number} month
 * @param {Days} interval
 * @returns {number|null}
 */
export function lastDay(month, interval) {
  const end = monthEnd(month);
  const day = interval.end === null ? end : Math.min(end, interval.end);
  return day >= monthStart(month) && inDays(day, interval) ? day : null;
}

/**
 * The first day of a month that lies in the interval, if one does.
 * @param {number} month
 * @param {Days} interval
 * @returns {number|null}
 */
function firstDay(month, interval) {
  const start = monthStart(month);
  const day = interval.start === null ? start : Math.max(start, interval.start);
  return day <= monthEnd(month) && inDays(day, interval) ? day : null;
}

/**
 * The day of a month on which a payment is decided, or null when it is not due in that month.
 * @param {PaymentType} payment
 * @param {number} month
 * @param {Days} interval
 * @returns {number|null}
 */
export function dueDay(payment, month, interval) {
  const { kind, months } = payment.schedule;
  if (kind === "month_start") return firstDay(month, interval);
  const due = kind === "quarterly" ? QUARTERS : kind === "yearly" ? months : null;
  return due === null || due.includes(dateParts(month).month) ? lastDay(month, interval) : null;
}

/**
 * The months an accruing payment pays for: those since the last due one, up to its own.
 * @param {PaymentType} payment
 * @param {number} month
 * @returns {number[]}
 */
export function accruedMonths(payment, month) {
  const number = monthNumber(month);
  let back = 1;
  while (!payment.schedule.months.includes(((number - back) % 12) + 1)) back += 1;
  return Array.from({ length: back }, (_, i) => firstOfMonth(number - back + 1 + i));
}

/** The days once worked out, by payment: they are asked for again with every value that is tried. */
const EARLIER_DAYS = new WeakMap();

/**
 * The days before a month on which a one-off payment may have been made.
 * @param {PaymentType} payment
 * @param {Days} interval
 * @param {number} first from when
 * @param {number} month
 * @returns {number[]}
 */
export function earlierDaysOf(payment, interval, first, month) {
  const known = EARLIER_DAYS.get(payment) ?? new Map();
  EARLIER_DAYS.set(payment, known);
  const key = `${first} ${month}`;
  if (!known.has(key)) {
    const days = monthsBetween(first, month - 1).map((m) => lastDay(m, interval));
    known.set(key, days.filter((day) => day !== null && inAnyDays(day, payment.intervals)));
  }
  return known.get(key);
}
