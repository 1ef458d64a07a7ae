#!/usr/bin/env python3
"""Logs made to make us slow: one wallet, one item, one shop, one text with tens of thousands of events.
Prints seconds and peak memory for each shape at two sizes: cost must grow with the size, not its square.

Usage: bench/hostile.py SHOUXIN WORK     (make bench calls it)
"""
import json
import random
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

START = datetime(2026, 11, 1, tzinfo=timezone.utc)


class Log:
    def __init__(self):
        self.lines = []

    def tell(self, event_type, second, **fields):
        at = (START + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")
        event = {"type": event_type, "id": f"e{len(self.lines)}", "at": at, **fields}
        self.lines.append(json.dumps(event, ensure_ascii=False))

    def order(self, second, number, buyer, shop, item, amount=10000):
        self.tell("order.placed", second, order=f"o{number}", buyer=buyer, merchant=shop, item=item, category="c",
                  quantity=1, amount=amount, subsidy=0, device="d" + buyer, ip="1.2.3.4", address="a" + buyer,
                  region="440111", payer="p" + buyer)

    def pay(self, second, payer, payee, amount):
        self.tell("transfer.made", second, payer=payer, payee=payee, amount=amount)


def one_item(log, n):
    for i in range(n):
        log.order(i, i, f"u{i}", "m", "i", 1000 + i * 7919 % 90000)


def one_buyer(log, n):
    for i in range(n):
        log.order(i, i, "u", f"m{i % 50}", f"i{i}")


def campaigns(log, n):
    for i in range(n):
        log.tell("campaign.declared", i // 100, campaign=f"c{i}", merchant="m", kind="coupon")
    for i in range(n):
        log.order(2000 + i // 100, i, f"u{i}", "m", f"i{i % 1000}")


def small_change(log, n):
    for i in range(n):
        log.pay(i, f"q{i}", "pu", 5)
    for i in range(n):
        log.order(n + i, i, "u", f"m{i % 50}", f"i{i}")


def one_payer(log, n):
    for i in range(n):
        log.pay(i, "q", "pu", 4000)
    for i in range(n):
        log.order(n + i, i, "u", f"m{i % 50}", f"i{i}")


def many_payers(log, n):
    for i in range(n):
        log.pay(2 * i, f"q{i}", "pu", 500000)
        log.pay(2 * i + 1, f"q{i}", "pv", 500000)
    for i in range(n):
        log.order(2 * n + i, i, "u", f"m{i % 50}", f"i{i}")


def one_hub(log, n):
    log.tell("merchant.opened", 0, merchant="m", category="c", region="440111", payee="pm")
    for i in range(n):
        log.pay(i, "pm", "h", 10500)
    for i in range(n):
        log.order(n + 2 * i, i, f"u{i}", "m", f"i{i % 1000}")
        log.pay(n + 2 * i + 1, "h", f"pu{i}", 10500)


def one_text(log, n, text="包装很精美，物美价廉，闭眼入"):
    for i in range(n):
        log.order(i, i, f"u{i}", "m", f"i{i % 1000}")
        log.tell("review.posted", i, review=f"r{i}", order=f"o{i}", account=f"u{i}", merchant="m", stars=5, text=text)


def long_texts(log, n):
    dice = random.Random(1)
    base = [chr(0x4E00 + dice.randrange(8000)) for _ in range(1000)]
    for i in range(n // 4):
        text = base[:]
        for _ in range(60):
            text[dice.randrange(1000)] = chr(0x4E00 + dice.randrange(8000))
        log.order(i, i, f"u{i}", "m", f"i{i % 1000}")
        log.tell("review.posted", i, review=f"r{i}", order=f"o{i}", account=f"u{i}", merchant="m", stars=5,
                 text="".join(text))


def main():
    shouxin, work = sys.argv[1], Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    print("Hostile logs: seconds and MiB at 20,000 and at 80,000 (4 times as much)")
    for shape in (one_item, one_buyer, campaigns, small_change, one_payer, many_payers, one_hub, one_text, long_texts):
        figures = []
        for size in (20_000, 80_000):
            log = Log()
            shape(log, size)
            path = work / "hostile.jsonl"
            path.write_text("\n".join(log.lines) + "\n", encoding="utf-8")
            done = subprocess.run([shouxin, "scan", "--out", work / "out", path], capture_output=True, text=True,
                                  timeout=600, check=True)
            seconds, mib = re.search(r"([\d.]+) s, \d+ events/s, (\d+) MiB", done.stdout).groups()
            figures.append(f"{float(seconds):7.2f} s {mib:>5} MiB")
        print(f"  {shape.__name__:<14}{figures[0]}   {figures[1]}")


if __name__ == "__main__":
    main()
