#!/usr/bin/env python3
"""Booked visits: travel after 10 and 30 s, whether the time limit holds, beside the peers' figures.

Usage: bench/visits.py SHOUXIN WORK      needs an idle machine: the limit is wall-clock.
"""
import gzip
import json
import pathlib
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "system"))
from made_visits import made_day  # noqa: E402
from visits_checker import check  # noqa: E402

SHARED = ROOT.parent / "shared" / "data" / "dispatch"
BOUNDS = {10: 353_000, 30: 349_500}
PEERS = ("VROOM, two threads: 395,986 after 4.3 s, 395,680 after 10.6 s, 379,533 after 93 s; "
         "a plain ruin and recreate, one thread: 365,164 after 1 s, 352,999 after 10 s, 350,697 after 30 s")
LATE_MAX_MS = 50


def run(shouxin, path, limit_s):
    """The plan, and seconds of wall and CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    done = subprocess.run([shouxin, "dispatch", "--time-limit", str(limit_s), path],
                          capture_output=True, check=True)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout), wall, cpu


def shared_day(shouxin):
    path = SHARED / "visits-1000-200.json.gz"
    if not path.exists():
        print("visits-1000-200: ../shared/data isn't there")
        return
    day = json.loads(gzip.decompress(path.read_bytes()))
    for limit_s, bound in BOUNDS.items():
        plan, wall, cpu = run(shouxin, path, limit_s)
        travel, served = check(day, plan)
        verdict = "ok" if travel <= bound and served == len(day["jobs"]) else "MISSED"
        print(f"visits-1000-200, {limit_s} s: {served} served, travel {travel:,} s (at most {bound:,}): "
              f"{verdict}; wall {wall:.2f} s, CPU {cpu:.2f} s")
    print(f"  {PEERS}")


def made_days(shouxin, work):
    for name, jobs, vehicles, kind in [
            ("5,000 jobs, 600 vehicles, positions", 5000, 600, {}),
            ("5,000 jobs, 600 vehicles, a matrix", 5000, 600, {"matrix": True}),
            ("1,000 jobs, 200 vehicles, breaks", 1000, 200, {"breaks": True}),
            ("500 jobs and shipments with loads, 90 vehicles", 500, 90, {"shipments": True, "loads": True})]:
        day = made_day(jobs, vehicles, jobs + vehicles, **kind)
        path = work / "day.json.gz"
        path.write_bytes(gzip.compress(json.dumps(day).encode(), 1))
        limit_s = 10
        plan, wall, cpu = run(shouxin, path, limit_s)
        travel, served = check(day, plan)
        late_ms = (wall - limit_s) * 1000
        verdict = "ok" if late_ms <= LATE_MAX_MS else "MISSED"
        print(f"{name}, {limit_s} s: {served} tasks served, travel {travel:,} s; {late_ms:+.0f} ms of the "
              f"limit (at most +{LATE_MAX_MS}): {verdict}; CPU {cpu:.2f} s")


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    shared_day(sys.argv[1])
    made_days(sys.argv[1], folder)
