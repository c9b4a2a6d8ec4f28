// Articles and passages are prose: long lines are wrapped, and curly quotation marks are no danger.
import * as vscode from 'vscode';
import { ARTICLE } from './articles';
import { PASSAGE } from './passages';

/** Gives virtual documents that have no language of their own, by their names, that of articles. */
export function nameLanguages(): vscode.Disposable {
  const look = (document: vscode.TextDocument) => {
    const isVirtual = document.uri.scheme === ARTICLE || document.uri.scheme === PASSAGE;
    if (isVirtual && document.languageId === 'plaintext') {
      void vscode.languages.setTextDocumentLanguage(document, 'source-article');
    }
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}
