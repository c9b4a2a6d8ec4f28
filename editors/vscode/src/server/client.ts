// The client of the language server's protocol, as this extension needs it.
import type * as vscode from 'vscode';
import {
  CodeLensRefreshRequest,
  type DynamicFeature,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  Message,
  RevealOutputChannelOn,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { Restarts } from './restarts';
import { serverSettings } from './settings';

export const LANGUAGE = 'source-bundle';
/** Where bundles are: in files, or not yet in any. */
export const SELECTOR = [
  { language: LANGUAGE, scheme: 'file' },
  { language: LANGUAGE, scheme: 'untitled' },
];

class Client extends LanguageClient {
  /**
   * Leaves the server's commands alone, which the library would register as commands of the editor: those of the same name
   * are this extension's, and show what the server's give.
   */
  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    const method = 'registrationType' in feature ? feature.registrationType.method : undefined;
    if (method !== ExecuteCommandRequest.method) super.registerFeature(feature);
  }
}

/** `onMoved` is called where the server says that bundles came or went: it asks to have all that hangs on them asked anew. */
export function makeClient(
  program: string,
  log: vscode.LogOutputChannel,
  trace: vscode.LogOutputChannel,
  onMoved: () => void,
): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions: serverSettings,
    outputChannel: log,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: new Restarts(() => client),
    connectionOptions: {
      messageStrategy: {
        handleMessage(message, next) {
          next(message);
          if (Message.isRequest(message) && message.method === CodeLensRefreshRequest.method) onMoved();
        },
      },
    },
    middleware: {
      workspace: {
        configuration: ({ items }) => items.map(({ section }) => (section === 'variorum' ? serverSettings() : null)),
      },
    },
  };
  const client = new Client('variorum', 'Variorum', { command: program, args: ['lsp'] }, options);
  return client;
}
