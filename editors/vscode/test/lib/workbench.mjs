// One window of VS Code, driven by what a user has: keys, the mouse, and what is to be read on the screen.

import { basename, join } from "node:path";

import { eventually, PATIENCE } from "./eventually.mjs";

export class Workbench {
	/** @param {import("playwright-core").Page} page @param {string} folder */
	constructor(page, folder) {
		this.page = page;
		this.folder = folder;
		page.setDefaultTimeout(PATIENCE);
	}

	/** A window on `folder`. */
	static async open(context, url, folder) {
		const page = await context.newPage();
		const window = new Workbench(page, folder);
		await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
		await page.waitForSelector(".monaco-workbench .statusbar");
		// Keys count from when the restored window has its explorer.
		await page.waitForSelector(".explorer-folders-view .monaco-list-row");
		return window;
	}

	async close() {
		await this.page.close({ runBeforeUnload: false });
	}

	press(...keys) {
		return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
	}

	/** Runs a command by its title, as the palette shows it. */
	async run(title) {
		await this.press("F1");
		await this.pick(title, `>${title}`);
	}

	/** Takes the entry `label` of the list that is open, or is about to open. */
	async pick(label, typed = label) {
		const list = this.page.locator(".quick-input-widget:visible");
		await list.locator("input.input, .quick-input-box input").first().fill(typed);
		const row = list.locator(".monaco-list-row").filter({ has: this.page.locator(`.label-name:text-is(${JSON.stringify(label)})`) });
		await row.first().click();
	}

	/** The labels of the list that is open. */
	async choices() {
		await this.page.locator(".quick-input-widget:visible .monaco-list-row").first().waitFor();
		return this.page.locator(".quick-input-widget:visible .monaco-list-row .label-name").allInnerTexts();
	}

	/** Answers a question that wants a text. */
	async answer(text) {
		await this.page.locator(".quick-input-widget:visible input").first().fill(text);
		await this.press("Enter");
	}

	/** Opens a file of the folder, and waits until its editor has the keys. */
	async openFile(name) {
		await this.press("Control+KeyP");
		await this.page.locator(".quick-input-widget:visible input").first().fill(name);
		await this.page.locator(`.quick-input-widget .monaco-list-row[aria-label^="${basename(name)}"]`).first().click();
		await this.onTab(basename(name));
	}

	/** Waits until the active tab is called `name`. */
	async onTab(name) {
		await eventually(`a tab ${name}`, async () => (await this.tab()) === name);
		await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
	}

	/** The name of the active tab. */
	tab() {
		return this.page.locator(".editor-group-container.active .tab.active").first().getAttribute("data-resource-name");
	}

	path(name) {
		return join(this.folder, name);
	}

	/** Puts the cursor there; both count from 1, columns in UTF-16 units. */
	async goTo(line, column) {
		await this.press("Control+KeyG");
		await this.page.locator(".quick-input-widget:visible input").first().fill(`:${line}:${column}`);
		await this.press("Enter");
		await eventually(`the cursor at ${line}:${column}`, async () => (await this.cursor()) === `${line}:${column}`);
	}

	/** Where the cursor is, as `line:column`. */
	async cursor() {
		const text = await this.page.locator('.statusbar-item[id="status.editor.selection"]').innerText();
		return text.replace(/^Ln (\d+), Col (\d+).*$/s, "$1:$2");
	}

	/** The hover at the cursor. */
	async hover() {
		// The first may come before the server knows the text.
		return eventually("a hover", async () => {
			await this.press("Control+KeyK", "Control+KeyI");
			const hover = this.page.locator(".monaco-resizable-hover:visible, .monaco-hover:visible").first();
			await hover.waitFor({ timeout: 3_000 });
			const text = await hover.innerText();
			return text.includes("Loading") ? undefined : text;
		});
	}

	/** Goes by a key, and tells where to. */
	async follow(key) {
		const before = await this.cursor();
		await this.press(key);
		return eventually(`${key} leads elsewhere`, async () => {
			const now = await this.cursor();
			return now !== before && now;
		});
	}

	/** The titles of the code actions at the cursor; they stay open. */
	async actions() {
		await eventually("code actions", async () => {
			await this.press("Control+Period");
			await this.page.locator(".action-widget .monaco-list-row.action").first().waitFor({ timeout: 3_000 });
			return true;
		});
		return (await this.page.locator(".action-widget .monaco-list-row.action").allInnerTexts()).map((title) => title.trim());
	}

	async takeAction(title) {
		const row = this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
		await row.click();
		await this.page.locator(".action-widget").waitFor({ state: "detached" });
	}

	async save() {
		await this.press("Control+KeyS");
		await eventually("all saved", async () => (await this.page.locator(".tab.dirty").count()) === 0);
	}

	/** The rows of the Problems view, each as a screen reader reads it. */
	async problems() {
		await this.page.locator(".markers-panel .monaco-list-row").first().waitFor();
		return this.labels(".markers-panel .monaco-list-row");
	}

	async labels(rows) {
		const all = await this.page.locator(rows).all();
		return Promise.all(all.map((row) => row.getAttribute("aria-label")));
	}

	/** Notifications that are to be read now. */
	async notices() {
		return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
	}

	async screenshot(name) {
		const folder = process.env.VSCODE_SCREENSHOTS;
		if (folder) await this.page.screenshot({ path: join(folder, `${name}.png`) });
	}
}
