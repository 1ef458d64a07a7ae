"""`shouxin dispatch` on a day of urgent jobs, held against the contract by an independent checker."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
import city_check  # noqa: E402
import city_days  # noqa: E402

SHOUXIN = os.environ["SHOUXIN"]


class CityTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def dispatch(self, city, *options):
        path = self.folder / "city.json"
        path.write_text(city if isinstance(city, str) else json.dumps(city), encoding="utf-8")
        return subprocess.run([SHOUXIN, "dispatch", *options, str(path)], capture_output=True, text=True)

    def lines(self, city, *options):
        run = self.dispatch(city, *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def test_keeps_the_contract(self):
        for seed, kind in enumerate(city_days.KINDS):
            city = city_days.city(seed, kind, technicians=25)
            self.assertEqual(list(city_check.faults(city, self.lines(city))), [])

    def test_the_checker_sees_faults(self):
        city = city_days.city(1, "flat", technicians=10)
        lines = self.lines(city)
        self.assertTrue(list(city_check.faults(city, lines[1:])))
        self.assertTrue(list(city_check.faults(city, [*lines, lines[0]])))
        for key, change in (("arrives_at", -1), ("departs_at", -70), ("assigned_at", 1e6), ("done_at", 5)):
            broken = [dict(line) for line in lines]
            broken[0][key] += change
            self.assertTrue(list(city_check.faults(city, broken)), key)

    def test_never_sees_the_future(self):
        city = city_days.city(3, "peaks", technicians=15)
        whole = {line["job"]: line for line in self.lines(city)}
        cut = city["jobs"][len(city["jobs"]) // 2]["t"]
        begun = {**city, "jobs": [job for job in city["jobs"] if job["t"] < cut]}
        for line in self.lines(begun):
            there = whole[line["job"]]
            if there.get("assigned_at", there.get("refused_at")) < cut:
                self.assertEqual(there, line)

    def test_order_of_the_file_is_not_that_of_time(self):
        city = city_days.city(4, "flat", technicians=8)
        turned = {**city, "jobs": city["jobs"][::-1]}
        lines = self.lines(turned)
        self.assertEqual([line["job"] for line in lines], [job["id"] for job in turned["jobs"]])
        self.assertEqual(list(city_check.faults(turned, lines)), [])

    def test_refuses_with_a_reason(self):
        city = city_days.city(5, "flat", technicians=5)
        city["jobs"] = [dict(city["jobs"][0], skill=99), dict(city["jobs"][1], at=[-60, -30])]
        self.assertEqual([line["reason"] for line in self.lines(city)], ["no_skill", "no_shift"])
        city["technicians"] = []
        self.assertEqual({line["reason"] for line in self.lines(city)}, {"no_skill"})

    def test_says_what_is_wrong_and_where(self):
        city = city_days.city(6, "flat", technicians=3)
        city["jobs"][2]["id"] = city["jobs"][0]["id"]
        run = self.dispatch(city)
        self.assertEqual(run.returncode, 2)
        self.assertIn("/jobs/2/id", run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(self.dispatch('{"technicians": [').returncode, 2)

    def test_draws_and_explains(self):
        city = city_days.city(7, "peaks", technicians=6)
        picture = self.folder / "day.svg"
        line = self.lines(city, "--why", "--svg", str(picture))[0]
        self.assertIn("qualified", line["why"])
        self.assertIn("</svg>", picture.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
