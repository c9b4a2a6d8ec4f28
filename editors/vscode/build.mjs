// Bundles the extension into dist/, and copies what it shows from where the repository has it.
//
//     node build.mjs [--watch]
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..');
const isWatching = process.argv.includes('--watch');

/** What is copied, from the repository's root to the extension's. */
const COPIES = {
  'syntaxes/source-bundle.tmLanguage.json': 'syntaxes/source-bundle.tmLanguage.json',
  'docs/variorum.schema.json': 'schemas/variorum.schema.json',
  'examples/harbour-bridge.bundle': 'example/harbour-bridge.bundle',
  'LICENSE-MIT': 'LICENSE',
};

for (const [from, to] of Object.entries(COPIES)) {
  const target = join(here, to);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(repository, from), target);
}

const context = await esbuild.context({
  absWorkingDir: here,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: !isWatching,
  sourcemap: isWatching,
  metafile: true,
  logLevel: 'info',
});
if (isWatching) {
  await context.watch();
} else {
  const { metafile } = await context.rebuild();
  await context.dispose();
  await writeFile(join(here, 'dist', 'LICENSES.txt'), await licences(Object.keys(metafile.inputs)));
}

/** The licences of the packages that are bundled, which they want to be passed on. */
async function licences(inputs) {
  const folders = inputs.map((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version } = JSON.parse(await readFile(join(here, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(here, folder))).find((one) => /^licen[cs]e/i.test(one));
    if (!file) throw new Error(`${name} has no licence to pass on`);
    return `${name} ${version}\n\n${(await readFile(join(here, folder, file), 'utf8')).trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}
