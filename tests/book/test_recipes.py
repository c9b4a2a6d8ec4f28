"""The recipes for CI: each block that begins with the name of a file is that file, and is put before its linter."""

import re
import subprocess

import pytest
from conftest import DOCS, ROOT, TOOLS

BLOCK = re.compile(r"^```yaml\n(# (\S+)\n.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = [(name, text) for text, name in BLOCK.findall((DOCS / "ci.md").read_text("utf-8"))]
SCHEMAS = {".gitlab-ci.yml": "vendor.gitlab-ci", ".github": "vendor.github-workflows"}


def tool(name, *words):
    done = subprocess.run([TOOLS / name, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "text"), RECIPES, ids=[f"{at}-{name}" for at, (name, _) in enumerate(RECIPES)])
def test_recipe(name, text, tmp_path):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whose repository it is only its owner knows; what checks the recipe wants one that can be.
    path.write_text(text.replace("OWNER/variorum@REVISION", f"someone/variorum@{'0' * 40}").replace("OWNER", "someone"), "utf-8")
    if name == ".pre-commit-config.yaml":
        return tool("pre-commit", "validate-config", path)
    schema = SCHEMAS[name.split("/")[0]]
    tool("check-jsonschema", "--builtin-schema", schema, path)
    if schema == "vendor.github-workflows":
        tool("actionlint", path)
        tool("zizmor", "--offline", "--quiet", path)


def test_each_kind_is_there():
    assert {name.split("/")[0] for name, _ in RECIPES} == {".github", ".gitlab-ci.yml", ".pre-commit-config.yaml"}


def test_recipes_name_the_version_that_they_come_with():
    version = re.search(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text("utf-8"), re.MULTILINE)[1]
    named = re.findall(r"variorum==([^\"\s]+)|rev: v(\S+)", "".join(text for _, text in RECIPES))
    assert {name for pair in named for name in pair if name} == {version}


def test_the_example_for_gitlab_is_the_recipe():
    example = (ROOT / "packaging/gitlab-ci.yml").read_text("utf-8")
    assert (".gitlab-ci.yml", example) in RECIPES
