// The door: a record as JSON gives it becomes a row in stored form, or every reason why not. Behind it nothing is
// validated again. It means what `yiju.records.door` means; a private value is masked in what is told of it.

import { cardBirthday } from "./identity_card.js";
import { closest } from "./closest.js";
import { numberFrom } from "./number_spelling.js";
import { scalarFrom } from "./field_value.js";
import { NONE_WORD, Refused, monthFrom } from "./spellings.js";
import { NOTHING, UNKNOWN } from "./values.js";

const MASK = "***";
const LONGEST_SHOWN = 40;
const MOST_ELEMENTS = 10_000;
const BIRTH_DATE = "出生日期";
const MONTH_KEY = "月份";
const VALUE_KEY = "值";
const BLANK = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/**
 * What is wrong with one value: `path` as a decision names a field (`成员[2].学籍`), `steps` the way to it (indexes from
 * 0), `args` of the code's message, `notes` keys of its notes.
 * @typedef {{path: string, steps: (string|number)[], code: string, args: Object<string, string>, notes: string[]}}
 *   Problem
 */

/**
 * The record in stored form, or all that is wrong with it (YJ601–YJ610, YJ620–YJ626, YJ641, YJ642).
 * @param {any} program
 * @param {string} name of the record type
 * @param {any} json strings, numbers, booleans, arrays and objects, null for what is not told
 * @returns {{row: any[]}|{problems: Problem[]}}
 */
export function checkRecord(program, name, json) {
  const door = new Door(program.records);
  const row = door.record(program.records[name], json, [], false);
  return door.problems.length > 0 ? { problems: door.problems } : { row };
}

/** @param {(string|number)[]} steps @returns {string} `成员[2].学籍`; lists count from 1 */
export function pathText(steps) {
  const text = steps.map((step) => (typeof step === "number" ? `[${step + 1}]` : `.${step}`)).join("");
  return text.startsWith(".") ? text.slice(1) : text;
}

function shownRaw(raw, isMasked) {
  if (isMasked) {
    return MASK;
  }
  if (isObject(raw)) {
    return "{…}";
  }
  if (Array.isArray(raw)) {
    return "[…]";
  }
  const text = raw === null || raw === undefined ? "None" : String(raw);
  const characters = Array.from(text);
  const opening = characters.slice(0, LONGEST_SHOWN).join("");
  if (BLANK.test(text)) {
    return `"${opening}"`;
  }
  return characters.length <= LONGEST_SHOWN ? text : `${opening}…`;
}

