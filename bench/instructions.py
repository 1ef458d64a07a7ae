#!/usr/bin/env python3
"""Instructions an event, by step, as callgrind counts them: the same twice, whatever else the machine does.
Scans a small simulated market on one thread and compares with bench/instructions.json; more than 5 % above it
fails. Standard error says which step grew. A processor with other vector instructions (another memcpy) differs
by a percent or so.

Usage: bench/instructions.py [--accept] SHOUXIN WORK     (make bench calls it; --accept records anew)
"""
import json
import re
import subprocess
import sys
from pathlib import Path

RECORD = Path(__file__).with_name("instructions.json")
GROWTH_MAX = 0.05
MARKET = ["--seed", "21", "--scale", "0.15", "--preset", "mixed"]
# Inclusive instructions of these functions, by the end of their names; nothing of ours is inlined across libraries.
FUNCTIONS = {
    "taken": "shouxin::intake::Intake::next()",
    "supplied": "shouxin::runtime::ChunkThreads::next(",
    "state": "shouxin::signal::Market::step(",
    "local tier": "shouxin::judge::LocalTier::step(",
    "epoch": "shouxin::runtime::Scan::settle(",
    "output": "shouxin::runtime::write_results(",
}


def annotated(counts):
    """(instructions, function) of the whole and of every function, callees included, most first."""
    told = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", "--auto=no", str(counts)],
                          capture_output=True, text=True, check=True).stdout
    for line in told.splitlines():
        found = re.match(r"\s*([\d,]+) \([^)]*\)\s+(.*)", line)
        if found:
            yield int(found[1].replace(",", "")), found[2]


def measure(shouxin, work):
    market, counts = work / "small", work / "callgrind.out"
    subprocess.run([shouxin, "simulate", *MARKET, "--plain", "--out", market], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", shouxin, "scan",
                           "--threads", "1", "--out", work / "out", market / "events.jsonl"],
                          capture_output=True, text=True, check=True)
    events = int(re.search(r"(\d+) events,", done.stdout)[1])
    found = {}
    for instructions, function in annotated(counts):
        if "PROGRAM TOTALS" in function:
            found["all"] = instructions
        for step, name in FUNCTIONS.items():
            if name in function and step not in found:
                found[step] = instructions
    return events, {
        "cut and parse": found["supplied"] / events,
        "merge, dedup, intern": (found["taken"] - found["supplied"]) / events,
        "state": found["state"] / events,
        "local tier": found["local tier"] / events,
        "epoch": found["epoch"] / events,
        "output": found["output"] / events,
        "all": found["all"] / events,
    }


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--accept"]
    shouxin, work = Path(arguments[0]).resolve(), Path(arguments[1])
    work.mkdir(parents=True, exist_ok=True)
    events, steps = measure(shouxin, work)
    recorded = json.loads(RECORD.read_text())["instructions an event"] if RECORD.exists() else {}
    print(f"Instructions an event: {events:,} events, one thread, callgrind")
    grown = []
    for step, figure in steps.items():
        before = recorded.get(step)
        print(f"  {step:<46}{figure:>16,.0f}   {f'recorded {before:,}' if before else '':<22}")
        if before and figure > before * (1 + GROWTH_MAX):
            grown.append(step)
    if "--accept" in sys.argv:
        RECORD.write_text(json.dumps({"market": MARKET, "events": events, "instructions an event":
                                      {step: round(figure) for step, figure in steps.items()}}, indent=2) + "\n")
    elif grown:
        sys.exit(f"instructions: more than {GROWTH_MAX:.0%} above bench/instructions.json: {', '.join(grown)}. "
                 "If it is worth it: bench/instructions.py --accept")


if __name__ == "__main__":
    main()
