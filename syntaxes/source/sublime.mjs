// The syntax for Sublime Text, which reads no captures with patterns and no `while`: there, `embed` with `escape` ends a language
// whatever it left open. Its first version, which every build and syntect know.

import * as m from "./markers.mjs";
import { prose } from "./prose.mjs";
import { embedded } from "./languages.mjs";

const scope = (name) => `${name}.source-bundle`;
const { openers, blank, double, key, nameKey, is, nonceWord } = m.parts;
const K = m.KEYWORD;

// The languages of Sublime Text's own packages, where it calls them otherwise: a syntax that names a missing one does not load.
const KNOWN = {
  markdown: "text.html.markdown", html: "text.html.basic", json: "source.json", xml: "text.xml", yaml: "source.yaml",
  rust: "source.rust", python: "source.python", javascript: "source.js", css: "source.css", shellscript: "source.shell.bash",
  c: "source.c", cpp: "source.c++", csharp: "source.cs", go: "source.go", java: "source.java", ruby: "source.ruby",
  lua: "source.lua", sql: "source.sql", diff: "source.diff", r: "source.r",
};

const NAME = "entity.name.section.source-bundle markup.heading.source-bundle";
const ends = `^(?i:(?=${[m.open(K), m.close(K), m.bareClose].join("|")}))`;
const near = Object.entries(m.near)
  .filter(([name]) => name !== "short")
  .map(([name, match]) => ({
    match,
    scope: scope(`invalid.${["inside", "followed"].includes(name) ? "deprecated" : "illegal"}.near-marker`),
  }));
const words = `(${m.openWords(K)}|${m.closeWords(K)}|(?:END|EOF)(?=${blank}*>))`;
const keyword = (more) => ({ 1: scope("keyword.control.marker"), 2: scope("punctuation.separator.key-value"), ...more });

// A rule of the other grammar as one of Sublime's.
const rule = ({ name, match, begin, beginCaptures, end, endCaptures, captures, patterns, include }) => {
  if (include) return { include: include.slice(1) };
  const named = (all) => Object.fromEntries(Object.entries(all ?? {}).map(([n, { name }]) => [n, name]));
  if (match) return { match, ...(name ? { scope: name } : {}), captures: named(captures) };
  const inner = [{ meta_scope: name }, { match: end, captures: named(endCaptures), pop: true }, ...patterns.map(rule)];
  return { match: begin, captures: named(beginCaptures), push: inner };
};
const proseContexts = Object.fromEntries(
  Object.entries(prose).map(([id, value]) => [id, (value.patterns && !value.begin ? value.patterns : [value]).map(rule)]),
);

const languages = embedded.filter(({ id }) => KNOWN[id]);
const attribute = (keys, value) => [
  {
    match: `(?i)\\b(${keys})${blank}*(=)${blank}*(?:((")(?:[^"\\\\]|\\\\.)*("))|((')[^']*('))|([^\\s"'>][^\\s>]*))`,
    captures: {
      1: scope("entity.other.attribute-name"),
      2: scope("punctuation.separator.key-value"),
      3: value("string.quoted.double"), 4: scope("punctuation.definition.string.begin"), 5: scope("punctuation.definition.string.end"),
      6: value("string.quoted.single"), 7: scope("punctuation.definition.string.begin"), 8: scope("punctuation.definition.string.end"),
      9: value("string.unquoted"),
    },
  },
];

const contexts = {
  main: [
    ...languages.map(({ id, extensions }) => ({
      match: `(?=${m.opensNamed(extensions, K).replace("$\\n?", "$")})`,
      push: [`body-${id}`, "marker"],
    })),
    { match: `^(?i:(?=${m.open(K, 2)}))`, push: ["body", "marker"] },
    { match: `^(?i:(?=${m.close(K)}|${m.bareClose}))`, push: "marker" },
    { include: "near" },
    { match: "\\S+", scope: scope("comment.block.outside") },
  ],
  near,
  body: [
    { meta_scope: `${scope("meta.article")} ${scope("meta.prose")}` },
    { match: ends, pop: true },
    { include: "inside" },
    { include: "prose" },
  ],
  inside: [{ match: m.escaped, captures: { 1: scope("constant.character.escape") } }, { include: "near" }],
  ...Object.fromEntries(
    languages.map(({ id, content }) => [
      `body-${id}`,
      [
        { meta_scope: scope("meta.article") },
        { match: ends, pop: true },
        { match: "(?=.|\\n)", embed: `scope:${KNOWN[id]}`, embed_scope: content, escape: ends },
      ],
    ]),
  ),
  // One line, which is known to be a marker.
  marker: [
    { meta_scope: scope("meta.marker") },
    { match: "^<{3,5}", scope: scope("punctuation.definition.tag.begin") },
    { match: `(?i)${words}(:)?${blank}*(?=")`, captures: keyword(), push: "quoted-name" },
    {
      match: `(?i)${words}(${blank})${blank}*(${nonceWord})(?=${blank}+(?:${key}${is}(?:${double}|'[^']*'|\\S+)${blank}+)*${nameKey}${blank}*=)`,
      captures: { 1: scope("keyword.control.marker"), 3: scope("constant.numeric.nonce") },
    },
    { match: `(?i)${words}(:)?${blank}*(?=${key}${blank}*=)`, captures: keyword() },
    {
      match: `(?i)${words}(:)?${blank}*([^\\s:>"][^>"=]*?)(?=${blank}*>{2,5}${blank}*$|${blank}+${key}${blank}*=)`,
      captures: keyword({ 3: NAME }),
    },
    { match: `(?i)${words}(:)?`, captures: keyword() },
    ...attribute(nameKey, () => NAME),
    ...attribute(key, scope),
    { match: `(?i)\\bBEGIN(?=>)`, scope: scope("keyword.control.marker") },
    { match: `>{3,5}(?=${blank}*$)`, scope: scope("punctuation.definition.tag.end") },
    { match: `>>(?=${blank}*$)`, scope: scope("invalid.illegal.short-marker") },
    { match: "$\\n?", pop: true },
  ],
  "quoted-name": [
    {
      match: '(")((?:[^"\\\\]|\\\\.)*)(")',
      captures: { 1: scope("punctuation.definition.string.begin"), 2: NAME, 3: scope("punctuation.definition.string.end") },
      pop: true,
    },
    { match: "", pop: true },
  ],
  ...proseContexts,
};

// YAML in block style; every string as JSON writes it, which YAML reads the same.
const yaml = (value, indent = "") => {
  if (typeof value !== "object") return ` ${JSON.stringify(value)}\n`;
  const entries = Array.isArray(value) ? value.map((item) => ["-", item]) : Object.entries(value).map(([k, v]) => [`${k}:`, v]);
  if (!entries.length) return Array.isArray(value) ? " []\n" : " {}\n";
  return `\n${entries.map(([head, item]) => `${indent}${head}${yaml(item, `${indent}  `)}`).join("")}`;
};

export const sublime =
  "%YAML 1.2\n---\n# Generated by syntaxes/build.mjs from syntaxes/source: change it there.\n" +
  yaml({
    name: "Source Bundle",
    file_extensions: ["bundle", "bundle.txt", "srcbundle"],
    first_line_match: m.firstLine,
    scope: "text.source-bundle",
    contexts,
  }).slice(1);
