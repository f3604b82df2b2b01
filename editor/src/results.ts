// What the server's commands came to, as the editor shows it: a decision beside the rules, the count of the cases
// below, the file into which a rule was put.

import * as vscode from "vscode";

import type { ReadOnlyTexts } from "./texts";

interface Run {
  cases: { case: string; passed: boolean }[];
  coverage: string;
}

/** Milliseconds that a count stays in the status bar. */
const STAYS = 15_000;

type Next = (name: string, given: unknown[]) => unknown;

/** Run a command of the server and show what it came to, where there is something to show. */
export async function runAndShow(name: string, given: unknown[], next: Next, decisions: ReadOnlyTexts): Promise<unknown> {
  if (name === "yiju.insertRule") {
    // The edit itself is asked for, not that the server have it made: so the editor can go to what was put in.
    return putRule((await next("yiju.ruleFromSentence", given)) as Parameters<typeof putRule>[0]);
  }
  const result = await next(name, given);
  if (name === "yiju.decide") {
    await showDecision(result, decisions);
  } else if (name === "yiju.runCases") {
    void showRun(result as Run | null);
  }
  return result;
}

async function showDecision(told: unknown, decisions: ReadOnlyTexts): Promise<void> {
  if (typeof told !== "string" || told === "") {
    await vscode.window.showInformationMessage(vscode.l10n.t("Nothing was decided: write a case first, or mend the errors in it"));
    return;
  }
  const beside = { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: true };
  await decisions.show(`/${vscode.l10n.t("Decision")}`, told, beside);
}

async function showRun(run: Run | null): Promise<void> {
  if (run === null) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("This file belongs to no place: no folder above it has a documents.toml"),
    );
    return;
  }
  const failed = run.cases.filter((one) => !one.passed).map((one) => one.case);
  const passed = run.cases.length - failed.length;
  const told = vscode.l10n.t("{0} of {1} cases passed. {2}", passed, run.cases.length, run.coverage);
  if (failed.length === 0) {
    vscode.window.setStatusBarMessage(`$(pass) ${told}`, STAYS);
    return;
  }
  await vscode.window.showWarningMessage(vscode.l10n.t("{0}. Failed: {1}", told, failed.join(vscode.l10n.t(", "))));
}

interface Edit {
  range: { start: Place; end: Place };
  newText: string;
}

interface Place {
  line: number;
  character: number;
}

/** Put the rule that was made of a sentence into its policy's file, and go to it. */
async function putRule(made: { changes?: Record<string, readonly Edit[]> } | null): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(made?.changes ?? {})) {
    edits.forEach((one) => edit.replace(vscode.Uri.parse(uri), rangeOf(one), one.newText));
  }
  const done = edit.size > 0 && (await vscode.workspace.applyEdit(edit));
  if (!done) {
    const said = vscode.l10n.t("No rule could be made of this sentence, or no policy rests on its document");
    await vscode.window.showInformationMessage(said);
  }
  for (const [uri, edits] of Object.entries(done ? (made?.changes ?? {}) : {})) {
    await goTo(vscode.Uri.parse(uri), edits);
  }
  return done;
}

function rangeOf(edit: Edit): vscode.Range {
  const { start, end } = edit.range;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

async function goTo(uri: vscode.Uri, edits: readonly Edit[]): Promise<void> {
  const last = edits.at(-1);
  if (last !== undefined) {
    const line = last.range.start.line + (last.newText.trimEnd().split("\n").length - 1);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(line, 0, line, 0) });
  }
}
