#!/usr/bin/env python3
"""Guard's bounds, measured: speed and memory on a made market in which every id is distinct, quality
on the shared markets, same bytes twice. Prints each figure beside its bound and the peers'.

Usage: bench/guard.py SHOUXIN WORK [SHOUXIN-FOR-ANOTHER-CPU-LEVEL]     (make bench calls it)
"""
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SCALE = os.environ.get("SCALE", "4")  # SCALE=24: 20 M events, 4 GB
LAST_LINE = re.compile(r"(\d+) events, (\d+) orders, (\d+) blocked, .* ([\d.]+) s, (\d+) events/s, (\d+) MiB")
# Identifiers of distinct things, by field; wallets and accounts go by several names.
THINGS = {"order": "order", "buyer": "account", "account": "account", "inviter": "account",
          "merchant": "merchant", "item": "item", "parcel": "parcel", "review": "review",
          "device": "device", "ip": "ip", "address": "address", "payer": "wallet",
          "payee": "wallet", "identity": "identity"}


def log_of(work):
    return work / f"market-{SCALE}" / "events.jsonl"


def scan(shouxin, out, *inputs, cores=1):
    """On so many cores, one thread each. `cpu_rate`: events a second of its own processor time."""
    pin = ["taskset", "-c", f"0-{cores - 1}"]
    before = os.times()
    done = subprocess.run([*pin, str(shouxin), "scan", "--threads", str(cores), "--out", str(out),
                           *map(str, inputs)], capture_output=True, text=True, check=False)
    after = os.times()
    match = LAST_LINE.search(done.stdout)
    if not match:
        raise SystemExit(done.stderr)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"events": int(match[1]), "orders": int(match[2]), "blocked": int(match[3]),
            "rate": int(match[5]), "mib": int(match[6]), "cpu_rate": int(int(match[1]) / max(cpu, 1e-3))}


def show(what, figure, bound, peers=""):
    print(f"  {what:<46}{figure:>16}   {bound:<22}{peers}")


def digest(folder):
    total = hashlib.sha256()
    for file in sorted(Path(folder).iterdir()):
        total.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Machine: {os.cpu_count()} cores, {model[1] if model else 'unknown'}; load {load}\n")


def count_things(log):
    things = {}
    for line in open(log, encoding="utf-8"):
        for field, value in json.loads(line).items():
            if field in THINGS:
                things.setdefault(THINGS[field], set()).add(value)
    return sum(map(len, things.values()))


def speed(shouxin, work):
    market = log_of(work).parent
    if not (market / "events.jsonl").exists():
        subprocess.run([str(shouxin), "simulate", "--seed", "11", "--scale", SCALE, "--preset", "mixed",
                        "--plain", "--out", str(market)], check=True, stdout=subprocess.DEVNULL)
    many = count_things(market / "events.jsonl")
    bounds = {1: ">= 500,000", 2: ">= 1,000,000"}
    for cores in (1, 2):
        runs = [scan(shouxin, work / "out", market / "events.jsonl", cores=cores) for _ in range(3)]
        best = max(runs, key=lambda run: run["rate"])
        what = "one core" if cores == 1 else f"{cores} cores"
        print(f"Speed, {what}: {best['events']:,} events, plain JSON Lines, every id distinct, all outputs")
        show("events/s, best of 3", f"{best['rate']:,}", bounds[cores],
             "Tazama 2,497 (944 vCPU, quoted), risk-engine 45,000")
        show("events/s, worst of 3", f"{min(run['rate'] for run in runs):,}", "", "others may share the machine")
        show("events per second of its own CPU", f"{max(run['cpu_rate'] for run in runs):,}", "", "they hardly matter here")
        show(f"bytes a thing ({many:,} things)", f"{best['mib'] * 2**20 / many:.0f}", "<= 150",
             "whole process, at its peak")


def quality(shouxin, work):
    bounds = {"mixed": 0.985, "stealth": 0.96}
    peers = {"mixed": "supervised reference .997", "stealth": "supervised reference .981"}
    print("\nQuality")
    for name in ("mixed", "stealth", "quiet"):
        market = SHARED / f"market-{name}"
        if not market.exists():
            print(f"  market-{name}: skipped, ../shared/data is not here")
            continue
        out = work / f"out-{name}"
        done = scan(shouxin, out, market / "events.jsonl.gz")
        if name == "quiet":
            show("market-quiet, honest orders blocked", done["blocked"], f"<= 3 of {done['orders']:,}",
                 "supervised reference 0")
            continue
        table = work / f"{name}.json"
        subprocess.run([str(shouxin), "evaluate", "--truth", str(market / "truth"), "--json", str(table), str(out)],
                       check=True, stdout=subprocess.DEVNULL)
        orders = json.loads(table.read_text())["orders"]
        show(f"market-{name}, orders' average precision", f"{orders['average_precision']:.4f}",
             f">= {bounds[name]}", peers[name])
        show(f"market-{name}, F1 of flagged", f"{orders['f1']:.4f}", "", "supervised reference .94")


def same_bytes(shouxin, work, other):
    print("\nSame bytes")
    source = log_of(work)
    scan(shouxin, work / "twice-1", source)
    scan(shouxin, work / "twice-2", source)
    same = digest(work / "twice-1") == digest(work / "twice-2")
    show("the same input twice", "same" if same else "DIFFERENT", "same")
    scan(shouxin, work / "threads", source, cores=2)
    same = digest(work / "twice-1") == digest(work / "threads")
    show("two threads", "same" if same else "DIFFERENT", "same")
    if other and Path(other).exists():
        scan(other, work / "level", source)
        same = digest(work / "twice-1") == digest(work / "level")
        show("a build for x86-64-v3", "same" if same else "DIFFERENT", "same")


def main():
    shouxin, work = Path(sys.argv[1]), Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    machine()
    speed(shouxin, work)
    quality(shouxin, work)
    same_bytes(shouxin, work, sys.argv[3] if len(sys.argv) > 3 else None)


if __name__ == "__main__":
    main()
