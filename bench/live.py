#!/usr/bin/env python3
"""The live server's bounds: intake, decisions, recovery, cold start. Client on the same two cores,
open-loop load, fsync on.

Usage: bench/live.py [BUILD [FOLDER]]   BUILD: build/release with the targets shouxin and load
                                        FOLDER: where data may lie (a disk, not memory)
"""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ORDER = ('{"type":"order.placed","id":"q@@@@@@@@@@","at":"2026-11-01T10:00:00.@@@Z","order":"o@@@@@@@@@@",'
         '"buyer":"u@@@@@","merchant":"m@@@","item":"i@@@@","category":"shoes","quantity":1,'
         '"amount":19900,"device":"d@@@@@","ip":"113.66.@@.7","address":"a@@@@@","region":"440111",'
         '"payer":"p@@@@@"}')
VIEW = ('{"type":"item.viewed","id":"v%d-@@@@@@@@@@","at":"2026-11-01T10:00:00.@@@Z","account":"u@@@@@",'
        '"device":"d@@@@@","ip":"113.66.@@.7","merchant":"m@@@","item":"i@@@@","keyword":"鞋","rank":3,'
        '"dwell_s":41.5}')
PAID = ('{"type":"order.paid","id":"y@@@@@@@@@@","at":"2026-11-01T10:00:01.@@@Z","order":"o@@@@@@@@@@",'
        '"payer":"p@@@@@","amount":19900}')
SHIPPED = ('{"type":"parcel.shipped","id":"s@@@@@@@@@@","at":"2026-11-01T18:00:00.@@@Z",'
           '"order":"o@@@@@@@@@@","parcel":"w@@@@@@@@@@","carrier":"sf","weight_g":850,'
           '"origin":"440111"}')
SCANNED = ('{"type":"parcel.scanned","id":"c%d-@@@@@@@@@@","at":"2026-11-02T02:00:00.@@@Z",'
           '"parcel":"w@@@@@@@@@@","place":"440111"}')
TRANSFER = ('{"type":"transfer.made","id":"t@@@@@@@@@@","at":"2026-11-02T10:00:00.@@@Z",'
            '"payer":"p@@@@@","payee":"x@@@@","amount":5200}')
# Ten events of a market's day in their usual proportions.
TEN = "\n".join([VIEW % 1, VIEW % 2, VIEW % 3, VIEW % 4, ORDER, PAID, SHIPPED, SCANNED % 1,
                 SCANNED % 2, TRANSFER])


