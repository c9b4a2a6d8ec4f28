"""The scripts of action.yml, as a runner would start them. Releases come from a folder."""

import json
import os
import shutil

import pytest
from conftest import EXAMPLE, ROOT, VARIORUM, run
from test_release import VERSION, archive, program  # noqa: F401 (a fixture)

INSTALL = ROOT / "packaging/action/install.sh"
CHECK = ROOT / "packaging/action/check.sh"


@pytest.fixture
def runner(tmp_path):
    """What a runner tells the steps of an action."""
    files = {name: str(tmp_path / name.lower()) for name in ["GITHUB_PATH", "GITHUB_OUTPUT", "RUNNER_TEMP"]}
    (tmp_path / "runner_temp").mkdir()
    # As runners lay actions out: by owner, name and revision.
    action = tmp_path / "_actions/someone/variorum/v1"
    action.mkdir(parents=True)
    shutil.copy(ROOT / "Cargo.toml", action)
    return files | {"GITHUB_ACTION_PATH": str(action), "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64"}


@pytest.fixture
def releases(tmp_path, program):
    folder = tmp_path / "releases" / f"v{VERSION}"
    archive("x86_64-unknown-linux-musl", program, folder)
    archive("aarch64-pc-windows-msvc", program, folder)
    return folder


def added_to_path(runner):
    return open(runner["GITHUB_PATH"], encoding="utf-8").read().rstrip("\n")


@pytest.mark.parametrize("asked", ["", VERSION, f"v{VERSION}"])
def test_a_release_is_installed(runner, releases, asked):
    printed = run(INSTALL, **runner, RELEASES=releases.parent.as_uri(), VERSION=asked)
    assert f"variorum {VERSION}" in printed
    program = os.path.join(added_to_path(runner), "variorum")
    assert run(program, "--version") == f"variorum {VERSION}\n"


def test_a_release_for_windows_is_a_zip(runner, releases):
    windows = runner | {"RUNNER_OS": "Windows", "RUNNER_ARCH": "ARM64"}
    run(INSTALL, **windows, RELEASES=releases.parent.as_uri())
    assert os.path.exists(os.path.join(added_to_path(runner), "variorum.exe"))


def test_an_archive_that_was_changed_is_refused(runner, releases):
    with open(releases / f"variorum-v{VERSION}-x86_64-unknown-linux-musl.tar.gz", "ab") as file:
        file.write(b"more")
    printed = run(INSTALL, **runner, RELEASES=releases.parent.as_uri(), status=1)
    assert "is not what its checksum says" in printed
    assert not os.path.exists(runner["GITHUB_PATH"])


def test_a_release_that_does_not_exist_is_named(runner, releases):
    printed = run(INSTALL, **runner, RELEASES=releases.parent.as_uri(), VERSION="9.9.9", status=1)
    assert "::error title=variorum::variorum-v9.9.9-x86_64-unknown-linux-musl.tar.gz cannot be had" in printed


def test_a_machine_without_a_release_is_told_to_build(runner):
    printed = run(INSTALL, **(runner | {"RUNNER_ARCH": "RISCV64"}), RELEASES="file:///", status=1)
    assert "set version to source" in printed


@pytest.mark.parametrize(
    ("repository", "told"),
    [
        ("else/where", {"REPOSITORY": "else/where", "ACTION_REPOSITORY": "an/other"}),
        ("someone/variorum", {"ACTION_REPOSITORY": "an/other"}),
        ("someone/variorum", {"GITHUB_ACTION_PATH": r"D:\a\_actions\someone\variorum\feature\x", "VERSION": "1.0.0"}),
        ("an/other", {"GITHUB_ACTION_PATH": "/work", "ACTION_REPOSITORY": "an/other", "VERSION": "1.0.0"}),
        ("our/own", {"GITHUB_ACTION_PATH": "/work", "GITHUB_REPOSITORY": "our/own", "VERSION": "1.0.0"}),
    ],
)
def test_the_repository_whose_releases_are_taken(runner, repository, told):
    """Nothing listens at this address, which is named."""
    printed = run(INSTALL, **(runner | told), GITHUB_SERVER_URL="http://127.0.0.1:9", status=1)
    assert f"from http://127.0.0.1:9/{repository}/releases/download" in printed


