"""dispatch: what it promises about days of booked visits."""
import gzip
import json
import pathlib
import sys
import tempfile
import unittest

from shop import SHARED, shouxin
from visits_checker import check

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
from made_visits import made_day  # noqa: E402

SHARED_DAY = SHARED / "dispatch" / "visits-100-30.json.gz"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, data, name="day.json"):
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return path

    def dispatch(self, problem, *options, status=0, name="day.json"):
        done = shouxin("dispatch", *options, self.write(problem, name))
        self.assertEqual(done.returncode, status, done.stderr)
        self.complaint = done.stderr
        return json.loads(done.stdout) if status == 0 else None


class Plans(Case):
    def test_every_kind_of_day_gives_a_plan_that_keeps_the_contract(self):
        for seed, kind in enumerate([{}, {"breaks": True}, {"shipments": True, "loads": True},
                                     {"missing_ends": True}, {"matrix": True, "breaks": True},
                                     {"breaks": True, "shipments": True, "loads": True, "missing_ends": True}]):
            with self.subTest(**kind):
                day = made_day(60, 12, seed, **kind)
                plan = self.dispatch(day, "--iterations", 500)
                _, served = check(day, plan)
                self.assertGreater(served, 40)

    def test_the_shared_day_is_served_whole(self):
        if not SHARED_DAY.exists():
            self.skipTest("../shared/data isn't there")
        day = json.loads(gzip.decompress(SHARED_DAY.read_bytes()))
        done = shouxin("dispatch", "--iterations", 3000, SHARED_DAY)
        self.assertEqual(done.returncode, 0, done.stderr)
        _, served = check(day, json.loads(done.stdout))
        self.assertEqual(served, 100)

    def test_the_same_iterations_give_the_same_bytes(self):
        path = self.write(made_day(80, 10, 3, breaks=True))
        runs = [shouxin("dispatch", "--iterations", 2000, path).stdout for _ in range(2)]
        self.assertEqual(runs[0], runs[1])
        self.assertTrue(runs[0])

    def test_gzip_and_standard_input_are_read_like_a_file(self):
        day = made_day(20, 5, 4)
        plain = self.dispatch(day, "--iterations", 50)
        zipped = self.dispatch(gzip.compress(json.dumps(day).encode()), "--iterations", 50, name="day.json.gz")
        piped = shouxin("dispatch", "--iterations", 50, "-", input=json.dumps(day))
        self.assertEqual(plain, zipped)
        self.assertEqual(plain, json.loads(piped.stdout))

    def test_a_time_limit_is_enough_to_stop_it(self):
        day = made_day(100, 20, 5)
        check(day, self.dispatch(day, "--time-limit", 0.3))

    def test_no_time_at_all_serves_nobody_and_says_why(self):
        plan = self.dispatch(made_day(10, 5, 6), "--time-limit", 0)
        self.assertIn("time limit", plan["unassigned"][0]["reason"])

    def test_the_stated_speed_is_used(self):
        day = made_day(20, 8, 7)
        slow = self.dispatch(day, "--iterations", 300, "--speed-kmh", 15)
        fast = self.dispatch(day, "--iterations", 300, "--speed-kmh", 60)
        check(day, slow, speed_kmh=15)
        check(day, fast, speed_kmh=60)
        self.assertGreater(slow["summary"]["duration"], 2 * fast["summary"]["duration"])

    def test_descriptions_are_carried(self):
        day = {"vehicles": [{"id": 1, "start": [113.2, 23.1], "description": "王师傅 \"A\""}],
               "jobs": [{"id": 5, "location": [113.3, 23.1], "description": "洗衣机\n不转"}]}
        plan = self.dispatch(day)
        self.assertEqual(plan["routes"][0]["description"], "王师傅 \"A\"")
        self.assertEqual(plan["routes"][0]["steps"][1]["description"], "洗衣机\n不转")

    def test_nobody_asks_nobody_goes(self):
        plan = self.dispatch({"vehicles": [{"id": 1}], "jobs": []})
        self.assertEqual((plan["routes"], plan["unassigned"]), ([], []))

    def test_who_cannot_be_served_comes_back_with_the_reason(self):
        plan = self.dispatch({
            "vehicles": [{"id": 1, "start_index": 0, "skills": [1], "time_window": [0, 1000]}],
            "jobs": [{"id": 1, "location_index": 1, "skills": [2]}, {"id": 2, "location_index": 2},
                     {"id": 3, "location_index": 1, "time_windows": [[2000, 3000]]},
                     {"id": 4, "location_index": 1, "service": 100}],
            "matrices": {"car": {"durations": [[0, 60, None], [60, 0, None], [60, 60, 0]]}}})
        reasons = {one["id"]: one["reason"] for one in plan["unassigned"]}
        self.assertEqual(sorted(reasons), [1, 2, 3])
        self.assertEqual(reasons[1], "no vehicle has the skill 2")
        self.assertIn("no way to it", reasons[2])
        self.assertIn("works in its time windows", reasons[3])


class Picture(Case):
    def test_is_drawn_with_and_without_positions(self):
        for matrix in (False, True):
            out = self.folder / "plan.svg"
            self.dispatch(made_day(30, 6, 8, matrix=matrix), "--iterations", 100, "--svg", out)
            svg = out.read_text()
            self.assertTrue(svg.startswith("<svg") and svg.endswith("</svg>\n"))
            self.assertEqual("<polyline" in svg, not matrix)

    def test_runs_nothing_that_a_description_holds(self):
        day = {"vehicles": [{"id": 1, "start": [113.2, 23.1], "description": "<script>x</script>"}],
               "jobs": [{"id": 5, "location": [113.3, 23.1], "description": "\"><script>"}]}
        self.dispatch(day, "--svg", self.folder / "plan.svg")
        self.assertNotIn("<script", (self.folder / "plan.svg").read_text())


class Wrong(Case):
    def test_each_is_one_sentence_with_the_place(self):
        good = {"vehicles": [{"id": 1, "start": [113.2, 23.1]}], "jobs": [{"id": 1, "location": [113.3, 23.1]}]}
        for change, place in [({"vehicles": []}, "/vehicles"), ({"options": {}}, "/options"),
                              ({"jobs": [{"id": 1, "location": [113, 95]}]}, "/jobs/0/location/1"),
                              ({"jobs": good["jobs"] * 2}, "/jobs/1/id"),
                              ({"jobs": [good["jobs"][0] | {"time_windows": [[5, 4]]}]}, "/jobs/0/time_windows/0"),
                              ({"matrices": {"car": {"durations": [[0, 1], [1]]}}}, "/matrices/car/durations/1")]:
            with self.subTest(place=place):
                self.dispatch(good | change, status=2)
                self.assertIn(f"day.json: {place} ", self.complaint)
                self.assertEqual(self.complaint.count("\n"), 1)

    def test_cut_files_say_where_they_end(self):
        whole = json.dumps(made_day(10, 3, 9)).encode()
        self.dispatch(whole[:-40], status=2)
        self.assertIn("line 1", self.complaint)
        self.dispatch(gzip.compress(whole)[:-40], status=2, name="day.json.gz")
        self.assertIn("day.json.gz", self.complaint)
        self.dispatch(b"", status=2)

    def test_options_are_checked(self):
        for option in (["--time-limit", "-1"], ["--time-limit", "nan"], ["--speed-kmh", "0"], ["--iterations", "x"]):
            with self.subTest(option=option):
                self.dispatch(made_day(3, 2, 1), *option, status=2)


if __name__ == "__main__":
    unittest.main()
