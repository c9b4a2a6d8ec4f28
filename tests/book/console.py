"""Runs the sessions that stand in a page as ```console blocks, and compares.

A line that starts with `$ ` is a command, `> ` goes on with it; what follows is what it prints, both streams as one. A line
`...` stands for any lines, `[..]` within a line for any text. All blocks of a page are one session, in one folder, in which
`examples` is that of the project.

Every command must end with status 0, but where the page itself asks: the command after it is `echo $?`; or where the block
has `<!-- status: 1 -->` above it, which is then the status of its last command.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from conftest import ROOT, VARIORUM

STATUS = re.compile(r"<!-- status: (\d+) -->")


@dataclass
class Command:
    line: int
    words: str
    expected: list[str] = field(default_factory=list)
    status: int = 0


def commands(page: str) -> list[Command]:
    """The commands of a page, in order. Raises `ValueError` for a block that does not start with one."""
    found, inside, status, before = [], False, 0, ""
    for number, line in enumerate(page.splitlines(), 1):
        if not inside:
            if line == "```console":
                asked = STATUS.fullmatch(before)
                inside, status, first = True, int(asked[1]) if asked else 0, len(found)
            elif line.strip():
                before = line
        elif line == "```":
            if len(found) == first:
                raise ValueError(f"line {number}: a block without a command")
            found[-1].status = status
            inside, before = False, ""
        elif line.startswith("$ "):
            found.append(Command(number, line[2:]))
        elif len(found) == first:
            raise ValueError(f"line {number}: output before the first command of its block")
        elif (line == ">" or line.startswith("> ")) and not found[-1].expected:
            found[-1].words += "\n" + line[2:]
        else:
            found[-1].expected.append(line)
    if inside:
        raise ValueError("a block that is not closed")
    return found


def fits(expected: list[str], printed: list[str]) -> bool:
    """Whether what was printed is what the page shows."""
    pattern = []
    for line in expected:
        if line == "...":
            pattern.append(r"(?:[^\n]*\n)*?")
        else:
            pattern.append(r"[^\n]*?".join(map(re.escape, line.split("[..]"))) + r"\n")
    return re.fullmatch("".join(pattern), "".join(line + "\n" for line in printed)) is not None


class Session:
    """A shell in which nothing of the machine's own configuration counts."""

    def __init__(self, folder: Path):
        self.folder = folder / "session"
        self.folder.mkdir()
        shutil.copytree(ROOT / "examples", self.folder / "examples")
        programs = folder / "bin"
        programs.mkdir()
        (programs / "variorum").symlink_to(VARIORUM)
        self.environment = {
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self.status = 0

    def run(self, words: str) -> list[str]:
        """Runs a command in bash and gives the lines that it printed; `$?` is the status of the one before."""
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status})\n{words}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        self.status = done.returncode
        return done.stdout.splitlines()
