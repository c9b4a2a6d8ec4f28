// One server and one browser for all tests of a run.

import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { after, afterEach } from "node:test";
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

/** A window on a fresh folder called `name` that holds copies of `files`, which are paths from the root of the repository; or on a workspace in it. */
export async function open(name, files = [], { on = server(), fill = () => {}, workspace } = {}) {
	const folder = fresh(name, files);
	fill(folder);
	const { url } = await on;
	return Workbench.open(await newPage(), url, folder, workspace);
}

/** Runs a module of tests in the extension host of a window on such a folder. */
export async function runInside(name, files, { extension, tests, on = server() }) {
	const folder = fresh(name, files);
	const { url } = await on;
	const page = await newPage();
	const log = [];
	const { promise, resolve } = Promise.withResolvers();
	await page.exposeFunction("codeAutomationLog", (_level, parts) => {
		// VS Code itself has much to say.
		if (/^(not )?ok: |^\d+ of \d+ passed/.test(parts[0])) log.push(parts[0]);
	});
	await page.exposeFunction("codeAutomationExit", resolve);
	const remote = (path) => `vscode-remote://${new URL(url).host}${path}`;
	const payload = [["extensionDevelopmentPath", remote(extension)], ["extensionTestsPath", remote(tests)]];
	await page.goto(`${url}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`);
	const code = await promise;
	return { code, log };
}

function fresh(name, files) {
	const folder = join(SCRATCH, "folders", name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const file of files) cpSync(join(ROOT, file), join(folder, basename(file)));
	return folder;
}

async function newPage() {
	browser ??= chromium.launch({
		executablePath: process.env.CHROMIUM,
		// Root has no sandbox in a container; the rest keeps the browser off the network.
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
	});
	// A context has its own storage, where VS Code keeps the state of its windows.
	const context = await (await browser).newContext({ viewport: VIEW, permissions: ["clipboard-read", "clipboard-write"] });
	opened.push(context);
	return context.newPage();
}

afterEach(async (test) => {
	if (test.passed) return;
	const page = opened.at(-1)?.pages().at(-1);
	await page?.screenshot({ path: join(SCRATCH, `failed ${test.name.replaceAll("/", " ")}.png`) });
});

after(async () => {
	for (const context of opened) await context.close();
	await (await browser)?.close();
	(await shared)?.stop();
});
