// A calculator on a page: on every change of its form the record is decided and the decision shown. Nothing leaves the
// page: there is no request, nothing is stored, the address stays as it is.

import { decideOn, decidePeriod } from "../decision/build.js";
import { compose } from "../explain/compose.js";
import { learnSpellings } from "../explain/respelling.js";
import { fieldsOf, readRecord } from "./collect.js";
import { fillRecord } from "./filling.js";
import { formSay, problemText } from "./form_words.js";
import { addMember, removeMember } from "./members.js";
import { givenHtml, sectionsHtml, summaryHtml } from "./result.js";
import { sketchedRow } from "./sketch.js";
import { readWhen, setDay, setWhen, showMode, todayHere } from "./when.js";

const PAUSE_MS = 80;
const LONGEST_PAUSE_MS = 600;

/**
 * Set every calculator of a policy on the page going.
 * @param {string} name `PLACE/POLICY`
 * @param {Object} program
 * @param {{zh: Object<string, string>, en: Object<string, string>}} spellings of its rules' texts
 */
export function startCalculators(name, program, spellings) {
  learnSpellings(spellings);
  for (const root of document.querySelectorAll("[data-calculator]")) {
    if (root.dataset.calculator === name && root.dataset.started === undefined) startCalculator(root, program);
  }
}

function startCalculator(root, program) {
  root.dataset.started = "";
  const calculator = {
    root,
    program,
    policy: root.dataset.policy,
    lang: root.dataset.lang,
    form: root.querySelector("form"),
    fields: root.querySelector(".yiju-fields"),
    hrefs: JSON.parse(root.dataset.hrefs),
    copies: 0,
    waiting: 0,
    pause: PAUSE_MS,
    announced: "",
  };
  root.querySelector(".yiju-works").hidden = false;
  clearForm(calculator);
  listen(calculator);
}

function clearForm(calculator) {
  fillRecord(calculator, calculator.fields, sampleRecord(calculator));
  setWhen(calculator.root, todayHere());
  update(calculator);
}

/** Nothing but a made-up identifier. */
function sampleRecord({ fields, lang }) {
  const named = fieldsOf(fields).filter((f) => f.dataset.identifier !== undefined && f.dataset.kind === "text");
  const open = named.filter((f) => f.querySelector("input").maxLength !== 18);
  return Object.fromEntries(open.map((f) => [f.dataset.field, formSay("sample", lang)]));
}

// --- what the reader does -----------------------------------------------------------------------------------

function listen(calculator) {
  const { root, form } = calculator;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    agree(event.target);
    if (event.target.dataset.mode !== undefined) showMode(root);
    updateSoon(calculator);
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button !== null) press(calculator, button);
  });
}

function press(calculator, button) {
  const { dataset } = button;
  if (dataset.ask !== undefined) return goTo(calculator, dataset.ask);
  if (dataset.more !== undefined) return unfold(button);
  if (dataset.add !== undefined) focusFirst(addMember(calculator, chosenFor(button)));
  else if (dataset.remove !== undefined) removeMember(calculator, button.closest(".yiju-member"));
  else if (dataset.example !== undefined) showExample(calculator, JSON.parse(dataset.example));
  else if (dataset.clear !== undefined) return clearForm(calculator);
  else return undefined;
  return update(calculator);
}

function unfold(button) {
  const rest = button.nextElementSibling;
  rest.hidden = !rest.hidden;
  button.setAttribute("aria-expanded", String(!rest.hidden));
}

/** The field to which a button adds, in which “there is none” then no longer holds. */
function chosenFor(button) {
  const field = button.closest("[data-field]");
  for (const box of field.querySelectorAll(":scope > .yiju-choices input")) box.checked = false;
  return field;
}

function showExample(calculator, { record, day }) {
  fillRecord(calculator, calculator.fields, record);
  setDay(calculator.root, day);
}

/** Choices of one field that exclude one another: a value and 无, some values and none of them. */
function agree(control) {
  const field = control.closest("[data-field]");
  if (field === null) return;
  const excluding = control.matches("[data-none], [data-empty]");
  if (excluding && control.checked) {
    for (const other of ownControls(field)) if (other !== control) clearControl(other);
    field.querySelector(":scope > .yiju-members")?.replaceChildren();
  } else if (!excluding) {
    for (const box of field.querySelectorAll("[data-none], [data-empty]")) {
      if (box.closest("[data-field]") === field) box.checked = false;
    }
  }
}

