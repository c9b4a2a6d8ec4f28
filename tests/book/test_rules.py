"""The pages of the rules are what the program says of them."""

from rules import FOLDER, SUMMARY, pages, rules, summary

STALE = "docs/rules is not what `variorum explain` prints: run `make rulepages`"


def test_every_rule_has_its_page_and_no_other_page_is_there():
    assert len(rules()) > 20
    there = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert there == pages(), STALE


def test_the_book_lists_every_rule():
    text = SUMMARY.read_text("utf-8")
    assert summary(text) == text, STALE
    for name, _, _ in rules():
        assert f"  - [{name}](rules/{name}.md)\n" in text, STALE
