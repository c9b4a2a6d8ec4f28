// The grammar. What holds it together:
//
// - An article is a `while` rule: TextMate asks at the start of each line, from the outermost rule inwards, whether the rule still
//   holds, and drops whatever is open inside one that does not. So a marker ends an article whatever its language left open; an
//   `end` rule would wait for the string or the fenced block to be closed first.
// - What a file's markers say of its dialect is kept in rules that are entered and never left: which keywords it uses, and whether
//   `<<<END>>>` is content here since another close marker was seen.

import * as m from "./markers.mjs";
import { prose } from "./prose.mjs";
import { embedded } from "./languages.mjs";

const scope = (name) => ({ name: `${name}.source-bundle` });
const include = (...names) => names.map((name) => ({ include: `#${name}` }));
const never = "(?!)";
const { blank, openers, double, key, nameKey, is, pairsOnly, nonceWord } = m.parts;

const end = "(?:(?<!>)(>{3,5})|(?<!>)(>>))[ \\t]*$";
const endCaptures = (n) => ({
  [n]: scope("punctuation.definition.tag.end"),
  [n + 1]: scope("invalid.illegal.short-marker"),
});
const head = (words) => `^(${openers})(${words})(?:(:)|(?!:))${blank}*`;
const headCaptures = (part) => ({
  1: scope("punctuation.definition.tag.begin"),
  2: scope(`keyword.control.${part}-marker`),
  3: scope("punctuation.separator.key-value"),
});
const NAME = { name: "entity.name.type.article.source-bundle entity.name.section.source-bundle markup.heading.source-bundle" };
const bare = `([^\\s"](?:.*[^ \\t])?)?${blank}*`;

// The forms of what may follow the keyword, the most special first.
const markerLine = (part, words) => {
  const line = (rest, captures, at) => ({
    name: `meta.marker.${part}.source-bundle`,
    match: `(?i)${head(words)}${rest}${end}`,
    captures: { ...headCaptures(part), ...captures, ...endCaptures(at) },
  });
  return [
    line(`(${double})(.*)`, { 4: { patterns: include("quoted-name") }, 5: { patterns: include("attributes") } }, 6),
    line(`(?:(${nonceWord})${blank}+)?(?=(?:${key}${is}.*)?${nameKey}${blank}*=)${pairsOnly}(.*)`, {
      4: scope("constant.numeric.nonce"),
      5: { patterns: include("attributes") },
    }, 6),
    line(`(?<!:)(?<=[ \\t])([^\\s"]+)${blank}+${pairsOnly}(.*)`, { 4: NAME, 5: { patterns: include("attributes") } }, 6),
    line(bare, { 4: NAME }, 5),
    line(`(".*)`, { 4: scope("invalid.illegal.name") }, 5),
  ];
};

// `key=value`. Rules, and not captures with patterns: the engine copies the line for each of those.
const attribute = (keys, { double: inDouble, single: inSingle, unquoted }) => {
  const start = `(?i)(?<![A-Za-z0-9_.-])(${keys})${blank}*(=)${blank}*`;
  const captures = { 1: scope("entity.other.attribute-name"), 2: scope("punctuation.separator.key-value") };
  const quoted = (quote, content, whole, patterns) => ({
    begin: `${start}(${quote})`,
    beginCaptures: { ...captures, 3: whole("punctuation.definition.string.begin") },
    end: quote,
    endCaptures: { 0: whole("punctuation.definition.string.end") },
    ...content,
    patterns,
  });
  return [
    quoted('"', ...inDouble, include("string-escape")),
    quoted("'", ...inSingle, []),
    { match: `${start}([^\\s"']\\S*)`, captures: { ...captures, 3: unquoted } },
  ];
};
// What a name in quotes is, and a value: the content, and the quotes.
const nameIn = [{ contentName: NAME.name }, scope];
const stringIn = (name) => [
  { contentName: `${name}.source-bundle` },
  (mark) => ({ name: `${name}.source-bundle ${mark}.source-bundle` }),
];

const languageRules = embedded.map(({ id, scope: grammar, extensions, content }) => [
  `language-${id}`,
  {
    begin: m.opensNamed(extensions),
    beginCaptures: { 1: { patterns: include("open-marker") } },
    while: "^",
    contentName: content,
    patterns: [{ include: grammar }],
  },
]);

const csv = {
  begin: m.opensNamed(["csv", "tsv"]),
  beginCaptures: { 1: { patterns: include("open-marker") } },
  while: "^",
  contentName: "meta.embedded.block.csv.source-bundle",
  patterns: include("csv"),
};

const plain = {
  begin: "^(.*)$\\n?",
  beginCaptures: { 1: { patterns: include("open-marker") } },
  while: "^",
  contentName: "meta.prose.source-bundle",
  patterns: include("prose"),
};

