// What the server's commands take and give; see docs/commands.md.
import type { Location, Position, Range } from 'vscode-languageclient/node';

/** An article: by its name, or by a position in it. */
export type Which = string | Position;

export interface Bundle {
  uri: string;
}

export interface Article {
  name: string;
  title: string | null;
  source: string | null;
  date: string | null;
  /** The whole block, markers included. */
  range: Range;
  /** The name on the marker. */
  selectionRange: Range;
  findings: number;
}

export interface Person {
  name: string;
  places: { article: string; range: Range }[];
}

export interface Finding {
  message: string;
  article: string | null;
  range: Range;
}

export interface Sources {
  articles: Article[];
  people: Person[];
  findings: { rule: string; count: number; places: Finding[] }[];
}

export interface ArticleText {
  name: string | null;
  text: string;
  range: Range;
}

export interface Wording {
  article: string | null;
  text: string;
  location: Location;
}

export interface Wordings {
  message: string;
  quote: Wording;
  others: Wording[];
}

export interface Passage {
  article: Range;
  other: Range;
  words: number;
}

export interface Side {
  name: string;
  title: string | null;
  text: string;
  words: number;
  range: Range;
}

export interface Comparison {
  article: Side;
  other: Side;
  alike: number;
  shares: [number, number];
  passages: Passage[];
}

/** The server's commands, by name: what each takes, and what it gives. */
export interface Commands {
  'variorum.article': [{ uri: string; article: Which }, ArticleText];
  'variorum.compare': [{ uri: string; article: Which; other: Which }, Comparison];
  'variorum.pack': [
    { files: string[]; output: string; force: boolean },
    { uri: string; count: number; leftOut: string[] },
  ];
  'variorum.report': [Bundle, string];
  'variorum.sources': [Bundle, Sources];
  'variorum.unpack': [{ uri: string; folder: string; force: boolean }, { uri: string; count: number }];
}