@pytest.fixture
def recorded(tmp_path, runner):
    """Runs check.sh with a program that writes down its arguments, and gives those and the outputs of the step."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "variorum").write_text(
        '#!/bin/sh\n[ "$1" = --version ] && { echo variorum 1.2.3; exit; }\nprintf "%s\\n" "$@"\n'
        'status=${STUB_STATUS:-1}\n[ "$status" = 2 ] && [ -z "$STUB_PARTIAL" ] && exit 2\n'
        'for word; do case $word in sarif=*) echo {} >"${word#sarif=}";; esac; done\nexit "$status"\n'
    )
    (stub / "variorum").chmod(0o755)

    def check(**inputs):
        printed = run(CHECK, **runner, **inputs, PATH=f"{stub}:{os.environ['PATH']}")
        outputs = open(runner["GITHUB_OUTPUT"], encoding="utf-8").read().splitlines()
        return printed.splitlines(), dict(line.split("=", 1) for line in outputs)

    return check


def test_inputs_become_arguments(recorded, runner):
    sarif = f"{runner['RUNNER_TEMP']}/variorum.sarif"
    arguments, outputs = recorded(
        PATHS="a b.bundle\n\n  \n$(touch x).bundle\n",
        ARGUMENTS="--config\nmy desk.toml",
        FAIL_ON="error",
        BASELINE="known.json",
    )
    assert arguments == [
        *["check", "--format", "github", "--format", f"sarif={sarif}", "--fail-on", "error", "--baseline", "known.json"],
        *["--config", "my desk.toml", "--", "a b.bundle", "$(touch x).bundle"],
    ]
    assert outputs == {"version": "1.2.3", "status": "1", "sarif": sarif}


def test_blanks_around_a_line_are_not_part_of_it(recorded):
    arguments, _ = recorded(PATHS="  a.bundle  \n\tb c.bundle\t\n \t\n", ARGUMENTS=" --config\n  my desk.toml ")
    assert arguments[-5:] == ["--config", "my desk.toml", "--", "a.bundle", "b c.bundle"]


def test_nothing_given_is_the_whole_folder_in_text(recorded, runner):
    """A run that could not be done writes no report; one of an earlier run must not be taken for it."""
    old = os.path.join(runner["RUNNER_TEMP"], "variorum.sarif")
    open(old, "w").close()
    arguments, outputs = recorded(ANNOTATIONS="false", PATHS="", STUB_STATUS="2")
    assert arguments == ["check", "--format", "text", "--format", f"sarif={old}", "--", "."]
    assert outputs == {"version": "1.2.3", "status": "2"}


def test_a_report_of_half_a_check_is_not_uploaded(recorded, runner):
    """What is missing from it would be taken for mended."""
    _, outputs = recorded(STUB_STATUS="2", STUB_PARTIAL="yes")
    assert os.path.getsize(os.path.join(runner["RUNNER_TEMP"], "variorum.sarif"))
    assert outputs == {"version": "1.2.3", "status": "2"}


@pytest.mark.parametrize("status", ["0", "1"])
def test_a_report_of_a_whole_check_is_an_output(recorded, runner, status):
    _, outputs = recorded(STUB_STATUS=status)
    assert outputs == {"version": "1.2.3", "status": status, "sarif": f"{runner['RUNNER_TEMP']}/variorum.sarif"}


def test_findings_are_annotations_and_sarif(runner, tmp_path):
    """With the program itself."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/variorum").symlink_to(VARIORUM)
    shutil.copy(EXAMPLE, tmp_path)
    printed = run(CHECK, **runner, cwd=tmp_path, PATHS=EXAMPLE.name, PATH=f"{tmp_path}/bin:{os.environ['PATH']}")
    assert f"::warning file={EXAMPLE.name},line=1," in printed
    outputs = dict(line.split("=", 1) for line in open(runner["GITHUB_OUTPUT"], encoding="utf-8").read().splitlines())
    assert outputs["status"] == "1" and outputs["version"] == VERSION
    with open(outputs["sarif"], encoding="utf-8") as file:
        assert len(json.load(file)["runs"][0]["results"]) == printed.count("::warning ") + printed.count("::notice ")
