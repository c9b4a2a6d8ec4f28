// The Sources view, and its commands.
import * as vscode from 'vscode';
import type { Changes } from '../changes';
import { comparePassages, compareWordings, placeOf } from '../compare/commands';
import { showArticles } from '../compare/show';
import { bundleInFront, command, goTo, serverCommand } from '../editor';
import type { Session } from '../server/session';
import { bundleName } from './model';
import type { Node } from './node';
import { Tree } from './tree';

export interface SourcesView extends vscode.Disposable {
  tree: Tree;
  view: vscode.TreeView<Node>;
}

export function sourcesView(session: Session, changes: Changes): SourcesView {
  const tree = new Tree(session, changes);
  const view = vscode.window.createTreeView('variorum.sources', {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const own = vscode.Disposable.from(
    tree,
    view,
    ...filterCommands(tree, view),
    ...compareCommands(),
    ...otherCommands(session, tree, view),
  );
  return { tree, view, dispose: () => own.dispose() };
}

function filterCommands(tree: Tree, view: vscode.TreeView<Node>): vscode.Disposable[] {
  const set = (filter: string) => {
    tree.filter = filter;
    view.message = filter ? `Only what has “${filter}”` : '';
    return vscode.commands.executeCommand('setContext', 'variorum.isFiltered', filter !== '');
  };
  return [
    command('variorum.sources.filter', async (given?: unknown) => {
      const filter = typeof given === 'string' ? given : await askFilter(tree.filter);
      if (filter !== undefined) await set(filter.trim());
    }),
    command('variorum.sources.clearFilter', () => set('')),
  ];
}

async function askFilter(value: string): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: 'Filter the Sources View',
    prompt: 'Names, words of quotes, figures, outlets: entries that have all of these words stay',
    placeHolder: 'solvane bridge',
    value,
  });
}

function compareCommands(): vscode.Disposable[] {
  let selected: Node | undefined;
  const compare = async (a?: Node, b?: Node) => {
    if (!a?.article || !b?.article) throw new Error('choose two articles');
    await showArticles(a.article, b.article);
  };
  return [
    command('variorum.sources.selectForCompare', async (node: Node) => {
      selected = node;
      await vscode.commands.executeCommand('setContext', 'variorum.isSelectedForCompare', true);
    }),
    command('variorum.sources.compareWithSelected', (node: Node) => compare(selected, node)),
    command('variorum.sources.compareSelected', (_node: Node, nodes: Node[] = []) => {
      const articles = nodes.filter(({ kind }) => kind === 'article');
      return compare(articles[0], articles[1]);
    }),
    command('variorum.sources.compareAll', async ({ kind, places = [] }: Node) => {
      if (kind === 'quote') await compareWordings(places);
      else if (kind === 'copies') await compareCopies(places);
      else await comparePassages(places.map(placeOf));
    }),
  ];

  /** Of many copies, two at a time: whole articles in one view of many differences are not read by anybody. */
  async function compareCopies(places: NonNullable<Node['places']>): Promise<void> {
    const [first, second, ...more] = places;
    if (!first || !second) throw new Error('there is nothing to compare it with');
    let other = second;
    if (more.length > 0) {
      const items = [second, ...more].map((place) => ({
        label: place.article || 'unnamed',
        description: bundleName(place.location.uri),
        place,
      }));
      const title = `Compare ${first.article ?? 'the first'} with …`;
      const picked = await vscode.window.showQuickPick(items, { title });
      if (!picked) return;
      other = picked.place;
    }
    await vscode.commands.executeCommand('variorum.compare', {
      uri: first.location.uri,
      article: first.location.range.start,
      other: other.location.range.start,
      otherUri: other.location.uri,
    });
  }
}

function otherCommands(session: Session, tree: Tree, view: vscode.TreeView<Node>): vscode.Disposable[] {
  const chosen = (node?: Node, nodes?: readonly Node[]) => {
    if (nodes?.length) return nodes;
    return node ? [node] : view.selection;
  };
  return [
    serverCommand(session, 'variorum.sources.refresh', () => tree.refresh()),
    command('variorum.sources.goTo', async (node?: Node) => {
      const target = chosen(node)[0]?.target;
      if (target) await goTo(target.uri, target.range, { preserveFocus: false });
    }),
    command('variorum.sources.copy', async (node?: Node, nodes?: Node[]) => {
      await vscode.env.clipboard.writeText(
        chosen(node, nodes)
          .map(({ text }) => text)
          .join('\n'),
      );
    }),
    serverCommand(session, 'variorum.sources.copyText', async (node?: Node) => {
      const [{ bundle, target } = {}] = chosen(node);
      if (!bundle || !target) return;
      const { text } = await session.ask('variorum.article', { uri: bundle, article: target.range.start });
      await vscode.env.clipboard.writeText(text);
    }),
    command('variorum.sources.revealInExplorer', async (node?: Node) => {
      const [{ bundle } = {}] = chosen(node);
      if (bundle) await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.parse(bundle));
    }),
    serverCommand(session, 'variorum.sources.revealArticle', async () => {
      const { uri, position } = bundleInFront();
      await vscode.commands.executeCommand('variorum.sources.focus');
      const node = await tree.article(uri, new vscode.Position(position.line, position.character));
      if (!node) throw new Error('there is no article at the cursor, or a filter hides it');
      await view.reveal(node, { select: true, focus: true, expand: true });
    }),
  ];
}
