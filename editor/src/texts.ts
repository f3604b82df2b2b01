// Texts that are only looked at: a decision, a document's words, a draft. Each stands at an address of its own and is
// replaced in place, so that looking again opens nothing new.

import * as vscode from "vscode";

export class ReadOnlyTexts implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly held = new Map<string, string>();

  constructor(readonly scheme: string) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.held.get(uri.path) ?? "";
  }

  /** Put a text at a path (`/folder/name`), in place of what stood there. */
  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.scheme, path });
    this.held.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }

  /** Show a text at a path: rules as rules, anything else as prose, whose long lines are wrapped. */
  async show(path: string, text: string, options: vscode.TextDocumentShowOptions): Promise<void> {
    const opened = await vscode.workspace.openTextDocument(this.put(path, text));
    const language = path.endsWith(".policy") ? "policy" : "yiju-text";
    const document = await vscode.languages.setTextDocumentLanguage(opened, language);
    await vscode.window.showTextDocument(document, options);
  }
}
