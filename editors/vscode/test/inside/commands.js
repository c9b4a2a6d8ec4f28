// The commands, and what they show.
"use strict";

const assert = require("node:assert/strict");
const vscode = require("vscode");

const { at, extension, finds, inFolder, open, revert, SLIPWAY } = require("./bundle");
const { eventually, test } = require("./runner");

const { executeCommand } = vscode.commands;
const read = async (uri) => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
const inFront = () => vscode.window.tabGroups.activeTabGroup.activeTab;
const documents = (scheme) => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === scheme);

test("has every command that its manifest names", async () => {
	const commands = await vscode.commands.getCommands(true);
	const missing = extension().packageJSON.contributes.commands.filter(({ command }) => !commands.includes(command));
	assert.deepEqual(missing, []);
});

test("opens an article alone, which follows edits", async () => {
	const document = await open();
	await executeCommand("variorum.openArticle", { uri: document.uri.toString(), article: "ferry-news.txt" });
	const article = await eventually("the article", () => documents("variorum-article")[0]);
	assert.match(article.getText(), /^The ferry to Veldholm is to run again.*at the pier\.\n$/s);
	const edit = new vscode.WorkspaceEdit();
	edit.insert(document.uri, at(document, "The ferry to Veldholm"), "Good news: ");
	await vscode.workspace.applyEdit(edit);
	await eventually("the edit", () => article.getText().startsWith("Good news: The ferry"));
});

test("compares two articles in a diff", async () => {
	const document = await open();
	const uri = document.uri.toString();
	await executeCommand("variorum.compare", { uri, article: "ferry-news.txt", other: "ferry-reprint.txt" });
	const input = await eventually("a diff", () => inFront()?.input instanceof vscode.TabInputTextDiff && inFront().input);
	const texts = await Promise.all([input.original, input.modified].map(async (side) => (await vscode.workspace.openTextDocument(side)).getText()));
	assert.equal(texts[0], texts[1]);
	assert.match(texts[0], /^The ferry to Veldholm/);
	assert.equal(inFront().label, "ferry-news.txt ↔ ferry-reprint.txt");
});

test("compares articles that have one name, or none", async () => {
	const article = (marker, text) => `<<<FILE${marker}>>>\n${text}\n<<<END FILE>>>\n`;
	const text = article(": a.txt", "One.") + article(": a.txt", "Two.") + article("", "Three.") + article("", "Four.");
	await vscode.workspace.fs.writeFile(inFolder("twins.bundle"), Buffer.from(text));
	const document = await open("twins.bundle");
	const compare = async (article, other, label) => {
		await executeCommand("variorum.compare", { uri: document.uri.toString(), article, other, otherUri: document.uri.toString() });
		await eventually(label, () => inFront()?.label === label && inFront().input instanceof vscode.TabInputTextDiff);
		const { original, modified } = inFront().input;
		return Promise.all([original, modified].map(async (side) => (await vscode.workspace.openTextDocument(side)).getText()));
	};
	const start = (line) => ({ line, character: 0 });
	assert.deepEqual(await compare(start(0), start(3), "a.txt ↔ a.txt (2)"), ["One.\n", "Two.\n"]);
	assert.deepEqual(await compare(start(9), start(6), "unnamed (2) ↔ unnamed"), ["Four.\n", "Three.\n"]);
	await vscode.workspace.fs.delete(inFolder("twins.bundle"));
});

test("compares the wordings of a quote, which follow edits", async () => {
	const document = await open();
	const { line, character } = at(document, "this long winter will");
	await executeCommand("variorum.compareWordings", { uri: document.uri.toString(), position: { line, character } });
	const { original, modified } = await eventually("a diff", () => inFront()?.input instanceof vscode.TabInputTextDiff && inFront().input);
	const [one, other] = await Promise.all([original, modified].map((side) => vscode.workspace.openTextDocument(side)));
	assert.match(one.getText(), /We will count the crates on Friday, and this long winter will end/);
	assert.match(other.getText(), /a winter that nobody wanted/);
	const edit = new vscode.WorkspaceEdit();
	edit.insert(document.uri, at(document, "VELDHOLM (Slipway"), "A line more.\n");
	edit.replace(document.uri, new vscode.Range(document.positionAt(document.getText().indexOf("long winter will")), document.positionAt(document.getText().indexOf(" winter will"))), "endless");
	await vscode.workspace.applyEdit(edit);
	await eventually("the edit", () => one.getText().includes("this endless winter will end"));
	assert.ok(!one.getText().includes("A line more"));
});

