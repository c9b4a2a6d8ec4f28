// Whether the Lua of the plugin has the form that stylua gives it; with --write it is given that form. NODE_PATH has the npm
// package of stylua.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const stylua = createRequire(import.meta.url)('@johnnymorganz/stylua');
const here = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const settings = Object.fromEntries(
  [...fs.readFileSync(path.join(here, 'stylua.toml'), 'utf8').matchAll(/^(\w+) = "?(\w+)"?$/gm)].map(([, key, value]) => [key, value]),
);

/** A text in form. It takes the configuration it is given away, so that each has its own. */
function form(text) {
  const config = stylua.Config.new();
  config.column_width = Number(settings.column_width);
  config.indent_width = Number(settings.indent_width);
  config.indent_type = stylua.IndentType[settings.indent_type];
  config.quote_style = stylua.QuoteStyle[settings.quote_style];
  return stylua.formatCode(text, config, undefined, stylua.OutputVerification.Full);
}

let crooked = 0;
for (const name of fs.readdirSync(here, { recursive: true }).sort()) {
  if (!name.endsWith('.lua')) continue;
  const file = path.join(here, name);
  const text = fs.readFileSync(file, 'utf8');
  const formed = form(text);
  if (formed === text) continue;
  if (process.argv.includes('--write')) fs.writeFileSync(file, formed);
  else console.error(`editors/nvim/${name} is not as stylua forms it: make nvim-form`);
  crooked += 1;
}
process.exitCode = crooked && !process.argv.includes('--write') ? 1 : 0;
