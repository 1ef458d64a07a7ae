"""evaluate: what it promises about bounds, broken files and quiet markets."""
import json
import pathlib
import shutil
import tempfile
import unittest

from shop import SHARED, shouxin

TRUTH = {
    "fake_orders.csv": "order,scheme,gang\no1,cashback,g1\no2,cashback,g1\nlost,rival,g2\n",
    "fake_reviews.csv": "review,scheme,gang\nv1,extortion,g3\n",
    "accounts.csv": "account,scheme,gang\nu1,cashback,g1\n",
    "merchants.csv": "merchant,scheme,gang\nm1,cashback,g1\n",
    "victims.csv": "merchant,gang\nm2,g2\n",
    "gangs.json": '{"g1":{"scheme":"cashback","accounts":["u1","u2"],"merchants":["m1"],"beneficiary":null,"victims":[]}}',
}
OUT = {
    "orders.csv": "order,buyer,merchant,at,amount,probability,action,ring,reasons\n"
                  "o1,u1,m1,2026-11-01T20:14:03+08:00,1,0.950000,block,r1,cash-back\n"
                  "o2,u2,m1,2026-11-01T20:14:03+08:00,1,0.600000,review,r1,\n"
                  "o3,u3,m2,2026-11-01T20:14:03+08:00,1,0.910000,block,,\n"
                  "o4,u3,m2,2026-11-01T20:14:03+08:00,1,0.000100,allow,,\n",
    "reviews.csv": "review,order,account,merchant,at,probability,action,ring,reasons\n"
                   "v1,o1,u1,m1,2026-11-01T20:14:03+08:00,0.700000,review,,\n",
    "accounts.csv": "account,probability,ring,reasons\nu1,0.900000,r1,\n",
    "merchants.csv": "merchant,probability,orders,fake_orders,fake_amount,ring,reasons\n"
                     "m1,0.800000,2,1.55,2,r1,\nm2,0.500000,2,0.91,1,,\n",
    "rings.jsonl": '{"id":"r1","accounts":["u1","u9"],"merchants":["m1"]}\n',
}


