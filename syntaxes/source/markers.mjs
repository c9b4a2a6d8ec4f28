// Regular expressions for marker lines, as src/bundle/marker.rs reads them. Each takes linear time on any line: nothing that
// repeats can match the same text in two ways.

const blank = "[ \\t]";
// After a keyword: `<<<FILE END.txt>>>` is no close marker, and `<<<FILED: x>>>` none at all.
const wordEnd = `(?=[: \\t]|>{2,5}${blank}*$)`;
// The same on a line that may not end as a marker does.
const nearWordEnd = "(?=[: \\t>])";
const openers = `<{3,5}(?!<)${blank}*`;
const closers = (least) => `(?<!>)>{${least},5}${blank}*$`;

export const KEYWORD = "FILE";
// Those that are read where the first marker of a file uses one of them, since a grammar cannot read variorum.toml.
export const MORE_KEYWORDS = "(?:FILE|ARTICLE|DOCUMENT|DOC|SOURCE|NOTE)";

export const openWords = (keyword, ends = wordEnd) =>
  `(?!${keyword}[ _-]?END${ends})(?:BEGIN[ _-]?${keyword}|${keyword}(?:[ _-]?(?:START|BEGIN))?)${ends}`;
export const closeWords = (keyword, ends = wordEnd) =>
  `(?:/${blank}*${keyword}|END[ _-]?${keyword}|${keyword}[ _-]?END)${ends}`;
// The likeliest words in real content: each closes only in a file that is seen to use it.
const bareWords = `(?:END|EOF)(?=${blank}*>{2,5}${blank}*$)`;

/** A whole line that opens an article; `least`: how few `>` will do. */
export const open = (keyword, least = 3) => `${openers}${openWords(keyword)}.*${closers(least)}`;
export const close = (keyword) => `${openers}${closeWords(keyword)}.*${closers(2)}`;
export const bareClose = `${openers}${bareWords}${blank}*${closers(2)}`;

const double = '"(?:[^"\\\\]|\\\\.)*"';
const key = "[A-Za-z][A-Za-z0-9_.-]*";
const nameKey = "(?:path|filename|file|name)";
const is = `${blank}*=${blank}*`;
const pair = `${key}${is}(?:${double}|'[^']*'|[^\\s"'>][^\\s>]*)`;
const pairsOnly = `(?=${pair}(?:${blank}+${pair})*(?:${blank}+BEGIN)?${blank}*>{2,5}${blank}*$)`;
const nonceWord = "[^\\s=>\"':][^\\s=>\"']*";
const named = `(?:${pair}${blank}+)*${nameKey}${blank}*=`;

/** A whole line that opens an article with a nonce, which it captures. */
export const nonceOpen = (keyword, nonce = `(${nonceWord})`) =>
  `${openers}${openWords(keyword)}${blank}+${nonce}${blank}+(?=${named}).*${closers(3)}`;
/** A whole line that closes by a nonce; `nonce` is a back reference. */
export const nonceClose = (keyword, nonce) =>
  `${openers}(?:${closeWords(keyword)}|END)${blank}*:?${blank}*${nonce}${blank}*${closers(2)}`;

/** An open marker line whose article's name ends in one of these extensions. The line is known to be an open marker. */
export const opensNamed = (extensions, keyword = MORE_KEYWORDS) => {
  const ext = `\\.(?:${extensions.join("|")})`;
  const quoted = `"(?:[^"\\\\]|\\\\.)*${ext}"`;
  const value = `(?:${quoted}|'[^']*${ext}'|[^\\s"'>]*${ext}(?=[ \\t>]))`;
  const end = `${blank}*>{2,5}${blank}*$`;
  const forms = [
    `:?${blank}*${quoted}`,
    `:?${blank}*(?:${nonceWord}${blank}+)?(?:${pair}${blank}+)*${nameKey}${is}${value}`,
    `:${blank}*[^"\\s>][^>]*${ext}(?=${end})`,
    `${blank}+[^"\\s>=][^>=]*${ext}(?=${end}|${blank}+${key}${blank}*=)`,
  ];
  return `^((?i:${openers}${openWords(keyword)}(?:${forms.join("|")})).*)$\\n?`;
};

/** Any word that is one letter left out, added, changed or swapped away from `word`. */
const oneOff = (word) => {
  const out = new Set();
  for (let i = 0; i <= word.length; i++) {
    const [head, tail] = [word.slice(0, i), word.slice(i)];
    out.add(`${head}[A-Z]${tail}`);
    if (!tail) continue;
    out.add(`${head}[A-Z]?${tail.slice(1)}`);
    if (tail.length > 1) out.add(`${head}${tail[1]}${tail[0]}${tail.slice(2)}`);
  }
  return `(?!${word}(?![A-Z]))(?:${[...out].join("|")})(?![A-Za-z0-9])`;
};

const anyWords = `(?:${openWords(KEYWORD, nearWordEnd)}|${closeWords(KEYWORD, nearWordEnd)})`;

/** Lines that are content, but so near to a marker that one may have been meant. */
export const near = {
  misspelled:
    `^(?i:${openers}(?:` +
    [
      `(?:END|BEGIN)[ _-]${oneOff(KEYWORD)}`,
      `(?:${oneOff("END")}|${oneOff("BEGIN")})[ _-]${KEYWORD}(?![A-Za-z0-9])`,
      `${oneOff(KEYWORD)}(?=${blank}*[:"=.])`,
      `${oneOff(`END${KEYWORD}`)}(?=${blank}*>)`,
    ].join("|") +
    `).*${closers(2)})`,
  brackets: `^(?i:${openers}${anyWords}.*(?<!>)>${blank}*$)`,
  short: `^(?i:${openers}${openWords(KEYWORD)}.*(?<!>)>>${blank}*$)`,
  // Three brackets on each side alone: text that speaks of markers is not to be full of these.
  inside: `(?<=[^<\\\\\\n])(?i:<<<(?!<)${blank}*${anyWords}[^<>]*>>>${blank}*$)`,
  followed: `^(?i:<<<(?!<)${blank}*${anyWords}[^<>]*>>>)(?=${blank}*[^\\s>])`,
};

/** The escape at the start of a body line that would be a marker without it: the `\` that a reader takes. */
export const escaped =
  `^(\\\\)\\\\*(?i:(?=<{3,5}(?!<)${blank}*` +
  `(?:/${blank}*FILE|(?:BEGIN|END)[ _-]?FILE|FILE(?:[ _-]?(?:START|BEGIN|END))?|END|EOF)(?![A-Za-z0-9_])))`;

/** The first line of a bundle, a byte order mark before it or not. */
export const firstLine = `^\\x{FEFF}?(?i:${open(KEYWORD)})`;

/** What stands on a marker line, for colours. */
export const parts = { openers, blank, double, key, nameKey, is, pairsOnly, nonceWord };
