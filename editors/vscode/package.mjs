// Packs the extension as .vsix, after `npm run build`:
//
//     node package.mjs [--out FOLDER]                     without a server, for every system
//     node package.mjs --target linux-x64 [--out FOLDER]  with the server that $VARIORUM names, for one

import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const { name, version } = require('./package.json');
const { values } = parseArgs({ options: { target: { type: 'string' }, out: { type: 'string', default: here } } });

const folder = join(here, 'server');
await rm(folder, { recursive: true, force: true });
if (values.target) {
  const server = process.env.VARIORUM;
  if (!server) {
    console.error('VARIORUM does not say which server to pack');
    process.exit(1);
  }
  const file = join(folder, values.target.startsWith('win32') ? 'variorum.exe' : 'variorum');
  await mkdir(folder);
  await copyFile(server, file);
  await chmod(file, 0o755);
}
await mkdir(values.out, { recursive: true });
const vsix = join(values.out, `${[name, values.target, version].filter(Boolean).join('-')}.vsix`);
const vsce = join(dirname(require.resolve('@vscode/vsce/package.json')), 'vsce');
// All is bundled. There is no public place yet from which a page could take the pictures.
const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
const target = values.target ? ['--target', values.target] : [];
const done = spawnSync(process.execPath, [vsce, 'package', ...options, ...target], { cwd: here, stdio: 'inherit' });
await rm(folder, { recursive: true, force: true });
process.exit(done.status ?? 1);
