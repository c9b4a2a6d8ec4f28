#!/usr/bin/env python3
"""What the release workflow does between its tools: plan a release, and write the archives that people download.

    packaging/release.py plan [--tag TAG]             what is to be built, as a step's outputs
    packaging/release.py archive TARGET BINARY FOLDER  one archive and its checksum

`targets.json` lists what is built. The names of the archives are read in three more places: the binstall metadata in
Cargo.toml, packaging/action/install.sh, and the tests, which hold the four together.
"""

import argparse
import gzip
import hashlib
import io
import json
import os
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGETS = json.loads((ROOT / "packaging/targets.json").read_text("utf-8"))
ALONGSIDE = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"]
# The first moment that a zip archive can name. Two archives of the same files are the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def package() -> dict:
    """The `[package]` table of Cargo.toml, where version and repository are written once for all packages."""
    return tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]


def stem(version: str, target: str) -> str:
    """The name of an archive without its ending, which is also the one folder in it."""
    return f"variorum-v{version}-{target}"


def plan(tag: str | None) -> None:
    about = package()
    version = about["version"]
    if tag is not None and tag != f"v{version}":
        sys.exit(f"the tag is {tag}, but Cargo.toml has version {version}: expected v{version}")
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    if tag is not None and server and name:
        here = f"{server}/{name}"
        # Without it `cargo binstall` finds no archive, npm no provenance, and the package pages lead nowhere.
        if about.get("repository", "").removesuffix(".git") != here:
            sys.exit(f'Cargo.toml must have `repository = "{here}"` under [package] before anything is released from there')
    matrix = [{key: entry[key] for key in ("target", "runner", "maturin")} for entry in TARGETS]
    print(f"version={version}")
    print(f"matrix={json.dumps({'include': matrix})}")


def archive(target: str, binary: Path, folder: Path) -> None:
    name = stem(package()["version"], target)
    windows = "windows" in target
    content = {("variorum.exe" if windows else "variorum"): (binary.read_bytes(), 0o755)}
    for file in ALONGSIDE:
        content[file] = ((ROOT / file).read_bytes(), 0o644)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name + (".zip" if windows else ".tar.gz"))
    path.write_bytes(zipped(name, content) if windows else tarred(name, content))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    # The form that `sha256sum --check` and `shasum --check` read.
    path.with_name(path.name + ".sha256").write_text(f"{digest}  {path.name}\n", "utf-8", newline="\n")
    print(path)


def tarred(name: str, content: dict[str, tuple[bytes, int]]) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as squeezed, tarfile.open(fileobj=squeezed, mode="w") as tar:
        for file, (data, mode) in content.items():
            entry = tarfile.TarInfo(f"{name}/{file}")
            entry.size, entry.mode = len(data), mode
            tar.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def zipped(name: str, content: dict[str, tuple[bytes, int]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zip:
        for file, (data, mode) in content.items():
            entry = zipfile.ZipInfo(f"{name}/{file}", EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, mode << 16
            zip.writestr(entry, data)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    planning = commands.add_parser("plan")
    planning.add_argument("--tag")
    archiving = commands.add_parser("archive")
    archiving.add_argument("target", choices=[entry["target"] for entry in TARGETS])
    archiving.add_argument("binary", type=Path)
    archiving.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.command == "plan":
        plan(given.tag)
    else:
        archive(given.target, given.binary, given.folder)


if __name__ == "__main__":
    main()
