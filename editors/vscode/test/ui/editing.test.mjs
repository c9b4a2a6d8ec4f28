// What one changes: the file on disk tells whether it was that, and nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { eventually } from "../lib/eventually.mjs";
import { open, ROOT } from "../lib/session.mjs";

const BUNDLE = "slipway.bundle";

describe("editing a bundle", () => {
	/** @type {import("../lib/workbench.mjs").Workbench} */
	let window;
	const original = readFileSync(join(ROOT, "tests/sessions", BUNDLE), "utf8");
	const onDisk = () => readFileSync(window.path(BUNDLE), "utf8");
	before(async () => {
		window = await open("editing", [`tests/sessions/${BUNDLE}`]);
		await window.openFile(BUNDLE);
		await eventually("findings", async () => /1 error, 5 warnings, 2 notes/.test(await window.status()));
	});

	it("applies a quick fix, which makes its finding go", async () => {
		await window.goTo(23, 5);
		await window.page.locator(".monaco-editor .squiggly-error").first().waitFor({ state: "attached" });
		await window.takeAction("Write `<<<END FILE: \"island-bell.txt\">>>`");
		await window.page.locator(".monaco-editor .squiggly-error").waitFor({ state: "detached" });
		await window.save();
		assert.equal(onDisk(), original.replace('island-bell.txt">>\n', 'island-bell.txt">>>\n'));
	});

	it("renames an article in its markers and where attributes name it", async () => {
		const before = onDisk();
		await window.goTo(10, 14);
		await window.rename("south-quay.txt");
		await window.save();
		assert.equal(before.split("north-quay.txt").length - 1, 3);
		assert.equal(onDisk(), before.replaceAll("north-quay.txt", "south-quay.txt"));
	});

	it("renames someone in one spelling", async () => {
		const before = onDisk();
		await window.goTo(20, 9);
		await window.rename("Olena Tarkovska");
		await window.save();
		assert.equal(onDisk(), before.replace("Tarkovskaya", "Tarkovska"));
		await eventually("one note less", async () => /5 warnings, 1 note\b/.test(await window.status()));
	});

	it("finds anew what is typed", async () => {
		await window.goTo(15, 34);
		await window.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
		await window.page.keyboard.type("340");
		await eventually("no conflict of figures", async () => /3 warnings, 1 note\b/.test(await window.status()));
		await window.save();
	});
});
