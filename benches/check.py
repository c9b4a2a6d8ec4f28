#!/usr/bin/env python3
"""Compares the speed of `variorum check` with that of `wc -w`, in one run on one machine.

    benches/check.py BUNDLE…            times, memory, and the ratios that count
    benches/check.py --sizes 1 10 100   the same of synthetic bundles of so many MB: is time linear in size?

Each round runs both programs once, one after the other, so that a busy machine slows both; the least and the median of
the rounds are printed. Times are of the processor (user and system) and of the clock. Memory is the peak of the resident
set, as GNU time tells it; `--instructions` counts those too, with valgrind, which takes a minute for 10 MB.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8")
# The smallest bundle: what is left of the time is the start of the process.
NOTHING = "<<<FILE: a>>>\nNothing.\n<<<END FILE>>>\n"


def start(command, **options):
    return subprocess.Popen(
        command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **options
    )


def ensure_ran(command, status):
    # `check` ends with 1 where it finds something.
    if status not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {status}")


def times(command):
    """Seconds of the processor and of the clock for one run."""
    began = time.perf_counter()
    process = start(command)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    ensure_ran(command, process.returncode)
    return usage.ru_utime + usage.ru_stime, clock


def output_on_stderr(command):
    process = start(command, stderr=subprocess.PIPE, text=True)
    _, text = process.communicate()
    ensure_ran(command, process.returncode)
    return text


def memory(command):
    """Peak resident memory in bytes; none without GNU time. A child's own account would include Python's pages."""
    timer = shutil.which("time")
    if not timer:
        return None
    return int(output_on_stderr([timer, "-f", "%M"] + command).split()[-1]) * 1024


def instructions(command):
    count = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    return int(re.search(r"Collected : (\d+)", output_on_stderr(count + command))[1])


class Runs:
    """Seconds of all runs of one program on one file."""

    def __init__(self, runs):
        self.cpu, self.clock = zip(*runs)

    def __str__(self):
        show = lambda all: f"{min(all) * 1000:8.1f} {statistics.median(all) * 1000:8.1f}"
        return f"{show(self.cpu)} {show(self.clock)}"


def measure(name, path, arguments):
    """Prints the figures of one bundle; returns its size and the runs of `check`."""
    check = [arguments.exe, "check", "--format", "json", str(path)]
    count_words = ["wc", "-w", str(path)]
    runs = [(times(count_words), times(check)) for _ in range(arguments.rounds)]
    peer, own = (Runs(all) for all in zip(*runs))
    size = path.stat().st_size
    print(f"\n{name}: {size:,} bytes, {arguments.rounds} rounds")
    print("  ms         cpu least   median  clock least median")
    print(f"  wc -w      {peer}")
    print(f"  check      {own}")
    ratios = [min(own.cpu) / min(peer.cpu), min(own.clock) / min(peer.clock)]
    medians = [statistics.median(o / p for o, p in zip(*both)) for both in ((own.cpu, peer.cpu), (own.clock, peer.clock))]
    print(f"  ratio      {ratios[0]:8.2f} {medians[0]:8.2f} {ratios[1]:8.2f} {medians[1]:8.2f}")
    peak = memory(check)
    if peak:
        print(f"  memory     {peak / 1e6:8.1f} MB, {peak / size:.2f} times the text")
    if arguments.instructions:
        peer_count, own_count = instructions(count_words), instructions(check)
        print(f"  instructions: wc {peer_count:,}, check {own_count:,}: ratio {own_count / peer_count:.2f}")
    return size, own


def synthetic(megabytes, path):
    generate = ["cargo", "bench", "--quiet", "--bench", "generate", "--", str(megabytes)]
    with open(path, "wb") as out:
        subprocess.run(generate, cwd=ROOT, stdout=out, check=True)


def measure_sizes(arguments, folder):
    nothing = folder / "nothing.bundle"
    nothing.write_text(NOTHING)
    _, startup = measure("start of the process", nothing, arguments)
    rates = []
    for megabytes in sorted(arguments.sizes):
        path = folder / f"{megabytes}.bundle"
        synthetic(megabytes, path)
        size, own = measure(f"{megabytes} MB, synthetic", path, arguments)
        rates.append((megabytes, size, min(own.cpu)))
        path.unlink()
    print("\nMB/s of processor time, with the start of the process and without it")
    least = min(startup.cpu)
    rows = [(megabytes, size / cpu / 1e6, size / (cpu - least) / 1e6) for megabytes, size, cpu in rates]
    for megabytes, whole, rest in rows:
        print(f"  {megabytes:4} MB  {whole:7.1f} {rest:7.1f}   to the first: {whole / rows[0][1]:.2f} {rest / rows[0][2]:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundles", metavar="BUNDLE", type=Path, nargs="*")
    parser.add_argument("--exe", default=str(ROOT / "target/release/variorum"), help="the program to measure")
    parser.add_argument("--rounds", type=int, default=11, help="runs of each program (default: 11)")
    parser.add_argument("--sizes", metavar="MB", type=int, nargs="+", help="sizes of synthetic bundles")
    parser.add_argument("--instructions", action="store_true", help="count instructions with valgrind")
    arguments = parser.parse_args()
    if not (arguments.bundles or arguments.sizes):
        parser.error("no BUNDLE and no --sizes")
    for path in arguments.bundles:
        measure(path, path, arguments)
    if arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure_sizes(arguments, Path(folder))


if __name__ == "__main__":
    main()
