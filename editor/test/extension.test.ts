// The built bundle against the real server: out/extension.js runs in Node with a stand-in for `vscode`, and starts
// `python -m yiju_cli lsp` on a copy of the rules of Licheng. Skipped where no Python has yiju (YIJU_PYTHON names one).

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { Range, TextDocument, Uri } from "./stand_in/values";
import { Editor, moduleOf } from "./stand_in/vscode";

type Anything = Record<string, any>;
type Ask = (...given: unknown[]) => Promise<any>;

const PYTHON = process.env.YIJU_PYTHON ?? resolve("../.venv/bin/python");
const asked = process.env.YIJU_CI !== undefined || existsSync(PYTHON);
const skip = asked ? false : `no ${PYTHON}: YIJU_PYTHON names a Python that has yiju`;
const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

const editor = new Editor();
const folder = mkdtempSync(join(tmpdir(), "yiju-"));
const place = join(folder, "licheng");
let extension: Anything;
let policy: TextDocument;

before(async () => {
  if (skip) {
    return;
  }
  cpSync("../rules/licheng", place, { recursive: true });
  editor.settings.python = PYTHON;
  extension = load(editor);
  await extension.activate({ subscriptions: [] });
  policy = await editor.open(Uri.file(join(place, "干部补助.policy")));
  await findings(policy);
});

after(async () => {
  await extension?.deactivate();
  rmSync(folder, { recursive: true, force: true });
});

/** The bundle, given the stand-in when it asks for `vscode`. */
function load(given: Editor): Anything {
  const loader = Module as unknown as { _load: (request: string, ...more: unknown[]) => unknown };
  const usual = loader._load;
  const stand = moduleOf(given);
  loader._load = (request, ...more) => (request === "vscode" ? stand : usual(request, ...more));
  const path = resolve("out/extension.js");
  const required = createRequire(path);
  delete required.cache[path];
  return required(path);
}

