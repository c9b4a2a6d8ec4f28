// The server, from start to stop: what the rest of the extension asks.
import * as vscode from 'vscode';
import {
  type CancellationToken,
  State as ClientState,
  ExecuteCommandRequest,
  type LanguageClient,
  LSPErrorCodes,
  type ProtocolRequestType,
  type RequestParam,
  ResponseError,
} from 'vscode-languageclient/node';
import { makeClient } from './client';
import { locate, version } from './locate';
import type { Commands } from './protocol';
import { traceChannel } from './trace';
import { withCanonicalUris } from './uris';

export type State =
  | { is: 'stopped' }
  | { is: 'starting' }
  | { is: 'running'; version: string; program: string }
  | { is: 'missing'; tried: string[] }
  | { is: 'failed'; message: string };

/** How often something is asked again where the text changed meanwhile. */
const TRIES = 20;
/** Milliseconds in which the client starts a server that ended anew, or never will. */
const RESTART = 2000;

export class Session implements vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  readonly #trace: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.#changed.event;
  readonly #moved = new vscode.EventEmitter<void>();
  /** Bundles came or went. */
  readonly onDidMove = this.#moved.event;
  readonly #extension: vscode.Uri;
  readonly #own: vscode.Disposable[] = [];
  #state: State = { is: 'stopped' };
  #client: LanguageClient | undefined;
  /** Runs while a server is down: the client may start it anew. */
  #givingUp: NodeJS.Timeout | undefined;
  /** What is under way: starts and stops follow each other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(extension: vscode.Uri) {
    this.#extension = extension;
    this.log = vscode.window.createOutputChannel('Variorum', { log: true });
    this.#trace = traceChannel(this.#own);
    this.#own.push(this.log, this.#changed, this.#moved);
  }

  get state(): State {
    return this.#state;
  }

  get client(): LanguageClient | undefined {
    return this.#client;
  }

  /** Starts the server, the first time. Whether it runs then; why not is told by the state, until `restart`. */
  start(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#state.is === 'stopped') await this.#start();
    });
  }

  restart(): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<boolean> {
    return this.#inTurn(() => this.#stop());
  }

  /**
   * Starts the server, also anew where it ended and the client did not start it: for what the user runs. What is asked
   * unasked would start one that always ends for ever.
   */
  async wake(): Promise<void> {
    await this.start();
    const client = this.#client;
    if (!client) return;
    if (isDown(client)) await this.restart();
    // The client may be starting it anew by itself; where that fails, the request says so.
    else await client.start().catch(() => undefined);
  }

  /** Runs a command of the server. The error says to the user why there is no answer. */
  async ask<C extends keyof Commands>(
    command: C,
    argument: Commands[C][0],
    token?: CancellationToken,
  ): Promise<Commands[C][1]> {
    const params = { command, arguments: argument === undefined ? [] : [argument] };
    const answer: unknown = await this.request(ExecuteCommandRequest.type, params, token);
    return withCanonicalUris(answer as Commands[C][1]);
  }

  /** Sends a request, again and again where the text changed meanwhile. The error is for the user. */
  async request<P, R, PR, E, O>(
    type: ProtocolRequestType<P, R, PR, E, O>,
    params: RequestParam<P>,
    token?: CancellationToken,
  ): Promise<R> {
    await this.start();
    for (let tries = 1; ; tries += 1) {
      const client = this.#client;
      if (this.#state.is !== 'running' || !client || isDown(client)) throw new Error('the server does not run');
      try {
        return await client.sendRequest(type, params, token);
      } catch (error) {
        const modified = error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified;
        if (!modified || tries === TRIES) throw error;
        await new Promise((done) => setTimeout(done, 50 * tries));
      }
    }
  }

  async dispose(): Promise<void> {
    await this.stop();
    vscode.Disposable.from(...this.#own).dispose();
  }

  async #inTurn(work: () => Promise<void>): Promise<boolean> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    await turn;
    return this.#state.is === 'running';
  }

  async #start(): Promise<void> {
    this.#set({ is: 'starting' });
    const found = await locate(this.#extension);
    if ('tried' in found) {
      this.log.warn(`There is no server: ${found.tried.join('; ')}.`);
      this.#set({ is: 'missing', tried: found.tried });
      return;
    }
    const { program, origin } = found;
    try {
      const said = await version(program);
      this.log.info(`${said}: ${program} (${origin})`);
      const client = makeClient(program, this.log, this.#trace, () => this.#moved.fire());
      this.#client = client;
      await client.start();
      this.#set({ is: 'running', version: said, program });
      client.onDidChangeState(({ newState }) => this.#follow(client, newState, said, program));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.log.error(`${program} did not start: ${message}`);
      this.#client = undefined;
      this.#set({ is: 'failed', message });
    }
  }

  /** The client starts a server that ended by itself anew, a few times. */
  #follow(client: LanguageClient, state: ClientState, version: string, program: string): void {
    if (this.#client !== client) return;
    clearTimeout(this.#givingUp);
    if (state === ClientState.Running) this.#set({ is: 'running', version, program });
    else if (state === ClientState.Starting) this.#set({ is: 'starting' });
    else this.#givingUp = setTimeout(() => this.#giveUp(client), RESTART);
  }

  #giveUp(client: LanguageClient): void {
    if (this.#client === client && isDown(client)) this.#set({ is: 'failed', message: 'it ended' });
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // One that hangs is left to itself; it ends with the editor.
    await client?.dispose(5000).catch((error: unknown) => this.log.warn(`The server did not stop: ${String(error)}`));
    this.#set({ is: 'stopped' });
  }

  #set(state: State): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function isDown({ state }: LanguageClient): boolean {
  return state === ClientState.Stopped || state === ClientState.StartFailed;
}
