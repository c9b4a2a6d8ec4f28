// Puts the parts together.
import type * as vscode from 'vscode';
import { Changes } from './changes';
import { configurationCommands } from './commands/configuration';
import { formatCommand } from './commands/format';
import { packCommand } from './commands/pack';
import { reports } from './commands/report';
import { startCommands } from './commands/start';
import { unpackCommand } from './commands/unpack';
import { registerActions } from './compare/actions';
import { Articles } from './compare/articles';
import { compareCommands } from './compare/commands';
import { nameLanguages } from './compare/language';
import { Passages } from './compare/passages';
import { detectLanguages } from './detect';
import { lensCommands } from './lenses';
import { serverCommands } from './server/commands';
import { startWhenNeeded } from './server/need';
import { Session } from './server/session';
import { type SourcesView, sourcesView } from './sources/view';
import { statusItem } from './status';

/** What the extension gives to others, and to its tests. */
export interface Api {
  session: Session;
  sources: SourcesView;
}

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const session = begin(context.extensionUri);
  const changes = new Changes(session);
  const sources = sourcesView(session, changes);
  context.subscriptions.push(
    changes,
    sources,
    new Articles(session, changes),
    new Passages(),
    nameLanguages(),
    registerActions(),
    compareCommands(session),
    lensCommands(session),
    packCommand(session),
    unpackCommand(session),
    formatCommand(session),
    reports(session, changes),
    configurationCommands(context),
    startCommands(context),
    serverCommands(session),
    statusItem(session, changes),
    detectLanguages(),
    startWhenNeeded(session),
  );
  return { session, sources };
}

/** The editor waits for what this returns; the server ends in good order. */
export async function deactivate(): Promise<void> {
  await session?.dispose();
}

function begin(extension: vscode.Uri): Session {
  session = new Session(extension);
  return session;
}