test("shows the sources as a tree", async () => {
	const document = await open();
	await finds(document, ...SLIPWAY);
	const { tree } = extension().exports.sources;
	await eventually("the tree", async () => {
		const bundles = await tree.getChildren();
		const own = bundles.find(({ label }) => label === "slipway.bundle");
		if (!own) return false;
		const sections = await tree.getChildren(own);
		const labels = new Map(sections.map(({ label, children }) => [label, children.map((child) => child.label)]));
		assert.equal(labels.get("Articles")?.length, 5);
		assert.ok(labels.get("People").includes("Olena Tarkovska"), String(labels.get("People")));
		assert.deepEqual(labels.get("Figures in conflict"), ["340 crates ≠ 410 crates"]);
		assert.equal(labels.get("Quotes told several ways")?.length, 1);
		return true;
	});
	await executeCommand("variorum.sources.filter", "reprint");
	const [bundle, ...others] = await tree.getChildren();
	assert.deepEqual(others, []);
	const labels = (await tree.getChildren(bundle)).flatMap(({ children }) => children).map(({ label }) => label);
	assert.ok(labels.includes("ferry-reprint.txt") && !labels.includes("island-bell.txt"), String(labels));
	await executeCommand("variorum.sources.clearFilter");
});

test("packs over no bundle with changes that are not saved", async () => {
	const [part, output] = [inFolder("part.txt"), inFolder("open.bundle")];
	const before = "<<<FILE: a.txt>>>\nThe quay was wet.\n<<<END FILE>>>\n";
	await vscode.workspace.fs.writeFile(part, Buffer.from("The harbour was closed.\n"));
	await vscode.workspace.fs.writeFile(output, Buffer.from(before));
	const document = await vscode.workspace.openTextDocument(output);
	await vscode.window.showTextDocument(document);
	const edit = new vscode.WorkspaceEdit();
	edit.insert(output, new vscode.Position(1, 0), "Mine: ");
	await vscode.workspace.applyEdit(edit);
	const pack = () => executeCommand("variorum.pack", part, undefined, { output, force: true });
	assert.equal(await pack(), undefined);
	assert.equal(await read(output), before);
	assert.match(document.getText(), /^Mine: The quay/m);
	await document.save();
	assert.equal(String(await pack()), String(output));
	assert.match(await read(output), /^<<<FILE: .*part\.txt/);
	await executeCommand("workbench.action.closeActiveEditor");
	for (const uri of [part, output]) await vscode.workspace.fs.delete(uri);
});

test("packs and unpacks, every byte", async () => {
	const text = "A line.\n<<<FILE: looks like a marker>>>\nno end of line";
	for (const name of ["one.txt", "two.txt"]) await vscode.workspace.fs.writeFile(inFolder("parts", name), Buffer.from(name + text));
	const output = inFolder("packed.bundle");
	await executeCommand("variorum.pack", inFolder("parts"), undefined, { output });
	assert.match(await read(output), /^<<<FILE: .*one\.txt/);
	await executeCommand("variorum.unpack", output, undefined, { folder: inFolder("unpacked") });
	for (const name of ["one.txt", "two.txt"]) assert.equal(await read(inFolder("unpacked", name)), name + text);
	for (const name of ["parts", "packed.bundle", "unpacked"]) await vscode.workspace.fs.delete(inFolder(name), { recursive: true });
});

test("formats markers, and leaves the articles alone", async () => {
	await vscode.workspace.fs.writeFile(inFolder("loose.bundle"), Buffer.from("<<<FILE: a.txt>>>  \nTwo  blanks  stay.\n<<<END FILE>>\n"));
	const document = await open("loose.bundle");
	await executeCommand("variorum.format", document.uri);
	await eventually("the format", () => document.getText() === "<<<FILE: a.txt>>>\nTwo  blanks  stay.\n<<<END FILE>>>\n");
	await revert(document);
	await vscode.workspace.fs.delete(inFolder("loose.bundle"));
});

test("reports on a bundle", async () => {
	const document = await open();
	await executeCommand("variorum.report", document.uri);
	await eventually("the report", () => documents("variorum-report").some((report) => report.getText().includes("slipway-post.txt")));
});
