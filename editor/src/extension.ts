// The VS Code client of yiju's language server: finds Python, starts the server, and gives its commands a face.

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { newFromDocument } from "./draft";
import { candidates, findPython, serverArguments } from "./python";
import type { Sentence } from "./sentences";
import { SentencesView } from "./view";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const view = new SentencesView(() => client);
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider("yiju.sentences", view),
    vscode.commands.registerCommand("yiju.restart", () => restart(context)),
    vscode.commands.registerCommand("yiju.refreshSentences", () => view.refresh()),
    vscode.commands.registerCommand("yiju.makeRule", (item: Sentence) => makeRule(item, view)),
    vscode.commands.registerCommand("yiju.newFromDocument", () => newFromDocument(client)),
    vscode.workspace.onDidSaveTextDocument((document) => document.languageId === "policy" && view.refresh()),
  );
  await start(context);
}

export function deactivate(): Thenable<void> | undefined {
  return client?.stop();
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await client?.stop();
  client = undefined;
  await start(context);
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration("yiju");
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const setting = settings.get<string>("python", "");
  const command = await findPython(candidates({ setting, folders, selected: await selectedPython(), platform: process.platform }));
  if (command === undefined) {
    await sayHowToInstall();
    return;
  }
  const server: ServerOptions = { command, args: serverArguments(settings.get("language", "auto"), vscode.env.language) };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "policy" },
      { scheme: "file", pattern: "**/documents/*" },
    ],
    middleware: {
      executeCommand: async (name, given, next) => show(name, given, await next(name, given)),
    },
  };
  client = new LanguageClient("yiju", "yiju", server, options);
  context.subscriptions.push(client);
  await client.start();
  await vscode.commands.executeCommand("setContext", "yiju.running", true);
}

/** The Python chosen in the Python extension, where there is one. */
async function selectedPython(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension("ms-python.python");
  const api = extension && (await extension.activate());
  return api?.environments?.getActiveEnvironmentPath?.()?.path;
}

async function sayHowToInstall(): Promise<void> {
  const choose = vscode.l10n.t("Choose Python…");
  const said = vscode.l10n.t("No Python with yiju was found. Install it with: pip install 'yiju[lsp]'");
  if ((await vscode.window.showWarningMessage(said, choose)) === choose) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "yiju.python");
  }
}

/** What the lenses' commands came to: a decision beside the rules, the cases' count below. */
async function show(name: string, given: unknown[], result: unknown): Promise<unknown> {
  if (name === "yiju.decide" && typeof result === "string" && result) {
    const document = await vscode.workspace.openTextDocument({ content: result, language: "plaintext" });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: true });
  }
  if (name === "yiju.runCases" && isRun(result)) {
    const passed = result.cases.filter((one) => one.passed).length;
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("{0} of {1} cases passed. {2}", passed, result.cases.length, result.coverage),
      15_000,
    );
  }
  if (name === "yiju.insertRule" && result === false) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("No rule could be made of this sentence, or no policy rests on its document"),
    );
  }
  return result;
}

interface Run {
  cases: { passed: boolean }[];
  coverage: string;
}

function isRun(result: unknown): result is Run {
  return typeof result === "object" && result !== null && "cases" in result && "coverage" in result;
}

async function makeRule(item: Sentence, view: SentencesView): Promise<void> {
  const done = await client?.sendRequest("workspace/executeCommand", {
    command: "yiju.insertRule",
    arguments: [item.uri, item.start],
  });
  await show("yiju.insertRule", [], done);
  view.refresh();
}
