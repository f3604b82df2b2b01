// The view of sentences without a rule, filled by the server.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { byDocument, shortened, type DocumentSentences, type Sentence } from "./sentences";

type Item = DocumentSentences | Sentence;

export class SentencesView implements vscode.TreeDataProvider<Item> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly client: () => LanguageClient | undefined) {}

  refresh(): void {
    this.changed.fire();
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return "left" in item ? documentItem(item) : sentenceItem(item);
  }

  async getChildren(item?: Item): Promise<Item[]> {
    if (item === undefined) {
      return byDocument(await this.sentences()).filter((document) => document.left.length > 0);
    }
    return "left" in item ? item.left : [];
  }

  private async sentences(): Promise<Sentence[]> {
    const client = this.client();
    const policy = vscode.window.activeTextEditor?.document.uri ?? (await vscode.workspace.findFiles("**/*.policy", null, 1))[0];
    if (client === undefined || policy === undefined) {
      return [];
    }
    return client.sendRequest("workspace/executeCommand", { command: "yiju.sentences", arguments: [policy.toString()] });
  }
}

function documentItem(item: DocumentSentences): vscode.TreeItem {
  const made = new vscode.TreeItem(item.document, vscode.TreeItemCollapsibleState.Expanded);
  made.description = `${item.left.length} / ${item.all}`;
  made.iconPath = new vscode.ThemeIcon("file-text");
  return made;
}

function sentenceItem(item: Sentence): vscode.TreeItem {
  const made = new vscode.TreeItem(shortened(item.text));
  const range = new vscode.Range(item.line, item.character, item.endLine, item.endCharacter);
  made.description = item.clause;
  made.tooltip = item.text;
  made.contextValue = "sentence";
  made.command = { command: "vscode.open", title: "", arguments: [vscode.Uri.parse(item.uri), { selection: range }] };
  return made;
}
