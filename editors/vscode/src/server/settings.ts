// The settings that are the server's.
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** The server refuses what it does not know, so only these are sent. */
const SECTIONS = ['diagnostics', 'inlayHints', 'definition'] as const;

export function serverSettings(): Record<string, unknown> {
  const all = vscode.workspace.getConfiguration('variorum');
  // What a setting holds may be a proxy, which cannot be sent.
  const plain = (section: string): unknown => JSON.parse(JSON.stringify(all.get(section) ?? {}));
  const settings: Record<string, unknown> = {};
  for (const section of SECTIONS) settings[section] = plain(section);
  settings['configuration'] = configuration(all.get<string>('configuration', '').trim());
  return settings;
}

function configuration(setting: string): string | null {
  if (!setting) return null;
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
  const expanded = setting
    .replace(/^~(?=$|[\\/])/, homedir())
    .replaceAll('${workspaceFolder}', folder ?? '');
  return path.resolve(folder ?? homedir(), expanded);
}
