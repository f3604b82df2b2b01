// The server's life: finding its Python, starting, stopping, and telling the status bar.

import * as vscode from "vscode";
import { LanguageClient, State as Running, type LanguageClientOptions, type Middleware } from "vscode-languageclient/node";

import { sayHowToInstall } from "./install";
import { candidates, findPython, languageOf, serverArguments } from "./python";
import { selectedPython } from "./selected";
import type { Status } from "./status";

/** How long the first findings are waited for, in milliseconds; then the progress goes, the check goes on. */
const PATIENCE = 60_000;

const SELECTOR = [
  { scheme: "file", language: "policy" },
  { scheme: "file", pattern: "**/documents/*.{txt,md,html,htm}" },
];

export class Server implements vscode.Disposable {
  /** The Python that runs the server, once found. */
  python: string | undefined;
  private client: LanguageClient | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly output: vscode.OutputChannel,
    private readonly status: Status,
    private readonly middleware: Middleware,
  ) {}

  get lang(): "zh" | "en" {
    return languageOf(settings().get("language", "auto"), vscode.env.language);
  }

  get isRunning(): boolean {
    return this.client?.state === Running.Running;
  }

  /** Start, or start again; calls are done one after the other. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.stopNow());
  }

  dispose(): void {
    void this.stop();
  }

  /** After what is being done already, however that comes out: whoever asked for it is told. */
  private next(work: () => Promise<void>): Promise<void> {
    this.work = this.work.catch(() => {}).then(work);
    return this.work;
  }

  private async startNow(): Promise<void> {
    this.status.set("starting");
    const setting = settings().get<string>("python", "").trim();
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    const places = { setting, folders, selected: await selectedPython(), platform: process.platform };
    this.python = await findPython(candidates(places));
    if (this.python === undefined) {
      this.status.set("absent");
      void sayHowToInstall(setting);
      return;
    }
    await this.run(this.python);
  }

  private async run(command: string): Promise<void> {
    let found = () => {};
    const firstFindings = new Promise<void>((resolve) => (found = resolve));
    const client = new LanguageClient("yiju", "yiju", { command, args: serverArguments(this.lang) }, this.options(() => found()));
    this.client = client;
    client.onDidChangeState((change) => this.told(client, change.newState));
    try {
      await client.start();
    } catch (error) {
      this.status.set("failed", String(error));
      return;
    }
    await vscode.commands.executeCommand("setContext", "yiju.running", true);
    void this.awaitFirst(command, firstFindings);
  }

  private options(found: () => void): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.output,
      middleware: {
        ...this.middleware,
        handleDiagnostics: (uri, findings, next) => {
          found();
          next(uri, findings);
        },
      },
    };
  }

  /** Show that the place is being gone through until the first findings are there. */
  private async awaitFirst(python: string, firstFindings: Promise<void>): Promise<void> {
    if (vscode.workspace.textDocuments.some((document) => document.languageId === "policy")) {
      this.status.set("checking", python);
      const waited = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE).unref());
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Checking the rules…") },
        () => Promise.race([firstFindings, waited]),
      );
    }
    if (this.isRunning) {
      this.status.set("ready", python);
    }
  }

  private told(client: LanguageClient, state: Running): void {
    if (client !== this.client) {
      return;
    }
    if (state === Running.Stopped) {
      this.status.set("failed");
    } else if (state === Running.Running) {
      this.status.set("ready", this.python);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await vscode.commands.executeCommand("setContext", "yiju.running", false);
    try {
      await client?.dispose();
    } catch (error) {
      this.output.appendLine(String(error)); // a server that has died by itself is stopped all the same
    }
  }
}

export function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("yiju");
}
