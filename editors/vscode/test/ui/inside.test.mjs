// The tests that run in the extension host: inside/.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

import { runInside, server } from "../lib/session.mjs";

it("answers by the editor's own interface", { timeout: 600_000 }, async () => {
	const { folder } = await server();
	const [installed] = readdirSync(join(folder, "extensions")).filter((name) => name.startsWith("variorum."));
	const { code, log } = await runInside("inside", ["tests/sessions/slipway.bundle"], {
		extension: join(folder, "extensions", installed),
		tests: fileURLToPath(new URL("../inside/index.js", import.meta.url)),
	});
	console.log(log.map((line) => `  ${line.replaceAll("\n", "\n    ")}`).join("\n"));
	assert.equal(code, 0, log.filter((line) => line.startsWith("not ok")).join("\n"));
	assert.match(log.at(-1), /^(\d+) of \1 passed$/);
});
