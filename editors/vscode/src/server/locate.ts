// Where the server's program is.
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { filledIn, firstFolder } from './paths';

const PROGRAM = process.platform === 'win32' ? 'variorum.exe' : 'variorum';

export interface Found {
  /** An absolute path. */
  program: string;
  /** Who says so. */
  origin: 'setting' | 'extension' | 'PATH';
}

/** What was looked at in vain, for people to read. */
export interface Missing {
  tried: string[];
}

/**
 * The server's program: where the setting `variorum.server.path` says, which whoever set it means to count; else what the
 * extension brings; else on PATH.
 */
export async function locate(extension: vscode.Uri): Promise<Found | Missing> {
  const tried: string[] = [];
  const setting = vscode.workspace.getConfiguration('variorum').get<string>('server.path', '').trim();
  if (setting) {
    const program = absolute(setting);
    if (program && (await isExecutable(program))) return { program, origin: 'setting' };
    // Another than the one that was asked for would be a surprise.
    return { tried: [`\`${setting}\`, which the setting \`variorum.server.path\` names`] };
  }
  const bundled = vscode.Uri.joinPath(extension, 'server', PROGRAM).fsPath;
  if (await isFile(bundled)) {
    await makeExecutable(bundled);
    if (await isExecutable(bundled)) return { program: bundled, origin: 'extension' };
    tried.push(`\`${bundled}\`, which may not be run`);
  }
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    // A relative folder would hang on where the editor was started.
    if (!path.isAbsolute(folder)) continue;
    const program = path.join(folder, PROGRAM);
    if (await isExecutable(program)) return { program, origin: 'PATH' };
  }
  tried.push(`\`${PROGRAM}\` on PATH`);
  return { tried };
}

/** What the program says of itself: `variorum 0.1.0`. Fails where it is something else. */
export async function version(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 20_000 });
  const said = stdout.trim();
  if (!said.startsWith('variorum ')) throw new Error(`\`${program}\` is another program`);
  return said;
}

function absolute(setting: string): string | undefined {
  const program = filledIn(setting);
  const folder = firstFolder();
  if (path.isAbsolute(program)) return program;
  return folder && path.join(folder, program);
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return await isFile(file);
  } catch {
    return false;
  }
}

/** Some ways to install an extension lose the right to run what is in it. */
async function makeExecutable(file: string): Promise<void> {
  if (await isExecutable(file)) return;
  await chmod(file, 0o755).catch(() => undefined);
}
