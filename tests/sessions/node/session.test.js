// A session with the server as it is built, by the protocol library of Visual Studio Code. Columns count UTF-16, as
// JavaScript does. The server is VARIORUM, or the debug build.

'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, beforeEach, test } = require('node:test');
const lsp = require('vscode-languageserver-protocol/node');

const ROOT = path.resolve(__dirname, '../../..');
const SERVER = process.env.VARIORUM ?? path.join(ROOT, 'target/debug/variorum');
const BUNDLE = fs.readFileSync(path.join(__dirname, '../slipway.bundle'), 'utf8');
const PATIENCE = 60_000;

const links = { linkSupport: true };
const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    completion: { completionItem: { snippetSupport: false, documentationFormat: ['markdown'] } },
    declaration: links,
    definition: links,
    diagnostic: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    hover: { contentFormat: ['plaintext'] },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, dataSupport: true },
    rename: { prepareSupport: true },
  },
  window: { workDoneProgress: true },
  workspace: {
    applyEdit: true,
    codeLens: { refreshSupport: true },
    configuration: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
};

let server, connection, offered, cache;
let uri, version, text;
const published = new Map();
const refreshes = [];

before(async () => {
  cache = fs.mkdtempSync(path.join(os.tmpdir(), 'variorum-'));
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  server = spawn(SERVER, ['lsp', '--stdio'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const reader = new lsp.StreamMessageReader(server.stdout);
  const writer = new lsp.StreamMessageWriter(server.stdin);
  const fail = (message) => assert.fail(String(message));
  connection = lsp.createProtocolConnection(reader, writer, { error: fail, warn: fail, info() {}, log() {} });
  connection.onError(fail);
  connection.onUnhandledNotification((message) => fail(`nobody knows ${message.method}`));
  connection.onNotification(lsp.LogMessageNotification.type, () => {});
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (told) => {
    assert.ok(told.diagnostics.every(lsp.Diagnostic.is));
    published.set(told.uri, told);
  });
  connection.onRequest(lsp.ConfigurationRequest.type, ({ items }) =>
    items.map(({ section }) => (section === 'variorum' ? { diagnostics: { debounce: 0 } } : null)),
  );
  for (const { type } of [lsp.CodeLensRefreshRequest, lsp.DiagnosticRefreshRequest]) {
    connection.onRequest(type, () => void refreshes.push(type.method));
  }
  connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => {});
  connection.listen();
  const greeting = { processId: process.pid, rootUri: null, capabilities: CAPABILITIES, workspaceFolders: null };
  const answer = await connection.sendRequest(lsp.InitializeRequest.type, greeting);
  assert.equal(answer.serverInfo.name, 'variorum');
  offered = answer.capabilities;
  connection.sendNotification(lsp.InitializedNotification.type, {});
});

after(async () => {
  await connection.sendRequest(lsp.ShutdownRequest.type);
  const exit = once(server, 'exit');
  connection.sendNotification(lsp.ExitNotification.type);
  assert.deepEqual(await exit, [0, null]);
  connection.dispose();
  fs.rmSync(cache, { recursive: true });
});

let number = 0;

beforeEach(() => {
  if (uri) connection.sendNotification(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  number += 1;
  [uri, version, text] = [`untitled:session-${number}.bundle`, 1, BUNDLE];
  const item = lsp.TextDocumentItem.create(uri, 'source-bundle', version, text);
  connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: item });
});

const timed = { timeout: PATIENCE };
const document = () => ({ textDocument: { uri } });
const lines = () => lsp.TextDocument.create(uri, '', version, text);
const slice = (range) => {
  assert.ok(lsp.Range.is(range));
  return lines().getText(range);
};
const ask = (request, params) => connection.sendRequest(request.type, params);

/** The parameters of a request about the place `$0` of a piece of the text, which must be there once. */
function at(marked) {
  const piece = marked.replace('$0', '');
  assert.equal(text.split(piece).length, 2, piece);
  const offset = text.indexOf(piece) + marked.indexOf('$0');
  return { ...document(), position: lines().positionAt(offset) };
}

