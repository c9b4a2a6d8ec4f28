// One window of VS Code, driven by what a user has: keys, the mouse, and what is to be read on the screen.

import { basename, join } from "node:path";

import { eventually, PATIENCE } from "./eventually.mjs";

/** Milliseconds after which a key or what it opened is held to be lost: while the focus moves, the window may close it again. */
const LOST = 5_000;

export class Workbench {
	/** @param {import("playwright-core").Page} page @param {string} folder */
	constructor(page, folder) {
		this.page = page;
		this.folder = folder;
		page.setDefaultTimeout(PATIENCE);
	}

	/** A window on `folder`, or on the workspace of this name in it, which may have several folders. */
	static async open(page, url, folder, workspace) {
		const window = new Workbench(page, folder);
		const opened = workspace ? { workspace: join(folder, workspace) } : { folder };
		await page.goto(`${url}/?${new URLSearchParams(opened)}`);
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
		await eventually(`the command ${title}`, async () => {
			await this.ask("F1");
			await this.pick(title, `>${title}`);
			return true;
		});
	}

	/** Opens a list or an input by a key; see [LOST]. */
	async ask(key) {
		await eventually(`${key} to open something`, async () => {
			await this.press(key);
			await this.page.locator(".quick-input-widget:visible input:focus").first().waitFor({ timeout: 3_000 });
			return true;
		});
	}

	/** Takes the entry `label` of the list that is open, or is about to open. */
	async pick(label, typed = label) {
		const list = this.page.locator(".quick-input-widget:visible");
		const timeout = LOST;
		await list.locator("input").first().fill(typed, { timeout });
		// What a screen reader says of it begins with the label; its keys may follow.
		const quoted = JSON.stringify(label).slice(0, -1);
		await list.locator(`.monaco-list-row[aria-label=${quoted}"], .monaco-list-row[aria-label^=${quoted},"]`).first().click({ timeout });
	}

	/** The labels of the list that is open. */
	async choices() {
		await this.page.locator(".quick-input-widget:visible .monaco-list-row").first().waitFor();
		return this.page.locator(".quick-input-widget:visible .monaco-list-row .label-name").allInnerTexts();
	}

	/** Answers a question that wants a text. */
	async answer(text) {
		await this.page.locator(".quick-input-widget:visible input").first().fill(text, { timeout: LOST });
		await this.press("Enter");
	}

	/** Opens a file of the folder, and waits until its editor has the keys. */
	async openFile(name) {
		const found = this.page.locator(`.quick-input-widget .monaco-list-row[aria-label^="${basename(name)}"]`);
		await eventually(`${name} in the list of files`, async () => {
			await this.ask("Control+KeyP");
			await this.page.locator(".quick-input-widget:visible input").first().fill(name, { timeout: LOST });
			await found.first().click({ timeout: LOST });
			return true;
		});
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
		const isThere = async () => (await this.cursor()) === `${line}:${column}`;
		await eventually(`the cursor at ${line}:${column}`, async () => {
			if (await isThere()) return true;
			await this.ask("Control+KeyG");
			await this.page.locator(".quick-input-widget:visible input").first().fill(`:${line}:${column}`, { timeout: LOST });
			await this.press("Enter");
			return eventually("the cursor to move", isThere, 3_000);
		});
	}

	/** Where the cursor is, as `line:column`. */
	async cursor() {
		const text = await this.page.locator('.statusbar-item[id="status.editor.selection"]').innerText();
		return text.replace(/^Ln (\d+), Col (\d+).*$/s, "$1:$2");
	}

