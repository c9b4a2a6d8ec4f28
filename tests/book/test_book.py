"""The book as mdBook builds it: no warning, every page in the list, every link leads somewhere."""

import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import DOCS, PAGES, ROOT, TOOLS

REPOSITORY = "https://forge.example/someone/variorum"


def build(folder, **environment):
    words = [TOOLS / "mdbook", "build", DOCS, "--dest-dir", folder]
    kept = {name: os.environ[name] for name in os.environ if not name.startswith("MDBOOK_")}
    done = subprocess.run(words, env=kept | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    assert "WARN" not in done.stdout and "ERROR" not in done.stdout, done.stdout
    return {path.relative_to(folder).as_posix(): Page(path) for path in folder.rglob("*.html")}


class Page(HTMLParser):
    """What can be linked to in a page, and what it links to."""

    def __init__(self, path: Path):
        super().__init__()
        self.anchors, self.links = set(), []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.anchors.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("img", "script") and "src" in given:
            self.links.append(given["src"])
        if tag == "link" and "href" in given:
            self.links.append(given["href"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("book")


@pytest.fixture(scope="module")
def book(folder):
    return build(folder)


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    return build(tmp_path_factory.mktemp("linked"), MDBOOK_OUTPUT__HTML__GIT_REPOSITORY_URL=REPOSITORY)


def test_every_page_is_listed(book):
    for page in PAGES:
        if page.name != "SUMMARY.md":
            name = page.relative_to(DOCS).with_suffix(".html").as_posix().replace("README.html", "index.html")
            assert name in book, f"{page.name} is not in docs/SUMMARY.md"


def test_every_link_leads_somewhere(book, folder):
    for name, page in book.items():
        if name in ("print.html", "404.html", "toc.html"):
            continue
        for link in page.links:
            address = urlsplit(link)
            if address.scheme:
                assert address.scheme == "https", link
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(name), unquote(address.path))) if address.path else name
            assert (folder / path).is_file(), f"{name} links to {link}"
            if address.fragment and path in book:
                assert unquote(address.fragment) in book[path].anchors, f"{name} links to {link}"


def test_what_lies_outside_the_book_is_linked_to_where_its_address_is_known(linked):
    links = {link for page in linked.values() for link in page.links}
    outside = {link for link in links if link.startswith(f"{REPOSITORY}/blob/HEAD/")}
    assert f"{REPOSITORY}/blob/HEAD/tests/data/dialects/README.md" in outside
    for link in outside:
        assert (ROOT / link.removeprefix(f"{REPOSITORY}/blob/HEAD/").split("#")[0]).exists(), link


def test_links_work_where_the_sources_are_read():
    """On a forge, which shows the Markdown itself, links out of the book are relative."""
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"(?<!`)\]\(([^)#\s]+)", text):
            if not urlsplit(target).scheme:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
