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

export type GroupKind = 'quotes' | 'figures' | 'copies' | 'passages' | 'repetitions';

/** Places that are about the same. */
export interface Group {
  kind: GroupKind;
  message: string;
  places: Wording[];
}

export interface Sources {
  articles: Article[];
  people: Person[];
  findings: { rule: string; count: number; places: Finding[] }[];
  groups: Group[];
}

/** A bundle that is known: how much it holds, and how much is found in it. */
export interface Summary {
  uri: string;
  name: string;
  articles: number;
  errors: number;
  warnings: number;
  notes: number;
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

/** The server's commands, by name: what each takes, and what it gives. */
export interface Commands {
  'variorum.article': [{ uri: string; article: Which }, ArticleText];
  'variorum.bundles': [undefined, Summary[]];
  'variorum.pack': [
    { files: string[]; output: string; force: boolean },
    { uri: string; count: number; leftOut: string[] },
  ];
  'variorum.reindex': [undefined, null];
  'variorum.report': [Bundle, string];
  'variorum.sources': [Bundle, Sources];
  'variorum.unpack': [{ uri: string; folder: string; force: boolean }, { uri: string; count: number }];
}
