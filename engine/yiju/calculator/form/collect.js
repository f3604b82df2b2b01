// The form as a record: what is filled in, as JSON that the door checks. Input: the form's elements, known by their
// `data-` attributes. Output: a plain object in which what is unknown has no key, and where each field's control stands.

const READERS = {
  text: readEntry,
  number: readEntry,
  date: readEntry,
  enum: readEntry,
  truth: readTruth,
  multi: readMulti,
  list: readList,
  history: readHistory,
};

/**
 * What a container of fields holds.
 * @param {Element} container its children with `data-field` are the fields
 * @param {string} [path] of the record in the record that holds it: `成员[2]`
 * @param {Map<string, Element>} [places] filled with the element of every field by its path
 * @returns {{record: Object, places: Map<string, Element>}}
 */
export function readRecord(container, path = "", places = new Map()) {
  const record = {};
  for (const field of fieldsOf(container)) {
    const name = field.dataset.field;
    const here = path ? `${path}.${name}` : name;
    places.set(here, field);
    const value = isNone(field) ? "无" : READERS[field.dataset.kind](field, here, places);
    if (value !== undefined) record[name] = value;
  }
  return { record, places };
}

/**
 * The fields directly in a container.
 * @param {Element} container
 * @returns {Element[]}
 */
export function fieldsOf(container) {
  return [...container.children].filter((element) => element.dataset.field !== undefined);
}

/**
 * The members of a list field, or the months of a history.
 * @param {Element} field
 * @returns {Element[]}
 */
export function membersOf(field) {
  return [...field.querySelector(":scope > .yiju-members").children];
}

function isNone(field) {
  const box = field.querySelector(":scope > .yiju-entry [data-none], :scope > .yiju-choices [data-none]");
  return box !== null && box.checked;
}

function readEntry(field) {
  const text = entryOf(field).value.trim();
  return text === "" ? undefined : text;
}

/**
 * The control of a field that has one.
 * @param {Element} field
 * @returns {HTMLInputElement|HTMLSelectElement}
 */
export function entryOf(field) {
  return field.querySelector(":scope > .yiju-entry > input, :scope > .yiju-entry > select");
}

function readTruth(field) {
  return field.querySelector("input:checked")?.value || undefined;
}

function readMulti(field) {
  const chosen = [...field.querySelectorAll("[data-choice]:checked")].map((box) => box.value);
  if (chosen.length) return chosen;
  return field.querySelector("[data-empty]:checked") ? [] : undefined;
}

function readList(field, path, places) {
  const members = membersOf(field);
  if (members.length) {
    return members.map((member, index) => readRecord(member, `${path}[${index + 1}]`, places).record);
  }
  const empty = field.querySelector(":scope > .yiju-choices [data-empty]");
  return empty !== null && empty.checked ? [] : undefined;
}

/** The months of a history in which something is written, each with its value, null where that is still to come. */
function readHistory(field, path, places) {
  const months = [];
  for (const row of membersOf(field)) {
    const [month, value] = [...row.querySelectorAll("[data-part]")].map((input) => input.value.trim());
    if (month === "" && value === "") continue;
    months.push({ 月份: month, 值: value === "" ? null : value });
    places.set(`${path}[${months.length}]`, row);
  }
  return months.length ? months : undefined;
}
