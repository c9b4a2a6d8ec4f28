// Files into a bundle, by the server.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { serverCommand } from '../editor';
import type { Session } from '../server/session';
import { count, said } from '../text';
import { areSaved } from './saving';

interface Options {
  output?: vscode.Uri;
  force?: boolean;
}

export function packCommand(session: Session): vscode.Disposable {
  // The Explorer gives the file under the cursor, and all that are selected.
  return serverCommand(session, 'variorum.pack', async (clicked?: unknown, selected?: unknown, options: Options = {}) => {
    const files = chosen(clicked, selected) ?? (await askFiles());
    if (!files?.length) return undefined;
    const output = options.output ?? (await askOutput(files));
    if (!output) return undefined;
    refuseUnsaved(output);
    if (!(await areSaved(openOf(files, output), 'Save and Pack'))) return undefined;
    // Whoever chose an existing file was asked by the dialog whether to replace it.
    const force = options.force ?? !options.output;
    return await pack(session, files, output, force);
  });
}

async function pack(session: Session, files: vscode.Uri[], output: vscode.Uri, force: boolean): Promise<vscode.Uri> {
  const name = path.posix.basename(output.path);
  const { count: packed, leftOut } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Packing ${name} …` },
    () =>
      session
        .ask('variorum.pack', { files: files.map(String), output: output.toString(), force })
        .catch((error: unknown) => {
          throw new Error(`${name} was not packed: ${said(error)}`);
        }),
  );
  for (const file of leftOut) session.log.info(`Left out of ${name}: ${file}`);
  const more = leftOut.length ? `; ${count(leftOut.length, 'file')} left out, which are no texts` : '';
  void tell(session, `${count(packed, 'file')} packed into ${name}${more}.`, output, leftOut.length > 0);
  return output;
}

/** The open documents among what is packed: files, and all that is in folders. The bundle does not hold itself. */
function openOf(files: readonly vscode.Uri[], output: vscode.Uri): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri }) => {
    const isIn = ({ scheme, path }: vscode.Uri) =>
      scheme === uri.scheme && (path === uri.path || uri.path.startsWith(path.replace(/\/?$/, '/')));
    return files.some(isIn) && uri.toString() !== output.toString();
  });
}

/** The bundle on disk is replaced: what was typed into the one that is open would be lost, saved before or not. */
function refuseUnsaved(output: vscode.Uri): void {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === output.toString());
  if (!open?.isDirty) return;
  throw new Error(`${path.posix.basename(output.path)} has changes that are not saved: save or revert it first`);
}

async function tell(session: Session, message: string, output: vscode.Uri, hasMore: boolean): Promise<void> {
  const buttons = ['Open', ...(hasMore ? ['Show Which'] : [])];
  const picked = await vscode.window.showInformationMessage(message, ...buttons);
  if (picked === 'Open') await vscode.window.showTextDocument(output);
  else if (picked) session.log.show();
}

function chosen(clicked: unknown, selected: unknown): vscode.Uri[] | undefined {
  const isUri = (value: unknown) => value instanceof vscode.Uri;
  if (Array.isArray(selected) && selected.length > 0 && selected.every(isUri)) return selected;
  return isUri(clicked) ? [clicked] : undefined;
}

async function askFiles(): Promise<vscode.Uri[] | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  // Not every system can offer both in one dialog.
  const folders = { label: '$(folder) A folder', description: 'with all that is in it', isFolder: true };
  const files = { label: '$(files) Files', description: 'one or several', isFolder: false };
  const title = 'What should be packed into a bundle?';
  const what = await vscode.window.showQuickPick([folders, files], { title });
  if (!what) return undefined;
  return await vscode.window.showOpenDialog({
    title,
    openLabel: 'Pack',
    canSelectFiles: !what.isFolder,
    canSelectFolders: what.isFolder,
    canSelectMany: true,
    ...(folder && { defaultUri: folder }),
  });
}

async function askOutput(files: vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const [first] = files;
  if (!first) return undefined;
  const parent = path.posix.dirname(first.path);
  const stem = files.length === 1 ? path.posix.parse(first.path).name : path.posix.basename(parent);
  // A bundle of the whole workspace goes into it, where it is seen; it does not hold itself.
  const isRoot = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.path === first.path);
  const folder = isRoot ? first.path : parent;
  return await vscode.window.showSaveDialog({
    title: 'Pack into',
    saveLabel: 'Pack',
    defaultUri: first.with({ path: path.posix.join(folder, `${stem || 'sources'}.bundle`) }),
    filters: { 'Source bundles': ['bundle', 'bundle.txt', 'srcbundle'] },
  });
}
