// Puts the parts together.
import * as vscode from 'vscode';
import { Session } from './server/session';

/** What the extension gives to others. */
export interface Api {
  session: Session;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const session = new Session(context.extensionUri);
  context.subscriptions.push(session);
  await session.start();
  return { session };
}
