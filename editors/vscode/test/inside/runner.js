// Runs tests in the extension host, one after the other.
"use strict";

const vscode = require("vscode");

const tests = [];
/** As lib/eventually.mjs has it. */
const PATIENCE = Number(process.env.VSCODE_PATIENCE ?? 60) * 1000;

exports.test = (name, body) => tests.push({ name, body });

/** Waits until `probe` gives something true, and gives that. */
exports.eventually = async (what, probe, patience = PATIENCE) => {
	const end = Date.now() + patience;
	let value;
	do {
		value = await probe();
		if (value) return value;
		await new Promise((resolve) => setTimeout(resolve, 50));
	} while (Date.now() < end);
	throw new Error(`waited ${patience / 1000} s in vain: ${what}`);
};

/** Runs all, or those whose names fit $VSCODE_ONLY. Fails after that, if any did. */
exports.runAll = async () => {
	let failed = 0;
	const only = new RegExp(process.env.VSCODE_ONLY ?? "");
	const chosen = tests.filter(({ name }) => only.test(name));
	for (const { name, body } of chosen) {
		try {
			await body();
			console.log(`ok: ${name}`);
		} catch (error) {
			failed += 1;
			console.log(`not ok: ${name}\n${error.stack}`);
		}
		await clean();
	}
	console.log(`${chosen.length - failed} of ${chosen.length} passed`);
	if (failed) throw new Error(`${failed} tests failed`);
};

/** Leaves no edit and no editor to the next. */
async function clean() {
	for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	}
	await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
