// What prose says: quotations, times, dates, figures, addresses. Half words are left alone: a digit in `A380` is no figure.

const word = "[\\p{L}\\p{N}_]";
const before = `(?<!${word}|[.,:/-])`;
const after = `(?!${word})`;
const month =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|" +
  "Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)";
const zone = "(?:\\s(?:GMT|UTC|BST|CET|CEST|EET|EEST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|local time)\\b)?";
// JSON.stringify leaves these as they are, and a reader of the grammar could not tell them apart.
const spaces = " \\x{00A0}\\x{202F}";
const space = `[${spaces}]`;
const units = "(?:per\\s?cent|percent|thousand|hundred|million|billion|trillion|bn|m|kilomet(?:re|er)s?|met(?:re|er)s?|" +
  "centimet(?:re|er)s?|miles?|feet|foot|inch(?:es)?|hectares?|acres?|tonnes?|tons?|kilograms?|kilos?|pounds?|lit(?:re|er)s?|" +
  "km/h|mph|kph|km|cm|mm|kg|MW|GW|kWh|°C|°F|degrees|knots|euros?|dollars?|francs|kroner|kronor|yen|yuan)";

// To the mark that closes it, or to the end of its paragraph: a new paragraph of the same speech opens anew.
const quotation = (mark, begin, end, inner = []) => ({
  name: `string.quoted.${mark}.source-bundle`,
  begin,
  beginCaptures: { 0: { name: "punctuation.definition.string.begin.source-bundle" } },
  end: `(${end})|^(?=\\s*(?:$|[“"„«]))`,
  endCaptures: { 1: { name: "punctuation.definition.string.end.source-bundle" } },
  patterns: inner.map((include) => ({ include })),
});

export const prose = {
  prose: {
    patterns: ["#quotations", "#addresses", "#times", "#dates", "#figures"].map((include) => ({ include })),
  },
  quotations: {
    patterns: [
      quotation("double", "“", "”", ["#inner-quotations"]),
      quotation("double", "„", "[“”]", ["#inner-quotations"]),
      quotation("other", "«(?=\\s?\\S)", "»", ["#inner-quotations"]),
      quotation("other", "「", "」"),
      quotation("other", "『", "』"),
      // A straight mark opens after a blank or a bracket alone: not in 6'2".
      quotation("double", `(?<=^|[\\s(\\[—–-])"(?=\\S)`, '"', ["#inner-quotations"]),
      { include: "#inner-quotations" },
    ],
  },
  // ’ is the apostrophe as well: it closes only where no letter follows, and only if it does so on its line.
  "inner-quotations": {
    name: "string.quoted.single.source-bundle",
    match: `(‘)(?:[^‘’]|’(?=\\p{L}))*(’)(?!\\p{L})`,
    captures: {
      1: { name: "punctuation.definition.string.begin.source-bundle" },
      2: { name: "punctuation.definition.string.end.source-bundle" },
    },
  },
  addresses: {
    name: "markup.underline.link.source-bundle",
    match: `(?<!${word})(?:https?://|www\\.)[^\\s<>"“”«»]*[^\\s<>"“”«».,;:!?)\\]’']`,
  },
  times: {
    name: "constant.numeric.time.source-bundle",
    match:
      `${before}(?:(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?(?:${space}?[ap]\\.?m\\b\\.?${zone}|${zone}(?!${word}|[.,:]\\d))|` +
      `(?:1[0-2]|0?[1-9])(?:\\.[0-5]\\d)?${space}?[ap]\\.?m\\b\\.?${zone}|(?:[01]?\\d|2[0-3])h[0-5]\\d${after})`,
  },
  dates: {
    name: "constant.numeric.date.source-bundle",
    match:
      `${before}(?:\\d{4}-[01]\\d-[0-3]\\d(?:T[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?|` +
      `[0-3]?\\d(?:st|nd|rd|th)?(?:${space}of)?${space}${month}(?:,?${space}\\d{4})?|` +
      `${month}${space}[0-3]?\\d(?:st|nd|rd|th)?(?:,?${space}\\d{4})?)${after}`,
  },
  figures: {
    match:
      `(?<!${word}|\\d[.,]|\\p{L}[-/])((?:US|A|C|HK|NZ)?[$£€¥])?(\\d{1,3}(?:[,’${spaces}]\\d{3})+(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?)` +
      `(?:(st|nd|rd|th)${after}|[-${spaces}]?(${units})${after}|${space}?([%‰€£])|(?![\\p{L}\\p{N}_]|[.,]\\d))`,
    captures: {
      1: { name: "keyword.other.unit.currency.source-bundle" },
      2: { name: "constant.numeric.figure.source-bundle" },
      3: { name: "constant.numeric.figure.source-bundle" },
      4: { name: "keyword.other.unit.source-bundle" },
      5: { name: "keyword.other.unit.source-bundle" },
    },
  },
};
