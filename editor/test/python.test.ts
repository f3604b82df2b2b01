import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates, findPython, serverArguments } from "../src/python";

test("the setting comes first, then the folder's environment, then what is on the path", () => {
  const found = candidates({ setting: "/opt/python", folders: ["/work"], selected: "/chosen", platform: "linux" });
  assert.deepEqual(found, ["/opt/python", "/work/.venv/bin/python", "/work/venv/bin/python", "/chosen", "python3", "python"]);
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
  assert.equal(serverArguments("auto", "zh-cn").at(-1), "zh");
  assert.equal(serverArguments("auto", "de").at(-1), "en");
  assert.equal(serverArguments("en", "zh-cn").at(-1), "en");
});
