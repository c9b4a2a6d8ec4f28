// The settings that are the server's.
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { filledIn, firstFolder } from './paths';

/** The server refuses what it does not know, so only these are sent. */
const SECTIONS = ['diagnostics', 'inlayHints', 'definition'] as const;

export function serverSettings(): Record<string, unknown> {
  const all = vscode.workspace.getConfiguration('variorum');
  // What a setting holds may be a proxy, which cannot be sent.
  const plain = (section: string): unknown => JSON.parse(JSON.stringify(all.get(section) ?? {}));
  const settings: Record<string, unknown> = {};
  for (const section of SECTIONS) settings[section] = plain(section);
  settings.configuration = configuration(all.get<string>('configuration', '').trim());
  return settings;
}

function configuration(setting: string): string | null {
  return setting ? path.resolve(firstFolder() ?? homedir(), filledIn(setting)) : null;
}
