#!/usr/bin/env python3
"""What does the transport alone take? The load generator against a server with nothing behind it.
CPU times say more than latencies where other programs use the machine too.

Usage: bench/load/echo.py [BUILD]      BUILD: build/release, with the targets load and echo_server

Compare with what a server must do on the same two cores: 8,000 single decisions a second at 128
connections, 200,000 events a second in batches of 1,000 (about 300 kB).
"""
import json
import os
import subprocess
import sys
from pathlib import Path

EVENT = '{"id":"@@@@@@@@@@@@","type":"order.paid","at":"2026-01-01T00:00:00Z","order":"o@@@@@@@@@@"'
SINGLE = EVENT + "}"
LONG = EVENT + ',"text":"' + "x" * 200 + '"}'  # 300 bytes


def cpu_s(process: int) -> float:
    """What a process has used of the processors, user and system."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(load: Path, port: int, *options: str) -> dict:
    done = subprocess.run([load, "--port", str(port), *options], capture_output=True, text=True)
    if not done.stdout:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def main(build: Path) -> None:
    folder = build / "bench" / "load"
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    cases = [(f"{path}, {rate}/s offered", ["--path", path, "--rate", str(rate), "--body", SINGLE])
             for path in ("/echo", "/later") for rate in (8000, 30000, 60000)]
    cases += [(f"{rate} batches/s of 1,000 offered",
               ["--path", "/later", "--rate", str(rate), "--batch", "1000", "--body", LONG,
                "--connections", "16"]) for rate in (200, 1000)]
    for threads in (1, 2):
        with subprocess.Popen([folder / "echo_server", str(threads)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as server:
            port = int(server.stdout.readline())
            for name, options in cases:
                before = cpu_s(server.pid)
                figure = run(folder / "load", port, "--seconds", "4", "--warm-up", "0", *options)
                cpu_us = 1e6 * (cpu_s(server.pid) - before) / max(figure["answered"], 1)
                print(f"{threads} I/O thread(s), {name}: {figure['requests_a_second']:.0f}/s,"
                      f" {figure['megabytes_a_second']:.0f} MB/s, server {cpu_us:.1f} us CPU each,"
                      f" p50 {figure['p50_us']} us,"
                      f" p99 {figure['p99_us']} us, max {figure['max_us']} us,"
                      f" failed {figure['failed']}, {figure['statuses']}", flush=True)
            server.stdin.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/release"))
