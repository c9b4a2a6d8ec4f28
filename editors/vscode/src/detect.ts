// Which texts are bundles, where their names do not tell.
import * as vscode from 'vscode';
import { LANGUAGE } from './server/client';

/** An open marker as a whole line, in any dialect; as the extension's manifest has it for texts of no known language. */
const OPEN =
  /^\uFEFF?<{3,5}[ \t]*(BEGIN[ _-]?)?FILE([ _-]?(START|BEGIN))?(?![A-Za-z0-9_])(?![ \t_-]*END[ \t]*[:>])[^\n]*>{3,5}[ \t]*$/i;
/** Git calls its packs of commits bundles, too. */
const GIT = /^# v[0-9]+ git bundle/;
const PLAIN = 'plaintext';

/** The language that a text should have, where it is another than it has. */
export function detected(languageId: string, firstLine: string): string | undefined {
  if (languageId === PLAIN && OPEN.test(firstLine)) return LANGUAGE;
  if (languageId === LANGUAGE && GIT.test(firstLine)) return PLAIN;
  return undefined;
}

/** Gives texts the language that their first line tells, once each: whoever chooses another means it. */
export function detectLanguages(): vscode.Disposable {
  const seen = new Set<string>();
  const look = (document: vscode.TextDocument) => {
    const { uri } = document;
    if (uri.scheme !== 'file' && uri.scheme !== 'untitled') return;
    const language = detected(document.languageId, document.lineAt(0).text);
    if (!language || seen.has(uri.toString())) return;
    const isWanted = vscode.workspace.getConfiguration('variorum', uri).get('detectByFirstLine', true);
    if (language === LANGUAGE && !isWanted) return;
    seen.add(uri.toString());
    void vscode.languages.setTextDocumentLanguage(document, language);
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    // A bundle may be pasted into a new document.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.isUntitled && contentChanges.some(({ range }) => range.start.line === 0)) look(document);
    }),
  );
}
