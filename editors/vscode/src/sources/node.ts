// An entry of the Sources view.
import type { Range } from 'vscode-languageclient/node';
import type { ArticleKey } from '../compare/articles';
import type { Wording } from '../server/protocol';

export type NodeKind =
  | 'bundle'
  | 'section'
  | 'article'
  | 'person'
  | 'place'
  | 'quote'
  | 'wording'
  | 'figure'
  | 'copies'
  | 'passage'
  | 'repetition';

export interface Node {
  kind: NodeKind;
  /** The same entry after a refresh has the same, so that the view keeps what is open and selected. */
  id: string;
  label: string;
  description?: string;
  /** Plain text. */
  tooltip?: string;
  /** The URI of the bundle that it is of. */
  bundle: string;
  /** Where a click leads. */
  target?: { uri: string; range: Range };
  /** What is copied. */
  text: string;
  isOpen?: boolean;
  children: Node[];
  parent?: Node;
  /** Of an article. */
  article?: ArticleKey;
  /** Of what stands in several places. */
  places?: Wording[];
}
