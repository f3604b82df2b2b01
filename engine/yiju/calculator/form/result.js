// The decision as the reader sees it while he types: the outcome, what is paid, what to fill in next; then everything
// that `yiju decide` says. Input: a composed page. Output: HTML, escaped.

import { escapeHtml, sectionHtml } from "../explain/html.js";
import { placeText } from "../explain/terms.js";
import { valueText } from "../explain/values.js";
import { formSay } from "./form_words.js";

const MOST_ASKED = 6;

/**
 * The outcome in short, to be announced: what it is, what is paid, what is asked for first.
 * @param {Object} page
 * @param {Object} decision
 * @param {Map<string, Element>} places of the fields that can be filled in
 * @param {boolean} mistaken whether something cannot be read
 * @returns {string}
 */
export function summaryHtml(page, decision, places, mistaken) {
  return (
    `<p class="yiju-headline"><span class="yiju-mark" aria-hidden="true"></span>${escapeHtml(page.headline)}</p>` +
    `<p class="yiju-sub">${escapeHtml(page.subline)}</p>` +
    (mistaken ? `<p class="yiju-bad">${escapeHtml(formSay("mistaken", page.lang))}</p>` : "") +
    amountsHtml(page, decision) +
    askedHtml(decision, page.lang, places)
  );
}

/** What is paid: of a day each payment, of months what each comes to. */
function amountsHtml(page, decision) {
  if (decision.outcome === "ineligible") return "";
  const rows = decision.period === null ? paidRows(decision, page.lang) : totalRows(page);
  const made = rows.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
  return made.length ? `<dl class="yiju-amounts">${made.join("")}</dl>` : "";
}

function paidRows(decision, lang) {
  const paid = decision.payments.filter((payment) => payment.value.kind !== "unknown");
  return paid.map((payment) => {
    const name = payment.recipient ? `${payment.name} ${payment.recipient}` : payment.name;
    return [name, valueText(payment.value, lang, true)];
  });
}

function totalRows(page) {
  const payments = page.sections.find((section) => section.key === "payments");
  const table = payments?.blocks.find((block) => block.kind === "Table");
  if (table === undefined) return [];
  const totals = table.rows[table.rows.length - 1];
  return table.right.map((column) => [table.head[column], totals[column]]);
}

function askedHtml(decision, lang, places) {
  const missing = decision.missing;
  if (!missing.length) return "";
  const many = missing.length > 1 ? "first_ask" : "first_ask_one";
  const title = formSay(decision.missing_exact ? many : "first_ask_maybe", lang);
  const items = missing.slice(0, MOST_ASKED).map((name) => `<li>${askedItem(name, lang, places)}</li>`);
  const rest = missing.length - MOST_ASKED;
  const more = rest > 0 ? `<li>${escapeHtml(formSay("more_missing", lang, { count: rest }))}</li>` : "";
  return `<div class="yiju-asked"><p>${escapeHtml(title)}</p><ol>${items.join("")}${more}</ol></div>`;
}

function askedItem(name, lang, places) {
  const said = escapeHtml(placeText(name, lang));
  return places.has(name) ? `<button type="button" data-ask="${escapeHtml(name)}">${said}</button>` : said;
}

/**
 * Everything there is to say, section by section; what is missing was said above.
 * @param {Object} page
 * @param {string} anchor what ids begin with
 * @param {function(number): string} href the address of a citation's words
 * @returns {string}
 */
export function sectionsHtml(page, anchor, href) {
  const sections = page.sections.filter((section) => section.key !== "missing");
  return sections.map((section) => sectionHtml(section, page.lang, anchor, href)).join("\n");
}

/**
 * What was filled in, for print.
 * @param {Object} record
 * @param {"zh"|"en"} lang
 * @returns {string}
 */
export function givenHtml(record, lang) {
  const rows = givenRows(record, "").map(([name, value]) => {
    return `<div><dt>${escapeHtml(placeText(name, lang))}</dt><dd>${escapeHtml(value)}</dd></div>`;
  });
  return `<h3>${escapeHtml(formSay("given", lang))}</h3><dl>${rows.join("")}</dl>`;
}

function givenRows(record, path) {
  return Object.entries(record).flatMap(([name, value]) => {
    const here = path ? `${path}.${name}` : name;
    if (!Array.isArray(value)) return [[here, value ?? ""]];
    if (value.every((item) => typeof item === "string")) return [[here, value.join("、")]];
    return value.flatMap((item, index) => givenRows(item, `${here}[${index + 1}]`));
  });
}
