// Every theme colours what a reader should see at a glance. The themes are those that come with VS Code and many others.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { grammar, modules, useTheme } from "./engine.mjs";

// What is looked at, the line before it, the text that is coloured, its line.
const SEEN = {
  keyword: ["", "FILE", "<<<FILE: a.txt>>>"],
  "close keyword": ["<<<FILE: a.txt>>>", "END FILE", "<<<END FILE>>>"],
  name: ["", "a.txt", "<<<FILE: a.txt>>>"],
  attribute: ["", "date", '<<<FILE: "a.txt" date="2031-03-04">>>'],
  value: ["", "2031", '<<<FILE: "a.txt" date="2031-03-04">>>'],
  nonce: ["", "7c2e91", "<<<FILE 7c2e91 path=a.txt>>>"],
  "near-marker": ["<<<FILE: a.txt>>>", "<<<FLIE", "<<<FLIE: b.txt>>>"],
  escape: ["<<<FILE: a.txt>>>", "\\", "\\<<<END FILE>>>"],
  quotation: ["<<<FILE: a.txt>>>", "So", "“So,” he said."],
  figure: ["<<<FILE: a.txt>>>", "34", "The 34 passengers"],
  time: ["<<<FILE: a.txt>>>", "6:40", "At 6:40 a.m. it left."],
};

// What a theme colours nowhere, it does not colour here: the scope that it would have to name.
const NEEDS = { "near-marker": "invalid", escape: "constant.character" };
// Themes of few colours by intention.
const PLAIN = {
  "min-dark": ["name", "attribute", "escape"],
  "min-light": ["escape"],
  "snazzy-light": ["attribute"],
};
for (const name of ["", "-darker", "-lighter", "-ocean", "-palenight"]) PLAIN[`material-theme${name}`] = ["escape"];

const style = (metadata) => (metadata >>> 11) & 0x1fff; // font style and foreground

function stylesOf(lines, text) {
  let stack = null;
  let tokens;
  for (const line of lines) {
    const result = grammar.tokenizeLine2(line, stack);
    [stack, tokens] = [result.ruleStack, result.tokens];
  }
  const at = lines.at(-1).indexOf(text);
  let found;
  for (let i = 0; i < tokens.length && tokens[i] <= at; i += 2) found = tokens[i + 1];
  return style(found);
}

const folder = join(modules, "tm-themes/themes");
for (const file of readdirSync(folder)) {
  const name = file.replace(".json", "");
  test(name, () => {
    const theme = JSON.parse(readFileSync(join(folder, file), "utf8"));
    useTheme(theme);
    const selectors = theme.tokenColors.flatMap(({ scope, settings }) => (settings?.foreground ? [scope ?? []].flat() : []));
    const named = (scope) => selectors.some((selector) => selector.startsWith(scope));
    const plain = stylesOf(["<<<FILE: a.txt>>>", "plain"], "plain");
    for (const [what, [before, text, line]] of Object.entries(SEEN)) {
      const coloured = stylesOf(before ? [before, line] : [line], text) !== plain;
      if (PLAIN[name]?.includes(what)) assert.ok(!coloured, `${what} needs no excuse`);
      const excused = (NEEDS[what] && !named(NEEDS[what])) || PLAIN[name]?.includes(what);
      assert.ok(coloured || excused, `${what} is not coloured`);
    }
  });
}

test("the themes that come with VS Code need no excuse", () => {
  const own = ["dark-plus", "light-plus", "monokai", "solarized-dark", "solarized-light", "red"];
  for (const name of own) {
    const selectors = readFileSync(join(folder, `${name}.json`), "utf8");
    for (const scope of Object.values(NEEDS)) assert.ok(selectors.includes(`"${scope}`), `${name}: ${scope}`);
    assert.ok(!PLAIN[name]);
  }
});
