// The engine that VS Code colours with, over this grammar and those of the languages that articles can be in.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// `require` looks where NODE_PATH says, `import` does not.
const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

export const modules = process.env.NODE_PATH;
export const grammarPath = new URL("../source-bundle.tmLanguage.json", import.meta.url);
export const root = new URL("../../", import.meta.url);

const folder = join(modules, "tm-grammars/grammars");
export const otherGrammars = readdirSync(folder).map((name) => join(folder, name));

const byScope = new Map([["text.source-bundle", grammarPath]]);
for (const path of otherGrammars) {
  const scope = /"scopeName":\s*"([^"]+)"/.exec(readFileSync(path, "utf8"))?.[1];
  if (scope) byScope.set(scope, path);
}

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
    const path = byScope.get(scope);
    return path ? textmate.parseRawGrammar(readFileSync(path, "utf8"), "grammar.json") : null;
  },
});

export const grammar = await registry.loadGrammar("text.source-bundle");

/** Whether there is such a grammar to test with. */
export const knows = (scope) => byScope.has(scope);

/** Colours with a theme from here on, and gives the names of its colours. */
export function useTheme(theme) {
  registry.setTheme({ settings: theme.tokenColors });
  return registry.getColorMap();
}

/** Each line of a text with its tokens, their scopes without the root's. */
export function tokenise(text) {
  let stack = textmate.INITIAL;
  return text.split(/\r\n|\n|\r/).map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    const tokens = result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1).map((scope) => scope.replace(".source-bundle", "")),
    }));
    return { line, tokens, stack };
  });
}

/** Whether a token of the line has the scope, and which text. */
export const textOf = ({ tokens }, scope) =>
  tokens.filter((token) => token.scopes.includes(scope)).map((token) => token.text).join("");
