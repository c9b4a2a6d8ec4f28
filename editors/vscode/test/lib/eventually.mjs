// Waiting for conditions: machines differ in speed, and a fixed time is too long on one and too short on the other.

/** How long anything in the window may take, in milliseconds. A machine that runs much else at the same time is slow. */
export const PATIENCE = Number(process.env.VSCODE_PATIENCE ?? 60) * 1000;

/**
 * What `probe` gives when it no longer throws and gives something true; its last complaint is the error.
 *
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} probe
 * @returns {Promise<T>}
 */
export async function eventually(what, probe, patience = PATIENCE) {
	const end = Date.now() + patience;
	let complaint;
	do {
		try {
			const value = await probe();
			if (value) return value;
			complaint = undefined;
		} catch (error) {
			complaint = error;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	} while (Date.now() < end);
	throw new Error(`waited ${patience / 1000} s in vain: ${what}`, { cause: complaint });
}
