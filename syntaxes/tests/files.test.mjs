// What is committed: the grammar is what its source makes, the assertions hold, the snapshots are those of today.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { grammarPath, modules, otherGrammars } from "./engine.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const grammars = [fileURLToPath(grammarPath), ...otherGrammars].flatMap((path) => ["-g", path]);

function run(program, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  const said = `${stdout}${stderr}`.replace(/^grammar not found for .*\n/gm, "");
  return { status, said };
}

test("the grammar is what its source makes", () => {
  const { status, said } = run(here("../build.mjs"), "--check");
  assert.equal(status, 0, said);
});

test("assertions", () => {
  const tool = join(modules, "vscode-tmgrammar-test/dist/unit.js");
  const { status, said } = run(tool, ...grammars, join(here("assertions"), "*.bundle"));
  assert.equal(status, 0, said);
  assert.equal(said.match(/run success/g)?.length, readdirSync(here("assertions")).length, said);
});

test("snapshots", () => {
  // A copy: the tool writes what is missing.
  const folder = mkdtempSync(join(tmpdir(), "snapshots-"));
  try {
    cpSync(here("snapshots"), folder, { recursive: true });
    const names = readdirSync(folder);
    const bundles = names.filter((name) => name.endsWith(".bundle"));
    assert.deepEqual(names.filter((name) => name.endsWith(".snap")).sort(), bundles.map((name) => `${name}.snap`).sort());
    const tool = join(modules, "vscode-tmgrammar-test/dist/snapshot.js");
    const { status, said } = run(tool, "--expandDiff", "-s", "text.source-bundle", ...grammars, join(folder, "*.bundle"));
    assert.equal(status, 0, `${said}\nmake snapshots writes them anew; look at the difference`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const { firstLineMatch, fileTypes } = JSON.parse(readFileSync(grammarPath, "utf8"));
// As JavaScript writes it.
const firstLine = new RegExp(firstLineMatch.replace("(?i:", "(?:").replace("\\x{FEFF}", "\\uFEFF"), "i");

test("a bundle is known by its first line", () => {
  const are = [
    "<<<FILE: a.txt>>>",
    '\uFEFF<<<FILE: "a.txt" date="2031-03-04">>>',
    "<<<file_start: a>>>",
    "<<<BEGIN FILE>>>",
    "<<<FILE 7c2e path=a>>> ",
  ];
  for (const line of are) assert.match(line, firstLine);
  const areNot = [
    "# v2 git bundle",
    "# v3 git bundle",
    "<<<FILE",
    "cat <<<FILE: a>>>",
    "<<<END FILE>>>",
    "<?php echo <<<FILE",
    "<<<<<<< HEAD",
    "<<file:__EnableX>>",
  ];
  for (const line of areNot) assert.doesNotMatch(line, firstLine);
});

test("a bundle is known by its name", () => {
  assert.deepEqual(fileTypes, ["bundle", "bundle.txt", "srcbundle"]);
});

test("the extension of VS Code knows the languages that are embedded", () => {
  const path = new URL("../../editors/vscode/package.json", import.meta.url);
  const [grammar] = JSON.parse(readFileSync(path, "utf8")).contributes.grammars;
  const languages = new URL("../embedded-languages.json", import.meta.url);
  assert.deepEqual(grammar.embeddedLanguages, JSON.parse(readFileSync(languages, "utf8")));
});
