// A record that is still being filled in, as a row: whatever cannot be read is left out and told, whatever is left out is
// unknown – a field that may be 无 too, which the door would take for 无, since a reader who has not come to it has not
// said so.

import { checkRecord } from "../../backends/to_javascript/runtime/door.js";
import { UNKNOWN } from "../../backends/to_javascript/runtime/values.js";

const ABSENT_CODES = ["YJ620", "YJ621"];

/**
 * The row of a record, with all that is wrong with it beside it.
 * @param {Object} program
 * @param {string} name of the record type
 * @param {Object} json
 * @returns {{row: any[], problems: Object[]}}
 */
export function sketchedRow(program, name, json) {
  const checked = checkRecord(program, name, json);
  const problems = (checked.problems ?? []).filter((problem) => !ABSENT_CODES.includes(problem.code));
  const lenient = { ...program, records: lenientRecords(program.records) };
  let sound = json;
  let found = checkRecord(lenient, name, sound);
  while (found.problems !== undefined) {
    // from the last, since what is taken out of a list moves what comes after it
    sound = found.problems.reduceRight((left, problem) => withoutAt(left, problem.steps), sound);
    found = checkRecord(lenient, name, sound);
  }
  return { row: withUnknowns(program.records, program.records[name], found.row, sound), problems };
}

/** The records with nothing that must be there. */
function lenientRecords(records) {
  const made = Object.entries(records).map(([name, record]) => {
    const fields = record.fields.map((field) => ({ ...field, identifier: false, required: false }));
    return [name, { ...record, fields }];
  });
  return Object.fromEntries(made);
}

/** A copy of a JSON value without what stands at the end of some steps. */
function withoutAt(value, [step, ...rest]) {
  if (value === undefined || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => index !== step);
    return value.map((item, index) => (index === step ? withoutAt(item, rest) : item));
  }
  const kept = Object.entries(value).filter(([name]) => name !== step || rest.length > 0);
  return Object.fromEntries(kept.map(([name, item]) => [name, name === step ? withoutAt(item, rest) : item]));
}

/** The row with unknown for every field that the JSON does not have. */
function withUnknowns(records, record, row, json) {
  return record.fields.map((field, index) => {
    const raw = json[field.name];
    if (raw === undefined) return UNKNOWN;
    if (field.type.kind !== "ListType" || !Array.isArray(raw)) return row[index];
    const held = records[field.type.record];
    return row[index].map((member, number) => withUnknowns(records, held, member, raw[number]));
  });
}
