// What there is to say of a bundle, as a page that follows its edits.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Changes } from '../changes';
import { bundleOf, serverCommand } from '../editor';
import type { Session } from '../server/session';
import { said } from '../text';

const REPORT = 'variorum-report';

export function reports(session: Session, changes: Changes): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri, token) =>
      session.ask('variorum.report', { uri: uri.query }, token).catch((error: unknown) => `*(${said(error)})*\n`),
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(REPORT, provider),
    changes.onDidChange((bundles) => {
      for (const { uri } of vscode.workspace.textDocuments) {
        if (uri.scheme === REPORT && bundles.has(uri.query)) changed.fire(uri);
      }
    }),
    serverCommand(session, 'variorum.report', async (argument?: vscode.Uri | { bundle: string }) => {
      const bundle = bundleOf(argument);
      const name = path.posix.basename(vscode.Uri.parse(bundle).path);
      const uri = vscode.Uri.from({ scheme: REPORT, path: `/${name}.md`, query: bundle });
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    }),
  );
}
