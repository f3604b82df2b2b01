import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates, findPython, installCommand, languageOf, serverArguments } from "../src/python";

test("a Python that was set is the only one; else the folder's own, the chosen one, those on the path", () => {
  const places = { setting: "", folders: ["/rules"], selected: "/chosen", platform: "linux" as const };
  assert.deepEqual(candidates(places), ["/rules/.venv/bin/python", "/rules/venv/bin/python", "/chosen", "python3", "python"]);
  assert.deepEqual(candidates({ ...places, setting: "/opt/python" }), ["/opt/python"]);
});

test("on Windows the environment's interpreter lies elsewhere", () => {
  const found = candidates({ setting: "", folders: ["C:\\work"], platform: "win32" });
  assert.ok(found.some((path) => path.endsWith("python.exe") && path.includes("Scripts")));
  assert.ok(found.includes("py"));
});

test("the first that can run the server is taken", async () => {
  const asked: string[] = [];
  const can = async (command: string) => {
    asked.push(command);
    return command === "b";
  };
  assert.equal(await findPython(["a", "b", "c"], can), "b");
  assert.deepEqual(asked, ["a", "b"]);
  assert.equal(await findPython(["a"], can), undefined);
});

test("the server speaks the editor's language unless told", () => {
  assert.equal(languageOf("auto", "zh-cn"), "zh");
  assert.equal(languageOf("auto", "de"), "en");
  assert.equal(languageOf("en", "zh-cn"), "en");
});

test("modules never come from the folder that is open", () => {
  assert.deepEqual(serverArguments("zh"), ["-P", "-m", "yiju_cli", "lsp", "--stdio", "--lang", "zh"]);
});

test("what to type names the Python that was set", () => {
  assert.equal(installCommand("", "linux"), 'python3 -m pip install "yiju[lsp]"');
  assert.equal(installCommand("", "win32"), 'py -m pip install "yiju[lsp]"');
  assert.equal(installCommand("/my python", "linux"), '"/my python" -m pip install "yiju[lsp]"');
});
