// The form filled in from a record, and emptied: the way back of collect.js.

import { entryOf, fieldsOf } from "./collect.js";
import { addMember, clearMembers } from "./members.js";

const FILLERS = {
  text: fillEntry,
  number: fillEntry,
  date: fillEntry,
  enum: fillEntry,
  truth: fillTruth,
  multi: fillMulti,
  list: fillList,
  history: fillHistory,
};

/**
 * Fill a container of fields; a field that the record does not have becomes unknown.
 * @param {Object} calculator
 * @param {Element} container
 * @param {Object} record with values as `examples.py` writes them
 */
export function fillRecord(calculator, container, record) {
  for (const field of fieldsOf(container)) {
    const value = record[field.dataset.field];
    const none = field.querySelector(":scope > .yiju-entry [data-none], :scope > .yiju-choices [data-none]");
    if (none !== null) none.checked = value === "无";
    const told = none !== null && value === "无" ? undefined : value;
    FILLERS[field.dataset.kind](calculator, field, told);
  }
}

function fillEntry(calculator, field, value) {
  entryOf(field).value = value ?? "";
}

function fillTruth(calculator, field, value) {
  for (const radio of field.querySelectorAll('input[type="radio"]')) radio.checked = radio.value === (value ?? "");
}

function fillMulti(calculator, field, value) {
  for (const box of field.querySelectorAll("[data-choice]")) box.checked = (value ?? []).includes(box.value);
  fillEmpty(field, value);
}

function fillEmpty(field, value) {
  const empty = field.querySelector(":scope > .yiju-choices [data-empty]");
  if (empty !== null) empty.checked = value !== undefined && value.length === 0;
}

function fillList(calculator, field, value) {
  clearMembers(field);
  for (const member of value ?? []) fillRecord(calculator, addMember(calculator, field), member);
  fillEmpty(field, value);
}

function fillHistory(calculator, field, value) {
  clearMembers(field);
  for (const month of value ?? []) {
    const row = addMember(calculator, field);
    for (const input of row.querySelectorAll("[data-part]")) input.value = month[input.dataset.part] ?? "";
  }
}
