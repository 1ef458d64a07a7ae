#!/usr/bin/env python3
"""Lists and search over a million orders, through HTTP: milliseconds of a page for several filters and sorts, quiet and while
events come, and what paging costs those who wait for the writer.

Usage: bench/lists.py [BUILD [FOLDER]]   BUILD: build/release with the targets shouxin and load
ORDERS=1000000 sets how many.
"""
import os
import shutil
import sys
import threading
import time
from pathlib import Path

from live import ORDER, Live, load

BOUND_MS = 300
PAGES = {
    "newest": "/v1/orders",
    "newest, of one merchant": "/v1/orders?merchant=m042",
    "newest, a part of the id": "/v1/orders?q=77777",
    "newest, none found": "/v1/orders?amount_min=999999999",
    "newest, a reason none has": "/v1/orders?reason=crew",
    "by amount": "/v1/orders?sort=amount",
    "by probability": "/v1/orders?sort=probability",
    "by probability, of one device": "/v1/orders?sort=probability&device=d00042",
    "accounts, newest": "/v1/accounts",
    "accounts by amount": "/v1/accounts?sort=amount",
    "merchants by probability": "/v1/merchants?sort=probability",
    "search, found": "/v1/search?q=o0000",
    "search, none found": "/v1/search?q=zzz",
    "evidence of an order": None,
}


def milliseconds(live: Live, path: str, times: int) -> list:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        status, _, body = live.call("GET", path)
        took.append((time.perf_counter() - began) * 1e3)
        assert status == 200, (path, status, body)
    return sorted(took)


def show(live: Live, when: str, times: int) -> None:
    worst = 0.0
    newest = live.call("GET", "/v1/orders?limit=1")[2]["items"][0]["id"]
    for name, path in PAGES.items():
        took = milliseconds(live, path or f"/v1/orders/{newest}/evidence", times)
        worst = max(worst, took[-1])
        print(f"{when}: {name}: median {took[len(took) // 2]:.1f} ms, most {took[-1]:.1f} ms", flush=True)
    print(f"{when}: the slowest page of all {worst:.1f} ms (bound {BOUND_MS} ms)", flush=True)


def writer_p99_ms(build: Path, live: Live, first: int) -> float:
    figure = load(build, live, "--path", "/v1/decisions", "--rate", "500", "--connections", "32", "--seconds", "10",
                  "--body", ORDER, "--first-id", str(first))
    return figure["p99_us"] / 1e3


def page_through(live: Live, over: threading.Event) -> None:
    paths = [path for path in PAGES.values() if path]
    while not over.is_set():
        for path in paths:
            live.call("GET", path)


def main() -> None:
    build = Path(sys.argv[1] if len(sys.argv) > 1 else "build/release").resolve()
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "build/bench/lists").resolve()
    many = int(os.environ.get("ORDERS", "1000000"))
    shutil.rmtree(folder, ignore_errors=True)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    live = Live(build / "shouxin", folder, "[epoch]\nevery_s = 3600\n")
    try:
        while (taken := live.call("GET", "/v1/status")[2]["events"]["accepted"]) < many:
            rate = min(50, (many - taken) // 1000 + 1)
            load(build, live, "--path", "/v1/events", "--rate", str(rate), "--batch", "1000", "--body", ORDER, "--connections",
                 "8", "--seconds", str(min(20, -(-(many - taken) // (rate * 1000)))), "--content-type",
                 "application/x-ndjson", "--first-id", str(taken))
        print(f"{taken:,} orders, {live.memory_mib():.0f} MiB", flush=True)
        show(live, "quiet", 5)
        quiet = writer_p99_ms(build, live, 2 * 10**9)
        over = threading.Event()
        pager = threading.Thread(target=page_through, args=(live, over))
        pager.start()
        paged = writer_p99_ms(build, live, 3 * 10**9)
        over.set()
        pager.join()
        print(f"500 decisions a second: p99 {quiet:.1f} ms, {paged:.1f} ms while somebody pages without a pause", flush=True)
    finally:
        live.stop()


if __name__ == "__main__":
    main()
