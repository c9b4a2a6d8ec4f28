// When bundles may be other than they were: one event for edits, the disk, and what the server found anew.
import * as vscode from 'vscode';
import { LANGUAGE } from './server/client';
import type { Session } from './server/session';

/** Bundles by their names on disk; others are known to the server alone. */
export const NAMES = '**/*.{bundle,bundle.txt,srcbundle}';
/** Quiet milliseconds after a change before anything is asked anew. */
const QUIET = 300;
/** While somebody types on and on, it is asked this often nevertheless. */
const PATIENCE = 1500;

export class Changes implements vscode.Disposable {
  readonly #fired = new vscode.EventEmitter<ReadonlySet<string>>();
  /** The URIs of the bundles; none where only others came or went. */
  readonly onDidChange = this.#fired.event;
  readonly #own: vscode.Disposable[];
  #pending = new Set<string>();
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(session: Session) {
    const watcher = vscode.workspace.createFileSystemWatcher(NAMES);
    const note = (uri: vscode.Uri) => this.note(uri);
    const ifBundle = (document: vscode.TextDocument) => {
      if (document.languageId === LANGUAGE) note(document.uri);
    };
    this.#own = [
      this.#fired,
      watcher,
      watcher.onDidCreate(note),
      watcher.onDidChange(note),
      watcher.onDidDelete(note),
      vscode.workspace.onDidOpenTextDocument(ifBundle),
      vscode.workspace.onDidCloseTextDocument(ifBundle),
      vscode.workspace.onDidChangeTextDocument(({ document }) => ifBundle(document)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) if (isOurs(uri)) note(uri);
      }),
      session.onDidMove(() => this.#wait()),
      session.onDidChange(({ is }) => {
        if (is === 'running') for (const { uri } of vscode.workspace.textDocuments.filter(isBundle)) note(uri);
        this.#wait();
      }),
    ];
  }

  note(uri: vscode.Uri): void {
    this.#pending.add(uri.toString());
    this.#wait();
  }

  #wait(): void {
    const now = Date.now();
    if (!this.#timer) this.#since = now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET, this.#since + PATIENCE - now));
    this.#timer = setTimeout(() => this.#fire(), wait);
  }

  #fire(): void {
    this.#timer = undefined;
    const changed = this.#pending;
    this.#pending = new Set();
    this.#fired.fire(changed);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#own).dispose();
  }
}

export function isBundle(document: vscode.TextDocument): boolean {
  return document.languageId === LANGUAGE;
}

/** Whether diagnostics of a document may be ours: other languages report a great many, all the time. */
function isOurs(uri: vscode.Uri): boolean {
  if (/\.(bundle|bundle\.txt|srcbundle)$/i.test(uri.path)) return true;
  return vscode.workspace.textDocuments.some(
    (document) => isBundle(document) && document.uri.toString() === uri.toString(),
  );
}
