#!/usr/bin/env python3
"""How well and how fast does `shouxin rings` find planted groups? On the shared graphs as they are, with times
shuffled, without times, and on their null graphs (targets and times shuffled), where it must find none.

    python3 bench/rings.py [--shouxin BIN] [--data ../shared/data] [--seed 1]

Exits 1 if a bound is missed. FRAUDAR with an oracle stop on the same graphs: 0.876, 0.493, 0.698; M-Zoom
0.830, 0.461, 0.642; D-Cube 0.793, 0.489, 0.681. Needs numpy.
"""
import argparse
import gzip
import os
import pathlib
import sys
import tempfile

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from rings_graphs import Made, f1_by_group, f1_of_union, read_members, search, write  # noqa: E402

BOUNDS = {"dense": (0.985, 0.95), "sparse": (0.98, 0.90), "hijacked": (0.97, 0.88)}


def read(path):
    with gzip.open(path, "rt") as file:
        next(file)
        rows = [line.split(",") for line in file]
    source, target, at = zip(*rows)
    return Made(*(np.array([int(cell.strip("ui\n")) for cell in column]) for column in (source, target, at)), {}, {})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shouxin", default="build/release/shouxin")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random, missed = np.random.default_rng(arguments.seed), False
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print("| graph | F1 | groups | least F1 of a group | wall s | user s | edges/s |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "edges.csv"
        for name, (bound, bound_shuffled) in BOUNDS.items():
            shared = arguments.data / f"rings-{name}"
            members, made = read_members(shared / "sources.csv"), read(shared / "edges.csv.gz")

            def show(kind, file, least, members=members, name=name, edges=len(made.source)):
                found = search(arguments.shouxin, file)
                value, groups = f1_of_union(found.groups, members), f1_by_group(found.groups, members)
                print(f"| {name}{kind} | {value:.4f} | {len(found.groups)} | {min(groups.values()):.4f} | "
                      f"{found.seconds:.2f} | {found.user_seconds:.2f} | {edges / found.seconds:,.0f} |", flush=True)
                return value < least if least is not None else bool(found.groups)

            missed |= show("", shared / "edges.csv.gz", bound)
            shuffled = made._replace(time=random.permutation(made.time))
            write(shuffled, path)
            missed |= show(", times shuffled", path, bound_shuffled)
            write(made, path, times=False)
            missed |= show(", no times", path, bound_shuffled)
            write(shuffled._replace(target=random.permutation(made.target)), path)
            missed |= show(", null", path, None)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
