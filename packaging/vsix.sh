#!/usr/bin/env bash
# Packs the extension for Visual Studio Code once for each target, with the program in it, and once without.
#
#     packaging/vsix.sh BINARIES OUTPUT     BINARIES has a folder for each target of targets.json
set -euo pipefail
binaries=$(realpath "$1")
mkdir -p "$2"
output=$(realpath "$2")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
list='for (const { target, vsix, npm } of require("./packaging/targets.json"))
	console.log([target, vsix, npm.os === "win32" ? "variorum.exe" : "variorum"].join(" "))'
targets=$(node -e "$list")

cd editors/vscode
npm ci --no-audit --no-fund --loglevel error
npm run build
npm run package -- --out "$output"
while read -r target vsix program; do
	VARIORUM=$binaries/$target/$program npm run package -- --target "$vsix" --out "$output"
done <<<"$targets"
