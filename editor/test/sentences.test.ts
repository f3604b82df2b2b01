import assert from "node:assert/strict";
import { test } from "node:test";

import { byDocument, shortened, type Sentence } from "../src/sentences";

function sentence(uri: string, status: Sentence["status"]): Sentence {
  return { uri, document: uri, clause: "一", text: "句", status, start: 0, line: 0, character: 0, endLine: 0, endCharacter: 1 };
}

test("sentences without a rule are counted by document", () => {
  const found = byDocument([sentence("a", "ruled"), sentence("b", "uncovered"), sentence("a", "uncovered")]);
  assert.deepEqual(found.map((d) => [d.uri, d.left.length, d.all]), [["a", 1, 2], ["b", 1, 1]]);
});

test("a long sentence is cut between characters, not inside one", () => {
  assert.equal(shortened("𠮷".repeat(4), 3), "𠮷𠮷…");
  assert.equal(shortened("短", 3), "短");
});
