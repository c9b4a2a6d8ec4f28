"""The files that other programs read, by the linters and schemas of those programs."""

import re

import pytest
import yaml
from conftest import ROOT, run

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SHELL = re.compile(rb"#!.*[/ ](?:ba|da)?sh\b")
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-actions": [ROOT / "action.yml"],
    "vendor.dependabot": [ROOT / ".github/dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / "packaging/gitlab-ci.yml"],
}


def test_actionlint():
    # It hands the scripts in the workflows to shellcheck, and says nothing where there is none.
    run("shellcheck", "--version")
    run("actionlint", *WORKFLOWS)


def test_zizmor():
    # Named one by one: in the whole folder it would look at workflows of what npm has installed, too.
    run("zizmor", "--offline", "--quiet", *WORKFLOWS, ROOT / "action.yml", ROOT / ".github/dependabot.yml")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_schema(schema):
    assert SCHEMAS[schema]
    run("check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])


def test_hadolint():
    run("hadolint", ROOT / "Dockerfile")


def test_shellcheck():
    files = [ROOT / name for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0") if name]
    scripts = [file for file in files if file.is_file() and SHELL.match(first_line(file))]
    # By the first line, since few are named for what they are.
    assert {ROOT / "mk/debian", ROOT / "packaging/action/check.sh"} <= set(scripts)
    run("shellcheck", *scripts)


def first_line(file):
    with file.open("rb") as lines:
        return lines.readline(200)


def test_pre_commit_manifest():
    run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")


def test_what_runs_is_pinned():
    """Every action by its commit, with the version that this is."""
    for file in [*WORKFLOWS, ROOT / "action.yml"]:
        for line in file.read_text("utf-8").splitlines():
            if "uses:" not in line:
                continue
            action, _, comment = line.split("uses:")[1].strip().partition(" # ")
            if action != "./":
                commit = action.split("@")[1]
                assert len(commit) == 40 and comment.startswith("v"), line


def test_one_action_has_one_pin():
    pins = {}
    for file in [*WORKFLOWS, ROOT / "action.yml"]:
        for job in steps(yaml.safe_load(file.read_text("utf-8"))):
            name, _, commit = job.get("uses", "").partition("@")
            assert pins.setdefault(name, commit) == commit, f"{name} in {file}"


def steps(document):
    jobs = document.get("jobs", {}).values() or [document["runs"]]
    return [step for job in jobs for step in job["steps"]]
