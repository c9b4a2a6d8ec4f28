// Parts of articles as documents of their own, for comparing them: the wordings of a quote, a passage and its copy. They
// follow edits of their bundle.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient/node';
import { follow, type Span } from './tracking';

export const PASSAGE = 'variorum-passage';

export interface PassageKey {
  bundle: string;
  /** Where it was when it was opened. */
  range: Range;
}

/**
 * The document's title, which both sides of a comparison share: the view of many comparisons takes sides that are called
 * otherwise for a file that was renamed. By the arrow in it the editor knows the language, see the extension's manifest.
 */
export function passageUri({ bundle: uri, range }: PassageKey, left: string, right: string): vscode.Uri {
  const bundle = path.posix.basename(vscode.Uri.parse(uri).path) || 'bundle';
  const key: PassageKey = { bundle: uri, range };
  const title = `${left} ↔ ${right}`.replaceAll('/', '\u2215');
  return vscode.Uri.from({ scheme: PASSAGE, path: path.posix.join('/', bundle, title), query: JSON.stringify(key) });
}

export class Passages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #spans = new Map<string, { uri: vscode.Uri; bundle: string; span: Span }>();
  readonly #own: vscode.Disposable;

  constructor() {
    this.#own = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(PASSAGE, this),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#spans.delete(uri.toString())),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { bundle, range } = JSON.parse(uri.query) as PassageKey;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(bundle));
    const offset = ({ line, character }: Range['start']) => document.offsetAt(new vscode.Position(line, character));
    let known = this.#spans.get(uri.toString());
    if (!known) {
      known = { uri, bundle: document.uri.toString(), span: { start: offset(range.start), end: offset(range.end) } };
      this.#spans.set(uri.toString(), known);
    }
    const { start, end } = known.span;
    const text = document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
    // A last line without an end is marked in a comparison, as if it mattered.
    return text.endsWith('\n') ? text : `${text}\n`;
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const bundle = document.uri.toString();
    for (const known of this.#spans.values()) {
      if (known.bundle !== bundle) continue;
      const { start, end } = known.span;
      known.span = follow(known.span, contentChanges);
      const touches = contentChanges.some((c) => c.rangeOffset <= end && c.rangeOffset + c.rangeLength >= start);
      if (touches) this.#changed.fire(known.uri);
    }
  }

  dispose(): void {
    this.#own.dispose();
  }
}
