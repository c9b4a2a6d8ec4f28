// A workspace of several folders: one server for all of them, and each folder's own configuration.

import assert from "node:assert/strict";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

import { eventually } from "../lib/eventually.mjs";
import { startServer } from "../lib/server.mjs";
import { open, SCRATCH } from "../lib/session.mjs";

describe("a workspace of two folders", () => {
	it("has the bundles of both, each by its own configuration", async () => {
		const files = ["examples/harbour-bridge.bundle", "tests/sessions/slipway.bundle"];
		const fill = (folder) => {
			mkdirSync(join(folder, "harbour"));
			mkdirSync(join(folder, "slipway"));
			renameSync(join(folder, "harbour-bridge.bundle"), join(folder, "harbour/harbour-bridge.bundle"));
			renameSync(join(folder, "slipway.bundle"), join(folder, "slipway/slipway.bundle"));
			writeFileSync(join(folder, "harbour/variorum.toml"), '[rules]\nduplicated-article = "off"\n');
			const folders = [{ path: "harbour" }, { path: "slipway" }];
			writeFileSync(join(folder, "both.code-workspace"), JSON.stringify({ folders }));
		};
		// What other windows showed last would be shown here as well.
		const on = await startServer(join(SCRATCH, "server-roots"), { vsix: process.env.VSIX });
		const window = await open("roots", files, { on, fill, workspace: "both.code-workspace" });
		await window.openFile("harbour-bridge.bundle");
		await window.page.locator('.activitybar a[aria-label^="Variorum"]').first().click();
		const labels = await eventually("both bundles", async () => {
			const labels = await window.labels(".tree-explorer-viewlet-tree-view .monaco-list-row");
			const of = (name) => labels.find((label) => label.startsWith(name));
			return of("harbour-bridge.bundle") && of("slipway.bundle") && labels;
		});
		const [harbour] = labels.filter((label) => label.startsWith("harbour-bridge.bundle"));
		// Without the two copies there are three warnings of the five.
		assert.match(harbour, /5 articles · 3 warnings, 6 notes/);
		on.stop();
	});
});
