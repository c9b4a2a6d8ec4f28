#!/usr/bin/env python3
"""The pages of the rules, from the program: `rules.py --update` writes docs/rules and its part of SUMMARY.md anew.

A rule's page is what `variorum explain RULE` prints, which is the doc comment of the rule's own file. Nothing is written by
hand, so page and rule cannot drift apart; a test compares.
"""

import re
import subprocess
import sys

from conftest import DOCS, VARIORUM

FOLDER = DOCS / "rules"
SUMMARY = DOCS / "SUMMARY.md"
# The rules' lines in SUMMARY.md: all that are indented below the page of the list.
LISTED = re.compile(r"(?<=\(rules/README\.md\)\n)(?:  - .*\n)*")
HEAD = """\
# Rules

Each rule has a name, by which it is switched off, raised or allowed ([configuration](../configuration.md#rules)), and a level
of its own. `variorum explain` prints this list, and `variorum explain RULE` the page of a rule.

| rule | level | |
|---|---|---|
"""


def explain(*arguments):
    return subprocess.run([VARIORUM, "explain", *arguments], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def rules():
    """Name, level and first words of every rule, as the program lists them."""
    return [line.split(maxsplit=2) for line in explain().splitlines()]


def pages():
    """What is to stand in docs/rules, by name of file."""
    listed = rules()
    rows = [f"| [`{name}`]({name}.md) | {level} | {brief} |\n" for name, level, brief in listed]
    return {"README.md": HEAD + "".join(rows)} | {f"{name}.md": page(name, {rule for rule, _, _ in listed}) for name, _, _ in listed}


def page(name, known):
    """A rule's page; where it speaks of another rule it leads there."""

    def link(match):
        other = match[1]
        return f"[`{other}`]({other}.md)" if other in known and other != name else match[0]

    lines = []
    fenced = False
    for line in explain(name).splitlines():
        fenced ^= line.startswith("```")
        lines.append(line if fenced else re.sub(r"(?<!\[)`([a-z-]+)`(?!\])", link, line))
    return "\n".join(lines) + "\n"


def summary(text):
    """SUMMARY.md with the rules as they are."""
    lines = "".join(f"  - [{name}](rules/{name}.md)\n" for name, _, _ in rules())
    return LISTED.sub(lambda _: lines, text, count=1)


def update():
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, "utf-8")
    SUMMARY.write_text(summary(SUMMARY.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit(__doc__)
    update()
