#!/usr/bin/env node
// Makes the npm packages, ready for `npm pack` or `npm publish`: one for each target, which holds the binary and says on
// which machines npm may install it, and `variorum` itself, which has all of them as optional dependencies and a launcher.
//
//   node packaging/npm/build.mjs BINARIES OUTPUT
//
// BINARIES has a folder for each target, named as in packaging/targets.json, with `variorum` or `variorum.exe` in it.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const [binaries, output] = process.argv.slice(2);
if (!binaries || !output) {
  console.error("usage: build.mjs BINARIES OUTPUT");
  process.exit(2);
}

const targets = JSON.parse(readFileSync(join(root, "packaging/targets.json"), "utf8"));
const metadata = execFileSync("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"], {
  cwd: root,
  encoding: "utf8",
});
const crate = JSON.parse(metadata).packages.find(({ name }) => name === "variorum");

/** What all packages say of themselves. Version and address stand in Cargo.toml, and nowhere else. */
const common = {
  version: crate.version,
  license: crate.license,
  ...(crate.repository && { repository: { type: "git", url: `git+${crate.repository}.git` } }),
};

const nameOf = ({ os, cpu, libc }) => ["variorum", os, cpu, ...(libc === "musl" ? ["musl"] : [])].join("-");

function write(name, manifest, files) {
  const folder = join(output, name);
  mkdirSync(join(folder, "bin"), { recursive: true });
  for (const [to, from] of Object.entries(files)) copyFileSync(from, join(folder, to));
  for (const file of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...common, ...manifest }, null, 2) + "\n");
  console.log(folder);
  return folder;
}

for (const { target, npm } of targets) {
  const file = npm.os === "win32" ? "variorum.exe" : "variorum";
  const binary = join(binaries, target, file);
  if (!existsSync(binary)) {
    console.error(`${binary} is missing`);
    process.exit(1);
  }
  const name = nameOf(npm);
  const manifest = {
    description: `The program of the package variorum, for ${target}`,
    os: [npm.os],
    cpu: [npm.cpu],
    ...(npm.libc && { libc: [npm.libc] }),
    // Some package managers keep packages zipped; a program has to be a file.
    preferUnplugged: true,
  };
  const folder = write(name, manifest, { [`bin/${file}`]: binary });
  writeFileSync(join(folder, "README.md"), `The program of the package \`variorum\`, for ${target}. Install \`variorum\`.\n`);
  chmodSync(join(folder, "bin", file), 0o755);
}

write(
  "variorum",
  {
    description: crate.description,
    keywords: crate.keywords,
    bin: { variorum: "bin/variorum.js" },
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(targets.map(({ npm }) => [nameOf(npm), crate.version])),
  },
  { "bin/variorum.js": join(here, "variorum.js"), "README.md": join(here, "README.md") },
);
