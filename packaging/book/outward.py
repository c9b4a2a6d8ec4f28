#!/usr/bin/env python3
"""A preprocessor for mdBook: links that lead elsewhere in the book than in the repository, above all out of docs/.

Where the pages are read as Markdown, `../examples/README.md` is a file beside them; in the book there is none. They lead to the
repository where its address is known (`output.html.git-repository-url`), and are plain text where it is not.
"""

import json
import os
import re
import sys

LINK = re.compile(r"\[([^\]]+)\]\(([^):#\s]+)(#[^)\s]*)?\)")


def rewritten(content: str, folder: str, repository: str | None) -> str:
    def outward(match: re.Match) -> str:
        words, path, anchor = match[1], os.path.normpath(os.path.join("docs", folder, match[2])), match[3] or ""
        if path.split(os.sep)[0] == "docs":
            # mdBook calls the page of a folder index, and does not tell the links to it.
            return re.sub(r"README\.md(?=[#)])", "index.md", match[0])
        return f"[{words}]({repository}/blob/HEAD/{path}{anchor})" if repository else words

    # Every second piece is a block of code, in which nothing is a link.
    pieces = re.split(r"(^```.*?^```$)", content, flags=re.MULTILINE | re.DOTALL)
    return "".join(piece if at % 2 else LINK.sub(outward, piece) for at, piece in enumerate(pieces))


def walk(items: list, repository: str | None) -> None:
    for item in items:
        if isinstance(item, dict) and (chapter := item.get("Chapter")):
            folder = os.path.dirname(chapter["source_path"] or "")
            chapter["content"] = rewritten(chapter["content"], folder, repository)
            walk(chapter["sub_items"], repository)


def main() -> None:
    if sys.argv[1:2] == ["supports"]:
        return
    context, book = json.load(sys.stdin)
    repository = context["config"].get("output", {}).get("html", {}).get("git-repository-url")
    walk(book.get("items") or book.get("sections") or [], repository and repository.rstrip("/"))
    json.dump(book, sys.stdout)


if __name__ == "__main__":
    main()
