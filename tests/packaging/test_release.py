"""The archives of a release: their names, which four files must agree on, and what is in them."""

import json
import tarfile
import tomllib
import zipfile

import pytest
from conftest import ROOT, run

CARGO = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))
VERSION = CARGO["package"]["version"]
TARGETS = {entry["target"]: entry for entry in json.loads((ROOT / "packaging/targets.json").read_text("utf-8"))}
RELEASE = ROOT / "packaging/release.py"
ALONGSIDE = {"README.md", "LICENSE-APACHE", "LICENSE-MIT"}


# What is packed need not be the program itself, which is large in a debug build.
PROGRAM = f"#!/bin/sh\necho variorum {VERSION}\n"


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "built"
    path.write_text(PROGRAM)
    return path


def archive(target, binary, folder):
    printed = run("python3", RELEASE, "archive", target, binary, folder)
    return folder / printed.strip().rsplit("/", 1)[1]


@pytest.mark.parametrize("target", TARGETS)
def test_an_archive_is_what_binstall_looks_for(target, program, tmp_path):
    path = archive(target, program, tmp_path / "out")

    metadata = CARGO["package"]["metadata"]["binstall"]
    metadata |= metadata["overrides"].get(target, {})
    suffix = ".exe" if "windows" in target else ""
    words = {"repo": "REPO", "name": "variorum", "version": VERSION, "target": target, "bin": "variorum", "binary-ext": suffix}

    def fill(template):
        for word, value in words.items():
            template = template.replace(f"{{ {word} }}", value)
        assert "{" not in template
        return template

    assert fill(metadata["pkg-url"]) == f"REPO/releases/download/v{VERSION}/{path.name}"
    if metadata["pkg-fmt"] == "zip":
        names = zipfile.ZipFile(path).namelist()
    else:
        assert metadata["pkg-fmt"] == "tgz"
        names = tarfile.open(path).getnames()
    folder, file = fill(metadata["bin-dir"]).split("/")
    assert set(names) == {f"{folder}/{name}" for name in ALONGSIDE | {file}}


def test_an_archive_is_the_same_bytes_each_time(tmp_path):
    for target in ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"]:
        first, second = (archive(target, RELEASE, tmp_path / name) for name in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_a_program_comes_out_of_its_archive_as_it_went_in(program, tmp_path):
    path = archive("x86_64-unknown-linux-gnu", program, tmp_path)
    run("sha256sum", "--check", f"{path.name}.sha256", cwd=tmp_path)
    run("tar", "-xzf", path, cwd=tmp_path)
    out = tmp_path / path.name.removesuffix(".tar.gz") / "variorum"
    assert run(out, "--version") == f"variorum {VERSION}\n"


def test_plan_lists_every_target():
    printed = dict(line.split("=", 1) for line in run("python3", RELEASE, "plan").splitlines())
    assert printed["version"] == VERSION
    assert [job["target"] for job in json.loads(printed["matrix"])["include"]] == list(TARGETS)


def test_plan_refuses_a_tag_of_another_version():
    assert f"expected v{VERSION}" in run("python3", RELEASE, "plan", "--tag", "v99.0.0", status=1)


def test_plan_refuses_to_release_from_where_the_packages_do_not_lead():
    elsewhere = {"GITHUB_SERVER_URL": "https://forge.example", "GITHUB_REPOSITORY": "someone/variorum"}
    refused = run("python3", RELEASE, "plan", "--tag", f"v{VERSION}", status=1, **elsewhere)
    assert 'repository = "https://forge.example/someone/variorum"' in refused


def test_each_target_is_one_package_and_one_extension():
    for kind in ["npm", "vsix"]:
        kinds = [json.dumps(entry[kind]) for entry in TARGETS.values()]
        assert len(set(kinds)) == len(kinds)
