#!/usr/bin/env python3
"""The judge from outside: made markets it has never seen, and the shared ones where they are."""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SHOUXIN = os.environ["SHOUXIN"]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def evaluate(events, truth, folder):
    out, table = Path(folder) / "out", Path(folder) / "table.json"
    scan = subprocess.run([SHOUXIN, "scan", "--out", out, events], capture_output=True, text=True)
    assert scan.returncode == 0, scan.stderr
    subprocess.run([SHOUXIN, "evaluate", "--truth", truth, "--json", table, out],
                   stdout=subprocess.DEVNULL, check=True)
    return json.loads(table.read_text())


class MadeMarkets(unittest.TestCase):
    def judged(self, preset, seed):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "made"
            subprocess.run([SHOUXIN, "simulate", "--preset", preset, "--seed", str(seed), "--scale", "0.3",
                            "--out", made], stdout=subprocess.DEVNULL, check=True)
            return evaluate(made / "events.jsonl.gz", made / "truth", folder)

    def test_a_mixed_market_is_seen_through(self):
        self.assertGreater(self.judged("mixed", 31)["orders"]["average_precision"], 0.90)

    def test_a_careful_one_is_seen_through(self):
        self.assertGreater(self.judged("stealth", 32)["orders"]["average_precision"], 0.75)

    def test_where_nobody_cheats_hardly_anybody_is_blocked(self):
        orders = self.judged("quiet", 33)["orders"]
        self.assertLessEqual(orders["blocked"], orders["judged"] / 1000)


class SharedMarkets(unittest.TestCase):
    """The bounds of the first release."""

    def judged(self, name):
        market = SHARED / f"market-{name}"
        if not market.exists():
            self.skipTest(f"{market} is not here")
        with tempfile.TemporaryDirectory() as folder:
            return evaluate(market / "events.jsonl.gz", market / "truth", folder)

    def test_mixed(self):
        self.assertGreaterEqual(self.judged("mixed")["orders"]["average_precision"], 0.90)

    def test_stealth(self):
        self.assertGreaterEqual(self.judged("stealth")["orders"]["average_precision"], 0.75)

    def test_quiet(self):
        self.assertLessEqual(self.judged("quiet")["orders"]["blocked"], 20)


if __name__ == "__main__":
    unittest.main()
