// "New policy from document…": a document is chosen, compiled by the server, and its draft shown beside it.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

interface Drafted {
  error: string;
  files: Record<string, string>;
  text?: string;
}

const FORMS = ["txt", "md", "docx", "pdf", "html", "htm", "ofd"];

/** Ask for a document and show its draft beside its words. */
export async function newFromDocument(client: LanguageClient | undefined): Promise<void> {
  const title = vscode.l10n.t("Choose an official document");
  const chosen = await vscode.window.showOpenDialog({ title, filters: { [vscode.l10n.t("Documents")]: FORMS } });
  if (client === undefined || chosen === undefined || chosen.length === 0) {
    return;
  }
  const made: Drafted = await client.sendRequest("workspace/executeCommand", {
    command: "yiju.draft",
    arguments: [chosen[0].toString()],
  });
  if (made.error) {
    await vscode.window.showErrorMessage(vscode.l10n.t("The draft could not be made: {0}", made.error));
    return;
  }
  await open(made.text ?? "", "plaintext", vscode.ViewColumn.One);
  for (const [name, text] of Object.entries(made.files)) {
    if (name.endsWith(".policy")) {
      await open(text, "policy", vscode.ViewColumn.Two);
    }
  }
}

async function open(content: string, language: string, viewColumn: vscode.ViewColumn): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { viewColumn, preview: false });
}
