// Finding the Python that has yiju: candidates in order, the first that can run the server.
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

/** Flags of every call: modules come from where Python keeps them, never from the folder that is open. */
const SAFE = ["-P"];

/** The commands to try, in order, each once. Who has set one means that one. */
export function candidates(places: Places): string[] {
  if (places.setting) {
    return [resolved(places.setting, places.folders)];
  }
  const windows = places.platform === "win32";
  const inside = windows ? ["Scripts", "python.exe"] : ["bin", "python"];
  const own = places.folders.flatMap((folder) => [".venv", "venv"].map((name) => join(folder, name, ...inside)));
  const chosen = places.selected ? [places.selected] : [];
  const onPath = windows ? ["py", "python"] : ["python3", "python"];
  return [...new Set([...own, ...chosen, ...onPath])];
}

/** A setting that names a file below an open folder, as that file. */
function resolved(setting: string, folders: readonly string[]): string {
  const below = folders.map((folder) => join(folder, setting)).find((path) => existsSync(path));
  return below ?? setting;
}

type Can = (command: string) => Promise<boolean>;

/** The first command whose Python can run the server. */
export async function findPython(commands: readonly string[], can: Can = hasServer): Promise<string | undefined> {
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
    execFile(command, [...SAFE, "-c", program], { timeout: 20_000, windowsHide: true }, (error) => resolve(error === null));
  });
}

/** The words after Python that run a verb of `yiju`. */
export function yijuArguments(...words: string[]): string[] {
  return [...SAFE, "-m", "yiju_cli", ...words];
}

/** The words that start the server. */
export function serverArguments(lang: "zh" | "en"): string[] {
  return yijuArguments("lsp", "--stdio", "--lang", lang);
}

/** The language of findings and results: as set, else the editor's. */
export function languageOf(setting: string, editorLanguage: string): "zh" | "en" {
  const chosen = setting === "zh" || setting === "en" ? setting : editorLanguage.toLowerCase();
  return chosen.startsWith("zh") ? "zh" : "en";
}

/** What to type in a terminal to have yiju, by the Python that was set or the system's. Quoted for every shell. */
export function installCommand(setting: string, platform: NodeJS.Platform): string {
  const python = setting ? `"${setting}"` : platform === "win32" ? "py" : "python3";
  return `${python} -m pip install "yiju[lsp]"`;
}
