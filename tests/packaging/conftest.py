"""What the tests of the packages share: the program, how to run things, and the wheel, which is built once.

`VARIORUM` is the program under test, `PACKAGING` the folder below `target` where builds and tools are kept.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
VARIORUM = Path(os.environ.get("VARIORUM", ROOT / "target/debug/variorum"))
PACKAGING = Path(os.environ.get("PACKAGING", ROOT / "target/packaging"))
EXAMPLE = ROOT / "examples/harbour-bridge.bundle"


def run(*command, status=0, cwd=None, **environment):
    """Runs a command to its end and gives what it prints, both streams as one."""
    words = [str(word) for word in command]
    # Neither colour nor the settings of whoever runs the tests: only what the tools need.
    kept = {name: os.environ[name] for name in os.environ if not name.startswith(("GITHUB_", "RUNNER_", "npm_", "PIP_REQUIRE"))}
    done = subprocess.run(
        words,
        cwd=cwd,
        env=kept | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "npm_config_loglevel": "error"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=900,
    )
    if status is not None and done.returncode != status:
        pytest.fail(f"{' '.join(words)}\nstatus {done.returncode}, expected {status}\n{done.stdout}")
    return done.stdout


@pytest.fixture(scope="session")
def wheel():
    """The wheel, as maturin builds it. Nothing is optimised, since what is tested is not the speed."""
    out = PACKAGING / "wheels"
    shutil.rmtree(out, ignore_errors=True)
    fast = {"CARGO_PROFILE_DEV_OPT_LEVEL": "0", "CARGO_PROFILE_DEV_DEBUG": "false", "CARGO_INCREMENTAL": "0"}
    # A folder of its own: in that of the tests it would put a program of other features in place of the one under test.
    run("maturin", "build", "--profile", "dev", "--locked", "--out", out, cwd=ROOT, CARGO_TARGET_DIR=str(PACKAGING / "cargo"), **fast)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The program as `pip install` puts it into a clean environment."""
    venv = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", venv)
    run(venv / "bin/pip", "install", "--no-index", "--no-deps", "--disable-pip-version-check", wheel)
    return venv / "bin/variorum"


def same_as_under_test(program, **environment):
    """Says of a bundle what the program under test says of it."""
    arguments = ["check", "--no-config", EXAMPLE]
    expected = run(VARIORUM, *arguments, status=1)
    assert "duplicated-article" in expected
    assert run(program, *arguments, status=1, **environment) == expected
    assert run(program, "--version", **environment) == run(VARIORUM, "--version")
