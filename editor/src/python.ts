// Finding the Python that has yiju: candidates in order, the first that can import the server.
// Knows nothing of the editor, so that it can be tested by itself.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface Places {
  /** What the setting names, or empty. */
  setting: string;
  /** The folders that are open. */
  folders: readonly string[];
  /** The Python selected in the editor, if its extension is there. */
  selected?: string;
  platform: NodeJS.Platform;
}

/** The commands to try, in order, each once. */
export function candidates(places: Places): string[] {
  const windows = places.platform === "win32";
  const inside = windows ? ["Scripts", "python.exe"] : ["bin", "python"];
  const found: string[] = [];
  if (places.setting) {
    found.push(resolved(places.setting, places.folders));
  }
  for (const folder of places.folders) {
    for (const environment of [".venv", "venv"]) {
      found.push(join(folder, environment, ...inside));
    }
  }
  if (places.selected) {
    found.push(places.selected);
  }
  found.push(...(windows ? ["py", "python"] : ["python3", "python"]));
  return [...new Set(found)];
}

/** A setting that names a file below an open folder, as that file. */
function resolved(setting: string, folders: readonly string[]): string {
  const below = folders.map((folder) => join(folder, setting)).find((path) => existsSync(path));
  return below ?? setting;
}

/** The first command whose Python can run the server. */
export async function findPython(commands: readonly string[], can: (command: string) => Promise<boolean> = hasServer): Promise<string | undefined> {
  for (const command of commands) {
    if (await can(command)) {
      return command;
    }
  }
  return undefined;
}

/** Whether a command is a Python that has yiju and what its server needs. */
export function hasServer(command: string): Promise<boolean> {
  const program = "import yiju_cli.main, pygls";
  return new Promise((resolve) => {
    execFile(command, ["-c", program], { timeout: 20_000, windowsHide: true }, (error) => resolve(error === null));
  });
}

/** The words that start the server. */
export function serverArguments(language: string, editorLanguage: string): string[] {
  const chosen = language === "auto" ? (editorLanguage.toLowerCase().startsWith("zh") ? "zh" : "en") : language;
  return ["-m", "yiju_cli", "lsp", "--stdio", "--lang", chosen];
}
