#!/usr/bin/env python3
"""How well does the urgent dispatcher do? On the shared city days beside their bounds and the peers' figures, and on
average over cities of our own making (city_days.py), every line checked against the contract (city_check.py).

    python3 bench/city.py [--shouxin BIN] [--data ../shared/data] [--cities 12] [--first 101]

Exits 1 if a bound is missed or a line breaks the contract. Parameters were fitted on our own cities 1 to 9; the
averages are of others, from --first on.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import city_check  # noqa: E402
import city_days  # noqa: E402

# share at the door in 30 min, mean excess and p99 in minutes; the share of a good plain dispatcher on the file
BOUNDS = {"180": (99.2, 0.1, 30, 99.4), "220": (96.4, 0.6, 50, 96.0), "240": (91.5, 2.2, 90, 89.4),
          "peaks-160": (91.5, 2.2, 90, 90.2)}


def play(shouxin, path):
    """Figures of one day: share, excess, p99, longest wait, promises kept; faults; seconds."""
    begun = time.monotonic()
    run = subprocess.run([shouxin, "dispatch", path], capture_output=True, text=True, check=True)
    seconds = time.monotonic() - begun
    city = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    rang = {job["id"]: job["t"] for job in city["jobs"]}
    waits = sorted(line["arrives_at"] - rang[line["job"]] for line in lines if "arrives_at" in line)
    kept = sum(abs(line["arrives_at"] - line["promised_at"]) <= 600 for line in lines if "arrives_at" in line)
    figures = {
        "share": 100 * sum(wait <= 1800 for wait in waits) / len(lines),
        "excess": sum(max(wait - 1800, 0) for wait in waits) / 60 / len(waits),
        "p99": waits[int(0.99 * (len(waits) - 1))] / 60,
        "longest": waits[-1] / 60,
        "kept": 100 * kept / len(waits),
    }
    return figures, list(city_check.faults(city, lines)), seconds


def row(name, figures, rest):
    print(f"| {name} | {figures['share']:.2f} | {figures['excess']:.2f} | {figures['p99']:.1f} | "
          f"{figures['longest']:.0f} | {figures['kept']:.1f} | {rest} |", flush=True)


def shared(arguments):
    missed = False
    for name, (share, excess, p99, plain) in BOUNDS.items():
        path = arguments.data / "dispatch" / f"city-{name}.json"
        figures, faults, seconds = play(arguments.shouxin, path)
        held = figures["share"] >= share and figures["excess"] <= excess and figures["p99"] <= p99 and not faults
        missed |= not held
        row(f"city-{name}", figures, f"{share} / {excess} / {p99} | {plain} | {'held' if held else 'MISSED'}, "
            f"{len(faults)} faults, {seconds:.1f} s")
    return missed


def own(arguments):
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        for kind in city_days.KINDS:
            all_figures, faulty, seconds = [], 0, 0.0
            for seed in range(arguments.first, arguments.first + arguments.cities):
                path = pathlib.Path(folder) / "city.json"
                path.write_text(json.dumps(city_days.city(seed, kind)), encoding="utf-8")
                figures, faults, took = play(arguments.shouxin, path)
                all_figures.append(figures)
                faulty += len(faults)
                seconds += took
            mean = {key: sum(one[key] for one in all_figures) / len(all_figures) for key in all_figures[0]}
            row(f"{arguments.cities} own cities, {kind}", mean, f"– | – | {faulty} faults, {seconds:.1f} s")
            broken |= faulty > 0
    return broken


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shouxin", default="build/release/shouxin")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    parser.add_argument("--cities", type=int, default=12)
    parser.add_argument("--first", type=int, default=101)
    arguments = parser.parse_args()
    print("| day | in 30 min % | mean excess min | p99 min | longest min | promises kept % | bounds | plain % | |")
    print("|---|---|---|---|---|---|---|---|---|")
    missed = shared(arguments) if (arguments.data / "dispatch").exists() else False
    return 1 if own(arguments) or missed else 0


if __name__ == "__main__":
    sys.exit(main())
