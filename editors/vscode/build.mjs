// Bundles the extension into dist/, and copies what it shows from where the repository has it.
//
//     node build.mjs [--watch]
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..');

/** What is copied, from the repository's root to the extension's. */
const COPIES = {
  'syntaxes/source-bundle.tmLanguage.json': 'syntaxes/source-bundle.tmLanguage.json',
  'docs/variorum.schema.json': 'schemas/variorum.schema.json',
  'examples/harbour-bridge.bundle': 'example/harbour-bridge.bundle',
  'LICENSE-MIT': 'LICENSE',
};

/** Markers alone, as long as there is no grammar. */
const STAND_IN = {
  scopeName: 'text.source-bundle',
  patterns: [{ match: '^<{3,5}.*>{2,5}\\s*$', name: 'keyword.control.marker.source-bundle' }],
};

for (const [from, to] of Object.entries(COPIES)) {
  const target = join(here, to);
  await mkdir(dirname(target), { recursive: true });
  if (from.startsWith('syntaxes/') && !existsSync(join(repository, from))) {
    await writeFile(target, JSON.stringify(STAND_IN));
  } else {
    await copyFile(join(repository, from), target);
  }
}

const options = {
  absWorkingDir: here,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'info',
};

if (process.argv.includes('--watch')) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
