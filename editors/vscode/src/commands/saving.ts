// What the server reads from disk is there as it is in the editor.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { count } from '../text';

/** Whether these documents are on disk as they are in the editor, saved where they were not. `save` is the button's text. */
export async function areSaved(documents: readonly vscode.TextDocument[], save: string): Promise<boolean> {
  const dirty = documents.filter(({ isDirty }) => isDirty);
  const [first] = dirty;
  if (!first) return true;
  const question =
    dirty.length === 1
      ? `${path.posix.basename(first.uri.path)} has changes that are not saved.`
      : `${count(dirty.length, 'file')} have changes that are not saved.`;
  const detail = dirty.length === 1 ? undefined : dirty.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join('\n');
  const picked = await vscode.window.showWarningMessage(question, { modal: true, ...(detail && { detail }) }, save);
  if (picked !== save) return false;
  const saved = await Promise.all(dirty.map((document) => document.save()));
  return saved.every(Boolean);
}
