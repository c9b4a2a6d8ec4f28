// The tree of the Sources view: bundles, and what is in them.
import * as vscode from 'vscode';
import type { Changes } from '../changes';
import { holds } from '../compare/articles';
import { folderName } from '../editor';
import type { Sources, Summary } from '../server/protocol';
import type { Session } from '../server/session';
import { filtered } from './filter';
import { bundleNode, sections } from './model';
import type { Node, NodeKind } from './node';

const ICONS: Record<NodeKind, string> = {
  bundle: 'library',
  section: '',
  article: 'file-text',
  person: 'person',
  place: 'location',
  quote: 'quote',
  wording: 'location',
  figure: 'symbol-numeric',
  copies: 'files',
  passage: 'copy',
  repetition: 'arrow-swap',
};

export class Tree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #session: Session;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #own: vscode.Disposable;
  /** What the server said of each bundle since it changed. */
  readonly #sources = new Map<string, Promise<Sources>>();
  #filter = '';

  constructor(session: Session, changes: Changes) {
    this.#session = session;
    this.#own = vscode.Disposable.from(
      this.#changed,
      // What one bundle says may hang on others, where they are compared with each other.
      changes.onDidChange(() => this.refresh()),
      session.onDidChange(({ is }) => {
        void vscode.commands.executeCommand('setContext', 'variorum.server', is);
        this.refresh();
      }),
    );
  }

  refresh(): void {
    this.#sources.clear();
    this.#changed.fire(undefined);
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(filter: string) {
    this.#filter = filter;
    this.#changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const hasMore = node.kind === 'bundle' || node.children.length > 0;
    const item = new vscode.TreeItem(node.label, hasMore ? (node.isOpen ? Expanded : Collapsed) : None);
    // The editor remembers what is open by id; what a filter opens is not to stay open.
    item.id = this.#filter ? `${node.id}?${this.#filter}` : node.id;
    item.contextValue = node.kind;
    const { description, tooltip, target } = node;
    if (description) item.description = description;
    if (tooltip) item.tooltip = tooltip;
    if (ICONS[node.kind]) item.iconPath = new vscode.ThemeIcon(ICONS[node.kind]);
    item.accessibilityInformation = { label: [node.label, description].filter(Boolean).join(', ') };
    if (target && node.kind !== 'bundle') {
      item.command = { title: 'Go to the Place', command: 'variorum.sources.goTo', arguments: [node] };
    }
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    try {
      if (!node) return await this.#bundles();
      if (node.kind === 'bundle') return await this.#sections(node);
      return node.children;
    } catch (error) {
      // The view says by itself that there is no server; what else it is, the log knows.
      this.#session.log.warn(`The Sources view shows nothing: ${String(error)}`);
      return [];
    }
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  /** The entry of the article at a position. */
  async article(bundle: string, position: vscode.Position): Promise<Node | undefined> {
    const bundles = await this.getChildren();
    const node = bundles.find((one) => one.bundle === bundle);
    if (!node) return undefined;
    const { articles } = await this.#of(bundle);
    const line = articles.find(({ range }) => holds(range, position.line))?.selectionRange.start.line;
    const all = (await this.getChildren(node)).flatMap(({ children }) => children);
    return all.find(({ kind, target }) => kind === 'article' && target?.range.start.line === line);
  }

  async #bundles(): Promise<Node[]> {
    const summaries = await this.#session.ask('variorum.bundles', undefined);
    const nodes = summaries.map((summary) =>
      bundleNode(summary, folderOf(summary, summaries), this.#isOpen(summary, summaries)),
    );
    if (!this.#filter) return nodes;
    const kept = await Promise.all(
      nodes.map(async (node) => ((await this.#sections(node)).length > 0 ? { ...node, isOpen: true } : undefined)),
    );
    return kept.filter((node) => node !== undefined);
  }

  #isOpen({ uri }: Summary, all: Summary[]): boolean {
    const inFront = vscode.window.activeTextEditor?.document.uri.toString();
    return all.length === 1 || inFront === uri;
  }

  async #sections(bundle: Node): Promise<Node[]> {
    const nodes = filtered(sections(bundle.bundle, await this.#of(bundle.bundle)), this.#filter);
    for (const node of nodes) node.parent = bundle;
    return nodes;
  }

  #of(bundle: string): Promise<Sources> {
    let sources = this.#sources.get(bundle);
    if (!sources) {
      sources = this.#session.ask('variorum.sources', { uri: bundle });
      this.#sources.set(bundle, sources);
      sources.catch(() => this.#sources.delete(bundle));
    }
    return sources;
  }

  dispose(): void {
    this.#own.dispose();
  }
}

/** Where a bundle is, where that is not plain: in a folder below, or in one of several. */
function folderOf({ uri, name }: Summary, all: Summary[]): string {
  const { scheme, path } = vscode.Uri.parse(uri);
  if (scheme !== 'file') return 'not saved';
  const folder = vscode.Uri.file(path.slice(0, path.lastIndexOf('/')) || '/');
  const isRoot = vscode.workspace.workspaceFolders?.some((root) => root.uri.path === folder.path);
  const isAlone = all.filter((other) => other.name === name).length === 1;
  if (isRoot && isAlone && vscode.workspace.workspaceFolders?.length === 1) return '';
  if (!vscode.workspace.getWorkspaceFolder(folder) && isAlone) return '';
  return folderName(folder);
}