/** The findings of a text, when the next are told. */
function findings(document: TextDocument): Promise<Anything[]> {
  const uri = document.uri.toString();
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no findings of ${uri}`)), 60_000);
    const held = editor.event("findings").event((told) => {
      if (String(told) === uri) {
        clearTimeout(late);
        held.dispose();
        done(editor.findings.get(uri) ?? []);
      }
    });
  });
}

function placeOf(words: string): Range {
  const start = policy.getText().indexOf(words);
  assert.ok(start >= 0, words);
  return new Range(policy.positionAt(start), policy.positionAt(start + words.length));
}

function edit(old: string, made: string): Promise<Anything[]> {
  const told = findings(policy);
  editor.edit(policy, placeOf(old), made);
  return told;
}

/** Ask a provider that the client has registered. */
function ask(provider: string, method: string, ...given: unknown[]): Promise<any> {
  const held = editor.providers.get(provider) as Record<string, Ask>;
  return held[method](...given, NEVER, NEVER);
}

test("the server runs, in the editor's language, and says so", { skip }, () => {
  assert.equal(editor.contexts["yiju.running"], true);
  assert.match(String(editor.status.text), /yiju policy/);
  assert.match(String(editor.status.tooltip), /as you type|checked/);
});

test("an edit brings findings, mending it takes them away", { skip }, async () => {
  const [wrong] = await edit("岗位 属于", "岗务 属于");
  assert.equal(wrong.code, "YJ203");
  assert.match(String(wrong.message), /没有字段 `岗务`/);
  const actions = await ask("CodeActions", "provideCodeActions", policy, wrong.range, { diagnostics: [wrong] });
  assert.ok(actions.some((action: Anything) => action.title === "改成“岗位”"));
  assert.deepEqual(await edit("岗务 属于", "岗位 属于"), []);
});

test("hover, completion, colours, inlays and lenses reach the editor", { skip }, async () => {
  const hover = await ask("Hover", "provideHover", policy, placeOf("单位 是").start);
  assert.match(JSON.stringify(hover.contents), /记录“干部”的字段/);
  const complete = await ask("CompletionItem", "provideCompletionItems", policy, placeOf("发放标准：").end);
  assert.ok((complete.items ?? complete).length > 0);
  const hints = await ask("InlayHints", "provideInlayHints", policy, new Range(0, 0, 10_000, 0));
  assert.ok(hints.some((hint: Anything) => String(hint.label).includes("1000.00元/人/月")));
  const lenses = await ask("CodeLens", "provideCodeLenses", policy);
  assert.ok(lenses.some((lens: Anything) => lens.command.title.startsWith("运行 10 个案例")));
});

test("a decision is shown beside, always in the same view", { skip }, async () => {
  editor.shown.length = 0;
  await editor.run("yiju.decide", policy.uri.toString(), "岗位不明");
  await editor.run("yiju.decide", policy.uri.toString(), "考核不称职");
  const [first, second] = editor.shown;
  assert.equal(first.document.uri.scheme, "yiju-decision");
  assert.equal(first.document, second.document);
  assert.equal(first.options.viewColumn, -2);
  assert.match(first.document.getText(), /^尚不能确定：扶贫系统干部补助/);
});

test("cases are counted, and what none reaches is faded", { skip }, async () => {
  const start = policy.getText().indexOf("案例 考核不称职");
  const end = policy.getText().indexOf("案例 没有考核结果");
  await edit(policy.getText().slice(start, end), "");
  await findings(policy);
  const told = findings(policy);
  await editor.run("yiju.runCases", policy.uri.toString(), "");
  assert.ok((await told).some((one) => one.tags?.includes(1)));
  assert.ok(editor.said.some((text) => text.startsWith("$(pass) 9 of 9 cases passed.")), editor.said.join());
});

test("a failing case is named", { skip }, async () => {
  await edit("应为 未定 因 发放范围 缺 岗位", "应为 符合");
  editor.said.length = 0;
  await editor.run("yiju.runCases", policy.uri.toString(), "");
  assert.match(editor.said[0], /^8 of 9 cases passed\. .*\. Failed: 岗位不明$/);
});

test("the view lists sentences without a rule, and makes a rule of one", { skip }, async () => {
  const view = editor.providers.get("yiju.sentences") as Record<string, (...given: unknown[]) => any>;
  editor.event("onDidChangeActiveTextEditor").fire({ document: policy });
  assert.deepEqual(await view.getChildren(), []);
  assert.match(String(editor.tree.message), /^Every sentence/);
  await edit("> 资金来源：所需资金在区级财政资金中列支，纳入区财政预算保障。\n资金", "资金");
  await findings(policy);
  const [document] = await view.getChildren();
  assert.match(String(view.getTreeItem(document).description), /^1 \/ \d+$/);
  const [sentence] = await view.getChildren(document);
  assert.match(String(view.getTreeItem(sentence).label), /资金来源/);
  editor.shown.length = 0;
  await editor.run("yiju.makeRule", sentence);
  assert.match(policy.getText(), /\n> [^\n]*所需资金在区级财政资金中列支[^\n]*\n/);
  assert.equal(editor.shown[0].document, policy);
});

test("where no rule can be made, that is said", { skip }, async () => {
  editor.said.length = 0;
  await editor.run("yiju.makeRule", { uri: policy.uri.toString(), start: 0 });
  assert.match(editor.said[0] ?? "", /^No rule could be made of this sentence/);
});

test("a document is drafted beside its words, and the draft saved as a place", { skip }, async () => {
  const target = join(folder, "草案");
  const document = resolve("../rules/yushan/documents/07_yushan_temporary_aid.txt");
  editor.chosen.push([Uri.file(document)], [Uri.file(target)]);
  editor.answers.length = 0;
  editor.answers.push(0);
  editor.shown.length = 0;
  await editor.run("yiju.newFromDocument");
  const shown = editor.shown.map((one) => `${one.options.viewColumn} ${one.document.uri.path.split("/").at(-1)}`);
  assert.equal(shown[0], "1 07_yushan_temporary_aid.txt");
  assert.deepEqual(shown.slice(-2), ["2 临时救助.policy", "2 临时救助.policy"]);
  assert.equal(editor.shown.at(-1)?.document.uri.scheme, "file");
  assert.ok(existsSync(join(target, "documents.toml")) && readdirSync(join(target, "documents")).length > 0);
});

test("the server can be started again without registering its commands twice", { skip }, async () => {
  await editor.run("yiju.restart");
  assert.equal(editor.contexts["yiju.running"], true);
  assert.equal(typeof (await editor.run("yiju.decide", policy.uri.toString(), "岗位不明")), "string");
});

test("where no Python has yiju, it is said how to get it", { skip }, async () => {
  editor.settings.python = join(folder, "no-python");
  editor.said.length = 0;
  editor.answers.length = 0;
  editor.answers.push(0);
  await editor.run("yiju.restart");
  await new Promise((done) => setImmediate(done));
  assert.match(editor.said[0], /has no yiju/);
  assert.match(editor.clipboard[0], /-m pip install "yiju\[lsp\]"$/);
  assert.match(String(editor.status.text), /warning/);
});
