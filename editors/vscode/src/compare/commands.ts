// The commands that compare.
import * as vscode from 'vscode';
import type { Position, Range } from 'vscode-languageclient/node';
import { bundleInFront, given, serverCommand, toPosition, toRange } from '../editor';
import type { Which, Wording } from '../server/protocol';
import type { Session } from '../server/session';
import { canonical } from '../server/uris';
import type { Node } from '../sources/node';
import { brief, count } from '../text';
import { type ArticleKey, findArticle, holds, keyOf } from './articles';
import { type Place, showArticle, showArticles, showPlaces, wholeLines } from './show';

/** What a lens and a finding compare. */
interface TwoArticles {
  uri: string;
  article: Which;
  other: Which;
  /** The bundle of the other article; the same one where it is left out. */
  otherUri?: string;
}

export function placeOf(wording: Wording): Place {
  return { bundle: wording.location.uri, range: wording.location.range, article: wording.article ?? '' };
}

export function compareCommands(session: Session): vscode.Disposable {
  return vscode.Disposable.from(
    serverCommand(session, 'variorum.compare', async (argument?: Partial<TwoArticles>) => {
      const asked = given<TwoArticles>(argument);
      const bundle = asked?.uri ?? bundleInFront().uri;
      const own = await findArticle(session, bundle, asked?.article ?? bundleInFront().position);
      const other =
        asked?.other === undefined
          ? await pickOther(session, own)
          : await findArticle(session, asked.otherUri ?? bundle, asked.other);
      if (other) await showArticles(own, other);
    }),

    serverCommand(session, 'variorum.compareWordings', async (argument?: { uri: string; position: Position }) => {
      const asked = given(argument);
      const uri = asked?.uri ?? bundleInFront().uri;
      const position = asked?.position ?? bundleInFront().position;
      const { groups } = await session.ask('variorum.sources', { uri });
      const isHere = ({ location }: Wording) =>
        location.uri === canonical(uri) && toRange(location.range).contains(toPosition(position));
      const quote = groups.find(({ kind, places }) => kind === 'quotes' && places.some(isHere));
      if (!quote) throw new Error('nothing is quoted here that another article has in other words');
      // What the cursor is in is what the others are compared with.
      const own = quote.places.filter(isHere);
      await compareWordings([...own, ...quote.places.filter((place) => !own.includes(place))]);
    }),

    serverCommand(session, 'variorum.comparePassages', async (places: Place[]) => {
      await comparePassages(await Promise.all(places.map((place) => named(session, place))));
    }),

    serverCommand(session, 'variorum.openArticle', async (argument?: { uri: string; article: Which } | Node) => {
      if (argument && 'kind' in argument && argument.article) return await showArticle(argument.article);
      const asked = given(argument as { uri: string; article: Which } | undefined);
      const uri = asked?.uri ?? bundleInFront().uri;
      return await showArticle(await findArticle(session, uri, asked?.article ?? bundleInFront().position));
    }),
  );
}

export async function compareWordings(wordings: readonly Wording[]): Promise<void> {
  const longest = wordings.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  await showPlaces(wordings.map(placeOf), `${count(wordings.length, 'wording')} of ${brief(longest.text, 40)}`);
}

export async function comparePassages(places: readonly Place[]): Promise<void> {
  const whole = await Promise.all(places.map(wholeLines));
  await showPlaces(whole, count(whole.length, 'passage'));
}

/** A finding does not say the name of its own article. */
async function named(session: Session, place: Place): Promise<Place> {
  if (place.article) return place;
  const { name } = await findArticle(session, place.bundle, place.range.start);
  return { ...place, article: name };
}

/** Lets the user choose another article of the same bundle. */
async function pickOther(session: Session, own: ArticleKey): Promise<ArticleKey | undefined> {
  const { articles, groups } = await session.ask('variorum.sources', { uri: own.bundle });
  const keys = articles.map((article) => keyOf(own.bundle, articles, article));
  const self = articles.find((_, index) => keys[index]?.name === own.name && keys[index]?.nth === own.nth);
  const sharing = groups.filter(({ places }) => self && places.some((place) => isIn(place, own.bundle, self.range)));
  const items = articles.flatMap((article, index) => {
    const key = keys[index];
    if (!key || article === self) return [];
    const shared = sharing.filter(({ places }) => places.some((place) => isIn(place, own.bundle, article.range)));
    const item = {
      label: article.name || 'unnamed',
      description: [article.source, article.date?.slice(0, 10)].filter(Boolean).join(' · '),
      detail: [article.title, shared.length ? `${count(shared.length, 'finding')} about both` : '']
        .filter(Boolean)
        .join(' · '),
      key,
      shared: shared.length,
    };
    return [item];
  });
  // Those first of which there is most to see.
  items.sort((a, b) => b.shared - a.shared);
  const picked = await vscode.window.showQuickPick(items, {
    title: `Compare ${own.name || 'this article'} with …`,
    placeHolder: 'Another article of the bundle',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.key;
}

function isIn({ location }: Wording, bundle: string, range: Range): boolean {
  return location.uri === bundle && holds(range, location.range.start.line);
}
