// One value of a record to its stored form, by the field's type; lists and histories are the door's.

import { cardFrom } from "./identity_card.js";
import { closest } from "./closest.js";
import { numberFrom } from "./number_spelling.js";
import { NONE_WORD, Refused, choicesIn, dayFrom, truthFrom } from "./spellings.js";
import { NOTHING } from "./values.js";

/**
 * The stored form of one value that is not a list or history. Refused: YJ602–YJ609, YJ623, YJ624, YJ641.
 * @param {any} raw
 * @param {any} fieldType
 * @returns {any}
 */
export function scalarFrom(raw, fieldType) {
  const kind = fieldType.type;
  if (raw === NONE_WORD) {
    return noneWord(kind);
  }
  switch (kind.kind) {
    case "NumberType":
      return numberFrom(raw, kind, fieldType);
    case "DateType":
      return dayFrom(raw);
    case "TruthType":
      return truthFrom(raw);
    case "TextType":
      return textFrom(raw, kind);
    case "EnumType":
      return choiceFrom(raw, kind);
    case "MultiType":
      return choicesFrom(raw, kind);
    default:
      throw new TypeError(`a field cannot be of ${kind.kind}`);
  }
}

function noneWord(kind) {
  if (kind.optional) {
    return NOTHING;
  }
  if (kind.kind === "EnumType" && kind.values.includes(NONE_WORD)) {
    return NONE_WORD;
  }
  const isChoice = kind.kind === "MultiType" && kind.of.values.includes(NONE_WORD);
  return isChoice ? new Set([NONE_WORD]) : new Refused("YJ623");
}

function textFrom(raw, kind) {
  if (typeof raw === "string") {
    return kind.identity ? cardFrom(raw) : raw;
  }
  if (typeof raw === "number" || typeof raw === "bigint") {
    return new Refused(kind.identity ? "YJ641" : "YJ608");
  }
  return new Refused("YJ624", [], ["text"]);
}

function choiceFrom(raw, kind) {
  if (typeof raw === "string" && kind.values.includes(raw)) {
    return raw;
  }
  const close = typeof raw === "string" ? closest(raw, kind.values) : "";
  return new Refused("YJ607", [["values", kind.values.join("，")], ["close", close]]);
}

function choicesFrom(raw, kind) {
  const parts = typeof raw === "string" ? choicesIn(raw) : raw;
  if (!Array.isArray(parts)) {
    return new Refused("YJ624", [], ["choices"]);
  }
  const refused = parts.map((part) => choiceFrom(part, kind.of)).find((value) => value instanceof Refused);
  return refused ?? new Set(parts);
}
