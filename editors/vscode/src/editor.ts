// The editor in front, and places in it.
import * as vscode from 'vscode';
import type { Position, Range } from 'vscode-languageclient/node';
import { isBundle } from './changes';
import type { Session } from './server/session';

/** The bundle in front, and where the cursor is. The error is for the user. */
export function bundleInFront(): { uri: string; position: Position } {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isBundle(editor.document)) throw new Error('open a source bundle first');
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** Commands are called with what the caller likes: menus of the editor give the URI of its document. */
export function given<T extends { uri: string }>(argument: Partial<T> | undefined): Partial<T> | undefined {
  return typeof argument?.uri === 'string' ? argument : undefined;
}

/** The bundle that a command is about: of a menu, of an entry of the Sources view, or the one in front. */
export function bundleOf(argument: vscode.Uri | { bundle: string } | undefined): string {
  if (argument instanceof vscode.Uri) return argument.toString();
  return argument?.bundle ?? bundleInFront().uri;
}

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toPosition({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}

export function fromRange({ start, end }: vscode.Range): Range {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}

/** A folder, as people know it: below its root in the workspace, where it is there. */
export function folderName(folder: vscode.Uri): string {
  const root = vscode.workspace.getWorkspaceFolder(folder);
  return root?.uri.path === folder.path ? root.name : vscode.workspace.asRelativePath(folder);
}

/** Opens a document at a place, and selects it. */
export async function goTo(uri: string, range: Range, options?: vscode.TextDocumentShowOptions): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  await vscode.window.showTextDocument(document, { selection: toRange(range), ...options });
}

/**
 * Registers a command. What goes wrong is told to the user; it is no fault of the extension's.
 */
export function command<A extends unknown[]>(
  id: string,
  work: (...args: A) => Promise<unknown> | unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: A) => {
    try {
      return await work(...args);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      const message = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`Variorum: ${message}`);
      return undefined;
    }
  });
}

/** Registers a command that asks the server something: one that ended is started for it. */
export function serverCommand<A extends unknown[]>(
  session: Session,
  id: string,
  work: (...args: A) => Promise<unknown> | unknown,
): vscode.Disposable {
  return command(id, async (...args: A) => {
    await session.wake();
    return await work(...args);
  });
}
