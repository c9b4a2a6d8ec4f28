// The language: what is found, and what is answered for a place in the text.
"use strict";

const assert = require("node:assert/strict");
const vscode = require("vscode");

const { at, codes, extension, finds, inFolder, locations, open, revert, SLIPWAY } = require("./bundle");
const { eventually, test } = require("./runner");

const { executeCommand } = vscode.commands;
const write = (name, text) => vscode.workspace.fs.writeFile(inFolder(name), Buffer.from(text));

test("activates by itself where there is a bundle, and its server runs", async () => {
	const { exports: api } = await eventually("activation", () => extension().isActive && extension());
	await eventually("a server that runs", () => api.session.state.is === "running");
	assert.match(api.session.state.version, /^variorum \d/);
	assert.ok(api.session.state.program.startsWith(extension().extensionPath), `the server is ${api.session.state.program}`);
});

test("knows bundles by their names, and by their first line", async () => {
	assert.equal((await open()).languageId, "source-bundle");
	await write("report.txt", '<<<FILE: "a.txt">>>\nNothing came in.\n<<<END FILE>>>\n');
	const byLine = await open("report.txt");
	await eventually("a bundle by its first line", () => byLine.languageId === "source-bundle");
	await write("plain.txt", "<<<FILE\nheredoc\n");
	assert.equal((await open("plain.txt")).languageId, "plaintext");
	await write("repository.bundle", "# v2 git bundle\n");
	const git = await open("repository.bundle");
	await eventually("no source bundle", () => git.languageId !== "source-bundle");
	for (const name of ["report.txt", "plain.txt", "repository.bundle"]) await vscode.workspace.fs.delete(inFolder(name));
});

test("publishes findings with their places, severities and pages", async () => {
	const document = await open();
	await finds(document, ...SLIPWAY);
	const all = vscode.languages.getDiagnostics(document.uri);
	const figures = all.find(({ message }) => message.startsWith("“340 crates” here"));
	assert.equal(figures.severity, vscode.DiagnosticSeverity.Warning);
	assert.equal(document.getText(figures.range), "340 crates");
	assert.match(figures.code.target.toString(), /conflicting-figures/);
	const [related] = figures.relatedInformation;
	assert.equal(document.getText(related.location.range), "410 crates");
	assert.match(related.message, /north-quay\.txt/);
	const marker = all.find(({ code }) => code.value === "malformed-marker");
	assert.equal(marker.severity, vscode.DiagnosticSeverity.Error);
	assert.equal(marker.range.start.line, 22);
});

test("hovers with what the others have", async () => {
	const document = await open();
	const hovers = await executeCommand("vscode.executeHoverProvider", document.uri, at(document, "this long winter will"));
	const text = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join("\n");
	assert.match(text, /a winter that nobody wanted/);
	assert.match(text, /north-quay\.txt/);
});

test("leads to definitions and references", async () => {
	const document = await open();
	const definition = (words) => locations("vscode.executeDefinitionProvider", document, at(document, words, 2));
	const [[line, quote]] = await definition("this long winter will");
	assert.equal(line, 13);
	assert.match(quote, /a winter that nobody wanted/);
	assert.deepEqual(await definition("Tarkovska thanked"), [[11, "Olena Tarkovska"]]);
	assert.deepEqual((await definition("north-quay.txt\" lang"))[0], [10, "north-quay.txt"]);
	const references = await locations("vscode.executeReferenceProvider", document, at(document, "Jonas Brekke"));
	assert.deepEqual(new Set(references.map(([line]) => line)).size >= 3, true, JSON.stringify(references));
});

test("outlines, folds and colours", async () => {
	const document = await open();
	const symbols = await executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
	assert.deepEqual(
		symbols.map(({ name }) => name),
		["slipway-post.txt", "north-quay.txt", "island-bell.txt", "ferry-news.txt", "ferry-reprint.txt"],
	);
	const folds = await executeCommand("vscode.executeFoldingRangeProvider", document.uri);
	assert.ok(folds.some(({ start }) => start === 9));
	const tokens = await executeCommand("vscode.provideDocumentSemanticTokens", document.uri);
	assert.ok(tokens.data.length >= 5 * 20);
	const lenses = await executeCommand("vscode.executeCodeLensProvider", document.uri, 20);
	const commands = await vscode.commands.getCommands(true);
	const clickable = lenses.filter(({ command }) => command?.command);
	assert.ok(clickable.length > 0);
	for (const { command } of clickable) assert.ok(commands.includes(command.command), command.command);
});

test("mends by code action", async () => {
	const document = await open();
	const range = document.lineAt(22).range;
	const actions = await executeCommand("vscode.executeCodeActionProvider", document.uri, range, vscode.CodeActionKind.QuickFix.value, 20);
	const fix = actions.find(({ title }) => title.startsWith("Write `<<<END FILE"));
	assert.ok(fix, actions.map(({ title }) => title).join("; "));
	assert.ok(await vscode.workspace.applyEdit(fix.edit));
	assert.equal(document.lineAt(22).text, '<<<END FILE: "island-bell.txt">>>');
	await finds(document, ...SLIPWAY.filter((rule) => rule !== "malformed-marker"));
	await revert(document);
	await finds(document, ...SLIPWAY);
});

test("renames articles and people", async () => {
	const document = await open();
	const rename = async (position, name) => {
		const edit = await executeCommand("vscode.executeDocumentRenameProvider", document.uri, position, name);
		return edit.entries().flatMap(([, edits]) => edits.map(({ range, newText }) => [range.start.line + 1, document.getText(range), newText]));
	};
	const article = await rename(at(document, 'north-quay.txt" date'), "south-quay.txt");
	assert.deepEqual(article.map(([line]) => line).sort((a, b) => a - b), [10, 18, 19]);
	const person = await rename(at(document, "Tarkovskaya"), "Olena Tarkovska");
	assert.deepEqual(person, [[20, "Tarkovskaya", "Tarkovska"]]);
});

test("finds what is typed, in a file that is nowhere yet", async () => {
	const content = '<<<FILE: "a.txt">>>\nThe ferry sailed on Monday, 30 February 2031, as planned.\n<<<END FILE>>>\n';
	const document = await vscode.workspace.openTextDocument({ language: "source-bundle", content });
	await vscode.window.showTextDocument(document);
	await finds(document, "impossible-date");
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, new vscode.Range(1, 20, 1, 44), "Monday, 3 March 2031");
	await vscode.workspace.applyEdit(edit);
	await eventually(`nothing to be found in ${document.getText()}`, () => codes(document).length === 0);
});
