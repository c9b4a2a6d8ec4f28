// What a newcomer is offered: the walkthrough and its example.
import * as vscode from 'vscode';
import { command } from '../editor';

const EXAMPLE = 'harbour-bridge.bundle';

export function startCommands({ extension, globalStorageUri }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    command('variorum.openExample', async () => {
      const copy = vscode.Uri.joinPath(globalStorageUri, 'example', EXAMPLE);
      const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === copy.toString());
      // Each time as it was; whoever works on it goes on.
      if (!isOpen) {
        const original = vscode.Uri.joinPath(extension.extensionUri, 'example', EXAMPLE);
        await vscode.workspace.fs.copy(original, copy, { overwrite: true });
      }
      await vscode.window.showTextDocument(copy, { preview: false });
    }),
    command('variorum.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false),
    ),
  );
}
