// Paths in settings.
import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** The workspace's first folder that is on a disk. */
export function firstFolder(): string | undefined {
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
}

/** A setting with `~`, `${workspaceFolder}` and `${env:NAME}` filled in. */
export function filledIn(setting: string): string {
  return setting
    .replace(/^~(?=$|[\\/])/, homedir())
    .replace(/\$\{workspaceFolder\}/g, () => firstFolder() ?? '')
    .replace(/\$\{env:([^}]+)\}/g, (_, name: string) => process.env[name] ?? '');
}
