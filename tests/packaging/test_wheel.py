"""The wheel for PyPI, built by maturin and installed by pip."""

import subprocess
import tarfile
import zipfile

from conftest import ROOT, run, same_as_under_test
from test_crate import outside_of_src


def test_it_runs_from_a_clean_environment(installed):
    same_as_under_test(installed)


def test_it_carries_the_program_and_its_licences_and_no_more(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith("/scripts/variorum")]
    assert not [name for name in names if name.endswith(".py")]
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"]:
        assert [name for name in names if name.endswith(licence)], names


def test_the_registry_would_take_its_page(wheel):
    run("twine", "check", "--strict", wheel)


def test_a_server_starts_from_it(installed):
    """Through a pipe, as editors start it; its end is the client's end."""
    message = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
    framed = f"Content-Length: {len(message)}\r\n\r\n{message}"
    done = subprocess.run([installed, "lsp"], input=framed, stdout=subprocess.PIPE, encoding="utf-8", timeout=60)
    assert '"serverInfo":{"name":"variorum"' in done.stdout


def test_it_can_be_built_where_there_is_no_wheel(tmp_path):
    """By `pip install`, from the archive of the source."""
    run("maturin", "sdist", "--out", tmp_path, cwd=ROOT)
    (path,) = tmp_path.glob("*.tar.gz")
    names = {name.split("/", 1)[1] for name in tarfile.open(path).getnames()}
    assert {"pyproject.toml", "Cargo.toml", "Cargo.lock", "README.md", "src/main.rs", "PKG-INFO"} | outside_of_src() <= names
    run("twine", "check", "--strict", path)


def test_the_release_builds_with_the_same_maturin():
    wanted = (ROOT / "packaging/requirements.txt").read_text("utf-8").splitlines()
    ours = (ROOT / "tests/packaging/requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in wanted if line.startswith("maturin==")] == [line for line in ours if line.startswith("maturin==")]
