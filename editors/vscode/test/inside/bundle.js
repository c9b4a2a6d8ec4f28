// The bundle that the tests in the extension host are about.
"use strict";

const vscode = require("vscode");
const { eventually } = require("./runner");

const folder = () => vscode.workspace.workspaceFolders[0].uri;
exports.inFolder = (...names) => vscode.Uri.joinPath(folder(), ...names);

exports.open = async (name = "slipway.bundle") => {
	const document = await vscode.workspace.openTextDocument(exports.inFolder(name));
	await vscode.window.showTextDocument(document);
	return document;
};

/** The extension, which starts when a bundle is there; nobody has to start it. */
exports.extension = () => vscode.extensions.getExtension("variorum.variorum");

/** The position of the first character of `words`, or `into` characters after it. */
exports.at = (document, words, into = 0) => {
	const offset = document.getText().indexOf(words);
	if (offset < 0) throw new Error(`${words} is not in the text`);
	return document.positionAt(offset + into);
};

exports.codes = (document) =>
	vscode.languages
		.getDiagnostics(document.uri)
		.filter(({ source }) => source === "variorum")
		.map(({ code }) => code?.value ?? code)
		.sort();

/** Waits for what is found in the document to be these rules. */
exports.finds = (document, ...rules) =>
	eventually(`${rules} to be found, not ${exports.codes(document)}`, () => String(exports.codes(document)) === String(rules.sort()));

exports.SLIPWAY = [
	"conflicting-figures",
	"conflicting-figures",
	"duplicated-article",
	"duplicated-article",
	"elided-quote",
	"malformed-marker",
	"unbalanced-delimiter",
	"variant-spelling",
];

/** Undoes all that was not saved. */
exports.revert = async (document) => {
	await vscode.window.showTextDocument(document);
	await vscode.commands.executeCommand("workbench.action.files.revert");
};

/** The one location that a provider gives for a position. */
exports.locations = async (command, document, position) => {
	const found = await vscode.commands.executeCommand(command, document.uri, position);
	return found.map((one) => {
		const range = one.targetSelectionRange ?? one.targetRange ?? one.range;
		return [range.start.line + 1, document.getText(range)];
	});
};
