"""What is in the crate as it is published, and in the context of a Docker build: all that the compiler reads."""

import re

from conftest import ROOT, run

INCLUDED = re.compile(r'include_(?:str|bytes)!\(\s*"([^"]+)"')


def outside_of_src():
    """Files that the source includes from elsewhere, be it in a test."""
    found = set()
    for source in (ROOT / "src").rglob("*.rs"):
        for name in INCLUDED.findall(source.read_text("utf-8")):
            path = (source.parent / name).resolve().relative_to(ROOT)
            if path.parts[0] != "src":
                found.add(path.as_posix())
    return found


def test_the_crate_has_what_it_includes():
    listed = set(run("cargo", "package", "--list", "--allow-dirty", "--quiet", "--locked", cwd=ROOT).splitlines())
    needed = outside_of_src()
    assert "docs/variorum.schema.json" in needed
    assert needed <= listed
    assert {"Cargo.lock", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/main.rs"} <= listed
    ours = ("editors/", "packaging/", ".github/", "docs/rules/", "Makefile", "mk/")
    assert not [name for name in listed if name.startswith(ours)]
    # Nobody can run the tests of other programs from the crate, for want of what they test.
    assert not [name for name in listed if name.startswith("tests/") and not name.endswith(".rs") and "tests/data/" not in name]


def test_an_image_is_built_from_what_the_source_includes():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in lines
    given = {line[1:] for line in lines if line.startswith("!")}
    for name in outside_of_src() | {"Cargo.toml", "Cargo.lock", "src"}:
        assert any(name == path or name.startswith(f"{path}/") for path in given), name
