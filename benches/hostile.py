#!/usr/bin/env python3
"""Is the time of `variorum check` linear in texts that nobody writes by accident?

    benches/hostile.py [--exe FILE] [--rounds N]

Each text repeats something so many times, and twice as often. Printed are the seconds of the processor (the least of the
rounds), less those of an empty bundle, and the ratio: 2 is linear, 4 is quadratic.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = (
    "The minister said on Monday that the old bridge over the river would stay closed for repairs. "
)
# Less than this is the noise of starting a process.
LEAST = 0.005


def article(body, name="a"):
    return f"<<<FILE: {name}>>>\n{body}\n<<<END FILE>>>\n"


TEXTS = {
    "(": (100_000, lambda n: article("(" * n)),
    "“": (100_000, lambda n: article("“" * n)),
    "“ with words": (100_000, lambda n: article("“a " * n)),
    "nested": (20_000, lambda n: article("“(‘[" * n + "]’)”" * n)),
    "unopened": (10_000, lambda n: article("He said so”.\n\n" * n)),
    "opens": (6_000, lambda n: "<<<FILE: a>>>\n" * n),
    "closes": (10_000, lambda n: "<<<END FILE>>>\n" * n),
    "near markers": (10_000, lambda n: article("<<<FLIE: a>>>\n" * n)),
    "brackets": (400_000, lambda n: article("<" * n)),
    "a long name": (400_000, lambda n: article("x", "a" * n)),
    "attributes": (
        40_000,
        lambda n: '<<<FILE: "a"' + ' k="v"' * n + ">>>\nx\n<<<END FILE>>>\n",
    ),
    "backslashes": (10_000, lambda n: article(("\\" * 100 + "\n") * n)),
    "escaped closes": (6_000, lambda n: article(("\\" * 100 + "<<<END FILE>>>\n") * n)),
    "one article": (4_000, lambda n: article("He left at noon, she said.") * n),
    "one name": (4_000, lambda n: "".join(article(f"Text {i}.") for i in range(n))),
    "one word": (100_000, lambda n: article("buffalo " * n)),
    "one sentence": (4_000, lambda n: article(SENTENCE * n)),
    "one long article": (
        4_000,
        lambda n: "".join(article(SENTENCE * 3, str(i)) for i in range(n)),
    ),
}


def seconds(exe, text, rounds):
    with tempfile.NamedTemporaryFile("w", suffix=".bundle", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        least = float("inf")
        for _ in range(rounds):
            process = subprocess.Popen(
                [exe, "check", file.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                sys.exit(f"check ended with {process.returncode}")
            least = min(least, usage.ru_utime + usage.ru_stime)
    return least


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--exe", default=str(ROOT / "target/release/variorum"))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not Path(arguments.exe).is_file():
        sys.exit(f"{arguments.exe} is missing: cargo build --release")
    start = seconds(arguments.exe, article("Nothing."), 2 * arguments.rounds)
    print(f"{'text':<18} {'times':>8} {'s':>8} {'twice':>8} {'ratio':>6}")
    for name, (count, text) in TEXTS.items():
        once, twice = (
            max(seconds(arguments.exe, text(n), arguments.rounds) - start, LEAST)
            for n in (count, 2 * count)
        )
        print(f"{name:<18} {count:>8} {once:>8.3f} {twice:>8.3f} {twice / once:>6.1f}", flush=True)


if __name__ == "__main__":
    main()
