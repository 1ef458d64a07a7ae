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
LAST_LINE = re.compile(r"(\d+) events, (\d+) orders, (\d+) blocked, .* ([\d.]+) s, (\d+) events/s, (\d+) MiB")
# Identifiers of distinct things, by field; wallets and accounts go by several names.
THINGS = {"order": "order", "buyer": "account", "account": "account", "inviter": "account",
          "merchant": "merchant", "item": "item", "parcel": "parcel", "review": "review",
          "device": "device", "ip": "ip", "address": "address", "payer": "wallet",
          "payee": "wallet", "identity": "identity"}


def scan(shouxin, out, *inputs, one_core=False):
    pin = ["taskset", "-c", "0"] if one_core else []
    done = subprocess.run([*pin, str(shouxin), "scan", "--threads", "1", "--out", str(out), *map(str, inputs)],
                          capture_output=True, text=True, check=False)
    match = LAST_LINE.search(done.stdout)
    if not match:
        raise SystemExit(done.stderr)
    return {"events": int(match[1]), "orders": int(match[2]), "blocked": int(match[3]),
            "rate": int(match[5]), "mib": int(match[6])}


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


def speed(shouxin, work):
    market = work / "market"
    if not (market / "events.jsonl").exists():
        subprocess.run([str(shouxin), "simulate", "--seed", "11", "--scale", "4", "--preset", "mixed",
                        "--plain", "--out", str(market)], check=True, stdout=subprocess.DEVNULL)
    runs = [scan(shouxin, work / "out", market / "events.jsonl", one_core=True) for _ in range(3)]
    best = max(runs, key=lambda run: run["rate"])
    things = {}
    for line in open(market / "events.jsonl", encoding="utf-8"):
        for field, value in json.loads(line).items():
            if field in THINGS:
                things.setdefault(THINGS[field], set()).add(value)
    many = sum(map(len, things.values()))
    print(f"Speed: {best['events']:,} events, plain JSON Lines, one core, every id distinct")
    show("events/s, best of 3", f"{best['rate']:,}", ">= 400,000", "Tazama 2,497 (944 vCPU, quoted), risk-engine 45,000")
    show("events/s, worst of 3", f"{min(run['rate'] for run in runs):,}", "")
    show(f"bytes a thing ({many:,} things)", f"{best['mib'] * 2**20 / many:.0f}", "<= 300", "whole process, at its peak")


def quality(shouxin, work):
    bounds = {"mixed": 0.90, "stealth": 0.75}
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
            show("market-quiet, honest orders blocked", done["blocked"], f"<= 20 of {done['orders']:,}",
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
    source = work / "market" / "events.jsonl"
    scan(shouxin, work / "twice-1", source)
    scan(shouxin, work / "twice-2", source)
    same = digest(work / "twice-1") == digest(work / "twice-2")
    show("the same input twice", "same" if same else "DIFFERENT", "same")
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
