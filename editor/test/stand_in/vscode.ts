// A small stand-in for the `vscode` module: enough for the built extension and its language client to run in plain Node.
// It keeps what they register and show, and lets a test answer what a person would choose.

import { readFileSync } from "node:fs";

import * as values from "./values";
import { Disposable, EventEmitter, fields, Position, Range, TextDocument, Uri, WorkspaceEdit } from "./values";

type Anything = Record<string, unknown>;
type Run = (...given: unknown[]) => unknown;

/** What the extension has registered, shown and asked, and what a person answers. */
export class Editor {
  language = "zh-cn";
  readonly settings: Anything = {};
  readonly folders: string[] = [];
  readonly documents: TextDocument[] = [];
  readonly commands = new Map<string, Run>();
  readonly providers = new Map<string, Anything>();
  readonly findings = new Map<string, Anything[]>();
  readonly shown: { document: TextDocument; options: Anything }[] = [];
  readonly said: string[] = [];
  readonly progress: string[] = [];
  readonly contexts: Anything = {};
  readonly status: Anything = {};
  readonly tree: Anything = {};
  readonly clipboard: string[] = [];
  /** Which button of the next messages is taken, and which files are chosen; nothing is left to chance. */
  readonly answers: (number | undefined)[] = [];
  readonly chosen: Uri[][] = [];
  private readonly events = new Map<string, EventEmitter>();
  private readonly contents = new Map<string, { provideTextDocumentContent(uri: Uri): string }>();

  event(name: string): EventEmitter {
    const known = this.events.get(name) ?? new EventEmitter();
    this.events.set(name, known);
    return known;
  }

  async open(uri: Uri): Promise<TextDocument> {
    const known = this.documents.find((document) => document.uri.toString() === uri.toString());
    if (known !== undefined) {
      return known;
    }
    const given = this.contents.get(uri.scheme);
    const text = given ? given.provideTextDocumentContent(uri) : readFileSync(uri.fsPath, "utf-8");
    const document = new TextDocument(uri, uri.path.endsWith(".policy") ? "policy" : "plaintext", text);
    this.documents.push(document);
    this.event("onDidOpenTextDocument").fire(document);
    return document;
  }

  /** Put a text in place of a range, as typing does. */
  edit(document: TextDocument, range: Range, text: string): void {
    const length = document.offsetAt(range.end) - document.offsetAt(range.start);
    document.replace(range, text);
    const contentChanges = [{ range, rangeLength: length, text }];
    this.event("onDidChangeTextDocument").fire({ document, contentChanges });
  }

  say(text: string, ...buttons: unknown[]): Promise<unknown> {
    this.said.push(text);
    const taken = this.answers.shift();
    return Promise.resolve(taken === undefined ? undefined : buttons.filter((b) => typeof b === "string")[taken]);
  }

  run(command: string, ...given: unknown[]): Promise<unknown> {
    if (command === "setContext") {
      this.contexts[String(given[0])] = given[1];
      return Promise.resolve(undefined);
    }
    const held = this.commands.get(command);
    return held ? Promise.resolve(held(...given)) : Promise.reject(new Error(`command '${command}' not found`));
  }

  register(command: string, run: Run): Disposable {
    if (this.commands.has(command)) {
      throw new Error(`command '${command}' already exists`);
    }
    this.commands.set(command, run);
    return new Disposable(() => this.commands.delete(command));
  }

  keepContents(scheme: string, provider: never): Disposable {
    this.contents.set(scheme, provider);
    return new Disposable();
  }

  apply(edit: WorkspaceEdit): Promise<boolean> {
    return Promise.all(edit.edits.map(async (e) => this.edit(await this.open(e.uri), e.range, e.text))).then(() => true);
  }
}

/** The module that the bundle is given when it asks for `vscode`. */
export function moduleOf(editor: Editor): Anything {
  const made: Anything = {
    ...values,
    ...classes(),
    ...enumerations(),
    version: "1.91.0",
    env: { language: editor.language, appName: "", clipboard: { writeText: async (text: string) => editor.clipboard.push(text) } },
    l10n: { t: (text: string, ...given: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(given[Number(index)])) },
    extensions: { getExtension: () => undefined, all: [] },
    commands: {
      registerCommand: (name: string, run: Run) => editor.register(name, run),
      executeCommand: (name: string, ...given: unknown[]) => editor.run(name, ...given),
    },
    languages: languages(editor),
    workspace: withEvents(editor, workspace(editor)),
    window: withEvents(editor, window(editor)),
  };
  return made;
}

/** An object whose `on…` members are events of the editor. */
function withEvents(editor: Editor, held: Anything): Anything {
  return new Proxy(held, {
    get: (target, name: string) => (name in target ? target[name] : name.startsWith("on") ? editor.event(name).event : undefined),
  });
}

function workspace(editor: Editor): Anything {
  return {
    isTrusted: true,
    textDocuments: editor.documents,
    notebookDocuments: [],
    get workspaceFolders() {
      return editor.folders.map((path, index) => ({ uri: Uri.file(path), name: path, index }));
    },
    getConfiguration: () => ({ get: (name: string, otherwise: unknown) => editor.settings[name] ?? otherwise }),
    getWorkspaceFolder: () => undefined,
    openTextDocument: (uri: Uri) => editor.open(uri),
    registerTextDocumentContentProvider: (scheme: string, provider: never) => editor.keepContents(scheme, provider),
    findFiles: async () => [],
    applyEdit: (edit: WorkspaceEdit) => editor.apply(edit),
    createFileSystemWatcher: () => ({
      onDidCreate: new EventEmitter().event,
      onDidChange: new EventEmitter().event,
      onDidDelete: new EventEmitter().event,
      dispose: () => {},
    }),
  };
}

