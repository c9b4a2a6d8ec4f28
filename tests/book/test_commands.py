"""What the pages have the reader type, and what they show in answer."""

import pytest
from conftest import DOCS, PAGES
from console import Command, Session, commands, fits

WITH_COMMANDS = [page for page in PAGES if "```console" in page.read_text("utf-8")]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_page(page, tmp_path):
    session, found = Session(tmp_path), commands(page.read_text("utf-8"))
    for command, following in zip(found, [*found[1:], None]):
        printed = session.run(command.words)
        where = f"{page.name}:{command.line}: $ {command.words}"
        shown = "\n".join(printed)
        assert fits(command.expected, printed), f"{where}\n--- printed\n{shown}\n--- expected\n" + "\n".join(command.expected)
        asked = following is not None and following.words == "echo $?"
        assert asked or session.status == command.status, f"{where}\nstatus {session.status}\n{shown}"


def test_the_tutorial_is_among_them():
    assert DOCS / "tutorial.md" in WITH_COMMANDS


def test_the_runner_reads_a_page():
    page = "text\n<!-- status: 1 -->\n```console\n$ one\n> more\n>\nout\n\n$ two\n```\n```console\n$ three\n```\n"
    assert commands(page) == [Command(4, "one\nmore\n", ["out", ""]), Command(9, "two", [], 1), Command(12, "three")]
    for broken in ["```console\nout\n```\n", "```console\n```\n", "```console\n$ one\n"]:
        with pytest.raises(ValueError):
            commands(broken)


def test_the_runner_tells_outputs_apart(tmp_path):
    assert fits(["a", "...", "b [..]d", "..."], ["a", "x", "y", "b c d", "z"])
    assert fits([], []) and fits(["..."], [])
    for expected in [["a"], ["a", "b", "c"], ["a", ".."], ["..", "b"], []]:
        assert not fits(expected, ["a", "b"])
    session = Session(tmp_path)
    assert session.run("echo one; echo two >&2; exit 3") == ["one", "two"]
    assert session.status == 3 and session.run("echo $?") == ["3"]