class Live:
    """A server with its data in `folder`, and a key for everything."""

    def __init__(self, binary: Path, folder: Path, config: str = "[log]\nahead_h = 0\n"):
        self.binary, self.folder, self.key = binary, folder, None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "shouxin.toml").write_text(config)
        self.cold_s = self.start()
        password = re.search(r"with the password (\S+)", self.printed)
        if password:
            self.key = self.make_key(password[1])
            (folder / "key").write_text(self.key)
        else:
            self.key = (folder / "key").read_text()

    def start(self) -> float:
        """Seconds until it listens."""
        began = time.monotonic()
        self.errors = open(self.folder / "errors", "a")
        self.process = subprocess.Popen(
            [self.binary, "serve", "--data", self.folder / "data", "--listen", "127.0.0.1:0",
             "--config", self.folder / "shouxin.toml"],
            stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.printed = ""
        while "listens at" not in self.printed:
            line = self.process.stdout.readline()
            if not line:
                sys.exit((self.folder / "errors").read_text())
            self.printed += line
        if "administrator" not in self.printed and not (self.folder / "key").exists():
            self.printed += self.process.stdout.readline() + self.process.stdout.readline()
        self.port = int(re.search(r"listens at http://[^:]+:(\d+)", self.printed)[1])
        return time.monotonic() - began

    def stop(self, how=signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait()

    def call(self, method: str, path: str, body=None, headers=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        if self.key and not headers:
            headers = {"Authorization": f"Bearer {self.key}"}
        headers = dict(headers or {})
        if body is not None and "Content-Type" not in headers:
            headers["Content-Type"] = "application/json"
        link.request(method, path, None if body is None else
                     body if isinstance(body, (str, bytes)) else json.dumps(body), headers)
        answer = link.getresponse()
        text = answer.read()
        return answer.status, answer.getheaders(), (json.loads(text) if text[:1] in b"{[" else text)

    def sign_in(self, name: str, password: str) -> dict:
        """What requests of this person carry, once the first password was changed."""
        local = {"Origin": f"http://127.0.0.1:{self.port}"}
        new = "a long password for benchmarks"
        for change in (True, False):
            status, headers, body = self.call(
                "POST", "/v1/login", {"name": name, "password": password if change else new}, local)
            assert status in (200, 201), (status, body)
            cookie = next(v for k, v in headers if k.lower() == "set-cookie").split(";")[0]
            signed = {**local, "Cookie": cookie, "X-CSRF-Token": body["csrf"]}
            if change:
                status, _, body = self.call("POST", "/v1/me/password",
                                            {"current": password, "next": new}, signed)
                assert status < 300, (status, body)
        return signed

    def make_key(self, password: str) -> str:
        signed = self.sign_in("admin", password)
        status, _, body = self.call("POST", "/v1/people", {"name": "lead", "role": "lead"}, signed)
        assert status < 300, (status, body)
        self.lead = self.sign_in("lead", body["password"])
        scopes = ("events:write decisions:write decisions:read actions:read actions:write market:read "
                  "policies:read policies:write ledger:read metrics:read epochs:write")
        status, _, body = self.call("POST", "/v1/keys", {"label": "bench", "scopes": scopes}, signed)
        assert status < 300, (status, body)
        return body["key"] if isinstance(body.get("key"), str) else body["text"]

    def memory_mib(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(build: Path, live: Live, *options: str) -> dict:
    done = subprocess.run(
        [build / "bench/load/load", "--port", str(live.port), "--header",
         f"Authorization: Bearer {live.key}", *options], capture_output=True, text=True)
    if not done.stdout:
        sys.exit(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])


class Syncs(threading.Thread):
    """What a sync takes while the load runs: 40 kB appended and synced every 5 ms, on the same disk."""

    def __init__(self, folder: Path):
        super().__init__()
        self.path, self.times, self.over = folder / "fsync", [], threading.Event()

    def run(self) -> None:
        with open(self.path, "wb") as file:
            while not self.over.wait(0.005):
                file.write(b"x" * 40_000)
                file.flush()
                began = time.perf_counter()
                os.fdatasync(file.fileno())
                self.times.append(time.perf_counter() - began)
        self.path.unlink()

    def p99_ms(self) -> float:
        self.over.set()
        self.join()
        return sorted(self.times)[len(self.times) * 99 // 100] * 1e3


def rules(many: int) -> str:
    text = 'version_note = "bench"\n[orders]\nreview = 0.5\nblock = 0.9\n'
    for i in range(many):
        text += (f'\n[[rule]]\nname = "r{i}"\non = "order"\noutcome = "review"\n'
                 f'when = "order.probability >= 0.{i % 9 + 1} and order.amount > ¥{100 + i} and '
                 f'merchant.orders < {i + 5} and device.accounts > {i % 7}"\n')
    return text


def events(build: Path, live: Live, seconds: int, rate: int = 220) -> None:
    before = live.cpu_s()
    figure = load(build, live, "--path", "/v1/events", "--rate", str(rate), "--batch", "100", "--body",
                  TEN, "--connections", "16", "--seconds", str(seconds), "--content-type",
                  "application/x-ndjson", "--first-id", str(int(time.time()) % 1000 * 10**7))
    used = live.cpu_s() - before
    print(f"events in batches of 1,000: {figure['requests_a_second'] * 1000:,.0f}/s of {rate}000 offered "
          f"(bound 200,000); p50 {figure['p50_us'] / 1e3:.1f} p99 {figure['p99_us'] / 1e3:.1f} ms; "
          f"{used / max(figure['answered'], 1) * 1e3:.2f} ms CPU a batch; {figure['statuses']}; "
          f"memory {live.memory_mib():.0f} MiB", flush=True)


def decisions(build: Path, live: Live, seconds: int, folder: Path) -> None:
    status, _, body = live.call("POST", "/v1/policies", {"text": rules(100), "reason": "bench"})
    assert status == 201, body
    status, _, body = live.call("POST", f"/v1/policies/{body['version']}/approve", {}, live.lead)
    assert status == 200, body
    syncs = Syncs(folder)
    syncs.start()
    before = live.cpu_s()
    figure = load(build, live, "--path", "/v1/decisions", "--rate", "8000", "--connections", "128",
                  "--seconds", str(seconds), "--body", ORDER, "--first-id",
                  str(int(time.time()) % 1000 * 10**6 + 10**9))
    used = live.cpu_s() - before
    fsync = syncs.p99_ms()
    print(f"single decisions at 128 connections: {figure['requests_a_second']:,.0f}/s of 8,000 offered; "
          f"p50 {figure['p50_us'] / 1e3:.1f} p99 {figure['p99_us'] / 1e3:.1f} ms "
          f"(bound {2 * fsync + 5:.1f}: 2 x fsync p99 {fsync:.1f} meanwhile + 5); "
          f"{used / max(figure['answered'], 1) * 1e6:.0f} us CPU each; {figure['statuses']}", flush=True)


def recovery(live: Live) -> None:
    _, _, status = live.call("GET", "/v1/status")
    live.stop(signal.SIGKILL)
    took = live.start()
    print(f"recovery of {status['events']['accepted']:,} events after kill -9: {took:.1f} s "
          f"(bound 10 s for 10 M)", flush=True)


def main() -> None:
    build = Path(sys.argv[1] if len(sys.argv) > 1 else "build/release").resolve()
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "build/bench/live").resolve()
    seconds = int(os.environ.get("SECONDS_EACH", "10"))
    shutil.rmtree(folder, ignore_errors=True)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    live = Live(build / "shouxin", folder)
    print(f"start with an empty folder: {live.cold_s:.2f} s (bound 1 s)", flush=True)
    try:
        decisions(build, live, seconds, folder)
        events(build, live, seconds)
        if os.environ.get("EVENTS"):
            while live.call("GET", "/v1/status")[2]["events"]["accepted"] < int(os.environ["EVENTS"]):
                events(build, live, 20)
        recovery(live)
    finally:
        live.stop()


if __name__ == "__main__":
    main()
