// When a server that ended by itself is started anew.
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
  type LanguageClient,
  State,
} from 'vscode-languageclient/node';

/** More starts than this in so many milliseconds are too many: such a server would always end again. */
const MOST = 4;
const WITHIN = 3 * 60 * 1000;

export class Restarts implements ErrorHandler {
  readonly #client: () => LanguageClient;
  #ends: number[] = [];

  constructor(client: () => LanguageClient) {
    this.#client = client;
  }

  /**
   * The library's own handler stops the client on the first error of a stream, for good; but a server that is killed while
   * something is written to it gives such an error just before its end is seen. The end is what counts.
   */
  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  /** A server that ended before it ran would do so again. The session says to the user what is to be said. */
  closed(): CloseHandlerResult {
    const now = Date.now();
    this.#ends = [...this.#ends.filter((end) => now - end < WITHIN), now];
    const isWorthIt = this.#client().state === State.Running && this.#ends.length <= MOST;
    return { action: isWorthIt ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
  }
}
