// The view of sentences without a rule, filled by the server for the place of the file that is open.

import * as vscode from "vscode";

import { byDocument, shortened, type DocumentSentences, type Sentence } from "./sentences";

type Item = DocumentSentences | Sentence;

export class SentencesView implements vscode.TreeDataProvider<Item>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<Item>;
  private last: vscode.Uri | undefined;

  constructor(private readonly isRunning: () => boolean) {
    this.tree = vscode.window.createTreeView("yiju.sentences", { treeDataProvider: this });
  }

  refresh(): void {
    this.changed.fire();
  }

  /** Another editor is in front: a policy of another place has other documents. */
  moved(editor: vscode.TextEditor | undefined): void {
    if (isPolicy(editor) && editor.document.uri.toString() !== this.last?.toString()) {
      this.last = editor.document.uri;
      this.refresh();
    }
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return "left" in item ? documentItem(item) : sentenceItem(item);
  }

  async getChildren(item?: Item): Promise<Item[]> {
    if (item !== undefined) {
      return "left" in item ? item.left : [];
    }
    const documents = byDocument(await this.sentences());
    const left = documents.filter((document) => document.left.length > 0);
    const all = vscode.l10n.t("Every sentence of the documents has its rule, or a reason why it makes none.");
    this.tree.message = documents.length > 0 && left.length === 0 ? all : undefined;
    return left;
  }

  dispose(): void {
    this.tree.dispose();
    this.changed.dispose();
  }

  private async sentences(): Promise<Sentence[]> {
    const policy = this.last ?? (await anyPolicy());
    if (policy === undefined || !this.isRunning()) {
      return [];
    }
    return (await vscode.commands.executeCommand<Sentence[] | null>("yiju.sentences", policy.toString())) ?? [];
  }
}

function isPolicy(editor: vscode.TextEditor | undefined): editor is vscode.TextEditor {
  return editor?.document.languageId === "policy" && editor.document.uri.scheme === "file";
}

async function anyPolicy(): Promise<vscode.Uri | undefined> {
  const open = vscode.window.activeTextEditor;
  return isPolicy(open) ? open.document.uri : (await vscode.workspace.findFiles("**/*.policy", undefined, 1))[0];
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
  const title = vscode.l10n.t("Go to the sentence");
  made.command = { command: "vscode.open", title, arguments: [vscode.Uri.parse(item.uri), { selection: range }] };
  return made;
}
