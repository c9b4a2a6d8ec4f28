// Each article as a document of its own, which cannot be edited and follows its bundle.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient/node';
import type { Changes } from '../changes';
import type { Article, Which } from '../server/protocol';
import type { Session } from '../server/session';
import { canonical } from '../server/uris';
import { said } from '../text';

export const ARTICLE = 'variorum-article';

/** What a document of an article is known by: of several with the same name, the number tells which. */
export interface ArticleKey {
  bundle: string;
  name: string;
  nth: number;
}

/** The document's title is the article's name, beside it stands the bundle's. */
export function articleUri(key: ArticleKey): vscode.Uri {
  const bundle = path.posix.basename(vscode.Uri.parse(key.bundle).path) || 'bundle';
  return vscode.Uri.from({
    scheme: ARTICLE,
    path: path.posix.join('/', bundle, key.name || 'unnamed'),
    query: JSON.stringify(key),
  });
}

export function articleKey(uri: vscode.Uri): ArticleKey {
  return JSON.parse(uri.query) as ArticleKey;
}

/** Which article is meant, by its name (of several the first) or by a position in it. */
export async function findArticle(session: Session, uri: string, which: Which): Promise<ArticleKey> {
  const bundle = canonical(uri);
  if (typeof which === 'string') return { bundle, name: which, nth: 0 };
  const { articles } = await session.ask('variorum.sources', { uri: bundle });
  const found = articles.find(({ range }) => holds(range, which.line));
  if (!found) throw new Error('there is no article at this place');
  return keyOf(bundle, articles, found);
}

/** Whether a line is in a range of whole lines: such a range ends where the next line starts. */
export function holds({ start, end }: Range, line: number): boolean {
  return start.line <= line && (line < end.line || (line === end.line && end.character > 0));
}

export function keyOf(bundle: string, articles: Article[], article: Article): ArticleKey {
  const alike = articles.filter(({ name }) => name === article.name);
  return { bundle, name: article.name, nth: alike.indexOf(article) };
}

export class Articles implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #own: vscode.Disposable;

  constructor(session: Session, changes: Changes) {
    this.#session = session;
    this.#own = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(ARTICLE, this),
      changes.onDidChange((bundles) => {
        for (const { uri } of vscode.workspace.textDocuments) {
          if (uri.scheme === ARTICLE && bundles.has(articleKey(uri).bundle)) this.#changed.fire(uri);
        }
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const key = articleKey(uri);
    try {
      const article = await this.#which(key);
      return (await this.#session.ask('variorum.article', { uri: key.bundle, article }, token)).text;
    } catch (error) {
      if (token.isCancellationRequested) throw error;
      // What is open stays open, and says why it is empty.
      return `(${said(error)})\n`;
    }
  }

  /** Names are the surest, as long as they tell which. */
  async #which({ bundle, name, nth }: ArticleKey): Promise<Which> {
    if (name && nth === 0) return name;
    const { articles } = await this.#session.ask('variorum.sources', { uri: bundle });
    const article = articles.filter((article) => article.name === name)[nth];
    if (!article) throw new Error(`there is no article named \`${name}\` in this bundle any more`);
    return article.selectionRange.start;
  }

  dispose(): void {
    this.#own.dispose();
  }
}
