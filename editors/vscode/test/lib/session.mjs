// One server and one browser for all tests of a run.

import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

import { startServer } from "./server.mjs";
import { Workbench } from "./workbench.mjs";

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT);

/** The root of the repository, and the folder that tests may write to. */
export const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
export const SCRATCH = process.env.VSCODE_SCRATCH;

export const VIEW = { width: 1280, height: 800 };

const opened = [];
let browser;
let shared;

/** The server with the packaged extension, which all tests share that do not need one of their own. */
export function server() {
	shared ??= startServer(join(SCRATCH, "server"), { vsix: process.env.VSIX });
	return shared;
}

/** A window on a fresh folder called `name` that holds copies of `files`, which are paths from the root of the repository. */
export async function open(name, files = [], { on = server(), fill = () => {} } = {}) {
	browser ??= chromium.launch({
		executablePath: process.env.CHROMIUM,
		// Root has no sandbox in a container; the rest keeps the browser off the network.
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
	});
	const folder = join(SCRATCH, "folders", name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const file of files) cpSync(join(ROOT, file), join(folder, basename(file)));
	fill(folder);
	const { url } = await on;
	// A context has its own storage, where VS Code keeps the state of its windows.
	const context = await (await browser).newContext({ viewport: VIEW });
	opened.push(context);
	return Workbench.open(context, url, folder);
}

after(async () => {
	for (const context of opened) await context.close();
	await (await browser)?.close();
	(await shared)?.stop();
});
