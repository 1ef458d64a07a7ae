#!/usr/bin/env python3
"""The source's case at growing fractions: simulate pipes its events into scan, evaluate holds the
verdicts against the truth. Prints time, events/s, memory, precision and recall beside the bound.

Usage: bench/yunhe.py SHOUXIN WORK [--fractions 1/200 1/60 1/20] [--minutes 90] [--gib 16] [--seed 1]

Nothing but truth and verdicts touches the disk, and they go after each fraction. A fraction is not
begun when the last one says that it would overrun the minutes, the memory or the disk; one that
overruns all the same is stopped.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

TOLD = re.compile(r"(\d+) events, (\d+) fake orders, (\d+) fake reviews, .* (\d+) MiB")
DISK_A_CASE = 60 * 2**30   # verdicts of the whole case, with room
BYTES_MIN_FREE = 5 * 2**30
COLUMNS = "{:>9}{:>13}{:>11}{:>9}{:>10}{:>12}{:>10}{:>9}{:>10}{:>9}{:>9}{:>8}{:>8}"


def run_pipe(shouxin, folder, fraction, seed, seconds_max, bytes_max):
    """What simulate said, scan's resources and the seconds both took; None when stopped."""
    making = subprocess.Popen(
        [shouxin, "simulate", "--preset", "yunhe", "--scale", fraction, "--seed", str(seed),
         "--stream", "--out", folder / "made"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=False)
    judging = subprocess.Popen(
        [shouxin, "scan", "--out", folder / "out", "-"],
        stdin=making.stdout, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    making.stdout.close()
    begun = time.monotonic()
    stopped = None
    while True:
        done, status, usage = os.wait4(judging.pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() - begun > seconds_max:
            stopped = f"stopped after {seconds_max / 60:.0f} minutes"
        elif resident(judging.pid) > bytes_max:
            stopped = f"stopped above {bytes_max / 2**30:.0f} GiB"
        if stopped:
            judging.kill()
            making.kill()
            os.wait4(judging.pid, 0)
            making.wait()
            return stopped
        time.sleep(0.2)
    seconds = time.monotonic() - begun
    judging.returncode = os.waitstatus_to_exitcode(status)
    said = making.stderr.read().decode(errors="replace")
    making.wait()
    told = TOLD.search(said.replace("\r", "\n"))
    if judging.returncode not in (0, 1) or not told:
        return f"failed: simulate {making.returncode}, scan {judging.returncode}"
    return {"events": int(told[1]), "fakes": int(told[2]), "made_mib": int(told[4]),
            "seconds": seconds, "scan_cpu": usage.ru_utime + usage.ru_stime,
            "bytes": usage.ru_maxrss * 1024}


def resident(pid):
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def figures_of(shouxin, folder):
    """Precision and recall of orders and reviews, from evaluate's table."""
    done = subprocess.run([shouxin, "evaluate", "--truth", folder / "made" / "truth", folder / "out"],
                          capture_output=True, text=True, check=False)
    found = {}
    for line in done.stdout.splitlines():
        words = line.split()
        if len(words) > 5 and words[0] in ("orders", "reviews") and words[0] not in found:
            found[words[0]] = (words[4], words[5])
    return found


def why_not(fraction, last, args, begun, work):
    """The last fraction's figures grow with the size, memory at least so."""
    if shutil.disk_usage(work).free < BYTES_MIN_FREE + float(fraction) * DISK_A_CASE:
        return "too little disk for its verdicts"
    if last is None:
        return None
    times = float(fraction / last["fraction"])
    left = args.minutes * 60 - (time.monotonic() - begun)
    if last["seconds"] * times * 1.2 > left:
        return f"would take {last['seconds'] * times / 60:.0f} minutes, {left / 60:.0f} are left"
    memory = min(args.gib * 2**30, available())
    if last["bytes"] * times > memory:
        return f"would take {last['bytes'] * times / 2**30:.1f} GiB of {memory / 2**30:.1f}"
    return None


def available():
    return int(re.search(r"MemAvailable:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) * 1024


def show(fraction, run, found, gib):
    orders, reviews = found.get("orders", ("–", "–")), found.get("reviews", ("–", "–"))
    print(COLUMNS.format(
        str(fraction), f"{run['events']:,}", f"{run['fakes']:,}", f"{run['seconds'] / 60:.1f}",
        f"{run['events'] / run['seconds']:,.0f}", f"{run['events'] / run['scan_cpu']:,.0f}",
        f"{run['made_mib']:,}",
        f"{run['bytes'] / 2**20:,.0f}", f"{run['bytes'] / run['events']:.0f}",
        *orders, *reviews) + f"   <= {gib} GiB: {'yes' if run['bytes'] <= gib * 2**30 else 'NO'}",
        flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shouxin")
    parser.add_argument("work")
    parser.add_argument("--fractions", nargs="+", default=["1/200", "1/60", "1/20"])
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--gib", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    work = Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    print(COLUMNS.format("fraction", "events", "fakes", "minutes", "events/s", "of scan CPU",
                         "make MiB", "scan MiB", "B/event", "orders p", "r", "rev. p", "r"))
    begun, last, exit_code = time.monotonic(), None, 0
    for fraction in sorted(map(Fraction, args.fractions)):
        if reason := why_not(fraction, last, args, begun, work):
            print(f"{str(fraction):>9}   not begun: {reason}")
            break
        folder = work / f"yunhe-{fraction.numerator}-{fraction.denominator}"
        left = args.minutes * 60 - (time.monotonic() - begun)
        run = run_pipe(args.shouxin, folder, str(fraction), args.seed, left, args.gib * 2**30)
        if isinstance(run, str):
            print(f"{str(fraction):>9}   {run}")
            exit_code = 1
        else:
            show(fraction, run, figures_of(args.shouxin, folder), args.gib)
            last = {**run, "fraction": fraction}
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(run, str):
            break
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
