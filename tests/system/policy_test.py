"""policy check: every problem with its place, or every rule in words; scan takes thresholds alone."""
import pathlib
import tempfile
import unittest

from shop import shouxin

GOOD = '''[orders]
block = 0.95
[[rule]]
name = "新店返现"
on = "order"
when = """order.probability >= 0.8
  and merchant.age < 30 d"""
outcome = "block"
actions = ["hold_settlement"]
'''


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.file = self.folder / "p.toml"

    def check(self, text, *options):
        self.file.write_text(text)
        return shouxin("policy", "check", *options, self.file)

    def test_rules_in_words(self):
        done = self.check(GOOD)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        rule, summary = done.stdout.splitlines()
        self.assertEqual(rule, "规则「新店返现」（生效）：对每个订单，如果订单作弊概率 ≥ 80 %，并且商家开店至今时长 < 30 天，"
                               "就拦截，暂缓结算（7 天）。")
        self.assertIn("1 条规则", summary)
        english = self.check(GOOD, "--english").stdout
        self.assertIn("if probability that the order is fake ≥ 80 % and time since the merchant opened < 30 d: "
                      "block, hold the settlement (7 d).", english)

    def test_every_problem_with_its_place(self):
        done = self.check(GOOD.replace("30 d", "30").replace("hold_", "holt_"))
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        first, second = done.stdout.splitlines()
        self.assertTrue(first.startswith(f"{self.file}:7:22: merchant.age is a duration"), first)
        self.assertTrue(second.startswith(f"{self.file}:9:12: unknown action"), second)

    def test_what_cannot_be_read(self):
        for arguments in (("check", self.folder / "none"), ("chek", self.file), ("check",)):
            done = shouxin("policy", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertTrue(done.stderr)

    def test_scan_says_that_it_uses_thresholds_alone(self):
        self.file.write_text(GOOD)
        done = shouxin("scan", "--out", self.folder / "out", "--policy", self.file, "-", input="")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("only the thresholds are used; its 1 rules", done.stderr)
        self.file.write_text("[orders]\nblock = 0.95\n")
        done = shouxin("scan", "--out", self.folder / "out", "--policy", self.file, "-", input="")
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
