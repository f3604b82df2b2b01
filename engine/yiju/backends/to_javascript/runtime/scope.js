// Where an expression is evaluated: the records in reach (frames, innermost first), the day, arguments and 令.
//
// A node is what the emitter writes for an expression: `kind` (the name of its class in `yiju.program.expressions`),
// `type`, `text` (its words in the rule file, white space folded), `place` where it may fail or is left open, the fields
// of the class under their own names, and `value`, the function from a Scope to its value. A field of the class that is
// itself called `value` (Const, Let, At, OrElse, Contains, Aggregate) is here called `of`. 无 as a constant is NOTHING.

import { Failure, NOTHING, UNKNOWN } from "./values.js";

/**
 * One record in reach. `path` tells which: [] the root, [["成员", 0]] its first member. `key` is the path as text;
 * `lists` the elements of its lists by field, once they have been gone through.
 * @typedef {{record: any, row: any[], path: [string, number][], key: string, lists?: Map<string, Frame[]>}} Frame
 */

const NO_VARIABLES = new Map();

/** One evaluation of one record: a program, and what is known already of it. */
export class Run {
  /**
   * @param {any} program
   * @param {{store?: (id: string) => Map<string, any>, stageOf?: (id: string, day: number) => number}} [shared] `store`
   * gives what is known of a definition, where other runs know it too; `stageOf` tells apart the days on which its value
   * may differ
   */
  constructor(program, { store = () => new Map(), stageOf = (_, day) => day } = {}) {
    this.program = program;
    this.store = store;
    this.stageOf = stageOf;
    this.known = new Map();
  }

  /** @param {string} id @returns {Map<string, any>} the values of a definition, by the records in reach and the stage */
  knownOf(id) {
    let found = this.known.get(id);
    if (found === undefined) {
      found = this.store(id);
      this.known.set(id, found);
    }
    return found;
  }
}

/** @param {any} program @returns {Run} an evaluation in which nothing is known yet */
export function newRun(program) {
  return new Run(program);
}

/** Where an expression is evaluated. */
export class Scope {
  /**
   * @param {Run} run
   * @param {Frame[]} frames innermost first
   * @param {number} day
   * @param {Map<string, any>} [variables]
   * @param {string} [key] which records are in reach
   */
  constructor(run, frames, day, variables = NO_VARIABLES, key = frames.map((f) => f.key).join("|")) {
    this.run = run;
    this.frames = frames;
    this.day = day;
    this.variables = variables;
    this.key = key;
  }

  /** @param {number} n @returns {Scope} the scope of the record n frames out, without arguments and 令 */
  up(n) {
    if (n > 0) {
      return new Scope(this.run, this.frames.slice(n), this.day);
    }
    return this.variables === NO_VARIABLES ? this : new Scope(this.run, this.frames, this.day, NO_VARIABLES, this.key);
  }

  /** @param {Frame} frame @returns {Scope} the scope of a list's element */
  push(frame) {
    return new Scope(this.run, [frame, ...this.frames], this.day, this.variables);
  }

  /** @param {Frame} frame @returns {Scope} the scope of another element of the list the record at hand stands in */
  sibling(frame) {
    return new Scope(this.run, [frame, ...this.frames.slice(1)], this.day, this.variables);
  }

  /** @param {number} day @returns {Scope} the same as of another day */
  at(day) {
    return new Scope(this.run, this.frames, day, this.variables, this.key);
  }

  /** @param {[string, any][]} names @returns {Scope} with these names bound beside the others */
  with(names) {
    const variables = names.length > 0 ? new Map([...this.variables, ...names]) : this.variables;
    return new Scope(this.run, this.frames, this.day, variables, this.key);
  }
}

/**
 * A record in reach.
 * @param {any} record its type
 * @param {any[]} row
 * @param {[string, number][]} path
 * @returns {Frame}
 */
export function frameOf(record, row, path) {
  return { record, row, path, key: path.map(([name, i]) => `${name}[${i}]`).join(".") };
}

/**
 * The scope of a record itself.
 * @param {Run} run
 * @param {string} record the name of its type
 * @param {any[]} row
 * @param {number} day
 * @returns {Scope}
 */
export function rootScope(run, record, row, day) {
  return new Scope(run, [frameOf(run.program.records[record], row, [])], day);
}

/**
 * The elements of a list, as frames; unknown or a failure where the list is; none where it is 无.
 * @param {any} source a Field node of a list
 * @param {Scope} scope
 * @returns {Frame[]|Failure|null}
 */
export function elements(source, scope) {
  const rows = source.value(scope);
  if (rows === UNKNOWN || rows instanceof Failure) {
    return rows;
  }
  const home = scope.frames[source.up];
  const held = (home.lists ??= new Map()); // made once: many aggregates go over one list
  if (!held.has(source.name)) {
    const record = scope.run.program.records[source.type.record];
    const made = rows === NOTHING ? [] : rows.map((row, i) => frameOf(record, row, [...home.path, [source.name, i]]));
    held.set(source.name, made);
  }
  return held.get(source.name);
}

/**
 * The value of a definition for the record at hand.
 * @param {string} id
 * @param {Scope} scope
 * @param {any[]} [given] its arguments
 * @returns {any}
 */
export function definitionValue(id, scope, given = []) {
  const definition = scope.run.program.definitions[id];
  const names = definition.parameters.map((p, i) => [p.name, given[i]]);
  return definition.body.value(scope.up(0).with(names));
}

/**
 * The value of a definition without arguments for the record `up` frames out, worked out once.
 * @param {Scope} scope
 * @param {number} up
 * @param {string} id
 * @returns {any}
 */
export function ref(scope, up, id) {
  const home = scope.up(up);
  const { run } = home;
  const known = run.knownOf(id);
  const key = `${home.key}@${run.stageOf(id, home.day)}`;
  let value = known.get(key);
  if (value === undefined) {
    value = run.program.definitions[id].body.value(home);
    known.set(key, value);
  }
  return value;
}

/**
 * The value of a definition with arguments for the record `up` frames out.
 * @param {Scope} scope
 * @param {number} up
 * @param {string} id
 * @param {any[]} given
 * @returns {any}
 */
export function call(scope, up, id, given) {
  return definitionValue(id, scope.up(up), given);
}
