// Where the messages to and from the server are written.
import * as vscode from 'vscode';

/**
 * The client writes its trace only where the level of the log is `Trace`, which people would have to set beside the
 * setting. This log says that it is whenever `variorum.trace.server` asks for anything, and writes at a level that is shown.
 */
export function traceChannel(subscriptions: vscode.Disposable[]): vscode.LogOutputChannel {
  const log = vscode.window.createOutputChannel('Variorum Trace', { log: true });
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const level = () => {
    const setting = vscode.workspace.getConfiguration('variorum').get('trace.server', 'off');
    return setting === 'off' ? vscode.LogLevel.Off : vscode.LogLevel.Trace;
  };
  const watch = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('variorum.trace.server')) changed.fire(level());
  });
  subscriptions.push(log, changed, watch);
  return new Proxy(log, {
    get(target, key) {
      if (key === 'logLevel') return level();
      if (key === 'onDidChangeLogLevel') return changed.event;
      if (key === 'trace') return target.info.bind(target);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
