#!/usr/bin/env python3
"""How long an editor waits: `variorum lsp` through standard input and output, beside a peer that reads the same text.

    benches/latency.py                          bundles of 10 KB, 1, 16 and 64 MB; peers that are on the PATH
    benches/latency.py --sizes 10k 1m --rounds 50

At each size the bundle is opened, then in turns: a letter is typed in a quote in the middle, or deleted again, the
diagnostics of that version are waited for (no debounce), then a hover, a definition, a completion and a delta of the semantic
tokens are asked for there. Printed are the 50th, 95th and 99th percentile in milliseconds, and how the 95th grows from 1 MB
to the largest.

A peer (typos-lsp, harper-ls) gets the same text and the same letters, in the same run, round by round; it is compared by
the time from a letter to its diagnostics. Bundles are those of `cargo bench --bench generate`, so the peer has as much to
read as we have. To have them:

    cargo install --locked typos-lsp
    CFLAGS=-O0 cargo install --locked harper-ls     its C grammars, which no plain text needs, take very long with more
"""

import argparse
import itertools
import json
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Longer than any peer has taken.
PATIENCE = 600
# The kind of synchronization where each change brings the whole text.
FULL = 1
# So that it reads all of the text: of one of more than 120,000 characters it reads nothing.
SETTINGS = {"harper-ls": {"harper-ls": {"maxFileLength": 1 << 30}}}
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "hover": {"contentFormat": ["markdown"]},
        "definition": {"linkSupport": True},
        "semanticTokens": {
            "requests": {"full": {"delta": True}, "range": True},
            "tokenTypes": [],
            "tokenModifiers": [],
            "formats": ["relative"],
        },
    },
}


class Server:
    """A language server as a process, and what it says."""

    def __init__(self, command, options=None, settings=None):
        self.name = Path(command[0]).name
        self.settings = settings
        # The most diagnostics that it has told at once.
        self.found = 0
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.ids = itertools.count(1)
        self.messages = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        params = {
            "processId": None,
            "rootUri": None,
            "capabilities": CAPABILITIES,
            "initializationOptions": options,
        }
        capabilities = self.request("initialize", params)[0]["capabilities"]
        sync = capabilities.get("textDocumentSync")
        self.wants_whole = (sync.get("change") if isinstance(sync, dict) else sync) == FULL
        self.notify("initialized", {})

    def read(self):
        out = self.process.stdout
        while header := out.readline():
            length = None
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = out.readline()
            body = out.read(length)
            # Taken before the JSON is read: that is the client's work.
            self.messages.put((time.perf_counter(), json.loads(body)))
        self.messages.put((time.perf_counter(), None))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        now = time.perf_counter()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()
        return now

    def wait(self, wanted):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                when, message = self.messages.get(timeout=max(0.001, deadline - time.monotonic()))
            except queue.Empty:
                sys.exit(f"{self.name} does not answer")
            if message is None:
                sys.exit(f"{self.name} has ended")
            if "method" in message and "id" in message:
                asked = message.get("params", {}).get("items", [])
                is_settings = message["method"] == "workspace/configuration"
                result = [self.settings for _ in asked] if is_settings else None
                self.send({"id": message["id"], "result": result})
            elif wanted(message):
                return when, message

    def notify(self, method, params):
        return self.send({"method": method, "params": params})

    def request(self, method, params):
        """The result, and the seconds until it was there."""
        number = next(self.ids)
        sent = self.send({"id": number, "method": method, "params": params})
        when, message = self.wait(lambda m: m.get("id") == number and "method" not in m)
        if "error" in message:
            sys.exit(f"{self.name}: {method}: {message['error']}")
        return message.get("result"), when - sent

    def open(self, uri, text, language):
        self.text = text
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        sent = self.notify("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(uri, 1) - sent

    def type(self, uri, version, line, column, letter):
        """Types a letter, or deletes one where there is none. The seconds until the diagnostics of that are there."""
        start = {"line": line, "character": column}
        end = {"line": line, "character": column + (0 if letter else 1)}
        change = {"range": {"start": start, "end": end}, "text": letter}
        if self.wants_whole:
            lines = self.text.split("\n")
            lines[line] = lines[line][:column] + letter + lines[line][end["character"] :]
            self.text = "\n".join(lines)
            change = {"text": self.text}
        params = {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [change],
        }
        sent = self.notify("textDocument/didChange", params)
        return self.diagnostics(uri, version) - sent

    def diagnostics(self, uri, version):
        def is_it(message):
            if message.get("method") != "textDocument/publishDiagnostics":
                return False
            params = message["params"]
            self.found = max(self.found, len(params["diagnostics"]))
            # A peer that gives no version answers each change once.
            return params["uri"] == uri and params.get("version") in (None, version)

        return self.wait(is_it)[0]

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def bundle(size):
    """A synthetic bundle of about so many bytes: whole articles."""
    megabytes = max(1, round(size / 1_000_000))
    command = ["cargo", "bench", "--quiet", "--bench", "generate", "--", str(megabytes)]
    text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    if size < len(text) * 0.9:
        end = text.index("<<<END", size)
        text = text[: text.index("\n", end) + 1]
    return text


def place_to_type(text):
    """The line in the middle where an article has a quotation, and the column behind its first word."""
    lines = text.split("\n")
    middle = len(lines) // 2
    for number in itertools.chain(range(middle, len(lines)), range(middle)):
        line = lines[number]
        if "“" in line and not line.startswith("<<<"):
            return number, line.index("“") + 1
    return middle, 0


def with_name_begun(text, number):
    """The text with a space and the first letter of some name behind the end of a line, and that place."""
    lines = text.split("\n")
    name = re.search(r"(?<=[a-z,] )[A-Z](?=[a-z]+ [A-Z][a-z])", "\n".join(lines[number:]))
    lines[number] += f" {name[0] if name else 'A'}"
    # Columns count UTF-16.
    return "\n".join(lines), len(lines[number].encode("utf-16-le")) // 2


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] * 1000


