// The plain values of the `vscode` module, as far as the client and this extension use them.

import { fileURLToPath, pathToFileURL } from "node:url";

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(...given: [Position, Position] | [number, number, number, number]) {
    const [a, b, c, d] = given;
    this.start = typeof a === "number" ? new Position(a, b as number) : a;
    this.end = typeof a === "number" ? new Position(c as number, d as number) : (b as Position);
  }
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  static parse(text: string): Uri {
    const [scheme] = text.split(":", 1);
    const rest = text.slice(scheme.length + 1).replace(/^\/\//, "");
    return new Uri(scheme, decodeURIComponent(rest));
  }

  static file(path: string): Uri {
    return new Uri("file", path);
  }

  static from(parts: { scheme: string; path: string }): Uri {
    return new Uri(parts.scheme, parts.path);
  }

  static joinPath(base: Uri, ...more: string[]): Uri {
    return new Uri(base.scheme, [base.path, ...more].join("/"));
  }

  get fsPath(): string {
    return this.scheme === "file" ? fileURLToPath(this.toString()) : this.path;
  }

  toString(): string {
    return this.scheme === "file" ? pathToFileURL(this.path).href : `${this.scheme}:${encodeURI(this.path)}`;
  }
}

type Listener = (event: unknown) => unknown;

export class EventEmitter {
  private readonly listeners = new Set<Listener>();

  readonly event = (listener: Listener, self?: unknown, held?: { dispose(): void }[]) => {
    const bound = self === undefined ? listener : listener.bind(self);
    this.listeners.add(bound);
    const disposable = new Disposable(() => this.listeners.delete(bound));
    held?.push(disposable);
    return disposable;
  };

  fire(event?: unknown): void {
    [...this.listeners].forEach((listener) => listener(event));
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class Disposable {
  constructor(private readonly end: () => unknown = () => {}) {}

  dispose(): void {
    this.end();
  }
}

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
  cancel(): void {}
  dispose(): void {}
}

export class MarkdownString {
  isTrusted = false;
  supportHtml = false;
  constructor(public value = "") {}

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export interface Replaced {
  uri: Uri;
  range: Range;
  text: string;
}

export class WorkspaceEdit {
  readonly edits: Replaced[] = [];

  get size(): number {
    return new Set(this.edits.map((edit) => edit.uri.toString())).size;
  }

  replace(uri: Uri, range: Range, text: string): void {
    this.edits.push({ uri, range, text });
  }

  set(uri: Uri, edits: readonly { range: Range; newText: string }[]): void {
    edits.forEach((edit) => this.replace(uri, edit.range, edit.newText));
  }
}

/** A text that is open; changed by `replace` only. */
export class TextDocument {
  version = 1;
  readonly isUntitled = false;
  readonly isClosed = false;
  readonly isDirty = false;
  readonly eol = 1;

  constructor(
    readonly uri: Uri,
    readonly languageId: string,
    private text: string,
  ) {}

  get fileName(): string {
    return this.uri.fsPath;
  }

  getText(): string {
    return this.text;
  }

  /** Where the character `offset` stands. */
  positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split("\n");
    return new Position(lines.length - 1, lines[lines.length - 1].length);
  }

  offsetAt(place: Position): number {
    const lines = this.text.split("\n").slice(0, place.line);
    return lines.reduce((sum, line) => sum + line.length + 1, 0) + place.character;
  }

  replace(range: Range, text: string): void {
    this.text = this.text.slice(0, this.offsetAt(range.start)) + text + this.text.slice(this.offsetAt(range.end));
    this.version += 1;
  }
}

/** A class of which only the fields count that are given in order. */
export function fields(...names: string[]) {
  return class {
    [name: string]: unknown;

    constructor(...given: unknown[]) {
      names.forEach((name, index) => (this[name] = given[index]));
    }
  };
}
