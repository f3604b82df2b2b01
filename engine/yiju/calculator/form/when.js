// The day or the months that a decision is asked for, as the form says them.

import { firstOfMonth, isoDay, isoText, monthEnd, toOrdinal } from "../../backends/to_javascript/runtime/days.js";
import { monthFrom } from "../../backends/to_javascript/runtime/spellings.js";

/**
 * What is asked for: {day}, {first, last}, or {wrong} with the key of what to say.
 * @param {Element} root of the calculator
 * @returns {{day: number}|{first: number, last: number}|{wrong: string}}
 */
export function readWhen(root) {
  const value = (part) => root.querySelector(`[data-when="${part}"]`).value.trim();
  if (root.querySelector("[data-mode]:checked").value === "day") {
    const day = isoDay(value("day"));
    return day === null ? { wrong: "wrong_day" } : { day };
  }
  const [first, last] = [monthFrom(value("first")), monthFrom(value("last"))];
  if (typeof first !== "number" || typeof last !== "number") return { wrong: "wrong_day" };
  if (last < first) return { wrong: "wrong_period" };
  return { first: firstOfMonth(first), last: monthEnd(firstOfMonth(last)) };
}

/**
 * Set the day to today or, where the policy is not in force today, to its day nearest to it; the months to its year.
 * @param {Element} root of the calculator
 * @param {number} today
 */
export function setWhen(root, today) {
  const [start, end] = [isoDay(root.dataset.start ?? ""), isoDay(root.dataset.end ?? "")];
  const day = Math.max(start ?? today, Math.min(end ?? today, today));
  setDay(root, isoText(day));
}

/**
 * Ask for a day.
 * @param {Element} root of the calculator
 * @param {string} day
 */
export function setDay(root, day) {
  root.querySelector('[data-mode][value="day"]').checked = true;
  root.querySelector('[data-when="day"]').value = day;
  root.querySelector('[data-when="first"]').value = `${day.slice(0, 4)}-01`;
  root.querySelector('[data-when="last"]').value = `${day.slice(0, 4)}-12`;
  showMode(root);
}

/**
 * Show the controls of the chosen kind of time.
 * @param {Element} root of the calculator
 */
export function showMode(root) {
  const mode = root.querySelector("[data-mode]:checked").value;
  for (const part of root.querySelectorAll("[data-shown-for]")) part.hidden = part.dataset.shownFor !== mode;
}

/**
 * The day of the reader's own clock.
 * @returns {number}
 */
export function todayHere() {
  const now = new Date();
  return toOrdinal(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
