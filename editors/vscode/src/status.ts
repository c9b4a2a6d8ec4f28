// The item of the status bar: the server's state, and what is in the bundle in front.
import * as vscode from 'vscode';
import type { Changes } from './changes';
import { SELECTOR } from './server/client';
import { words } from './server/commands';
import type { Summary } from './server/protocol';
import type { Session } from './server/session';
import { foundIn } from './sources/model';
import { count } from './text';

export function statusItem(session: Session, changes: Changes): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('variorum.status', vscode.StatusBarAlignment.Right, 95);
  item.name = 'Variorum';
  item.command = 'variorum.showMenu';
  let asked = 0;
  const show = async () => {
    asked += 1;
    const own = asked;
    const { state } = session;
    const document = vscode.window.activeTextEditor?.document;
    // The server is not given what is shown of a history or of an archive.
    const isGiven = document && vscode.languages.match(SELECTOR, document) > 0;
    const bundle = isGiven ? document.uri.toString() : undefined;
    const isWrong = state.is === 'missing' || state.is === 'failed';
    item.backgroundColor = isWrong ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    if (!bundle && !isWrong) return item.hide();
    if (state.is !== 'running') {
      say(item, `${state.is === 'starting' ? '$(sync~spin)' : '$(error)'} Variorum`, words(state));
    } else {
      const all = await session.ask('variorum.bundles', undefined).catch(() => []);
      // What came later knows better.
      if (own !== asked) return;
      const summary = all.find(({ uri }) => uri === bundle);
      if (summary) say(item, short(summary), `${long(summary)}\n\n${words(state)}`);
      else say(item, '$(sync~spin) Variorum', words(state));
    }
    item.show();
  };
  void show();
  return vscode.Disposable.from(
    item,
    session.onDidChange(show),
    changes.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
}

function say(item: vscode.StatusBarItem, text: string, tooltip: string): void {
  item.text = text;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: `Variorum: ${tooltip.replace(/\n+/g, '; ')}`, role: 'button' };
}

function short({ articles, errors, warnings, notes }: Summary): string {
  const parts = [
    `$(library) ${count(articles, 'article')}`,
    errors && `$(error) ${errors}`,
    warnings && `$(warning) ${warnings}`,
    notes && `$(info) ${notes}`,
  ];
  if (errors + warnings + notes === 0) parts.push('$(check)');
  return parts.filter(Boolean).join('  ');
}

function long(summary: Summary): string {
  return `${count(summary.articles, 'article')}, ${foundIn(summary) || 'no findings'}`;
}
