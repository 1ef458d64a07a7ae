#!/usr/bin/env python3
"""The whole country: 100,000 technicians, 1,000,000 jobs a day in 300 cities, how much faster than life and in
how much memory; the same bytes twice.

Usage: bench/country.py SHOUXIN     (make bench calls it)
"""
import re
import subprocess
import sys

LAST = re.compile(r"(\d+) cities, (\d+) technicians, (\d+) jobs, ([\d.]+) s, .*, (\d+) times real time, (\d+) MiB")


def day(shouxin):
    done = subprocess.run([shouxin, "simulate-country", "--seed", "7"], capture_output=True, text=True, check=True)
    table, last = done.stdout.rsplit("\n", 2)[:2]
    return table, [float(part) for part in LAST.search(last).groups()]


def show(what, figure, bound):
    print(f"  {what:<46}{figure:>16}   {bound}")


def main():
    table, (cities, technicians, jobs, seconds, times, mib) = day(sys.argv[1])
    print(f"The country: {cities:.0f} cities, {technicians:,.0f} technicians, {jobs:,.0f} jobs")
    show("times real time", f"{times:,.0f}", ">= 20")
    show("seconds for 24 hours", f"{seconds:.1f}", "")
    show("MiB at the peak", f"{mib:.0f}", "<= 2,048")
    show("the same seed twice", "same" if day(sys.argv[1])[0] == table else "DIFFERENT", "same")
    for line in table.splitlines():
        if line.startswith("all") or line.startswith("Half"):
            print("  " + line)


if __name__ == "__main__":
    main()
