// Comparing from a finding: entries of the light bulb.
import * as vscode from 'vscode';
import { fromRange } from '../editor';
import { SELECTOR } from '../server/client';
import type { Place } from './show';

/** The server's own data, with the names of the articles, are not in a diagnostic; its messages name them. */
const NAME = /\(in `(.*)`\)$/;
/** Others that are offered one by one. */
const MOST = 3;

class Actions implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics
      .filter(({ source, relatedInformation }) => source === 'variorum' && relatedInformation?.length)
      .flatMap((diagnostic) => actionsFor(document, diagnostic));
  }
}

export function registerActions(): vscode.Disposable {
  const kinds = [vscode.CodeActionKind.QuickFix];
  return vscode.languages.registerCodeActionsProvider(SELECTOR, new Actions(), { providedCodeActionKinds: kinds });
}

function actionsFor(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const related = diagnostic.relatedInformation ?? [];
  const uri = document.uri.toString();
  const { start } = diagnostic.range;
  const position = { line: start.line, character: start.character };
  const action = (title: string, command: string, ...args: unknown[]) => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [diagnostic];
    made.command = { title, command, arguments: args };
    return made;
  };
  const articles = () =>
    related.slice(0, MOST).map(({ location, message }) => {
      const name = NAME.exec(message)?.[1];
      const title = name ? `Compare with \`${name}\`` : 'Compare the two articles';
      const other = { line: location.range.start.line, character: location.range.start.character };
      const otherUri = location.uri.toString();
      return action(title, 'variorum.compare', { uri, article: position, other, otherUri });
    });
  const places = (): Place[] => [
    { bundle: uri, range: fromRange(diagnostic.range), article: '' },
    ...related.map(({ location, message }) => ({
      bundle: location.uri.toString(),
      range: fromRange(location.range),
      article: NAME.exec(message)?.[1] ?? '',
    })),
  ];
  switch (ruleOf(diagnostic)) {
    case 'duplicated-article':
      return articles();
    case 'copied-passage':
      return [action('Compare the passage with its copy', 'variorum.comparePassages', places()), ...articles()];
    case 'repeated-passage':
      return [action('Compare the passage with its repetition', 'variorum.comparePassages', places())];
    case 'altered-quote':
    case 'elided-quote':
    case 'disputed-speaker':
      return [action('Compare all wordings', 'variorum.compareWordings', { uri, position })];
    case 'conflicting-figures':
      return [action('Compare the passages with these figures', 'variorum.comparePassages', places())];
    default:
      return [];
  }
}

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
