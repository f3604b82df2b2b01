// What the server is doing, in the status bar.

import * as vscode from "vscode";

export type State = "starting" | "checking" | "ready" | "absent" | "failed";

const ICONS: Record<State, string> = {
  starting: "$(sync~spin)",
  checking: "$(sync~spin)",
  ready: "$(check)",
  absent: "$(warning)",
  failed: "$(error)",
};

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("yiju.status", vscode.StatusBarAlignment.Left);

  constructor() {
    this.item.name = vscode.l10n.t("yiju policy");
  }

  set(state: State, detail = ""): void {
    this.item.text = `${ICONS[state]} ${vscode.l10n.t("yiju policy")}`;
    this.item.tooltip = [words(state), detail].filter(Boolean).join("\n");
    this.item.command = state === "absent" || state === "failed" ? "yiju.restart" : "yiju.showOutput";
    this.item.backgroundColor =
      state === "absent" || state === "failed" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function words(state: State): string {
  switch (state) {
    case "starting":
      return vscode.l10n.t("The language server is starting");
    case "checking":
      return vscode.l10n.t("The rules are being checked");
    case "ready":
      return vscode.l10n.t("The rules are checked as you type. Click to see the server's messages");
    case "absent":
      return vscode.l10n.t("No Python with yiju. Click to look again");
    case "failed":
      return vscode.l10n.t("The language server has stopped. Click to start it again");
  }
}
