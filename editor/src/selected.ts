// The Python chosen in the Python extension, where that extension is there.

import * as vscode from "vscode";

interface Environments {
  getActiveEnvironmentPath(resource?: vscode.Uri): unknown;
  resolveEnvironment(environment: unknown): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
}

/** The interpreter's file, or undefined. */
export async function selectedPython(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<{ environments?: Environments }>("ms-python.python");
  if (extension === undefined) {
    return undefined;
  }
  const environments = (await extension.activate())?.environments;
  const found = await environments?.resolveEnvironment(environments.getActiveEnvironmentPath());
  return found?.executable.uri?.fsPath;
}