// The rules of one file, by what is known of its dialect: its keywords, and whether END is content.
const dialect = (id, keyword) => {
  const article = (closes) => ({
    ...scope("meta.article"),
    begin: `^(?i:(?=${m.open(keyword, 2)}))`,
    while: `^(?i:(?!${[m.open(keyword), ...closes].join("|")}))`,
    patterns: include("article"),
  });
  return {
    [`${id}-file`]: {
      begin: `^(?i:(?=${m.open(keyword, 2)}|${m.close(keyword)}))`,
      end: never,
      patterns: include(`${id}-closed-by-keyword`, `${id}-nonce`, `${id}-any-close`, `${id}-bare-close`, `${id}-close`, "outside"),
    },
    [`${id}-closed-by-keyword`]: {
      begin: `^(?i:(?=${m.close(keyword)}))`,
      end: never,
      patterns: include(`${id}-close`, `${id}-nonce`, `${id}-keyword-close`, "outside"),
    },
    [`${id}-any-close`]: article([m.close(keyword), m.bareClose]),
    [`${id}-keyword-close`]: article([m.close(keyword)]),
    // As long as nobody knows whether END is content, what follows it may belong to the article.
    [`${id}-bare-close`]: {
      begin: `^((?i:${m.bareClose}))\\n?`,
      beginCaptures: { 1: { patterns: markerLine("close", `(?:END|EOF)(?=${blank}*>{2,5}${blank}*$)`) } },
      while: `^(?i:(?!${m.open(keyword)}|${m.close(keyword)}|${m.bareClose}))`,
      contentName: "meta.prose.source-bundle",
      patterns: include("prose"),
    },
    [`${id}-close`]: { patterns: markerLine("close", m.closeWords(keyword)) },
    // Closed by its own nonce, and by nothing else.
    [`${id}-nonce`]: {
      begin: `^(?i:(?=${m.nonceOpen(keyword)}))`,
      end: `(?i)^(${openers})(${m.closeWords(keyword)}|END)(:)?${blank}*(\\1)${blank}*${end}`,
      endCaptures: {
        0: scope("meta.marker.close"),
        ...headCaptures("close"),
        4: scope("constant.numeric.nonce"),
        ...endCaptures(5),
      },
      patterns: [
        {
          ...scope("meta.article"),
          begin: `^(?i:(?=${m.nonceOpen(keyword)}))`,
          while: `^(?i:(?!${m.nonceClose(keyword, "\\1")}|${m.nonceOpen(keyword, "\\1")}))`,
          patterns: include("article"),
        },
      ],
    },
  };
};

const nearMarkers = (names) =>
  names.map((name) => ({
    name: `invalid.${["inside", "followed"].includes(name) ? "deprecated" : "illegal"}.near-marker.source-bundle`,
    match: m.near[name],
  }));

export const grammar = {
  $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
  information_for_contributors: [
    "Generated by syntaxes/build.mjs from syntaxes/source: change it there, and run `node syntaxes/build.mjs`.",
  ],
  name: "Source bundle",
  scopeName: "text.source-bundle",
  fileTypes: ["bundle", "bundle.txt", "srcbundle"],
  firstLineMatch: m.firstLine,
  foldingStartMarker: `^(?i:${m.open(m.KEYWORD)})`,
  foldingStopMarker: `^(?i:${m.close(m.KEYWORD)})`,
  patterns: include("file", "more", "outside"),
  injections: {
    "L:text.source-bundle - meta.marker": {
      patterns: nearMarkers(["misspelled", "brackets", "inside", "followed"]),
    },
    "L:meta.prose.source-bundle, L:meta.embedded.block": {
      patterns: [
        { match: m.escaped, captures: { 1: scope("constant.character.escape") } },
        ...nearMarkers(["short"]),
      ],
    },
    "meta.embedded.block.markdown.source-bundle meta.paragraph.markdown - markup.inline.raw - markup.fenced_code - string": {
      patterns: include("prose"),
    },
  },
  repository: {
    file: { patterns: include("file-file") },
    more: { patterns: include("more-file") },
    ...dialect("file", m.KEYWORD),
    ...dialect("more", m.MORE_KEYWORDS),
    article: { patterns: include(...languageRules.map(([id]) => id), "language-csv", "plain") },
    ...Object.fromEntries(languageRules),
    "language-csv": csv,
    plain,
    "open-marker": { patterns: markerLine("open", m.openWords(m.MORE_KEYWORDS)) },
    "quoted-name": {
      begin: '"',
      beginCaptures: { 0: scope("punctuation.definition.string.begin") },
      end: '"',
      endCaptures: { 0: scope("punctuation.definition.string.end") },
      contentName: NAME.name,
      patterns: include("string-escape"),
    },
    attributes: {
      patterns: [
        ...attribute(nameKey, { double: nameIn, single: nameIn, unquoted: NAME }),
        ...attribute(key, {
          double: stringIn("string.quoted.double"),
          single: stringIn("string.quoted.single"),
          unquoted: scope("string.unquoted"),
        }),
        { ...scope("keyword.control.open-marker"), match: "(?i)\\bBEGIN(?=[ \\t]*$)" },
        { ...scope("invalid.illegal.attribute"), match: "[^ \\t]+" },
      ],
    },
    "string-escape": {
      patterns: [
        { ...scope("constant.character.escape"), match: '\\\\(?:["\\\\/bfnrt]|u[0-9A-Fa-f]{4})' },
        { match: "\\\\." }, // it stands for itself, as in "C:\new"
      ],
    },
    csv: {
      patterns: [
        { ...scope("punctuation.separator.csv"), match: "[,;\\t|]" },
        {
          ...scope("string.quoted.double.csv"),
          begin: '(?<=^|[,;\\t|])"',
          end: '"(?!")',
          patterns: [{ match: '""', ...scope("constant.character.escape") }],
        },
        { ...scope("constant.numeric.csv"), match: "(?<=^|[,;\\t|])[+-]?\\d[\\d.]*(?=\\s*(?:$|[,;\\t|]))" },
      ],
    },
    ...prose,
    // Commentary: it belongs to no article.
    outside: { ...scope("comment.block.outside"), match: "[^<\\s][^<\\n]*|<+" },
  },
};

/** For `embeddedLanguages` of a VS Code extension. */
export const embeddedLanguages = Object.fromEntries(embedded.map(({ id, content }) => [content, id]));
