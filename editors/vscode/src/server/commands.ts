// The server's state in words, and what can be done about it.
import * as vscode from 'vscode';
import { command, serverCommand } from '../editor';
import type { Session, State } from './session';

const CHOOSE = 'Choose the Program…';
const HELP = 'How to Install';
const RESTART = 'Restart Server';
const LOG = 'Show Log';

export function serverCommands(session: Session): vscode.Disposable {
  return vscode.Disposable.from(
    session.onDidChange((state) => void tell(state)),
    command('variorum.restartServer', () => session.restart()),
    command('variorum.showLog', () => session.log.show()),
    command('variorum.selectServer', selectServer),
    serverCommand(session, 'variorum.reindex', () => session.ask('variorum.reindex', undefined)),
    command('variorum.showMenu', () => showMenu(session)),
  );
}

/** Says why there is no server, with a way out. */
async function tell(state: State): Promise<void> {
  if (state.is === 'missing') {
    const message = `Variorum found no server: there is no ${state.tried.join(', and no ')}.`;
    const picked = await vscode.window.showErrorMessage(message, CHOOSE, HELP, LOG);
    if (picked === CHOOSE) await vscode.commands.executeCommand('variorum.selectServer');
    else if (picked === HELP) await vscode.commands.executeCommand('extension.open', 'variorum.variorum');
    else if (picked) await vscode.commands.executeCommand('variorum.showLog');
  } else if (state.is === 'failed') {
    const picked = await vscode.window.showErrorMessage(
      `The server of Variorum does not run: ${state.message}`,
      RESTART,
      LOG,
    );
    if (picked === RESTART) await vscode.commands.executeCommand('variorum.restartServer');
    else if (picked) await vscode.commands.executeCommand('variorum.showLog');
  }
}

/** Lets the user choose a program, for all workspaces; the change of the setting starts it. */
async function selectServer(): Promise<void> {
  const picked = await vscode.window.showOpenDialog({ title: 'The program `variorum`', openLabel: 'Use This Program' });
  const [program] = picked ?? [];
  if (!program) return;
  await vscode.workspace
    .getConfiguration('variorum')
    .update('server.path', program.fsPath, vscode.ConfigurationTarget.Global);
}

async function showMenu(session: Session): Promise<void> {
  const { state } = session;
  const entry = (label: string, id: string, description = '') => ({ label, id, description });
  const entries = [
    entry('$(list-tree) Show Sources', 'variorum.sources.focus'),
    entry('$(warning) Show Problems', 'workbench.actions.view.problems'),
    entry('$(preview) Show Report of the Bundle', 'variorum.report'),
    entry('$(debug-restart) Restart Server', 'variorum.restartServer', state.is === 'running' ? state.version : ''),
    entry('$(output) Show Log', 'variorum.showLog'),
    entry('$(gear) Settings', 'workbench.action.openSettings'),
  ];
  const title = `Variorum: ${words(state)}`;
  const picked = await vscode.window.showQuickPick(entries, { title });
  const argument = picked?.id === 'workbench.action.openSettings' ? ['@ext:variorum.variorum'] : [];
  if (picked) await vscode.commands.executeCommand(picked.id, ...argument);
}

/** The state, for people. */
export function words(state: State): string {
  switch (state.is) {
    case 'running':
      return `${state.version} runs (${state.program})`;
    case 'starting':
      return 'the server starts';
    case 'stopped':
      return 'the server is not needed yet';
    case 'missing':
      return 'there is no server';
    case 'failed':
      return `the server does not run: ${state.message}`;
  }
}
