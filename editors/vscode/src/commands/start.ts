// What a newcomer is offered: the walkthrough and its example.
import * as vscode from 'vscode';
import { command } from '../editor';
import { LANGUAGE } from '../server/client';

export function startCommands(extension: vscode.Extension<unknown>): vscode.Disposable {
  return vscode.Disposable.from(
    command('variorum.openExample', async () => {
      const file = vscode.Uri.joinPath(extension.extensionUri, 'example', 'harbour-bridge.bundle');
      const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      // A copy that is nowhere yet: it can be edited, and nothing is lost with it.
      const open = vscode.workspace.textDocuments.find((one) => one.isUntitled && one.getText() === content);
      const document = open ?? (await vscode.workspace.openTextDocument({ language: LANGUAGE, content }));
      await vscode.window.showTextDocument(document);
    }),
    command('variorum.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false),
    ),
  );
}