	/** The hover at the cursor, as soon as it has `expected`. */
	async hover(expected) {
		// What is under the mouse would show its own, instead.
		await this.page.mouse.move(640, 8);
		return eventually(`a hover with ${expected}`, async () => {
			// The first may come before the server knows the text; it would stay.
			await this.press("Escape", "Control+KeyK", "Control+KeyI");
			return eventually("its text", async () => {
				const text = (await this.page.locator(".monaco-editor .monaco-hover:visible, .monaco-resizable-hover:visible").allInnerTexts()).join("\n");
				return text.includes(expected) && text;
			}, 5_000);
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
		const rows = this.page.locator(".action-widget .monaco-list-row.action");
		await eventually("code actions", async () => {
			await this.press("Control+Period");
			await rows.first().waitFor({ timeout: 5_000 });
			return true;
		});
		return (await rows.allInnerTexts()).map((title) => title.trim());
	}

	async takeAction(title) {
		const titles = await this.actions();
		if (!titles.includes(title)) throw new Error(`no code action ${title}, but ${titles.join("; ")}`);
		await this.page.locator(".action-widget .monaco-list-row.action").nth(titles.indexOf(title)).click();
		await this.page.locator(".action-widget:visible").first().waitFor({ state: "hidden" });
	}

	/** Renames what is at the cursor. */
	async rename(name) {
		const box = this.page.locator(".rename-box input:visible");
		await eventually("a box for the name", async () => {
			await this.press("F2");
			await box.fill(name, { timeout: LOST });
			return true;
		});
		await this.press("Enter");
		await this.page.locator(".tab.dirty").first().waitFor();
	}

	/** What the extension's own item in the status bar says. */
	async status() {
		const item = this.page.locator('.statusbar-item[id$="variorum.status"]');
		return `${await item.innerText()} ${await item.locator("a").getAttribute("aria-label")}`;
	}

	/** Gives the keys to the editor. */
	async focusEditor() {
		await this.run("View: Focus Active Editor Group");
		await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
	}

	/** The numbers of the lines that are to be seen. */
	lineNumbers() {
		return this.page.locator(".editor-group-container.active .monaco-editor .line-numbers").allInnerTexts();
	}

	/** Takes an entry of the context menu of a file in the Explorer. */
	async menu(file, entry) {
		// Rows stand in any order, and another name may begin with this one.
		const row = (label) => `.explorer-folders-view .monaco-list-row[aria-label${label}]`;
		const rows = this.page.locator(`${row(`=${JSON.stringify(file)}`)}, ${row(`^=${JSON.stringify(`${file},`)}`)}`);
		await rows.first().click({ button: "right" });
		const item = this.page.locator(".monaco-menu .action-item", { hasText: entry }).first();
		await item.waitFor();
		// A menu that has just come takes no click.
		await eventually(`the menu to take ${entry}`, async () => {
			if (await item.isVisible()) await item.click({ timeout: LOST });
			await item.waitFor({ state: "hidden", timeout: 3_000 });
			return true;
		});
	}

	/** What is to be read in the comparison in front, of one pair or of many. */
	async diffText() {
		const sides = this.page.locator(".editor-group-container.active .monaco-diff-editor .view-lines");
		const texts = await sides.evaluateAll((all) =>
			all.map((side) => {
				// Lines are elements in any order; what is wrapped is several of them.
				const lines = [...side.querySelectorAll(".view-line")];
				const top = (line) => line.getBoundingClientRect().top;
				return lines.sort((a, b) => top(a) - top(b)).map((line) => line.textContent).join(" ");
			}),
		);
		return texts.join("\n").replaceAll(/[\u00a0 ]+/g, " ");
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

	/** Waits for a notification, whether it is still in front or was put away, and takes one of its buttons. */
	async notice(text, button) {
		const notice = this.page.locator(".notification-list-item:visible", { hasText: text }).first();
		await eventually(`a notification: ${text}`, async () => {
			if (await notice.isVisible()) return true;
			await this.run("Notifications: Show Notifications");
			await notice.waitFor({ timeout: 3_000 });
			return true;
		});
		if (button) await notice.locator(".monaco-button", { hasText: button }).first().click();
		return notice;
	}

	async screenshot(name) {
		const folder = process.env.VSCODE_SCREENSHOTS;
		if (folder) await this.page.screenshot({ path: join(folder, `${name}.png`) });
	}
}
