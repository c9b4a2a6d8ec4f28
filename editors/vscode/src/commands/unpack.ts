// A bundle into files, by the server.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { bundleOf, folderName, serverCommand } from '../editor';
import type { Session } from '../server/session';
import { count, said } from '../text';
import { areSaved } from './saving';

interface Options {
  folder?: vscode.Uri;
  force?: boolean;
}

export function unpackCommand(session: Session): vscode.Disposable {
  return serverCommand(
    session,
    'variorum.unpack',
    async (argument?: vscode.Uri | { bundle: string }, _selected?: unknown, options: Options = {}) => {
      const bundle = vscode.Uri.parse(bundleOf(argument));
      if (!(await isSaved(bundle))) return undefined;
      const folder = options.folder ?? (await askFolder(bundle));
      return folder && (await unpack(session, bundle, folder, options));
    },
  );
}

async function unpack(
  session: Session,
  bundle: vscode.Uri,
  folder: vscode.Uri,
  { force = false, folder: isGiven }: Options,
): Promise<vscode.Uri | undefined> {
  const name = path.posix.basename(bundle.path);
  try {
    const { count: written } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Unpacking ${name} …` },
      () => session.ask('variorum.unpack', { uri: bundle.toString(), folder: folder.toString(), force }),
    );
    void tell(`${count(written, 'article')} of ${name} written to ${folderName(folder)}.`, folder);
    return folder;
  } catch (error) {
    const message = said(error);
    // Replacing what exists is the only fault that the user may wave through.
    const isInTheWay = !force && message.includes('exists: give --force');
    if (!isInTheWay || isGiven) throw new Error(`${name} was not unpacked: ${message}`);
    const detail = message.replaceAll(': give --force to replace it', '');
    const replace = 'Replace';
    const picked = await vscode.window.showWarningMessage(
      `Unpack ${name} over what exists?`,
      { modal: true, detail },
      replace,
    );
    return picked === replace ? await unpack(session, bundle, folder, { force: true }) : undefined;
  }
}

async function tell(message: string, folder: vscode.Uri): Promise<void> {
  const isInside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const button = isInside ? 'Show in Explorer' : 'Open Folder';
  if ((await vscode.window.showInformationMessage(message, button)) !== button) return;
  if (isInside) await vscode.commands.executeCommand('revealInExplorer', folder);
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}

/** The server unpacks what is on disk. Whether the bundle is there as it is in the editor, saved where it was not. */
async function isSaved(bundle: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === bundle.toString());
  if (bundle.scheme === 'untitled') throw new Error('save the bundle first: what is unpacked is the file on disk');
  return await areSaved(document ? [document] : [], 'Save and Unpack');
}

async function askFolder(bundle: vscode.Uri): Promise<vscode.Uri | undefined> {
  const parent = vscode.Uri.joinPath(bundle, '..');
  const name = path.posix.basename(bundle.path).replace(/\.(bundle|bundle\.txt|srcbundle|txt)$/i, '');
  const beside = await unused(parent, name);
  const label = path.posix.basename(beside.path);
  const here = { label: `$(new-folder) Into a new folder “${label}”`, description: folderName(parent) };
  const other = { label: '$(folder-opened) Into another folder …' };
  const picked = await vscode.window.showQuickPick([here, other], {
    title: `Unpack ${path.posix.basename(bundle.path)}`,
  });
  if (picked === here) return beside;
  if (!picked) return undefined;
  const options = { canSelectFiles: false, canSelectFolders: true, openLabel: 'Unpack Here', defaultUri: parent };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

/** `name`, or `name-2` where that exists, and so on. */
async function unused(parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number += 1) {
    const uri = vscode.Uri.joinPath(parent, number === 1 ? name : `${name}-${number}`);
    const exists = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!exists) return uri;
  }
}
