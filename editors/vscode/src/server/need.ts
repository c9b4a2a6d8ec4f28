// When the server is wanted: not for every text file that someone opens.
import * as vscode from 'vscode';
import { isBundle, NAMES } from '../changes';
import { LANGUAGE } from './client';
import type { Session } from './session';

/** Starts the server as soon as there is a bundle, open or in a folder; and anew where another program is to be used. */
export function startWhenNeeded(session: Session): vscode.Disposable {
  const start = () => void session.start();
  if (vscode.workspace.textDocuments.some(isBundle)) start();
  else void vscode.workspace.findFiles(NAMES, undefined, 1).then((found) => found.length > 0 && start());
  const watcher = vscode.workspace.createFileSystemWatcher(NAMES, false, true, true);
  const again = () => {
    if (session.state.is !== 'stopped') void session.restart();
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(start),
    vscode.workspace.onDidOpenTextDocument(({ languageId }) => languageId === LANGUAGE && start()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('variorum.server.path')) again();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      // A workspace that is trusted may name its own server.
      if (vscode.workspace.getConfiguration('variorum').inspect('server.path')?.workspaceValue) again();
    }),
  );
}
