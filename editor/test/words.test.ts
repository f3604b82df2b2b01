import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const json = (file: string): Record<string, string> => JSON.parse(readFileSync(file, "utf-8"));
const source = readdirSync("src").map((name) => readFileSync(`src/${name}`, "utf-8")).join("\n");

test("every text of the interface stands in the Chinese bundle, and nothing else does", () => {
  const used = [...source.matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)].map((found) => JSON.parse(`"${found[1]}"`));
  assert.equal(used.length, source.match(/l10n\.t\(/g)?.length, "a text that is no literal");
  assert.deepEqual([...new Set(used)].sort(), Object.keys(json("l10n/bundle.l10n.zh-cn.json")).sort());
});

test("a text and its translation have the same places to fill", () => {
  const places = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
  for (const [text, translated] of Object.entries(json("l10n/bundle.l10n.zh-cn.json"))) {
    assert.deepEqual(places(translated), places(text), text);
  }
});

test("every name of the manifest is told in both languages", () => {
  const named = [...readFileSync("package.json", "utf-8").matchAll(/"%([^%"]+)%"/g)].map((found) => found[1]);
  for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(json(file)).sort(), [...new Set(named)].sort(), file);
  }
});

test("every command of the manifest is registered by the extension", () => {
  const { contributes } = JSON.parse(readFileSync("package.json", "utf-8"));
  for (const { command } of contributes.commands) {
    assert.ok(source.includes(`registerCommand("${command}"`), command);
  }
});
