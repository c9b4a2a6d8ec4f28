#!/usr/bin/env python3
"""What a second thread is worth to `variorum check`, on many small bundles.

    benches/many.py                  10,000 bundles, 5 rounds
    benches/many.py --bundles 1000   fewer

Each round runs the program with one thread and with two, one after the other, so that a busy machine slows both. Both must
print the same, to the byte. Printed are the least and the median of the clock, the ratio of each, and the peak of the
resident set, as GNU time tells it; and the peak for twice the bundles, which must not need twice as much.
"""

import argparse
import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8")

PLACES = ["quay", "mill", "ferry", "bridge", "market", "depot", "school", "tannery", "lighthouse", "orchard"]
PEOPLE = ["Oda Lindqvarn", "Tomas Verrick", "Ilse Brandauer", "Petra Oskarvold", "Marek Dolanz", "Nuria Casselby"]
VERBS = ["counted", "repaired", "inspected", "photographed", "measured", "closed", "reopened", "sold", "painted"]
THINGS = ["barges", "crates", "windows", "lanterns", "tickets", "planks", "bicycles", "signals", "ropes", "kettles"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def sentence(chance):
    form = chance.randrange(4)
    place, person = chance.choice(PLACES), chance.choice(PEOPLE)
    verb, thing, number = chance.choice(VERBS), chance.choice(THINGS), chance.randrange(2, 400)
    day = chance.choice(DAYS)
    if form == 0:
        return f"The {place} office {verb} {number} {thing} on {day} morning, {chance.randrange(2, 9)} more than a week before."
    if form == 1:
        return f"“We {verb} {number} {thing} at the {place},” said {person}, who runs the {chance.choice(PLACES)}."
    if form == 2:
        return f"Nobody at the {place} knew who had {verb} the {thing}, and {person} would not say."
    return f"Work at the {place} costs {number} million crowns a year, {person} told reporters on {day}."


def bundle(number):
    chance = random.Random(number)
    text = []
    for article in range(3):
        body = " ".join(sentence(chance) for _ in range(chance.randrange(6, 14)))
        if chance.randrange(20) == 0:
            body += " He said “no more of it."
        text.append(f"<<<FILE: {article:03}.txt>>>\n{body}\n<<<END FILE>>>\n")
    return "".join(text)


def make(folder, count):
    for number in range(count):
        path = folder / f"{number // 500:03}" / f"{number:05}.bundle"
        path.parent.mkdir(exist_ok=True)
        path.write_text(bundle(number), encoding="utf-8")


def run(program, folder, threads, report):
    """Seconds of the clock, peak memory in bytes (none without GNU time), and the hash of what is printed."""
    command = [program, "check", str(folder), "--threads", str(threads), "--format", report]
    timer = shutil.which("time")
    with tempfile.TemporaryFile() as out, tempfile.NamedTemporaryFile(mode="r") as peak:
        # A child's own account would include Python's pages.
        under = [timer, "-q", "-f", "%M", "-o", peak.name] if timer else []
        began = time.perf_counter()
        status = subprocess.run(under + command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=out).returncode
        clock = time.perf_counter() - began
        if status not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {status}")
        out.seek(0)
        return clock, int(peak.read()) * 1024 if timer else 0, hashlib.sha256(out.read()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", default="text", help="the report; those but json are written as bundles are checked")
    parser.add_argument("--program", default=str(ROOT / "target/release/variorum"))
    options = parser.parse_args()
    if not Path(options.program).exists():
        sys.exit(f"{options.program} is missing: cargo build --release")

    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few"), Path(folder, "many")
        few.mkdir()
        make(few, options.bundles)
        size = sum(path.stat().st_size for path in few.rglob("*.bundle"))
        print(f"{options.bundles} bundles, {size / 1e6:.1f} MB, {options.rounds} rounds, load {os.getloadavg()[0]:.1f}")
        run(options.program, few, 2, options.format)  # so that both find the files in memory
        clocks, peaks, prints = {1: [], 2: []}, {1: [], 2: []}, set()
        for number in range(options.rounds):
            for threads in [(1, 2), (2, 1)][number % 2]:
                clock, peak, digest = run(options.program, few, threads, options.format)
                clocks[threads].append(clock)
                peaks[threads].append(peak)
                prints.add(digest)
        if len(prints) != 1:
            sys.exit("the output differs from one run to the next")
        print("the output of all runs is the same")
        for threads in (1, 2):
            least, median = min(clocks[threads]), statistics.median(clocks[threads])
            peak = max(peaks[threads]) / 1e6
            print(f"{threads} thread{'s'[:threads > 1]}:  least {least:6.2f} s   median {median:6.2f} s   memory {peak:5.1f} MB")
        ratios = [one / two for one, two in zip(clocks[1], clocks[2])]
        print(f"ratio:      least {min(clocks[1]) / min(clocks[2]):6.2f}     median {statistics.median(ratios):6.2f}")
        many.mkdir()
        make(many, 2 * options.bundles)
        _, peak, _ = run(options.program, many, 2, options.format)
        print(f"{2 * options.bundles} bundles, 2 threads: memory {peak / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