/** Applies edits to the text, and sends them as changes: the last comes first. */
function apply(edits) {
  assert.ok(edits.length > 0 && edits.every(lsp.TextEdit.is));
  const changed = lsp.TextDocument.applyEdits(lines(), edits);
  const offset = (edit) => lines().offsetAt(edit.range.start);
  const changes = [...edits].sort((a, b) => offset(b) - offset(a));
  version += 1;
  connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version },
    contentChanges: changes.map(({ range, newText }) => ({ range, text: newText })),
  });
  text = changed;
}

function applyEverywhere(edit) {
  assert.ok(lsp.WorkspaceEdit.is(edit));
  const [change] = edit.documentChanges;
  assert.equal(edit.documentChanges.length, 1);
  assert.deepEqual(change.textDocument, { uri, version });
  apply(change.edits);
}

async function codes() {
  const report = await ask(lsp.DocumentDiagnosticRequest, document());
  assert.equal(report.kind, 'full');
  assert.ok(report.items.every(lsp.Diagnostic.is));
  return report.items.map((item) => item.code);
}

test('all is offered', timed, () => {
  assert.equal(offered.positionEncoding, 'utf-16');
  assert.ok(lsp.TextDocumentSyncKind.Incremental === offered.textDocumentSync.change);
  for (const name of ['hover', 'completion', 'rename', 'codeAction', 'semanticTokens', 'diagnostic', 'executeCommand']) {
    assert.ok(offered[`${name}Provider`], name);
  }
});

test('diagnostics are asked for, and edits change them', timed, async () => {
  assert.equal((await codes()).length, 8);
  const report = await ask(lsp.DocumentDiagnosticRequest, document());
  const same = await ask(lsp.DocumentDiagnosticRequest, { ...document(), previousResultId: report.resultId });
  assert.deepEqual(same, { kind: 'unchanged', resultId: report.resultId });
  const start = at('destroyed $0340 crates').position;
  const end = { ...start, character: start.character + 3 };
  apply([lsp.TextEdit.replace({ start, end }, '410')]);
  assert.ok(!(await codes()).includes('conflicting-figures'));
  // Who asks is not told as well.
  assert.ok(!published.get(uri)?.diagnostics.length);
});

test('hover and definition', timed, async () => {
  const hover = await ask(lsp.HoverRequest, at('and this lo$0ng winter will end'));
  assert.ok(lsp.Hover.is(hover));
  assert.equal(hover.contents.kind, 'plaintext');
  assert.match(hover.contents.value, /north-quay\.txt/);
  assert.match(slice(hover.range), /^“We will .* will end,”$/);
  const [target] = await ask(lsp.DefinitionRequest, at('and this lo$0ng winter will end'));
  assert.ok(lsp.LocationLink.is(target));
  assert.match(slice(target.targetSelectionRange), /Good night! 😀”$/);
  const places = await ask(lsp.ReferencesRequest, {
    ...at('😀” Olena Tar$0kovska said'),
    context: { includeDeclaration: true },
  });
  assert.ok(places.length === 6 && places.every(lsp.Location.is));
  assert.ok(places.every(({ range }) => slice(range).includes('Tarkovska')));
  const highlights = await ask(lsp.DocumentHighlightRequest, at('😀” Olena Tar$0kovska said'));
  assert.equal(highlights.length, 3);
});

