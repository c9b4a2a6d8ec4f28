// What the server's lenses do when they are clicked, beside `variorum.compare`.
import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient/node';
import { holds } from './compare/articles';
import { command, serverCommand, toRange } from './editor';
import type { Session } from './server/session';
import { canonical } from './server/uris';

interface OfArticle {
  uri: string;
  article: string;
  /** The start of its open marker. */
  position: Position;
}

export function lensCommands(session: Session): vscode.Disposable {
  return vscode.Disposable.from(
    serverCommand(session, 'variorum.showFindings', async ({ uri, position, rules }: OfArticle & { rules: string[] }) => {
      const { articles, findings, groups } = await session.ask('variorum.sources', { uri });
      const article = articles.find(({ range }) => range.start.line === position.line);
      if (!article) throw new Error('there is no article at this place any more');
      const own = findings
        .filter(({ rule }) => rules.includes(rule))
        .flatMap(({ places }) => places.map(({ range }) => range))
        .filter(({ start }) => holds(article.range, start.line));
      // A conflict is seen where both of its sides are.
      const others = groups.filter(({ places }) =>
        places.some(
          ({ location }) =>
            location.uri === canonical(uri) && own.some((range) => toRange(range).isEqual(toRange(location.range))),
        ),
      );
      await peek(uri, position, [
        ...own.map((range) => ({ uri, range })),
        ...others.flatMap(({ places }) => places.map(({ location }) => location)),
      ]);
    }),
    command('variorum.showReferences', ({ uri, position, locations }: OfArticle & { locations: Location[] }) =>
      peek(uri, position, locations),
    ),
  );
}

async function peek(uri: string, position: Position, locations: Location[]): Promise<void> {
  const distinct = new Map(locations.map((location) => [JSON.stringify(location), location]));
  const places = [...distinct.values()].map(
    (location) => new vscode.Location(vscode.Uri.parse(location.uri), toRange(location.range)),
  );
  if (places.length === 0) throw new Error('there is nothing to show any more');
  const at = new vscode.Position(position.line, position.character);
  await vscode.commands.executeCommand('editor.action.peekLocations', vscode.Uri.parse(uri), at, places, 'peek');
}
