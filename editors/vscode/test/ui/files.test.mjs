// Files into a bundle and back, by the menus of the Explorer.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { eventually } from "../lib/eventually.mjs";
import { open } from "../lib/session.mjs";

const TEXTS = {
	"harbour.txt": "The harbour was closed.\n",
	// What looks like a marker, and no end of the last line.
	"quay.txt": "The quay was wet.\n<<<FILE: not a marker>>>\nNobody slipped.",
};

describe("files", () => {
	/** @type {import("../lib/workbench.mjs").Workbench} */
	let window;
	before(async () => {
		window = await open("files", [], {
			fill(folder) {
				mkdirSync(join(folder, "reports"));
				for (const [name, text] of Object.entries(TEXTS)) writeFileSync(join(folder, "reports", name), text);
			},
		});
	});

	const proposal = async () => {
		const input = window.page.locator(".quick-input-widget:visible input").first();
		await input.waitFor();
		await eventually("a proposal", async () => /reports\.bundle$/.test(await input.inputValue()));
	};

	it("are packed into a bundle", async () => {
		await window.menu("reports", "Pack into a Bundle…");
		await proposal();
		await window.press("Enter");
		await eventually("the bundle", () => readFileSync(window.path("reports.bundle"), "utf8").includes("<<<END FILE>>>"));
		await window.notice("2 files packed into reports.bundle", "Open");
		await window.onTab("reports.bundle");
		assert.match(readFileSync(window.path("reports.bundle"), "utf8"), /^\\<<<FILE: not a marker>>>$/m);
	});

	it("are unpacked from a bundle, every byte", async () => {
		await window.menu("reports.bundle", "Unpack the Bundle…");
		await window.page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: "Into a new folder" }).first().click();
		await eventually("the files", () =>
			Object.entries(TEXTS).every(([name, text]) => readFileSync(window.path(join("reports-2", name)), "utf8") === text),
		);
	});

	it("are packed as they are in the editor", async () => {
		await window.openFile("reports/harbour.txt");
		// The tab is there before its text is, and what is typed between the two is lost.
		await window.page.locator(".editor-group-container.active .monaco-editor .view-line", { hasText: "harbour" }).first().waitFor();
		await window.page.keyboard.type("At last: ");
		await window.page.locator(".tab.dirty").first().waitFor();
		// The explorer unfolds the folder to show the file, and uses the elements of its rows for others then.
		await window.page.locator('.explorer-folders-view .monaco-list-row.selected[aria-label^="harbour.txt"]').first().waitFor();
		await window.menu("reports", "Pack into a Bundle…");
		await proposal();
		await window.answer(window.path("saved.bundle"));
		await window.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Save and Pack" }).click();
		await eventually("the bundle", () => readFileSync(window.path("saved.bundle"), "utf8").includes("At last: The harbour was closed."));
		assert.match(readFileSync(window.path("reports/harbour.txt"), "utf8"), /^At last: /);
	});
});
