// How long it takes from opening a bundle, with the extension asleep, to its first findings.
"use strict";

const vscode = require("vscode");

exports.run = async () => {
	const { extension } = require("./bundle");
	if (extension().isActive) throw new Error("the extension is awake already");
	const uri = vscode.Uri.file(process.env.VSCODE_BENCH);
	const { promise, resolve } = Promise.withResolvers();
	vscode.languages.onDidChangeDiagnostics(() => {
		const found = vscode.languages.getDiagnostics(uri).length;
		if (found) resolve(found);
	});
	const start = performance.now();
	await vscode.window.showTextDocument(uri);
	const shown = performance.now();
	const found = await promise;
	const end = performance.now();
	console.log(`ok: ${Math.round(shown - start)} ${Math.round(end - start)} ${found}`);
};
