// No line takes more than linear time: one of four times the length takes about four times as long, hostile or not.

import assert from "node:assert/strict";
import test from "node:test";
import { grammar } from "./engine.mjs";

const OPEN = "<<<FILE: a.txt>>>";
const MARKDOWN = "<<<FILE: a.md>>>";

// What is said again and again; what stands before and after it; the lines before that.
const HOSTILE = {
  "open markers": ["<<<FILE: ", "", "", []],
  "open markers in text": [" <<<FILE: a>>>", "", "", [OPEN]],
  "half close markers": ["<<<END FILE", "x", "", [OPEN]],
  "brackets": ["<", "", "", [OPEN]],
  "closing brackets": [">", "<<<FILE: a", "", []],
  "closing brackets with blanks": [">>> ", "<<<FILE: a", "x", []],
  "blanks in a name": [" ", "<<<FILE: a", "b>>>", []],
  "blanks at the end": [" ", "<<<FILE: a>>>", "x", []],
  "blanks after a keyword": [" ", "<<<FILE", "", []],
  "attributes": [' a="b"', '<<<FILE: "a.txt"', ">>>", []],
  "attributes without a name": [' a="b"', "<<<FILE", " x>>>", []],
  "unquoted attributes": [" a=b", "<<<FILE path=a", " x>>>", []],
  "half attributes": [' a="', "<<<FILE path=b", ">>>", []],
  "escapes in a name": ["\\\\", '<<<FILE: "', ">>>", []],
  "dots in a name": [".js", "<<<FILE: a", "x>>>", []],
  "backslashes": ["\\", "", "<<<END FILE>>>", [OPEN]],
  "single quotes": ["'", "<<<FILE path=", ">>>", []],
  "quotation marks": ["“", "", "", [OPEN]],
  "straight quotation marks": [' "', "", "", [OPEN]],
  "inner quotation marks": ["‘a ", "", "", [OPEN]],
  "apostrophes": ["‘a’b", "", "", [OPEN]],
  "digits": ["1", "", "x", [OPEN]],
  "groups of digits": ["1,", "", "x", [OPEN]],
  "groups of three": [",123", "1", "x", [OPEN]],
  "figures": ["1.", "", "", [OPEN]],
  "colons": ["1:", "", "", [OPEN]],
  "addresses": ["https://", "", "", [OPEN]],
  "dots of an address": [".", "https://a", "", [OPEN]],
  "prose": ["The 34 passengers of “the tram” left at 6:40 a.m. ", "", "", [OPEN]],
  "prose in Markdown": ["The 34 passengers of “the tram” left at 6:40 a.m. ", "", "", [MARKDOWN]],
  "text outside": ["text < ", "", "", []],
};

function stackAfter(lines) {
  return lines.reduce((stack, line) => grammar.tokenizeLine(line, stack).ruleStack, null);
}

// The least of three runs, in milliseconds of this process alone.
function time(line, stack) {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    grammar.tokenizeLine(line, stack);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

for (const [name, [repeated, before, after, lines]] of Object.entries(HOSTILE)) {
  test(name, () => {
    const stack = stackAfter(lines);
    const lineOf = (length) => before + repeated.repeat(Math.ceil(length / repeated.length)) + after;
    time(lineOf(100), stack);
    const [short, long] = [time(lineOf(5_000), stack), time(lineOf(20_000), stack)];
    // 4 if linear, 16 if quadratic; what is quick enough to be noise is quick enough.
    assert.ok(long < 60 || long / short < 9, `${short} ms for 5,000 characters, ${long} ms for 20,000`);
  });
}
