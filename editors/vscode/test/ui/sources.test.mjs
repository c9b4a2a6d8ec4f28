// The Sources view, and comparisons.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { eventually } from "../lib/eventually.mjs";
import { open } from "../lib/session.mjs";

const BUNDLE = "harbour-bridge.bundle";

describe("the sources of the example", () => {
	/** @type {import("../lib/workbench.mjs").Workbench} */
	let window;
	const entry = (label) => window.page.locator(`.tree-explorer-viewlet-tree-view .monaco-list-row[aria-label^=${JSON.stringify(label)}]`).first();
	before(async () => {
		window = await open("sources", [`examples/${BUNDLE}`]);
		await window.openFile(BUNDLE);
	});

	it("are a tree in a view of their own", async () => {
		await window.page.locator('.activitybar a[aria-label^="Variorum"]').first().click();
		const labels = await eventually("the tree", async () => {
			const labels = await window.labels(".tree-explorer-viewlet-tree-view .monaco-list-row");
			return labels.some((label) => label.startsWith("Figures in conflict")) && labels;
		});
		const at = (label) => labels.findIndex((one) => one.startsWith(label));
		assert.match(labels[0], /^harbour-bridge\.bundle, 5 articles · 5 warnings, 6 notes/);
		assert.ok(at("Articles, 5") > 0 && at("001-coastwire.txt, Coastwire · 2024-11-12") > at("Articles, 5"), labels.join("\n"));
		assert.ok(at("People") > at("005-kelder-courier.txt"));
		assert.ok(labels.some((label) => /12 people ≠ 21 people|21 people ≠ 12 people/.test(label)), labels.join("\n"));
	});

	it("stand beside the text and its problems", async () => {
		await window.screenshot("sources");
		await window.press("Control+Shift+KeyM");
		await window.problems();
		await window.screenshot("overview");
		await window.run("View: Hide Panel");
	});

	it("lead to their places", async () => {
		await entry("003-ostvik-herald.txt").click();
		await eventually("the article", async () => (await window.cursor()).startsWith("31:"));
	});

	it("stay as long as they have the words of a filter", async () => {
		await eventually("the filter", async () => {
			await window.run("Variorum: Filter…");
			await window.answer("zhelvan");
			await entry("Dmytro Zhelvan").waitFor({ timeout: 5_000 });
			await entry("001-coastwire.txt").waitFor({ state: "detached", timeout: 5_000 });
			return true;
		});
		await window.run("Variorum: Clear the Filter");
		await entry("001-coastwire.txt").waitFor();
	});

	it("are compared: all wordings of a quote, from the tree", async () => {
		const quote = entry('"This bridge will not be opened');
		// The button is there while the mouse is, and the tree may be drawn anew beneath it.
		await eventually("a click on the button", async () => {
			await window.page.mouse.move(640, 8);
			await quote.hover({ timeout: 3_000 });
			await quote.locator('a[aria-label="Compare"]').click({ timeout: 3_000 });
			return true;
		});
		await eventually("the wordings", async () => {
			const text = await window.diffText();
			return text.includes("not for one day") && text.includes("not for a day");
		});
		await window.screenshot("wordings");
	});

	it("are compared: figures, from the tree", async () => {
		const figures = window.page.locator(".tree-explorer-viewlet-tree-view .monaco-list-row", { hasText: /12 people ≠ 21 people|21 people ≠ 12 people/ }).first();
		await eventually("a click on the button", async () => {
			await window.page.mouse.move(640, 8);
			await figures.hover({ timeout: 3_000 });
			await figures.locator('a[aria-label="Compare"]').click({ timeout: 3_000 });
			return true;
		});
		await eventually("both figures", async () => {
			const text = await window.diffText();
			return text.includes("21 people") && text.includes("12 people");
		});
		await window.screenshot("figures");
	});

	it("are compared: two articles, from the lens of a copy", async () => {
		await window.openFile(BUNDLE);
		await window.goTo(1, 1);
		const lens = window.page.locator(".codelens-decoration a", { hasText: /copy|same|compare/i }).first();
		// Lines move while lenses come: the click may meet the lens of either of the two.
		await eventually("a comparison", async () => {
			if ((await window.tab()) === BUNDLE) await lens.click({ timeout: 3_000 });
			return ["001-coastwire.txt", "002-lantern.txt"].includes(await window.tab());
		});
		await eventually("both articles", async () => {
			const text = await window.diffText();
			return text.includes("two of them seriously") && text.includes("two of them badly");
		});
		await window.screenshot("compare");
	});

	it("are compared: figures, from the light bulb", async () => {
		await window.openFile(BUNDLE);
		await window.goTo(55, 22);
		await window.takeAction("Compare the passages with these figures");
		await eventually("both figures", async () => {
			const text = await window.diffText();
			return text.includes("21 people") && text.includes("12 people");
		});
	});

	it("open alone, read-only", async () => {
		await window.openFile(BUNDLE);
		await window.goTo(40, 1);
		await window.run("Variorum: Open the Article Alone");
		await window.onTab("003-ostvik-herald.txt");
		const first = await window.page.locator(".editor-group-container.active .monaco-editor .view-line").first().innerText();
		assert.match(first.replaceAll("\u00a0", " "), /^The mayor of Port Kelder/);
		await window.page.keyboard.type("x");
		await window.page.locator(".monaco-editor-overlaymessage", { hasText: /read-only/ }).waitFor();
	});

	it("are counted in the status bar only for what the server is given", async () => {
		const item = window.page.locator('.statusbar-item[id$="variorum.status"]');
		await window.run("Change Language Mode");
		await window.pick("Source Bundle");
		await window.page.locator('.statusbar-item[id="status.editor.mode"]', { hasText: "Source Bundle" }).waitFor();
		await item.waitFor({ state: "hidden" });
		await window.openFile(BUNDLE);
		await eventually("the counts", async () => /5 articles/.test(await window.status()));
	});
});
