// The Node side of the tests: reads a question a line as JSON from standard input, answers with a line of JSON.
//
//   {load: path}                           import a module                   -> {module: number}
//   {call: name, of: module, args, keep}   call an export, or read one       -> {value} or, kept, {held: number}
//   {values: …}                            values of definitions of many rows (see `valuesOf`)
//
// Values that JSON lacks are objects with `$`: num, pair, day, big, set, map, nothing, undefined, failure, held.

import { createInterface } from "node:readline";

const modules = [];
const kept = [];

function decoded(x, module) {
  if (Array.isArray(x)) {
    return x.map((item) => decoded(item, module));
  }
  if (typeof x !== "object" || x === null) {
    return x;
  }
  switch (x.$) {
    case "num":
      return module.num(BigInt(x.n), BigInt(x.d));
    case "big":
      return BigInt(x.v);
    case "set":
      return new Set(x.v);
    case "map":
      return new Map(x.v.map(([key, value]) => [key, decoded(value, module)]));
    case "nothing":
      return module.NOTHING;
    case "held":
      return kept[x.v];
    case "module":
      return modules[x.v];
    default:
      return Object.fromEntries(Object.entries(x).map(([key, value]) => [key, decoded(value, module)]));
  }
}

const ENCODERS = {
  Num: (x) => ({ $: "num", n: String(x.n), d: String(x.d) }),
  Pair: (x) => ({ $: "pair", low: encoded(x.low), high: encoded(x.high) }),
  Failure: (x) => ({ $: "failure", errors: x.errors }),
  Set: (x) => ({ $: "set", v: [...x].map(encoded) }),
  Map: (x) => ({ $: "map", v: [...x].map(([key, value]) => [encoded(key), encoded(value)]) }),
  Array: (x) => x.map(encoded),
};

function encoded(x) {
  switch (typeof x) {
    case "bigint":
      return { $: "big", v: String(x) };
    case "undefined":
    case "function":
      return { $: typeof x };
    case "object":
      return x === null ? null : encodedObject(x);
    default:
      return x;
  }
}

function encodedObject(x) {
  if (x.kind === "Nothing") {
    return { $: "nothing" };
  }
  const encoder = ENCODERS[x.constructor?.name];
  return encoder ? encoder(x) : Object.fromEntries(Object.entries(x).map(([key, value]) => [key, encoded(value)]));
}

/** A value as a short text: equal texts for equal values. */
function brief(y, x) {
  if (x === null) {
    return "?";
  }
  switch (typeof x) {
    case "boolean":
      return x ? "+" : "-";
    case "number":
      return `@${x}`;
    case "string":
      return `"${x}`;
  }
  switch (x.constructor.name) {
    case "Num":
      return y.numKey(x);
    case "Pair":
      return `${y.numKey(x.low)}~${y.numKey(x.high)}`;
    case "Set":
      return `{${[...x].sort(y.compareText).join(",")}`;
    case "Failure":
      return "!";
    default:
      return "_";
  }
}

/**
 * For each mix (a row whose i-th field is that of row mix[i] of the pool), the briefs of each asked definition: of the
 * record itself, or for [id, list] of each element of its list.
 */
function valuesOf({ of, program, record, day, pool, mixes, asked }) {
  const y = modules[of];
  const made = kept[program];
  const rows = decoded(pool, y);
  const valueIn = (scope, [id, list]) => {
    if (list === null) {
      return brief(y, y.ref(scope, 0, id));
    }
    const frames = y.elements(list, scope);
    const each = (frame) => brief(y, y.ref(scope.push(frame), 0, id));
    return Array.isArray(frames) ? frames.map(each).join(" ") : brief(y, frames);
  };
  const sources = asked.map(([id, name]) => [id, name === null ? null : listNode(y, made, record, name)]);
  return mixes.map((mix) => {
    const row = mix.map((from, i) => rows[from][i]);
    const scope = y.rootScope(new y.Run(made), record, row, day);
    return sources.map((question) => valueIn(scope, question));
  });
}

function listNode(y, program, record, name) {
  const { type } = program.records[record].fields[program.records[record].places[name]];
  return { kind: "Field", type, up: 0, name, value: (s) => y.field(s, 0, name) };
}

async function answer(question) {
  if (question.load !== undefined) {
    modules.push(await import(question.load));
    return { module: modules.length - 1 };
  }
  if (question.values !== undefined) {
    return { value: valuesOf(question.values) };
  }
  const module = modules[question.of];
  const wanted = module[question.call];
  const found = typeof wanted === "function" ? await wanted(...decoded(question.args, module)) : wanted;
  if (question.keep) {
    kept.push(found);
    return { held: kept.length - 1 };
  }
  return { value: encoded(found) };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let reply;
  try {
    reply = await answer(JSON.parse(line));
  } catch (error) {
    reply = { error: String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
