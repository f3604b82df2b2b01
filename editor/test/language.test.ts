import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const language = JSON.parse(readFileSync("language-configuration.json", "utf-8"));
const { increaseIndentPattern: more, decreaseIndentPattern: less } = language.indentationRules;

test("a name is one word, with its middle dot or hyphen", () => {
  const word = new RegExp(language.wordPattern.pattern, `g${language.wordPattern.flags}`);
  assert.deepEqual("资格 发放范围 当（单位 是 甲·乙，not-a-rule）".match(word), ["资格", "发放范围", "当", "单位", "是", "甲·乙", "not-a-rule"]);
});

test("what follows a block's head is indented, a rule of one line indents nothing", () => {
  for (const line of ["政策 干部补助 “扶贫系统干部补助”", "资格 发放范围 当", "    任一", "policy a", "表 系数（考核结果）", "不入规则 “缘由”"]) {
    assert.match(line, new RegExp(more), line);
  }
  for (const line of ["标准 补助 = 1000元/人/月", "    依据 某号", "> 任一", "# 当", "政策性 = 1", "> 其中 70% 当"]) {
    assert.doesNotMatch(line, new RegExp(more), line);
  }
});

test("a declaration goes back to the margin", () => {
  assert.match("    资格 某", new RegExp(less));
  assert.doesNotMatch("    单位 是 甲", new RegExp(less));
  assert.doesNotMatch("资格 某", new RegExp(less));
});

test("the mark of a quote is no bracket", () => {
  assert.ok(!JSON.stringify(language.brackets).includes(">"));
});
