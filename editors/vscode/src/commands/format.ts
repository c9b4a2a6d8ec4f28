// The markers of a bundle in one form, by the server.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { DocumentFormattingRequest, type TextEdit } from 'vscode-languageclient/node';
import { bundleOf, serverCommand, toRange } from '../editor';
import { LANGUAGE } from '../server/client';
import type { Session } from '../server/session';
import { count } from '../text';

export function formatCommand(session: Session): vscode.Disposable {
  return serverCommand(session, 'variorum.format', async (argument?: vscode.Uri | { bundle: string }) => {
    const uri = vscode.Uri.parse(bundleOf(argument));
    // The server knows what is open; this opens it.
    let document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== LANGUAGE) document = await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    const { version } = document;
    const params = { textDocument: { uri: uri.toString() }, options: { tabSize: 4, insertSpaces: true } };
    const edits: TextEdit[] | null = await session.request(DocumentFormattingRequest.type, params);
    const name = path.posix.basename(uri.path);
    if (!edits?.length) {
      void vscode.window.showInformationMessage(`The markers of ${name} are in one form already.`);
      return;
    }
    const change = new vscode.WorkspaceEdit();
    change.set(
      uri,
      edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)),
    );
    // The edits are for the text that they were asked for.
    const isSame = document.version === version;
    if (!isSame || !(await vscode.workspace.applyEdit(change))) throw new Error(`${name} changed meanwhile; try again`);
    await vscode.window.showTextDocument(document);
    void vscode.window.showInformationMessage(
      `${count(edits.length, 'change')} to the markers of ${name}; the articles are as they were.`,
    );
  });
}
