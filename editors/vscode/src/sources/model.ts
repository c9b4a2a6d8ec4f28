// What the Sources view shows of a bundle, as the server tells it.
import { keyOf } from '../compare/articles';
import type { Article, Group, GroupKind, Person, Sources, Summary, Wording } from '../server/protocol';
import { brief, count } from '../text';
import type { Node, NodeKind } from './node';

/** Sections of more entries begin closed. */
const MANY = 40;

export function bundleNode(summary: Summary, shownAs: string, isOpen: boolean): Node {
  const { uri, articles } = summary;
  const found = foundIn(summary);
  return {
    kind: 'bundle',
    id: uri,
    label: summary.name.replace(/^untitled:/, ''),
    description: [shownAs, count(articles, 'article'), found].filter(Boolean).join(' · '),
    tooltip: `${summary.name}: ${count(articles, 'article')}, ${found || 'no findings'}`,
    bundle: uri,
    text: summary.name,
    isOpen,
    children: [],
  };
}

export function foundIn({ errors, warnings, notes }: Summary): string {
  return [errors && count(errors, 'error'), warnings && count(warnings, 'warning'), notes && count(notes, 'note')]
    .filter(Boolean)
    .join(', ');
}

export function sections(bundle: string, sources: Sources): Node[] {
  const { articles, people, groups } = sources;
  const of = (...kinds: GroupKind[]) => groups.filter(({ kind }) => kinds.includes(kind));
  const all = [
    section(
      bundle,
      'Articles',
      articles.map((article) => articleNode(bundle, articles, article)),
      true,
    ),
    section(
      bundle,
      'People',
      people.map((person) => personNode(bundle, person)),
      false,
    ),
    section(
      bundle,
      'Quotes told several ways',
      of('quotes').map((group) => groupNode(bundle, group)),
      true,
    ),
    section(
      bundle,
      'Figures in conflict',
      of('figures').map((group) => groupNode(bundle, group)),
      true,
    ),
    section(
      bundle,
      'Copies and repeated passages',
      of('copies', 'passages', 'repetitions').map((group) => groupNode(bundle, group)),
      true,
    ),
  ];
  return all.filter(({ children }) => children.length > 0);
}

function section(bundle: string, label: string, children: Node[], isOpen: boolean): Node {
  const description = String(children.length);
  const id = `${bundle}#${label}`;
  const node: Node = {
    kind: 'section',
    id,
    label,
    description,
    tooltip: `${label}: ${description}`,
    bundle,
    text: children.map(({ text }) => text).join('\n'),
    isOpen: isOpen && children.length <= MANY,
    children,
  };
  // Two entries may say the same; the second of them needs an id of its own.
  const ids = new Map<string, number>();
  for (const child of children) {
    const twin = ids.get(child.id) ?? 0;
    ids.set(child.id, twin + 1);
    child.id = `${id}/${child.id}#${twin}`;
    child.parent = node;
    child.children.forEach((grandchild, index) => {
      grandchild.id = `${child.id}/${index}`;
      grandchild.parent = child;
    });
  }
  return node;
}

function articleNode(bundle: string, articles: Article[], article: Article): Node {
  const { name, title, source, date, findings } = article;
  const found = findings ? count(findings, 'finding') : '';
  return {
    kind: 'article',
    id: name,
    label: name || 'unnamed',
    description: [source, date?.slice(0, 10), found].filter(Boolean).join(' · '),
    tooltip: [title, source, date, found].filter(Boolean).join('\n'),
    bundle,
    target: { uri: bundle, range: article.selectionRange },
    text: name,
    children: [],
    article: keyOf(bundle, articles, article),
  };
}

function personNode(bundle: string, { name, places }: Person): Node {
  const children = places.map(
    ({ article, range }): Node => ({
      kind: 'place',
      id: article,
      label: article || 'unnamed',
      description: `line ${range.start.line + 1}`,
      tooltip: `${name} in ${article}`,
      bundle,
      target: { uri: bundle, range },
      text: article,
      children: [],
    }),
  );
  return {
    kind: 'person',
    id: name,
    label: name,
    description: count(places.length, 'article'),
    tooltip: `${name}: in ${places.map(({ article }) => article).join(', ')}`,
    bundle,
    ...(children[0]?.target && { target: children[0].target }),
    text: name,
    isOpen: false,
    children,
  };
}

const KINDS: Record<GroupKind, NodeKind> = {
  quotes: 'quote',
  figures: 'figure',
  copies: 'copies',
  passages: 'passage',
  repetitions: 'repetition',
};

function groupNode(bundle: string, group: Group): Node {
  const { kind, message, places } = group;
  const children = places.map((place) => wordingNode(bundle, kind, place));
  const first = places.find(({ location }) => location.uri === bundle) ?? places[0];
  return {
    kind: KINDS[kind],
    id: places.map(({ article }) => article).join(' '),
    label: label(group),
    description: description(group),
    tooltip: message,
    bundle,
    ...(first && { target: first.location }),
    text: places.map(({ article, text }) => `${text.trim()} (${article ?? ''})`).join('\n'),
    isOpen: false,
    children,
    places,
  };
}

function label({ kind, places }: Group): string {
  const texts = places.map(({ text }) => brief(text, 60));
  if (kind === 'figures') return [...new Set(texts)].join(' ≠ ');
  if (kind === 'copies') return texts.join(' ≈ ');
  // The longest is the fullest.
  const longest = places.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return brief(longest.text, 60);
}

function description({ kind, places }: Group): string {
  const articles = new Set(places.map(({ article, location }) => `${location.uri}#${article}`)).size;
  if (kind === 'quotes') return count(places.length, 'wording');
  if (kind === 'repetitions') return `${places.length} times in ${places[0]?.article ?? ''}`;
  return kind === 'copies' ? count(articles, 'article') : `in ${count(articles, 'article')}`;
}

function wordingNode(bundle: string, kind: GroupKind, { article, text, location }: Wording): Node {
  const name = article || 'unnamed';
  const elsewhere = location.uri === bundle ? '' : ` in ${bundleName(location.uri)}`;
  const isCopy = kind === 'copies';
  const shown = isCopy
    ? { label: name, description: `line ${location.range.start.line + 1}${elsewhere}`, tooltip: `${name}${elsewhere}` }
    : { label: brief(text, 120), description: `${name}${elsewhere}`, tooltip: text };
  const copied = isCopy ? name : text;
  return { kind: 'wording', id: '', ...shown, bundle, target: location, text: copied, children: [] };
}

export function bundleName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/^untitled:/, '');
}
