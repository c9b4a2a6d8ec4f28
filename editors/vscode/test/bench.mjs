// Measures the start of the extension in VS Code, by hand: make bench-vscode BUNDLE=FILE
//
// From opening FILE in a window where the extension sleeps, to its first findings; each time in a new window.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

import { startServer } from "./lib/server.mjs";
import { runInside, SCRATCH } from "./lib/session.mjs";

const TIMES = 5;

it("start to first findings", { timeout: 600_000 }, async () => {
	const all = [];
	for (let time = 0; time < TIMES; time += 1) {
		// A server that is used again may open again what was open.
		const on = await startServer(join(SCRATCH, "server-bench"), { vsix: process.env.VSIX });
		const [installed] = readdirSync(join(on.folder, "extensions")).filter((name) => name.startsWith("variorum."));
		const { code, log } = await runInside(`bench-${time}`, [], {
			on,
			extension: join(on.folder, "extensions", installed),
			tests: fileURLToPath(new URL("inside/bench.js", import.meta.url)),
		});
		on.stop();
		if (code !== 0) throw new Error(log.join("\n"));
		const [shown, found, count] = log[0].replace("ok: ", "").split(" ").map(Number);
		console.log(`shown after ${shown} ms, ${count} findings after ${found} ms`);
		all.push(found);
	}
	all.sort((a, b) => a - b);
	console.log(`findings: median ${all[Math.floor(TIMES / 2)]} ms, ${all[0]} to ${all.at(-1)} ms`);
});