def measure(text, rounds, command, peers):
    uri = "untitled:bench.bundle"
    line, column = place_to_type(text)
    text, end = with_name_begun(text, line)
    document = {"textDocument": {"uri": uri}}
    place = {**document, "position": {"line": line, "character": column}}
    ours = Server(command, {"diagnostics": {"debounce": 0}})
    times = {"open": [ours.open(uri, text, "source-bundle")]}
    tokens, seconds = ours.request("textDocument/semanticTokens/full", document)
    times["tokens, full"] = [seconds]
    result = tokens["resultId"]
    others, empty = {}, set()
    for name, peer in peers.items():
        others[name] = Server(peer, settings=SETTINGS.get(name))
        times[name + ": open"] = [others[name].open(uri, text, "plaintext")]
    for number in range(rounds):
        # By turns a letter and none, so that all rounds are alike.
        version, letter = number + 2, "x" if number % 2 == 0 else ""
        times.setdefault("diagnostics", []).append(ours.type(uri, version, line, column, letter))
        behind = {"line": line, "character": end + (1 if letter else 0)}
        for what, method, params in (
            ("hover", "hover", place),
            ("definition", "definition", place),
            ("completion", "completion", {**document, "position": behind}),
            ("tokens, delta", "semanticTokens/full/delta", {**document, "previousResultId": result}),
        ):
            answer, seconds = ours.request(f"textDocument/{method}", params)
            times.setdefault(what, []).append(seconds)
            if not answer:
                # It says so, since nothing is quickly found.
                empty.add(what)
            if what == "tokens, delta":
                result = answer["resultId"]
        for name, peer in others.items():
            # A peer that needs seconds is not asked as often.
            if sum(times.get(name, [])) < 30:
                times.setdefault(name, []).append(peer.type(uri, version, line, column, letter))
    empty.update(name for name, other in others.items() if not other.found)
    for server in [ours, *others.values()]:
        server.end()
    return {what + " (nothing)" * (what in empty): values for what, values in times.items()}


def size_of(text):
    units = {"k": 1_000, "m": 1_000_000}
    return int(text[:-1]) * units[text[-1].lower()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sizes", nargs="+", default=["10k", "1m", "16m", "64m"], metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--exe", default=str(ROOT / "target/release/variorum"))
    arguments = parser.parse_args()
    if not Path(arguments.exe).is_file():
        sys.exit(f"{arguments.exe} is missing: cargo build --release")
    known = {"typos-lsp": ["typos-lsp"], "harper-ls": ["harper-ls", "--stdio"]}
    peers = {name: command for name, command in known.items() if shutil.which(name)}
    growth = {}
    print(f"{'size':>6}  {'what':<22} {'rounds':>6} {'p50 ms':>10} {'p95 ms':>10} {'p99 ms':>10}")
    for size in arguments.sizes:
        text = bundle(size_of(size))
        times = measure(text, arguments.rounds, [arguments.exe, "lsp"], peers)
        for what, values in times.items():
            shares = [percentile(values, share) for share in (0.5, 0.95, 0.99)]
            columns = " ".join(f"{value:10.2f}" for value in shares)
            print(f"{size:>6}  {what:<22} {len(values):>6} {columns}", flush=True)
            growth.setdefault(what, {})[size] = shares[1]
        for name in peers:
            if name not in times:
                continue  # it told nothing, which anyone does quickly
            ratio = percentile(times[name], 0.5) / percentile(times["diagnostics"], 0.5)
            print(f"{size:>6}  {name} takes {ratio:.1f} times as long to diagnostics (p50)")
    first, last = "1m", arguments.sizes[-1]
    for what, by_size in growth.items():
        if first in by_size and first != last and not what.endswith(("open", "full")):
            print(f"{what}: p95 at {last} is {by_size[last] / by_size[first]:.2f} of that at {first}")


if __name__ == "__main__":
    main()
