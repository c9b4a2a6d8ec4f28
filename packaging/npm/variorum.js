#!/usr/bin/env node
// Runs the program for this machine. npm has installed it as one of the optional dependencies, each of which is for one
// operating system and processor and holds nothing but the binary.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

/** The packages that may hold a program for this machine, the likeliest first. */
function packages() {
  const name = `variorum-${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return [name];
  // Node.js names its C library only if that is glibc. The program for musl is linked statically, so it runs with either.
  // A report would else look up the names of all addresses that are connected to.
  process.report.excludeNetwork = true;
  const glibc = process.report.getReport().header.glibcVersionRuntime;
  return glibc ? [name, `${name}-musl`] : [`${name}-musl`];
}

function program() {
  const file = process.platform === "win32" ? "bin/variorum.exe" : "bin/variorum";
  for (const name of packages()) {
    try {
      return require.resolve(`${name}/${file}`);
    } catch {
      // Not installed; the next one may be.
    }
  }
  console.error(
    `variorum: there is no program for ${process.platform} on ${process.arch}: ${packages()[0]} is not installed.\n` +
      "If npm was told to omit optional dependencies, install without that. Other ways to install: see the README.",
  );
  process.exit(2);
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
// Whoever stops this process means the program. It decides what becomes of that, and this one ends as it does. Before there
// is a program nothing must be missed, or it would be left alone.
for (const signal of signals) process.on(signal, () => child.kill(signal));
const child = spawn(program(), process.argv.slice(2), { stdio: "inherit", windowsHide: true });
child.on("error", (error) => {
  console.error(`variorum: ${error.message}`);
  process.exit(2);
});
child.on("exit", (status, signal) => {
  for (const name of signals) process.removeAllListeners(name);
  if (signal === null) process.exit(status);
  process.kill(process.pid, signal);
  // Where the signal is ignored or unknown: the status that a shell would give.
  setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 1000);
});
