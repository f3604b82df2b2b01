// What to do where no Python has yiju: copy the command that installs it, or say which Python to use.

import * as vscode from "vscode";

import { installCommand } from "./python";

export async function sayHowToInstall(setting: string): Promise<void> {
  const command = installCommand(setting, process.platform);
  const copy = vscode.l10n.t("Copy the command");
  const choose = vscode.l10n.t("Choose Python…");
  const said = setting
    ? vscode.l10n.t("{0} (the setting yiju.python) has no yiju. Install it with: {1}", setting, command)
    : vscode.l10n.t("No Python with yiju was found. Install it with: {0}", command);
  const answer = await vscode.window.showWarningMessage(said, copy, choose);
  if (answer === copy) {
    await vscode.env.clipboard.writeText(command);
  } else if (answer === choose) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "yiju.python");
  }
}
