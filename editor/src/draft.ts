// "New policy from document…": a document is chosen and compiled by the server; its words and its draft are shown side
// by side; what is wanted is then saved to a folder as a place of its own.

import { execFile } from "node:child_process";
import { basename } from "node:path";
import * as vscode from "vscode";

import { yijuArguments } from "./python";
import type { Server } from "./server";
import type { ReadOnlyTexts } from "./texts";

interface Drafted {
  error: string;
  files: Record<string, string>;
  text?: string;
}

const FORMS = ["txt", "md", "docx", "pdf", "html", "htm", "ofd"];
const POLICY = /^(政策|policy)\s/m;

/** Ask for a document and show its draft beside its words. */
export async function newFromDocument(server: Server, texts: ReadOnlyTexts): Promise<void> {
  if (!server.isRunning) {
    await server.restart();
  }
  const document = server.isRunning ? await chosenDocument() : undefined;
  if (document === undefined) {
    return;
  }
  const name = basename(document.fsPath);
  const title = vscode.l10n.t("Drafting the rules of {0}…", name);
  const made = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
    vscode.commands.executeCommand<Drafted>("yiju.draft", document.toString()),
  );
  if (made.error) {
    await vscode.window.showErrorMessage(vscode.l10n.t("The draft could not be made: {0}", made.error));
    return;
  }
  await texts.show(`/${name}`, made.text ?? "", { viewColumn: vscode.ViewColumn.One, preview: false });
  const policies = policiesOf(made.files);
  for (const file of policies) {
    await texts.show(`/${name}/${file}`, made.files[file], { viewColumn: vscode.ViewColumn.Two, preview: false });
  }
  if (await saved(server, document, policies.at(-1))) {
    await closeDrafts(texts.scheme);
  }
}

async function chosenDocument(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t("Choose an official document");
  const filters = { [vscode.l10n.t("Documents")]: FORMS };
  return (await vscode.window.showOpenDialog({ title, filters }))?.[0];
}

/** The policy files of a draft; that with the policy itself last, so that it is the one in front. */
export function policiesOf(files: Record<string, string>): string[] {
  const named = Object.keys(files).filter((name) => name.endsWith(".policy"));
  return [...named.filter((name) => !POLICY.test(files[name])), ...named.filter((name) => POLICY.test(files[name]))];
}

/** Offer to save the draft, and open the policy that was saved; whether it was. */
async function saved(server: Server, document: vscode.Uri, first: string | undefined): Promise<boolean> {
  const save = vscode.l10n.t("Save to a folder…");
  const said = vscode.l10n.t("This is a draft to be gone through. Saved to a folder it is checked and can be tried.");
  if (server.python === undefined || (await vscode.window.showInformationMessage(said, save)) !== save) {
    return false;
  }
  const folder = (await vscode.window.showOpenDialog({ title: save, canSelectFolders: true, canSelectFiles: false }))?.[0];
  if (folder === undefined) {
    return false;
  }
  const words = yijuArguments("compile", document.fsPath, "-o", folder.fsPath, "--lang", server.lang);
  const wrong = await run(server.python, words);
  if (wrong) {
    await vscode.window.showErrorMessage(vscode.l10n.t("The draft could not be saved: {0}", wrong));
    return false;
  }
  if (first !== undefined) {
    const policy = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, first));
    await vscode.window.showTextDocument(policy, { viewColumn: vscode.ViewColumn.Two, preview: false });
  }
  return true;
}

/** Close the rules that were only looked at: those that were saved are open now. */
async function closeDrafts(scheme: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const drafts = tabs.filter(({ input }) => input instanceof vscode.TabInputText && isDraft(input.uri, scheme));
  await vscode.window.tabGroups.close(drafts);
}

function isDraft(uri: vscode.Uri, scheme: string): boolean {
  return uri.scheme === scheme && uri.path.endsWith(".policy");
}

/** Run a command; what is wrong, or empty. Code 1 says that the draft has findings, which the editor shows itself. */
function run(command: string, words: string[]): Promise<string> {
  const environment = { ...process.env, PYTHONIOENCODING: "utf-8" };
  return new Promise((resolve) => {
    execFile(command, words, { windowsHide: true, maxBuffer: 1 << 26, env: environment }, (error, _, told) =>
      resolve(error === null || error.code === 1 ? "" : told.trim() || error.message),
    );
  });
}
