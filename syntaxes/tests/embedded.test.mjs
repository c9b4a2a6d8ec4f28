// Whatever an article's language leaves open, its close marker ends it: each sample is cut off at every character.

import assert from "node:assert/strict";
import test from "node:test";
import { embedded } from "../source/languages.mjs";
import { knows, textOf, tokenise } from "./engine.mjs";
import { samples } from "./samples.mjs";

// Where an extension is a pattern: one of what it matches.
const plainly = (extension) => extension.replace(/\[(.)[^\]]*\]\??/g, "$1").replace(/.\?/g, "");

const cuts = (text) => Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length));

for (const { id, scope, extensions, content } of embedded) {
  test(`${id}: every extension brings its language`, () => {
    for (const extension of extensions.map(plainly)) {
      const [, body] = tokenise(`<<<FILE: a.${extension}>>>\nx\n<<<END FILE>>>`);
      // Where the editor has no such grammar the article is prose.
      const wanted = knows(scope) ? content.replace(".source-bundle", "") : "meta.prose";
      assert.ok(body.tokens[0].scopes.includes(wanted), extension);
    }
  });
}

for (const [id, sample] of Object.entries(samples)) {
  const { scope, extensions, content } = embedded.find((language) => language.id === id);
  test(`${id}: cut off anywhere, ended by the close marker`, () => {
    assert.ok(knows(scope), `${scope} is there to test with`);
    const inside = content.replace(".source-bundle", "");
    const seen = new Set();
    const clean = tokenise("<<<FILE: a.txt>>>\n<<<END FILE>>>").at(-1).stack;
    for (const body of cuts(sample)) {
      const lines = tokenise(`<<<FILE: a.${plainly(extensions[0])}>>>\n${body}\n<<<END FILE>>>`);
      const last = lines.at(-1);
      assert.equal(textOf(last, "keyword.control.close-marker"), "END FILE", `after ${JSON.stringify(body)}`);
      assert.ok(!last.tokens.some((token) => token.scopes.includes(inside)), `after ${JSON.stringify(body)}`);
      assert.ok(last.stack.equals(clean), `nothing is left open after ${JSON.stringify(body)}`);
      for (const { scopes } of lines.slice(1, -1).flatMap((line) => line.tokens)) scopes.forEach((s) => seen.add(s));
    }
    assert.ok(seen.has(inside));
    // Else nothing was open when the close marker came, and the test would say nothing.
    const open = [...seen].filter((scope) => /^(string|comment|markup|meta)\b/.test(scope) && scope !== inside);
    assert.ok(open.length > 1, [...seen].join(" "));
  });
}