function ownControls(field) {
  return [...field.querySelectorAll("input, select")].filter((control) => control.closest("[data-field]") === field);
}

function clearControl(control) {
  if (control.type === "radio") control.checked = control.value === "";
  else if (control.type === "checkbox") control.checked = false;
  else control.value = "";
}

function goTo(calculator, path) {
  const field = calculator.places.get(path);
  field?.scrollIntoView({ block: "center" });
  if (field !== undefined) focusFirst(field);
}

function focusFirst(element) {
  const first = element.querySelector('input[type="radio"]:checked, .yiju-entry > input, select, input, button');
  first?.focus({ preventScroll: true });
}

// --- what is shown ------------------------------------------------------------------------------------------

function updateSoon(calculator) {
  clearTimeout(calculator.waiting);
  calculator.waiting = setTimeout(() => update(calculator), calculator.pause);
}

function update(calculator) {
  clearTimeout(calculator.waiting);
  const { record, places } = readRecord(calculator.fields);
  calculator.places = places;
  const { row, problems } = sketchedRow(calculator.program, subjectOf(calculator), record);
  showProblems(calculator, problems);
  const when = readWhen(calculator.root);
  if (when.wrong !== undefined) return showWords(calculator, formSay(when.wrong, calculator.lang));
  const started = performance.now();
  try {
    showDecision(calculator, decided(calculator, row, when), record, problems);
    // where deciding takes long, typing is not to wait for it
    calculator.pause = Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, performance.now() - started));
  } catch (error) {
    showWords(calculator, formSay("failed", calculator.lang));
    throw error;
  }
  return undefined;
}

function subjectOf({ program, policy }) {
  return program.policies[policy].subject;
}

function decided({ program, policy }, row, when) {
  if (when.day !== undefined) return decideOn(program, policy, row, when.day);
  return decidePeriod(program, policy, row, when.first, when.last);
}

function showDecision(calculator, decision, record, problems) {
  const page = compose(decision, calculator.lang, true);
  const href = (index) => calculator.hrefs[linkKey(decision.citations[index])] ?? "";
  announce(calculator, summaryHtml(page, decision, calculator.places, problems.length > 0));
  part(calculator, "sections").innerHTML = sectionsHtml(page, "yc", href);
  for (const table of calculator.root.querySelectorAll(".yiju-table")) letScroll(table);
  part(calculator, "given").innerHTML = givenHtml(record, calculator.lang);
  part(calculator, "result").dataset.outcome = page.outcome;
  // a calculator that nobody used is not printed with its page
  calculator.root.toggleAttribute("data-blank", Object.keys(record).every((name) => name in sampleRecord(calculator)));
}

/** A table wider than its place can be reached and moved with keys. */
function letScroll(table) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}

/** The short answer; left alone where it stays the same, so that it is not read out again. */
function announce(calculator, html) {
  if (html === calculator.announced) return;
  part(calculator, "summary").innerHTML = html;
  calculator.announced = html;
}

function showWords(calculator, words) {
  announce(calculator, "");
  part(calculator, "summary").textContent = words;
  part(calculator, "sections").replaceChildren();
  delete part(calculator, "result").dataset.outcome;
}

function part({ root }, name) {
  return root.querySelector(`.yiju-${name}`);
}

/** What names a citation in the addresses that the page was given: see `citation_key` in `calculator/links.py`. */
function linkKey({ number, document, clause, span }) {
  return [document || number, clause, span[0], span[1]].join("|");
}

function showProblems({ root, places, lang }, problems) {
  for (const line of root.querySelectorAll(".yiju-problem")) line.hidden = true;
  for (const control of root.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const problem of problems) {
    const field = places.get(problem.path);
    const line = field?.closest("[data-field]").querySelector(":scope > .yiju-problem");
    if (!line) continue;
    line.textContent = problemText(problem, lang);
    line.hidden = false;
    field.querySelector("input, select")?.setAttribute("aria-invalid", "true");
  }
}
