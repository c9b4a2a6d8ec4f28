// Comparisons, in the editor's own views of differences.
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient/node';
import { type ArticleKey, articleUri } from './articles';
import { passageUri } from './passages';

/** Somewhere in an article. */
export interface Place {
  bundle: string;
  range: Range;
  article: string;
}

export async function showArticle(key: ArticleKey): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', articleUri(key), { preview: false });
}

export async function showArticles(a: ArticleKey, b: ArticleKey): Promise<void> {
  const title = `${called(a)} ↔ ${called(b)}`;
  await vscode.commands.executeCommand('vscode.diff', articleUri(a), articleUri(b), title, { preview: false });
}

/** Of several articles with the same name, all but the first are numbered. */
function called({ name, nth }: ArticleKey): string {
  return `${name || 'unnamed'}${nth > 0 ? ` (${nth + 1})` : ''}`;
}

/** Compares the first place with each of the others; `title` is for more than one. */
export async function showPlaces(places: readonly Place[], title: string): Promise<void> {
  const [base, ...others] = new Map(places.map((place) => [key(place), place])).values();
  if (!base || others.length === 0) throw new Error('there is nothing to compare it with');
  const pairs = others.map((other) => {
    const names = [nameBeside(base, other), nameBeside(other, base)] as const;
    return { left: passageUri(base, ...names), right: passageUri(other, ...names), title: names.join(' ↔ ') };
  });
  const [only] = pairs;
  if (only && pairs.length === 1) {
    await vscode.commands.executeCommand('vscode.diff', only.left, only.right, only.title, { preview: false });
    return;
  }
  const all = pairs.map(({ left, right }) => [right, left, right]);
  await vscode.commands.executeCommand('vscode.changes', title, all);
}

/** The name of a place's article, with the line where the other place is in the same one. */
function nameBeside({ article, range }: Place, other: Place): string {
  return `${article || 'unnamed'}${article === other.article ? `, line ${range.start.line + 1}` : ''}`;
}

function key({ bundle, range: { start, end } }: Place): string {
  return JSON.stringify([bundle, start.line, start.character, end.line, end.character]);
}

/** The whole lines of a place: what stands around a passage tells whether it is a copy. */
export async function wholeLines(place: Place): Promise<Place> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.bundle));
  const { start, end } = place.range;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const range = {
    start: { line: start.line, character: 0 },
    end: { line: last, character: document.lineAt(Math.min(last, document.lineCount - 1)).text.length },
  };
  return { ...place, range };
}
