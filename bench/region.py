#!/usr/bin/env python3
"""How well and how fast does `shouxin region` understand addresses? On the shared names, and on addresses made
from the divisions themselves: every county and a sample of towns, written in many ways.

    python3 bench/region.py [--shouxin BIN] [--data ../shared/data] [--seed 1] [--towns 4000] [--show 3]

Right: the division as meant. Told: ambiguous, and the truth stands among the candidates. Part: certain of a division
that the truth is part of. Wrong: certain of another. Lost: the rest. Exits 1 if a bound is missed: of the
shared names 99.7 % right, no name certain and wrong, 300,000 addresses a second, loaded in 20 ms.
"""
import argparse
import collections
import os
import pathlib
import random
import resource
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests/flow/region"))
from variants import VARIANTS, Divisions, judged, made  # noqa: E402

BOUND_RIGHT, BOUND_RATE, BOUND_LOAD_MS = 0.997, 300_000, 20


def answers(binary, texts):
    done = subprocess.run([binary, "region", "-"], input="".join(text + "\n" for text in texts).encode(),
                          capture_output=True, check=True)
    return [line.split("\t") for line in done.stdout.decode().split("\n")[:-1]]


def show(name, counts):
    total = sum(counts.values())
    shares = " | ".join(f"{100 * counts[kind] / total:.2f}" for kind in ("right", "told", "part", "lost"))
    print(f"| {name} | {total} | {shares} | {counts['wrong']} |")


def shared_names(binary, path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    counts = collections.Counter()
    for (name, code, full, level), cells in zip(rows, answers(binary, [row[0] for row in rows])):
        right = cells[:3] == [code, full, level]
        counts["right" if right else judged(cells, code) if judged(cells, code) != "right" else "wrong"] += 1
        if not right:
            print("#", name, full, cells)
    show("names.tsv", counts)
    return counts["right"] >= BOUND_RIGHT * len(rows) and not counts["wrong"]


def self_made(binary, divisions, seed, towns, shown):
    dice, certain = random.Random(seed), True
    for name, write in VARIANTS.items():
        rows = made(divisions, write, dice, towns)
        counts, examples = collections.Counter(), collections.defaultdict(list)
        for (text, code), cells in zip(rows, answers(binary, [text for text, _ in rows])):
            kind = judged(cells, code)
            counts[kind] += 1
            examples[kind].append((text, code, cells))
        show(name, counts)
        for kind in ("wrong", "lost", "part") if shown else ():
            for example in examples[kind][:shown]:
                print("#", kind, *example)
        certain &= not counts["wrong"]
    return certain


def cpu_seconds(command, data=b""):
    """The least of five runs, wall clock and CPU: the machine may have other work."""
    walls, cpus = [], []
    for _ in range(5):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, input=data, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - began)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(walls), min(cpus)


def speed(binary, texts):
    """Prints it; whether it is within the bounds."""
    start_wall, start = cpu_seconds([binary, "--version"])
    load_wall, load = cpu_seconds([binary, "region", "中山"])
    wall, cpu = cpu_seconds([binary, "region", "-"], "".join(text + "\n" for text in texts).encode())
    print(f"{len(texts) / cpu:,.0f} addresses a CPU second through standard input, loading and all (bound "
          f"{BOUND_RATE:,}; wall clock {len(texts) / wall:,.0f})")
    print(f"loading: {1000 * (load - start):.1f} ms of CPU (bound {BOUND_LOAD_MS}; wall clock "
          f"{1000 * (load_wall - start_wall):.1f}), load of the machine {os.getloadavg()[0]:.1f}")
    return len(texts) / cpu >= BOUND_RATE and 1000 * (load - start) <= BOUND_LOAD_MS


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shouxin", default="build/release/shouxin")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--towns", type=int, default=4000)
    parser.add_argument("--show", type=int, default=0, help="so many examples of each failure")
    arguments = parser.parse_args()
    good = True
    print("| addresses | how many | right % | told % | part % | lost % | wrong |\n|---|---|---|---|---|---|---|")
    names = arguments.data / "regions/names.tsv"
    if names.exists():
        good &= shared_names(arguments.shouxin, names)
    divisions = Divisions()
    good &= self_made(arguments.shouxin, divisions, arguments.seed, arguments.towns, arguments.show)
    dice = random.Random(arguments.seed)
    texts = [text for text, _ in made(divisions, VARIANTS["with a rest"], dice, 40000)]
    good &= speed(arguments.shouxin, texts * 10)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
