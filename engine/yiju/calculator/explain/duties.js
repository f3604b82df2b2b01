// What else the documents say: duties, deadlines and discretions of a decision, and its remedies.

import { clean } from "./layout.js";
import { makeLine } from "./page.js";
import { dateText } from "./values.js";

/**
 * Duties that apply, then those of which it is not known yet.
 * @param {Object} decision
 * @param {import("./teller.js").Teller} teller
 * @returns {Object[]}
 */
export function tellDuties(decision, teller) {
  const own = decision.duties.filter((duty) => duty.kind !== "remedy");
  const made = own.filter((duty) => duty.certain).flatMap((duty) => tellDuty(duty, teller, 0));
  const unsure = own.filter((duty) => !duty.certain).flatMap((duty) => tellDuty(duty, teller, 1));
  return unsure.length ? [...made, makeLine(teller.say("maybe"), 0, "open"), ...unsure] : made;
}

/**
 * What to do for one who does not agree.
 * @param {Object} decision
 * @param {import("./teller.js").Teller} teller
 * @returns {Object[]}
 */
export function tellRemedies(decision, teller) {
  return decision.duties.filter((duty) => duty.kind === "remedy").flatMap((duty) => tellDuty(duty, teller, 0));
}

function tellDuty(duty, teller, depth) {
  return [makeLine(dutyText(duty, teller), depth), ...teller.citer.cite(duty.citations, [], depth + 1)];
}

function dutyText(duty, teller) {
  const name = clean(duty.name);
  if (duty.kind === "deadline") {
    if (duty.day === null) return teller.say("deadline_open", { name });
    return teller.say("deadline", { name, day: dateText(duty.day, teller.lang) });
  }
  if (duty.kind === "discretion") {
    return duty.who ? teller.say("discretion_by", { name, who: clean(duty.who) }) : teller.say("discretion", { name });
  }
  return duty.kind === "remedy" ? name : teller.say(duty.kind, { name });
}
