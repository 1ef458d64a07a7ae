#!/usr/bin/env python3
"""Do memory and disk stay flat? Half load for ten minutes: a fixed population, event time that runs
thousands of times faster than ours, a log that is kept for two minutes.

Usage: bench/soak.py [BUILD [FOLDER [SECONDS [EVENTS_A_SECOND]]]]
"""
import http.client
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from live import Live

CONFIG = """
[log]
keep_log_min = 2
keep_decisions_min = 2
lateness_h = 1
ahead_h = 0
segment_mib = 16
[epoch]
events = 200000
every_s = 15
"""
BATCH = 1000


def template(dice: random.Random) -> str:
    """A batch: `#B#` stands for its number, `#T#` for its time."""
    lines = []
    for i in range(BATCH // 10):
        buyer, shop, item = dice.randrange(10_000), dice.randrange(500), dice.randrange(5000)
        about = (f'"device":"d{buyer}","ip":"113.66.{buyer % 200}.7"')
        goods = f'"merchant":"m{shop}","item":"i{item}"'
        key = f'#B#-{i}'
        for view in range(4):
            lines.append(f'{{"type":"item.viewed","id":"v{view}-{key}","at":"#T#","account":"u{buyer}",{about},'
                         f'{goods},"dwell_s":{dice.randrange(5, 90)}}}')
        lines.append(f'{{"type":"order.placed","id":"o{key}","at":"#T#","order":"o{key}","buyer":"u{buyer}",{goods},'
                     f'"category":"c{item % 30}","quantity":1,"amount":{dice.randrange(1000, 50000)},{about},'
                     f'"address":"a{buyer}","region":"440111","payer":"p{buyer}"}}')
        lines.append(f'{{"type":"order.paid","id":"y{key}","at":"#T#","order":"o{key}","payer":"p{buyer}","amount":100}}')
        lines.append(f'{{"type":"parcel.shipped","id":"s{key}","at":"#T#","order":"o{key}","parcel":"w{key}",'
                     f'"carrier":"sf","weight_g":{dice.randrange(200, 2000)},"origin":"440111"}}')
        for scan in range(2):
            lines.append(f'{{"type":"parcel.scanned","id":"c{scan}-{key}","at":"#T#","parcel":"w{key}","place":"440111"}}')
        lines.append(f'{{"type":"parcel.delivered","id":"l{key}","at":"#T#","order":"o{key}","parcel":"w{key}",'
                     f'"place":"440111"}}')
    return "\n".join(lines)


def send(live: Live, rate: float, until: float, sent: list) -> None:
    dice = random.Random(7)
    bodies = [template(dice) for _ in range(20)]
    link = http.client.HTTPConnection("127.0.0.1", live.port, timeout=60)
    headers = {"Authorization": f"Bearer {live.key}", "Content-Type": "application/x-ndjson"}
    start, event_time = time.monotonic(), datetime(2026, 1, 1, tzinfo=timezone.utc)
    while time.monotonic() < until:
        event_time += timedelta(seconds=60)
        body = bodies[sent[0] % 20].replace("#B#", str(sent[0])).replace(
            "#T#", event_time.strftime("%Y-%m-%dT%H:%M:%SZ"))
        link.request("POST", "/v1/events", body.encode(), headers)
        answer = link.getresponse()
        answer.read()
        assert answer.status in (200, 429), answer.status
        sent[0] += 1
        time.sleep(max(0.0, start + sent[0] / rate - time.monotonic()))


def main() -> None:
    arguments = sys.argv[1:] + [None] * 4
    build = Path(arguments[0] or "build/release").resolve()
    folder = Path(arguments[1] or "build/bench/soak").resolve()
    seconds, events = int(arguments[2] or 600), int(arguments[3] or 100_000)
    shutil.rmtree(folder, ignore_errors=True)
    live = Live(build / "shouxin", folder, CONFIG)
    sent = [0]
    began = time.monotonic()
    sender = threading.Thread(target=send, args=(live, events / BATCH, began + seconds, sent))
    sender.start()
    figures = []
    try:
        while sender.is_alive():
            sender.join(15)
            status = live.call("GET", "/v1/status")[2]
            disk = {part: int(subprocess.run(["du", "-sm", folder / "data" / part], capture_output=True,
                                             text=True).stdout.split()[0]) for part in ("log", "epochs", "ledger", ".")}
            passed = time.monotonic() - began
            figures.append((passed, live.memory_mib(), disk["."]))
            print(f"{passed:.0f} s: {sent[0] * BATCH / passed:,.0f} events/s, memory {figures[-1][1]:.0f} MiB, disk "
                  f"{disk['.']} MiB (log {disk['log']}, epochs {disk['epochs']}, ledger {disk['ledger']}), "
                  f"{status['things']['orders']:,} orders known, log time {status['log_time']}", flush=True)
    finally:
        live.stop()
    middle = [f for f in figures if f[0] > seconds * 0.4]
    half = len(middle) // 2
    for name, column in (("memory", 1), ("disk", 2)):
        early, late = max(f[column] for f in middle[:half]), max(f[column] for f in middle[half:])
        print(f"{name}: at most {early:.0f} MiB from {middle[0][0]:.0f} s on, {late:.0f} MiB from {middle[half][0]:.0f} s on")


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(__file__))
    main()
