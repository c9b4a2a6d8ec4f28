// The grammar and the reader of the Rust crate must find the same articles in every dialect: expected.json is the reader's test.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { root, textOf, tokenise } from "./engine.mjs";

const folder = new URL("tests/data/dialects/", root);
const expected = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8"));

// That an END is content which stands before the first other close marker, only the whole file tells.
const BEYOND = { "end-as-content.bundle": 0 };

// A name as its marker spells it.
const unescaped = (name) => (name.includes("\\") ? JSON.parse(`"${name}"`) : name);

function articles(text) {
  const found = [];
  let current = null;
  for (const line of tokenise(text)) {
    const scopes = new Set(line.tokens.flatMap((token) => token.scopes));
    if (scopes.has("meta.marker.open")) {
      current = { name: unescaped(textOf(line, "entity.name.section")) || null, lines: [] };
      found.push(current);
    } else if (scopes.has("meta.article") && line.tokens[0].scopes.includes("meta.article")) {
      current.lines.push(line.line);
    } else if (scopes.has("meta.marker.close")) {
      current = null;
    }
  }
  return found;
}

for (const name of readdirSync(folder).filter((name) => name.endsWith(".bundle"))) {
  test(`${name}: the articles that the reader finds`, () => {
    const text = readFileSync(new URL(name, folder), "utf8").replace(/^\uFEFF/, "");
    const found = articles(text);
    assert.deepEqual(
      found.map((article) => article.name),
      expected[name].articles,
    );
    expected[name].bodies.forEach((body, i) => {
      if (body === null || BEYOND[name] === i) return; // null: not UTF-8
      const lines = body.split(/\r\n|\n|\r/);
      if (lines.at(-1) === "") lines.pop();
      // A line at the end of the file that is no line belongs to the last article where nothing closes it.
      const seen = found[i].lines.map((line) => line.replace(/^\\(?=\\*<{3,5}[^<\s])/, ""));
      if (i === found.length - 1 && seen.at(-1) === "" && seen.length > lines.length) seen.pop();
      assert.deepEqual(seen, lines);
    });
  });
}
