"""Bundles to check, and the reports of them in every format."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(os.environ["FORMATS"])
PROGRAM = os.environ["VARIORUM"]
FILES = {
    "json": "out.json",
    "jsonl": "out.jsonl",
    "sarif": "out.sarif",
    "github": "out.github",
    "gitlab": "gl-code-quality-report.json",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
}

CLEAN = "<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<END FILE>>>\n"
# A name may hold anything that a JSON string does, and so may a path but for NUL and a slash.
NAMES = [
    "<script>alert(1)</script>",
    "]]>",
    "a \"b\" 'c' & d",
    "line\nfeed\r\nand\ttab",
    "nul \u0000 bell \u0007 escape \u001b[31m del \u007f next \u0085",
    "[a link](https://example.org) ::error::100 %",
    "\u2028 \ufeff \uffff \U0001f600",
    "日本語 é {0}",
]
PATHS = ["<&\"'>]]>.bundle", "new\nline.bundle", "100 %, a:b#c?.bundle", "bell\u0007.bundle", "ü\u202e.bundle"]


@dataclass
class Reports:
    """The reports of one run."""

    folder: Path
    out: Path
    status: int
    said: str

    def text(self, name):
        return (self.out / FILES[name]).read_text(encoding="utf-8")

    def json(self):
        return json.loads(self.text("json"))

    def sarif(self):
        return json.loads(self.text("sarif"))["runs"][0]


def example(folder):
    shutil.copy(ROOT / "examples/harbour-bridge.bundle", folder)
    return ["harbour-bridge.bundle"]


def dialects(folder):
    for bundle in (ROOT / "tests/data/dialects").glob("*.bundle"):
        shutil.copy(bundle, folder)
    return ["."]


def clean(folder):
    (folder / "clean.bundle").write_text(CLEAN)
    return ["."]


def hostile(folder):
    articles = []
    for number, name in enumerate(NAMES):
        open_ = f"<<<FILE: {json.dumps(name)}>>>\n"
        articles += [
            f"{open_}<<<END FILE>>>\n",
            # Prose lines with what formats have for their own.
            f"<<<FILE: {json.dumps(name + str(number))}>>>\nHe said “]]> & <b> ::error:: %0A\x1b[31m {name[:1]}.\n<<<END FILE>>>\n",
            f"{open_}Once more, (as it was.\n<<<END FILE>>>\n",
        ]
    text = "".join(articles)
    (folder / "names.bundle").write_text(text, encoding="utf-8", newline="")
    (folder / "deep").mkdir()
    for path in PATHS:
        (folder / "deep" / path).write_text("".join(articles[:6]) + "\0 outside \x07\r lone \ufffe\n", encoding="utf-8", newline="")
    (folder / "latin.bundle").write_bytes(text.encode("utf-8").replace("é".encode(), b"\xe9") + b"\xff\xfe\n")
    return ["."]


def not_unicode(folder):
    (folder / "clean.bundle").write_text(CLEAN)
    os.mkdir(os.fsencode(folder) + b"/caf\xe9")
    with open(os.fsencode(folder) + b"/caf\xe9/a.bundle", "w") as file:
        file.write(CLEAN)
    return ["clean.bundle", b"caf\xe9/a.bundle", "gone \"<&>\x07.bundle"]


def suppressed(folder):
    example(folder)
    (folder / "names.bundle").write_text(
        '<<<FILE: "a.txt" allow="empty-article">>>\n<<<END FILE>>>\n<<<FILE: b.txt>>>\n<<<END FILE>>>\nA remark.\n'
    )
    (folder / "variorum.toml").write_text(
        'baseline = "known.json"\n[[allow]]\nrule = "text-outside-article"\nreason = "“<&]]>” & so on"\n'
    )
    subprocess.run([PROGRAM, "check", "harbour-bridge.bundle", "--write-baseline", "known.json"], cwd=folder, check=True, capture_output=True)
    return ["."]


def many(folder):
    # Equal findings, so that fingerprints are put to the test, on lines that move.
    for number in range(20):
        (folder / f"{number}.bundle").write_text("<<<FILE: a.txt>>>\nHe said “no more of it.\n<<<END FILE>>>\n" * (number + 1))
    return ["."]


CASES = [example, dialects, clean, hostile, not_unicode, suppressed, many]


@pytest.fixture(scope="session", params=CASES, ids=lambda case: case.__name__)
def reports(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param.__name__)
    out = tmp_path_factory.mktemp("out")
    paths = request.param(folder)
    command = [PROGRAM, "check", *paths]
    for name, file in FILES.items():
        command += ["--format", f"{name}={out / file}"]
    # What a runner of theirs would set does not matter here.
    environment = {key: value for key, value in os.environ.items() if key not in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120)
    said = run.stderr.decode()
    assert run.returncode in (0, 1, 2) and "panicked" not in said, said
    assert run.stdout == b""
    return Reports(folder, out, run.returncode, said)
