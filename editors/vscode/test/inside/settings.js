// Settings and configurations count at once; a server is started anew.
"use strict";

const assert = require("node:assert/strict");
const vscode = require("vscode");

const { at, extension, finds, inFolder, locations, open, SLIPWAY } = require("./bundle");
const { eventually, test } = require("./runner");

const set = (name, value) => vscode.workspace.getConfiguration("variorum").update(name, value, vscode.ConfigurationTarget.Workspace);

test("takes a change of its settings at once", async () => {
	const document = await open();
	await finds(document, ...SLIPWAY);
	await set("diagnostics.limit", 1);
	await eventually("one finding, and a count of the rest", () => vscode.languages.getDiagnostics(document.uri).length === 2);
	await set("diagnostics.limit", undefined);
	await finds(document, ...SLIPWAY);

	await set("inlayHints.enable", true);
	const hints = () => vscode.commands.executeCommand("vscode.executeInlayHintProvider", document.uri, new vscode.Range(0, 0, 40, 0));
	await eventually("hints", async () => (await hints()).length > 0);
	await set("inlayHints.enable", undefined);
	await eventually("no hints", async () => (await hints()).length === 0);
});

test("leads from a quote to its fullest form or to the earliest one, as is set", async () => {
	const article = (name, date, quote) => `<<<FILE: "${name}" date="${date}">>>\n“${quote}” said Olena Marlow, the clerk.\n<<<END FILE>>>\n`;
	const text = [
		article("earliest.txt", "2031-03-01", "We counted every crate of pears on the quay before the tide came in,"),
		article("fullest.txt", "2031-03-02", "We counted every crate of pears on the quay before the tide came in, and then we counted them all again,"),
		article("latest.txt", "2031-03-03", "We counted every single crate of pears on the quay before the tide came in,"),
	].join("");
	await vscode.workspace.fs.writeFile(inFolder("pears.bundle"), Buffer.from(text));
	const document = await open("pears.bundle");
	const leads = async () => (await locations("vscode.executeDefinitionProvider", document, at(document, "single crate"))).map(([line]) => line);
	await eventually("the fullest", async () => String(await leads()) === "5");
	await set("definition.quote", "earliest");
	await eventually("the earliest", async () => String(await leads()) === "2");
	await set("definition.quote", undefined);
	await eventually("the fullest again", async () => String(await leads()) === "5");
	await vscode.workspace.fs.delete(inFolder("pears.bundle"));
});

test("takes a variorum.toml at once", async () => {
	const document = await open();
	const file = inFolder("variorum.toml");
	await vscode.workspace.fs.writeFile(file, Buffer.from('[rules]\nduplicated-article = "off"\n'));
	await finds(document, ...SLIPWAY.filter((rule) => rule !== "duplicated-article"));
	await vscode.workspace.fs.delete(file);
	await finds(document, ...SLIPWAY);
});

test("starts its server anew", async () => {
	const document = await open();
	const { session } = extension().exports;
	const states = [];
	const listening = session.onDidChange(({ is }) => states.push(is));
	await vscode.commands.executeCommand("variorum.restartServer");
	listening.dispose();
	assert.deepEqual(states, ["stopped", "starting", "running"]);
	await finds(document, ...SLIPWAY);
	const edit = new vscode.WorkspaceEdit();
	edit.insert(document.uri, at(document, "410 crates", 3), "0");
	await vscode.workspace.applyEdit(edit);
	await eventually("the new figure", () => vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes("4100 crates")));
});

test("leaves a server that always ends alone, until the user runs something", async () => {
	const document = await open();
	const { session, sources } = extension().exports;
	const { client } = session;
	// A server that is found by its name could be another window's.
	const { serverProcess } = client;
	// With much that it has not read, so that the stream to it breaks too.
	serverProcess.kill("SIGSTOP");
	const answer = client.sendRequest("variorum/none", { text: "x".repeat(4 << 20) }).catch(String);
	serverProcess.kill("SIGKILL");
	const isAnother = (before) => session.state.is === "running" && client.serverProcess && client.serverProcess !== before;
	await eventually("another server", () => isAnother(serverProcess));
	await answer;
	await finds(document, ...SLIPWAY);
	let starts = 1;
	for (;;) {
		const before = client.serverProcess;
		before.kill("SIGKILL");
		await eventually("another server, or none", () => session.state.is === "failed" || isAnother(before));
		if (session.state.is === "failed") break;
		starts += 1;
	}
	assert.equal(starts, 4);
	const states = [];
	const listening = session.onDidChange(({ is }) => states.push(is));
	assert.deepEqual(await sources.tree.getChildren(), []);
	const alone = vscode.Uri.from({ scheme: "variorum-article", path: "/slipway.bundle/ferry-news.txt", query: JSON.stringify({ bundle: document.uri.toString(), name: "ferry-news.txt", nth: 0 }) });
	assert.match((await vscode.workspace.openTextDocument(alone)).getText(), /the server does not run/);
	assert.deepEqual(states, []);
	await vscode.commands.executeCommand("variorum.reindex");
	listening.dispose();
	assert.deepEqual(states, ["stopped", "starting", "running"]);
	await finds(document, ...SLIPWAY);
});

test("says that there is no server where the setting names none", async () => {
	const { session } = extension().exports;
	await set("server.path", "/nowhere/variorum");
	await eventually("no server", () => session.state.is === "missing");
	await set("server.path", undefined);
	await eventually("a server", () => session.state.is === "running");
	await finds(await open(), ...SLIPWAY);
});
