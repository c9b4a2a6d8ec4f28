#!/usr/bin/env node
// Writes the grammar from its source, or with --check says whether what is written is still that.
import { readFileSync, writeFileSync } from "node:fs";
import { embeddedLanguages, grammar } from "./source/grammar.mjs";
import { sublime } from "./source/sublime.mjs";

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const outputs = {
  "source-bundle.tmLanguage.json": json(grammar),
  "embedded-languages.json": json(embeddedLanguages),
  "../editors/sublime/Source Bundle.sublime-syntax": sublime,
};
for (const [name, text] of Object.entries(outputs)) {
  const path = new URL(name, import.meta.url);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`syntaxes/${name} is not what syntaxes/source makes: run node syntaxes/build.mjs`);
    process.exitCode = 1;
  }
}