function window(editor: Editor): Anything {
  return {
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: {
      all: [],
      close: async () => true,
      onDidChangeTabs: new EventEmitter().event,
      onDidChangeTabGroups: new EventEmitter().event,
    },
    createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {} }),
    createStatusBarItem: () => Object.assign(editor.status, { show() {}, dispose() {} }),
    setStatusBarMessage: (text: string) => void editor.said.push(text),
    showInformationMessage: (text: string, ...buttons: unknown[]) => editor.say(text, ...buttons),
    showWarningMessage: (text: string, ...buttons: unknown[]) => editor.say(text, ...buttons),
    showErrorMessage: (text: string, ...buttons: unknown[]) => editor.say(text, ...buttons),
    showOpenDialog: async () => editor.chosen.shift(),
    showTextDocument: async (document: TextDocument, options: Anything) => void editor.shown.push({ document, options }),
    withProgress: (options: { title: string }, task: Run) => {
      editor.progress.push(options.title);
      return task({ report() {} }, new values.CancellationTokenSource().token);
    },
    createTreeView: (id: string, options: { treeDataProvider: Anything }) => {
      editor.providers.set(id, options.treeDataProvider);
      return Object.assign(editor.tree, { dispose() {} });
    },
  };
}

/** Providers are kept by what they provide: `registerHoverProvider` keeps `Hover`. */
function languages(editor: Editor): Anything {
  const held: Anything = {
    match: (selector: Anything[], document: TextDocument) =>
      selector.some((one) => one.language === document.languageId) ? 10 : 0,
    setTextDocumentLanguage: async (document: TextDocument) => document,
    createDiagnosticCollection: () => ({
      set: (uri: Uri, found: Anything[]) => {
        editor.findings.set(uri.toString(), found);
        editor.event("findings").fire(uri);
      },
      delete: () => {},
      clear: () => {},
      dispose: () => {},
    }),
  };
  return new Proxy(held, {
    get: (target, name: string) => {
      const kept = /^register(.*)Provider$/.exec(name)?.[1];
      return kept ? (...given: Anything[]) => keep(editor, kept, given) : target[name];
    },
  });
}

function keep(editor: Editor, name: string, given: Anything[]): Disposable {
  editor.providers.set(name, given.find((one) => Object.keys(one).some((key) => key.startsWith("provide"))) ?? {});
  return new Disposable();
}

function classes(): Anything {
  return {
    CompletionItem: fields("label", "kind"),
    CompletionList: fields("items", "isIncomplete"),
    CodeLens: fields("range", "command"),
    CodeAction: fields("title", "kind"),
    Diagnostic: fields("range", "message", "severity"),
    DiagnosticRelatedInformation: fields("location", "message"),
    DocumentLink: fields("range", "target"),
    DocumentSymbol: fields("name", "detail", "kind", "range", "selectionRange"),
    DocumentHighlight: fields("range", "kind"),
    CallHierarchyItem: fields("kind", "name", "detail", "uri", "range", "selectionRange"),
    TypeHierarchyItem: fields("kind", "name", "detail", "uri", "range", "selectionRange"),
    SymbolInformation: fields("name", "kind", "location"),
    FoldingRange: fields("start", "end", "kind"),
    Hover: fields("contents", "range"),
    InlayHint: fields("position", "label", "kind"),
    Location: fields("uri", "range"),
    RelativePattern: fields("base", "pattern"),
    SemanticTokens: fields("data", "resultId"),
    SemanticTokensLegend: fields("tokenTypes", "tokenModifiers"),
    SnippetString: fields("value"),
    TextEdit: fields("range", "newText"),
    ThemeColor: fields("id"),
    ThemeIcon: fields("id"),
    TreeItem: fields("label", "collapsibleState"),
    CancellationError: class extends Error {},
    TabInputText: fields("uri"),
    TabInputTextDiff: fields("original", "modified"),
    TabInputCustom: fields("uri"),
  };
}

function enumerations(): Anything {
  const kind = (value: string): Anything => ({ value, append: (more: string) => kind(`${value}.${more}`) });
  return {
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
    CodeActionKind: { Empty: kind(""), QuickFix: kind("quickfix"), Refactor: kind("refactor"), Source: kind("source") },
    CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
    CompletionItemKind: { Text: 0, Method: 1, Value: 11 },
    CompletionItemTag: { Deprecated: 1 },
    CompletionTriggerKind: { Invoke: 0, TriggerCharacter: 1, TriggerForIncompleteCompletions: 2 },
    DocumentHighlightKind: { Text: 0, Read: 1, Write: 2 },
    FoldingRangeKind: { Comment: 1, Imports: 2, Region: 3 },
    SignatureHelpTriggerKind: { Invoke: 1, TriggerCharacter: 2, ContentChange: 3 },
    SymbolKind: { File: 0 },
    SymbolTag: { Deprecated: 1 },
    TextDocumentSaveReason: { Manual: 1, AfterDelay: 2, FocusOut: 3 },
    NotebookCellKind: { Markup: 1, Code: 2 },
    FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
    ProgressLocation: { SourceControl: 1, Window: 10, Notification: 15 },
    StatusBarAlignment: { Left: 1, Right: 2 },
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    ViewColumn: { Active: -1, Beside: -2, One: 1, Two: 2 },
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
  };
}

export { Position, Range, Uri };
