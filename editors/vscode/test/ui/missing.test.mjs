// The extension without a server in it, on a machine without one, as on a system that no package is built for.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { eventually } from "../lib/eventually.mjs";
import { open, SCRATCH } from "../lib/session.mjs";
import { startServer } from "../lib/server.mjs";

describe("without a server", () => {
	/** @type {import("../lib/workbench.mjs").Workbench} */
	let window;
	let server;
	const bin = join(SCRATCH, "bin");
	before(async () => {
		rmSync(bin, { recursive: true, force: true });
		mkdirSync(bin);
		server = startServer(join(SCRATCH, "server-universal"), { vsix: process.env.VSIX_UNIVERSAL, path: `${bin}:/usr/bin:/bin` });
		window = await open("missing", ["examples/harbour-bridge.bundle"], { on: server });
		await window.openFile("harbour-bridge.bundle");
	});
	after(async () => (await server)?.stop());

	it("says so, with a way out", async () => {
		const notice = await window.notice("Variorum found no server");
		const buttons = await notice.locator(".monaco-button").allInnerTexts();
		assert.ok(buttons.some((button) => button.startsWith("Choose the Program")), buttons.join("; "));
		assert.match(await window.status(), /there is no server/);
	});

	it("takes one that was installed meanwhile", async () => {
		copyFileSync(process.env.VARIORUM, join(bin, "variorum"));
		await window.run("Variorum: Restart Server");
		await eventually("findings", async () => /5 warnings, 6 notes/.test(await window.status()));
		await window.page.locator(".monaco-editor .squiggly-warning").first().waitFor({ state: "attached" });
	});
});