class Evaluate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.truth = self.put("truth", TRUTH)
        self.out = self.put("out", OUT)

    def put(self, name, files):
        folder = self.folder / name
        folder.mkdir()
        for file, text in files.items():
            (folder / file).write_text(text)
        return folder

    def evaluate(self, *options):
        return shouxin("evaluate", "--truth", self.truth, *options, self.out)

    def assert_refused(self, pattern):
        done = self.evaluate()
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertRegex(done.stderr, r"\Ashouxin evaluate: [^\n]*" + pattern + r"[^\n]*\.\n\Z")

    def test_measures(self):
        report = self.folder / "evaluation.json"
        done = self.evaluate("--json", report)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"orders +4 +3 +3 +0\.667 +0\.667 +0\.667 +0\.556 +2 +0\.500 +1\n")
        self.assertIn("victims blamed: 1 of 1  m2", done.stdout)
        found = json.loads(report.read_text())
        self.assertEqual(found["orders"]["false_blocks"], 1)
        self.assertEqual(found["schemes"]["rival"]["order_recall"], 0)
        self.assertEqual(found["gangs"][0]["accounts_found"], 0.5)
        self.assertEqual(found["reviews"]["f1"], 1)

    def test_early_answers(self):
        self.assertNotIn("blocked by then", self.evaluate().stdout)
        (self.out / "early.csv").write_text("order,at_0h,at_1h,at_24h,at_72h\no1,0.100000,0.500000,0.950000,0.200000\n"
                                            "o4,0.990000,0.990000,0.000100,\n")
        report = self.folder / "evaluation.json"
        done = self.evaluate("--json", report)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"after 24 h +2 +0\.500 +0\.333 +0\n")
        early = json.loads(report.read_text())["early"]
        self.assertEqual([by["age_h"] for by in early], [0, 1, 24, 72, None])
        self.assertEqual([by["counted_amount"] for by in early], [2, 2, 1, 1, 1])
        (self.out / "early.csv").write_text("order\n")
        self.assert_refused("early.csv:1: the header lacks")

    def test_fairness(self):
        (self.out / "groups.csv").write_text("order,groups\no3,remote;new-shop\no1,remote\n")
        report = self.folder / "evaluation.json"
        self.evaluate("--json", report)
        groups = {group["group"]: group for group in json.loads(report.read_text())["fairness"]}
        self.assertEqual((groups["all"]["honest"], groups["all"]["blocked"]), (2, 1))
        self.assertEqual((groups["remote"]["honest"], groups["remote"]["rate"]), (1, 1))
        self.assertEqual(groups["shops of 1 to 9 orders"]["honest"], 2)
        self.assertFalse(groups["remote"]["above"], "one order proves nothing")

    def test_bounds_that_hold(self):
        done = self.evaluate(
            "--min-order-ap", "0.5", "--min-order-f1", "0.6", "--min-review-f1", "1", "--min-merchant-ap", "1",
            "--max-false-blocks", "1", "--min-recall", "cashback=1", "--min-recall", "extortion=1",
            "--max-victims-blamed", "1")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_bounds_that_are_missed(self):
        for option, said in (("--min-order-ap=0.9", "average precision of orders is 0.5556"),
                             ("--max-false-blocks=0", "honest orders blocked: 1, and should be at most 0"),
                             ("--min-recall=rival=0.1", "recall of rival is 0.0000"),
                             ("--min-recall=subsidy=0.1", "recall of subsidy is unknown"),
                             ("--max-victims-blamed=0", "victims blamed: 1")):
            done = self.evaluate(option)
            self.assertEqual(done.returncode, 1, option)
            self.assertIn(said, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)

    def test_wrong_bounds(self):
        for wrong in ("--min-recall=cashback", "--min-recall==1", "--min-recall=a=b", "--min-order-ap=x"):
            self.assertEqual(self.evaluate(wrong).returncode, 2, wrong)

    def test_quiet_market(self):
        for name in TRUTH:
            path = self.truth / name
            path.write_text("{}" if name == "gangs.json" else TRUTH[name].split("\n")[0] + "\n")
        done = self.evaluate()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"orders +4 +0 +3 +0\.000 +– +0\.000 +–")
        self.assertEqual(self.evaluate("--min-order-ap", "0.1").returncode, 1)

    def test_missing_files(self):
        for folder, files in ((self.truth, TRUTH), (self.out, OUT)):
            for name in files:
                with self.subTest(name):
                    (folder / name).rename(self.folder / "away")
                    self.assert_refused(f"{name}: there is no such file")
                    (self.folder / "away").rename(folder / name)
        shutil.rmtree(self.out)
        self.assert_refused("orders.csv")

    def test_broken_files(self):
        for folder, name, text, where in (
                (self.out, "orders.csv", OUT["orders.csv"] + "o9,u1\n", "orders.csv:6: 2 cells"),
                (self.out, "orders.csv", OUT["orders.csv"].replace("0.60", "x"), "orders.csv:3: 'x"),
                (self.out, "reviews.csv", "a,b\n", "reviews.csv:1: the header lacks"),
                (self.out, "merchants.csv", "", "merchants.csv is empty"),
                (self.out, "rings.jsonl", OUT["rings.jsonl"] + "{", "rings.jsonl:2: "),
                (self.truth, "fake_orders.csv", "order,scheme,gang\n\"o1,x,y\n", "fake_orders.csv:2: a quote"),
                (self.truth, "gangs.json", "[", "gangs.json: ")):
            with self.subTest(where):
                before = (folder / name).read_text()
                (folder / name).write_text(text)
                self.assert_refused(where)
                (folder / name).write_text(before)


class SharedMarkets(unittest.TestCase):
    def test_scan_and_evaluate(self):
        market = SHARED / "market-quiet"
        if not market.exists():
            self.skipTest("no shared data here")
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(shouxin("scan", "--out", folder, market / "events.jsonl.gz").returncode, 0)
            done = shouxin("evaluate", "--truth", market / "truth", "--max-false-blocks", "10", folder)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
