#!/usr/bin/env python3
"""What repomix, gitingest and files-to-prompt write of a folder, read and written by us: compare.py TOOLS

TOOLS holds a Python environment in `python` and Node modules in `node`. The program is $VARIORUM.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLS = Path(sys.argv[1]).resolve()
VARIORUM = str(Path(os.environ["VARIORUM"]).resolve())

# Texts with what the tools' own separators are made of, as far as each tool can still be read without a guess.
FILES = {
    "plain.txt": b"The ferry sailed an hour late.\nNobody complained.\n",
    "no-end.txt": b"no line end at the end",
    "empty.txt": b"",
    "windows.txt": b"One line,\r\nand another.\r\n",
    "blanks.txt": b"\n\n  An indented line.\nTrailing blanks.   \n\n\n",
    "sub/deeper/page.md": b"# Title\n\n---\n\nA rule.\n\n```js\nlet x;\n```\n\n````\nfour\n````\n",
    "sub/maïs & \"quotes\".txt": "Zürich, 日本, 🚢\n".encode(),
    "sub/markup.html": b"<files>\n<file path=\"x\">\n</file>\n</files>\n<document index=\"1\">\n</document>\n&amp; <b>\n",
    "sub/rules.txt": b"================\nFile: none\n----\n\n" + b"=" * 48 + b"\nA heading\n" + b"=" * 48 + b"\n",
    "sub/archive.txt": b"-- not-a-marker-here.txt --\n---\nb.txt\n---\n",
}


def run(*command, cwd):
    # gitingest wants to fetch a table to count tokens with: refused at once, it does without.
    env = {**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout.decode()}\n{done.stderr.decode()}")
    return done


def python(tool):
    return str(TOOLS / "python" / "bin" / tool)


def repomix(*options):
    program = str(TOOLS / "node" / "node_modules" / ".bin" / "repomix")
    # Neither searched for secrets nor sorted by what git knows: there is no repository.
    return lambda out, cwd: run(program, *options, "--no-security-check", "--quiet", "-o", str(out), ".", cwd=cwd)


def files_to_prompt(*options):
    return lambda out, cwd: run(python("files-to-prompt"), *options, "-o", str(out), *sorted(os.listdir(cwd)), cwd=cwd)


def gitingest(out, cwd):
    return run(python("gitingest"), ".", "-o", str(out), cwd=cwd)


def lines_only(text):
    """Python's text mode knows no CRLF."""
    return text.replace(b"\r\n", b"\n")


def trimmed(text):
    """repomix takes white space off both ends; we put the last line's end back."""
    text = text.strip()
    return text + b"\n" if text else b""


BARE = ("--no-file-summary", "--no-directory-structure")
# Name, what runs it, what it does to a text, the format that we write to get the very same file.
CASES = [
    ("files-to-prompt", files_to_prompt(), lines_only, "files-to-prompt"),
    ("files-to-prompt --cxml", files_to_prompt("--cxml"), lines_only, "files-to-prompt-xml"),
    ("gitingest", gitingest, lines_only, "gitingest"),
    ("repomix", repomix("--style", "xml"), trimmed, None),
    ("repomix, bare", repomix("--style", "xml", *BARE), trimmed, "repomix-xml"),
    ("repomix --parsable-style", repomix("--style", "xml", "--parsable-style"), trimmed, None),
    ("repomix --style markdown", repomix("--style", "markdown"), trimmed, None),
    ("repomix --style markdown, bare", repomix("--style", "markdown", *BARE), trimmed, "repomix-markdown"),
    ("repomix --style plain", repomix("--style", "plain"), trimmed, None),
    ("repomix --style plain, bare", repomix("--style", "plain", *BARE), trimmed, "repomix-plain"),
]


def body_of(written, target):
    """gitingest draws a tree above the files, which is not ours."""
    return written[written.index(b"=" * 48):] if target == "gitingest" else written


def compare(name, pack, change, target, scratch):
    source, out = scratch / "source", scratch / "packed.txt"
    for path, text in FILES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(text)
    pack(out, source)
    tool = name.split(",")[0].split(" ")[0]
    for given in (tool, "auto"):
        bundle, unpacked = scratch / f"{given}.bundle", scratch / given
        run(VARIORUM, "pack", "--from", given, str(out), "-o", str(bundle), cwd=scratch)
        run(VARIORUM, "unpack", str(bundle), "-o", str(unpacked), cwd=scratch)
        got = {str(p.relative_to(unpacked)): p.read_bytes() for p in unpacked.rglob("*") if p.is_file()}
        wanted = {path: change(text) for path, text in FILES.items()}
        for path in sorted(wanted.keys() | got.keys()):
            if wanted.get(path) != got.get(path):
                sys.exit(f"{name}, --from {given}: {path}\n  wanted {wanted.get(path)}\n  got    {got.get(path)}")
    if target:
        again = scratch / "again.txt"
        run(VARIORUM, "unpack", str(bundle), "--to", target, "-o", str(again), cwd=scratch)
        theirs, ours = body_of(out.read_bytes(), target), body_of(again.read_bytes(), target)
        if ours != theirs:
            (scratch / "theirs").write_bytes(theirs)
            (scratch / "ours").write_bytes(ours)
            diff = subprocess.run(["diff", "-u", "theirs", "ours"], cwd=scratch, capture_output=True)
            sys.exit(f"{name}: what we write is not what it writes\n{diff.stdout.decode(errors='replace')}")


for name, pack, change, target in CASES:
    with tempfile.TemporaryDirectory() as scratch:
        compare(name, pack, change, target, Path(scratch))
    print(f"{name}: read as it was packed" + (", written alike" if target else ""))
print(f"{len(CASES)} passed, 0 failed")
