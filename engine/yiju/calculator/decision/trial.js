// A record's missing fields, tried by the evaluator: places by name, their domains, results as keys.

import { Failure, NOTHING, UNKNOWN } from "../../backends/to_javascript/runtime/values.js";
import { domainOf } from "./domains.js";
import { Evaluator, isNought } from "./evaluate.js";
import { valueKey } from "./keys.js";
import { LEFT_OPEN, branch, leaf, missing } from "./missing.js";
import { OPEN_POINT, readsOf } from "./reads.js";
import { openConditions, settledProgram } from "./settle.js";
import { stagedRun } from "./stages.js";
import { usesOf } from "./uses.js";

const TRUTHS = { values: [true, false], whole: true };

/** A list or history that is not there: its values are not tried. */
const UNTRIED = { values: [], whole: false };

/** How a point left open is named beside the fields. */
const POINT = "待定 ";

/** Conditions left open that are tried both ways; of more, none. */
const POINTS = 4;

/**
 * Which of some unknown fields could still change the outcome or a due payment.
 * @param {Evaluator} evaluator
 * @param {Iterable<string>} names fields as a decision names them (`学籍`, `成员[2].学籍`), all that the result hangs on
 * @param {(evaluator: Evaluator) => Evaluation} evaluate as of the day decided, or over the period
 * @param {number[]} days every day on which something was evaluated
 * @returns {{fields: string[], exact: boolean}}
 */
export function missingOf(evaluator, names, evaluate, days) {
  const { program, policy, row } = evaluator;
  const uses = usesOf(program, policy, days);
  const domains = new Map();
  for (const name of names) {
    const { place, field } = placed(program, policy.subject, name);
    const domain = isScalar(field) ? domainOf(field, uses.of(field.name), Math.max(...days)) : UNTRIED;
    domains.set(name, { place, domain });
  }
  const points = triedPoints(evaluator);
  const beside = points.map((_, i) => `${POINT}${i}`);
  beside.forEach((name, i) => domains.set(name, { place: [[row.length + i]], domain: TRUTHS }));
  const trial = trialOf(evaluator, evaluate, points, [...domains.keys()]);
  return missing([...row, ...points.map(() => UNKNOWN)], domains, trial, new Set(beside));
}

/** The conditions left open that the result may hang on. */
function triedPoints({ program, policy }) {
  const names = [policy.outcome, ...policy.payments.map((p) => p.definition)];
  const found = openConditions(program, names);
  return found.length <= POINTS ? found : [];
}

function isScalar(field) {
  return field.type.kind !== "ListType" && field.type.kind !== "HistoryType";
}

/**
 * The place of a named field, and its declaration.
 * @param {Program} program
 * @param {string} record
 * @param {string} name
 * @returns {{place: number[][], field: FieldType}}
 */
function placed(program, record, name) {
  const steps = [];
  let kind = program.records[record];
  for (const [, list, number] of name.matchAll(/([^.[\]]+)\[(\d+)\]\./g)) {
    const index = kind.places[list];
    steps.push([index, Number(number) - 1]);
    kind = program.records[kind.fields[index].type.record];
  }
  const index = kind.places[name.replaceAll(/[^.[\]]+\[\d+\]\./g, "")];
  return { place: [...steps, [index]], field: kind.fields[index] };
}

/**
 * A record's outcome and payments, by the same rules; behind its fields stands what `points` are taken as. What does
 * not read a place is worked out once for all that the place could be.
 */
function trialOf({ program, policy, row, run }, evaluate, points, names) {
  const shared = new Map();
  const read = readPlaces(program, names);
  const storeOf = (chosen) => (id) => {
    const set = read(id).filter((i) => chosen[i] !== LEFT_OPEN);
    return set.length ? heldAt(shared, `${id} ${set.map((i) => `${i}:${chosen[i]}`).join()}`) : run.knownOf(id);
  };
  return (tried, chosen) => {
    const taken = points.map((point, i) => [point, tried[row.length + i]]).filter(([, truth]) => truth !== UNKNOWN);
    const rules = taken.length ? settledProgram(program, new Map(taken)) : program;
    const again = new Evaluator(rules, policy.name, tried.slice(0, row.length), stagedRun(rules, storeOf(chosen)));
    return resultOfTrial(evaluate(again));
  };
}

function heldAt(maps, key) {
  if (!maps.has(key)) maps.set(key, new Map());
  return maps.get(key);
}

/** For each definition, the numbers of the places that it may read: by the names of fields, and of points left open. */
function readPlaces(program, names) {
  const fields = names.map((name) => (name.startsWith(POINT) ? OPEN_POINT : name.slice(name.lastIndexOf(".") + 1)));
  const found = new Map();
  return (id) => {
    if (!found.has(id)) {
      const reads = readsOf(program, id);
      found.set(id, fields.map((_, i) => i).filter((i) => reads.has(fields[i])));
    }
    return found.get(id);
  };
}

/** The outcome, and each payment due with what it comes to and whether it is paid. */
function resultOfTrial({ outcome, due }) {
  const paid = due.filter(({ value }) => value !== NOTHING && !isNought(value));
  return branch([leafOf(outcome), branch(paid.map(dueResult))]);
}

function dueResult({ payment, month, recipient, outcome, value }) {
  const payee = leaf(recipient === null ? "" : recipient.key);
  return branch([leafOf(payment.name), leafOf(month), payee, leafOf(outcome), leafOf(value)]);
}

function leafOf(value) {
  if (value === UNKNOWN) return leaf(null);
  return leaf(value instanceof Failure ? `! ${value.errors.map((e) => e.code).join()}` : valueKey(value));
}