test('what a bundle consists of', timed, async () => {
  const symbols = await ask(lsp.DocumentSymbolRequest, document());
  assert.ok(symbols.length === 5 && symbols.every(lsp.DocumentSymbol.is));
  const folds = await ask(lsp.FoldingRangeRequest, document());
  assert.ok(folds.length === 5 && folds.every(lsp.FoldingRange.is));
  const { position } = at('a winter that no$0body');
  const [selection] = await ask(lsp.SelectionRangeRequest, { ...document(), positions: [position] });
  assert.ok(lsp.SelectionRange.is(selection));
  assert.equal(slice(selection.range), 'nobody');
  const found = await ask(lsp.DocumentLinkRequest, document());
  assert.ok(found.length >= 3 && found.every(lsp.DocumentLink.is));
  const people = await ask(lsp.WorkspaceSymbolRequest, { query: 'tarkovska' });
  assert.ok(people.some(({ name }) => name === 'Olena Tarkovska'));
  const lenses = await ask(lsp.CodeLensRequest, document());
  assert.ok(lenses.length > 0 && lenses.every(lsp.CodeLens.is));
  const shown = await Promise.all(lenses.map((lens) => ask(lsp.CodeLensResolveRequest, lens)));
  assert.ok(shown.every(({ command }) => lsp.Command.is(command)));
  const tokens = await ask(lsp.SemanticTokensRequest, document());
  assert.ok(lsp.SemanticTokens.is(tokens));
  assert.ok(tokens.data.length > 0 && tokens.data.length % 5 === 0);
});

test('renames, completions, forms', timed, async () => {
  const name = at('<<<FILE: "north-$0quay.txt"');
  const prepared = await ask(lsp.PrepareRenameRequest, name);
  assert.equal(slice(prepared.range), 'north-quay.txt');
  applyEverywhere(await ask(lsp.RenameRequest, { ...name, newName: 'quay.txt' }));
  assert.equal(text, BUNDLE.replaceAll('north-quay.txt', 'quay.txt'));
  const linked = await ask(lsp.LinkedEditingRangeRequest, at('<<<FILE: "qu$0ay.txt"'));
  assert.deepEqual(linked.ranges.map(slice), ['quay.txt', 'quay.txt']);
  const end = at('of the herring fleet.$0').position;
  apply([lsp.TextEdit.insert(end, ' So said Tar')]);
  const list = await ask(lsp.CompletionRequest, at('So said Tar$0'));
  const item = list.items.find(({ label }) => label === 'Olena Tarkovska');
  assert.ok(item, 'the name is offered');
  apply([item.textEdit]);
  assert.match(text, /So said Olena Tarkovska\n/);
  const options = lsp.FormattingOptions.create(4, true);
  apply(await ask(lsp.DocumentFormattingRequest, { ...document(), options }));
  assert.match(text, /\n<<<END FILE: "island-bell\.txt">>>\n/);
});

test('actions are completed and done', timed, async () => {
  const { items } = await ask(lsp.DocumentDiagnosticRequest, document());
  const marker = items.find(({ code }) => code === 'malformed-marker');
  const context = lsp.CodeActionContext.create([marker], undefined, lsp.CodeActionTriggerKind.Invoked);
  const actions = await ask(lsp.CodeActionRequest, { ...document(), range: marker.range, context });
  const [preferred] = actions.filter(({ isPreferred }) => isPreferred);
  assert.ok(actions.every(({ edit, data }) => !edit && data), 'edits are for those that are chosen');
  const chosen = await ask(lsp.CodeActionResolveRequest, preferred);
  assert.ok(lsp.CodeAction.is(chosen));
  applyEverywhere(chosen.edit);
  assert.equal(text, BUNDLE.replace('"island-bell.txt">>\n', '"island-bell.txt">>>\n'));
  assert.ok(!(await codes()).includes('malformed-marker'));
});

test('what cannot be is refused', timed, async () => {
  const taken = ask(lsp.RenameRequest, { ...at('<<<FILE: "north-$0quay.txt"'), newName: 'ferry-news.txt' });
  await assert.rejects(taken, { code: lsp.LSPErrorCodes.RequestFailed });
  const command = ask(lsp.ExecuteCommandRequest, { command: 'variorum.noSuchCommand' });
  await assert.rejects(command, lsp.ResponseError);
});
