// The VS Code client of yiju's language server: starts it, gives its commands a face, and shows the sentences left.

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

import { newFromDocument } from "./draft";
import { runAndShow } from "./results";
import type { Sentence } from "./sentences";
import { Server } from "./server";
import { Status } from "./status";
import { ReadOnlyTexts } from "./texts";
import { SentencesView } from "./view";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const decisions = new ReadOnlyTexts("yiju-decision");
  const drafts = new ReadOnlyTexts("yiju-draft");
  const output = vscode.window.createOutputChannel("yiju");
  const status = new Status();
  const started = new Server(output, status, middleware(decisions));
  const view = new SentencesView(() => started.isRunning);
  server = started;
  context.subscriptions.push(
    output,
    status,
    started,
    view,
    ...[decisions, drafts].map((texts) => vscode.workspace.registerTextDocumentContentProvider(texts.scheme, texts)),
    ...commands(started, output, drafts, view),
    ...listeners(started, view),
  );
  if (vscode.workspace.isTrusted) {
    await begin(started, view);
  }
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

async function begin(started: Server, view: SentencesView): Promise<void> {
  await started.restart();
  view.refresh();
}

function commands(started: Server, output: vscode.OutputChannel, drafts: ReadOnlyTexts, view: SentencesView): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("yiju.restart", () => begin(started, view)),
    vscode.commands.registerCommand("yiju.showOutput", () => output.show(true)),
    vscode.commands.registerCommand("yiju.refreshSentences", () => view.refresh()),
    vscode.commands.registerCommand("yiju.newFromDocument", () => newFromDocument(started, drafts)),
    vscode.commands.registerCommand("yiju.makeRule", async (item: Sentence) => {
      await vscode.commands.executeCommand("yiju.insertRule", item.uri, item.start);
      view.refresh();
    }),
  ];
}

function listeners(started: Server, view: SentencesView): vscode.Disposable[] {
  return [
    vscode.workspace.onDidSaveTextDocument((document) => document.languageId === "policy" && view.refresh()),
    vscode.window.onDidChangeActiveTextEditor((editor) => view.moved(editor)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => begin(started, view)),
    vscode.workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration("yiju") && vscode.workspace.isTrusted ? begin(started, view) : undefined,
    ),
  ];
}

/** The server's own commands are registered by the client; what they come to is shown here. */
function middleware(decisions: ReadOnlyTexts): Middleware {
  return { executeCommand: (name, given, next) => runAndShow(name, given, next, decisions) };
}