function isObject(raw) {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** One record's check: `problems` grows, every field is looked at. */
class Door {
  constructor(records) {
    this.records = records;
    this.problems = [];
  }

  record(kind, raw, steps, isMasked) {
    if (!isObject(raw)) {
      const named = steps.length > 0 ? [] : [["field", kind.name]];
      this.refuse(steps, new Refused("YJ624", named, ["object"]), raw, isMasked);
      return [];
    }
    this.names(kind, raw, steps);
    const row = kind.fields.map((f) => this.field(f, ownValue(raw, f.name), [...steps, f.name], isMasked));
    this.birthsAgree(kind, row, steps);
    return row;
  }

  names(kind, raw, steps) {
    const known = kind.fields.map((f) => f.name);
    const missing = known.filter((name) => !hasOwn(raw, name));
    for (const name of Object.keys(raw).filter((n) => !known.includes(n))) {
      const close = closest(name, missing.length > 0 ? missing : known);
      this.report([...steps, name], "YJ601", { name: shownRaw(name, false), record: kind.name, close });
    }
  }

  field(f, raw, steps, isMaskedAbove) {
    const isMasked = isMaskedAbove || f.private;
    const isBlank = f.identifier && typeof raw === "string" && BLANK.test(raw);
    if (raw === null || raw === undefined || isBlank) {
      return this.absent(f, steps);
    }
    switch (f.type.kind) {
      case "ListType":
        return this.list(f.type, raw, steps, isMasked);
      case "HistoryType":
        return this.history(f, raw, steps, isMasked);
      default:
        return this.scalar(f, raw, steps, isMasked);
    }
  }

  absent(f, steps) {
    if (f.identifier || f.required) {
      this.report(steps, f.identifier ? "YJ620" : "YJ621", {});
    }
    return f.type.optional ? NOTHING : UNKNOWN;
  }

  scalar(f, raw, steps, isMasked) {
    const value = scalarFrom(raw, f);
    if (value instanceof Refused) {
      this.refuse(steps, value, raw, isMasked);
      return UNKNOWN;
    }
    return value;
  }

  list(kind, raw, steps, isMasked) {
    if (raw === NONE_WORD && kind.optional) {
      return NOTHING;
    }
    if (!Array.isArray(raw)) {
      this.shape(steps, "array", raw, isMasked);
      return UNKNOWN;
    }
    if (raw.length > MOST_ELEMENTS) {
      this.report(steps, "YJ642", { most: MOST_ELEMENTS, length: raw.length });
      return UNKNOWN;
    }
    const element = this.records[kind.record];
    const rows = raw.map((x, i) => this.record(element, x, [...steps, i], isMasked));
    this.repeated(element, rows, steps, isMasked);
    return rows;
  }

  /** Two elements of one list with the same identifier. */
  repeated(element, rows, steps, isMasked) {
    const place = element.fields.findIndex((f) => f.identifier);
    const first = new Map();
    rows.forEach((row, n) => {
      const value = place < 0 || row.length === 0 ? UNKNOWN : row[place];
      if (value === UNKNOWN || value === NOTHING) {
        return;
      }
      if (first.has(value)) {
        const f = element.fields[place];
        const text = shownRaw(value, isMasked || f.private);
        this.report([...steps, n, f.name], "YJ622", { value: text, first: first.get(value) + 1 });
      } else {
        first.set(value, n);
      }
    });
  }

  history(f, raw, steps, isMasked) {
    if (raw === NONE_WORD && f.type.optional) {
      return NOTHING;
    }
    const values = new Map();
    for (const [month, value, here] of this.months(raw, steps, isMasked)) {
      this.month(f, [month, value], values, { steps: here, isMasked });
    }
    return values;
  }

  /** The months of a history with their values and places: an object, or a list of {月份, 值}. */
  months(raw, steps, isMasked) {
    if (isObject(raw)) {
      return Object.entries(raw).map(([month, value]) => [month, value, [...steps, month]]);
    }
    if (!Array.isArray(raw)) {
      this.shape(steps, "history", raw, isMasked);
      return [];
    }
    return raw.flatMap((item, i) => {
      if (isObject(item) && Object.keys(item).sort().join() === [VALUE_KEY, MONTH_KEY].sort().join()) {
        return [[item[MONTH_KEY], item[VALUE_KEY], [...steps, i]]];
      }
      this.shape([...steps, i], "history", item, isMasked);
      return [];
    });
  }

  month(f, [written, raw], values, { steps, isMasked }) {
    const month = monthFrom(written);
    if (month instanceof Refused) {
      this.refuse(steps, month, written, false);
      return;
    }
    if (raw === null || raw === undefined) {
      return;
    }
    const value = numberFrom(raw, f.type.of, f);
    if (value instanceof Refused) {
      this.refuse(steps, value, raw, isMasked);
    } else if (values.has(month)) {
      this.report(steps, "YJ626", { name: written });
    } else {
      values.set(month, value);
    }
  }

  /** The identity number and the birth date, where a record has one of each. */
  birthsAgree(kind, row, steps) {
    const cards = placesWhere(kind, (f) => f.type.kind === "TextType" && f.type.identity);
    const births = placesWhere(kind, (f) => f.type.kind === "DateType" && f.name === BIRTH_DATE);
    if (cards.length !== 1 || births.length !== 1) {
      return;
    }
    const [card, born] = [row[cards[0]], row[births[0]]];
    if (typeof card === "string" && typeof born === "number" && cardBirthday(card) !== born) {
      this.report([...steps, BIRTH_DATE], "YJ610", { card: kind.fields[cards[0]].name });
    }
  }

  shape(steps, expected, raw, isMasked) {
    this.refuse(steps, new Refused("YJ624", [], [expected]), raw, isMasked);
  }

  refuse(steps, refused, raw, isMasked) {
    const told = refused.args.filter(([key]) => !(isMasked && key === "close"));
    this.add(steps, refused.code, [["value", shownRaw(raw, isMasked)], ...told], refused.notes);
  }

  report(steps, code, args) {
    this.add(steps, code, Object.entries(args), []);
  }

  add(steps, code, args, notes) {
    const texts = Object.fromEntries(args.map(([key, value]) => [key, String(value)]));
    this.problems.push({ path: pathText(steps), steps, code, args: texts, notes });
  }
}

function hasOwn(raw, name) {
  return Object.prototype.hasOwnProperty.call(raw, name);
}

function ownValue(raw, name) {
  return hasOwn(raw, name) ? raw[name] : null;
}

function placesWhere(kind, isWanted) {
  return kind.fields.flatMap((f, i) => (isWanted(f) ? [i] : []));
}
