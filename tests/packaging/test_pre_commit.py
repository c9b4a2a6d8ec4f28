"""The hooks, by pre-commit itself in scratch repositories.

`language: rust` differs from `language: system` in how the program comes to be there: pre-commit has cargo build the whole
crate in its release profile. That takes minutes and is not done here; both have the same entry, which is tested.
"""

import os
import re
import shutil
import sys

import pytest
import yaml
from conftest import ROOT, VARIORUM, run
from test_release import VERSION

TOOL = shutil.which("pre-commit", path=os.path.dirname(sys.executable))
GOOD = '<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<END FILE>>>\n'
BAD = '<<<FILE: a.txt>>>\nThe clerk said: “We will count the crates.\n<<<END FILE>>>\n'
# The second article is written in another dialect than the first.
UNTIDY = GOOD + '<<<FILE b.txt>>>\nThe ferry came back.\n<<<END FILE>>>\n'
TIDY = GOOD + '<<<FILE: b.txt>>>\nThe ferry came back.\n<<<END FILE>>>\n'
# The recipe of the book, word for word.
LOCAL = next(block for block in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"), re.DOTALL) if "repo: local" in block)


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


class Bench:
    """A repository of hooks, and one that uses them."""

    def __init__(self, folder):
        self.folder, self.hooks, self.project = folder, folder / "hooks", folder / "project"
        program = folder / "bin"
        program.mkdir()
        (program / "variorum").symlink_to(VARIORUM)
        self.environment = {
            "PATH": f"{program}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(folder / "cache"),
            "HOME": str(folder),
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        (folder / "gitconfig").write_text("[user]\nname = Test\nemail = test@example.org\n[init]\ndefaultBranch = main\n")
        for repository in [self.hooks, self.project]:
            repository.mkdir()
            self.git("init", "--quiet", cwd=repository)
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", self.hooks)
        self.git("add", ".", cwd=self.hooks)
        self.git("commit", "--quiet", "--message", "Hooks", cwd=self.hooks)
        self.git("tag", "v1", cwd=self.hooks)

    def git(self, *words, cwd=None):
        return run("git", *words, cwd=cwd or self.project, **self.environment)

    def write(self, **bundles):
        for name, text in bundles.items():
            (self.project / f"{name}.bundle").write_text(text, "utf-8")
        self.git("add", ".")

    def pre_commit(self, *words, status=0):
        return run(TOOL, *words, cwd=self.project, status=status, **self.environment)

    def configure(self, text):
        (self.project / ".pre-commit-config.yaml").write_text(text, "utf-8")
        self.git("add", ".")


def test_a_commit_with_a_fault_is_stopped(bench):
    hooks = [{"id": "variorum-system"}, {"id": "variorum-fmt-system"}]
    bench.configure(yaml.safe_dump({"repos": [{"repo": str(bench.hooks), "rev": "v1", "hooks": hooks}]}))
    bench.write(good=GOOD, bad=BAD)
    bench.pre_commit("install")
    refused = run("git", "commit", "--message", "Add", cwd=bench.project, status=1, **bench.environment)
    assert "warning[unbalanced-delimiter]" in refused and "bad.bundle:2" in refused
    assert "2 bundles" in refused, "one process gets them all"
    bench.write(bad=GOOD)
    bench.git("commit", "--message", "Add")


def test_files_of_other_kinds_are_not_looked_at(bench):
    bench.configure(yaml.safe_dump({"repos": [{"repo": str(bench.hooks), "rev": "v1", "hooks": [{"id": "variorum-system"}]}]}))
    (bench.project / "notes.md").write_text(BAD, "utf-8")
    bench.git("add", ".")
    assert "no files to check" in bench.pre_commit("run", "--all-files")


def test_fmt_mends_and_stops_the_commit_once(bench):
    bench.write(untidy=UNTIDY)
    bench.pre_commit("try-repo", bench.hooks, "variorum-fmt-system", "--ref", "v1", "--all-files", status=1)
    assert (bench.project / "untidy.bundle").read_text("utf-8") == TIDY
    bench.git("add", ".")
    bench.pre_commit("try-repo", bench.hooks, "variorum-fmt-system", "--ref", "v1", "--all-files")


def test_the_wheel_makes_a_hook_that_builds_nothing(bench, wheel):
    wanted = f"variorum=={VERSION}"
    assert wanted in LOCAL
    bench.configure(LOCAL.replace(wanted, str(wheel)))
    # The program is in the hook's own environment, not on the PATH.
    bench.environment["PATH"] = os.environ["PATH"]
    bench.write(bad=BAD)
    assert "warning[unbalanced-delimiter]" in bench.pre_commit("run", "--all-files", status=1)
    bench.write(bad=GOOD)
    bench.pre_commit("run", "--all-files")


def test_each_hook_is_there_to_be_built_and_to_be_had():
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    for name in ["variorum", "variorum-fmt"]:
        built, installed = dict(hooks[name]), dict(hooks[f"{name}-system"])
        assert (built.pop("language"), installed.pop("language")) == ("rust", "system")
        assert built | {"id": ""} == installed | {"id": ""}
