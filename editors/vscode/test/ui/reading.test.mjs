// What one sees and where one gets to in a bundle that one only reads.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { eventually } from "../lib/eventually.mjs";
import { open } from "../lib/session.mjs";

describe("the example", () => {
	/** @type {import("../lib/workbench.mjs").Workbench} */
	let window;
	before(async () => {
		window = await open("reading", ["examples/harbour-bridge.bundle"]);
		await window.openFile("harbour-bridge.bundle");
	});

	it("has squiggles", async () => {
		await window.page.locator(".monaco-editor .squiggly-warning").first().waitFor({ state: "attached" });
	});

	it("lists its problems, with the related places", async () => {
		await window.press("Control+Shift+KeyM");
		const rows = await eventually("all problems", async () => {
			const rows = await window.problems();
			return rows.length > 11 && rows;
		});
		console.log(rows);
	});

	it("hover", async () => {
		await window.openFile("harbour-bridge.bundle");
		await window.goTo(80, 60);
		console.log(await window.hover());
		console.log(await window.follow("F12"));
		await window.goTo(34, 155);
		console.log(await window.actions());
		await window.screenshot("actions");
	});
});
