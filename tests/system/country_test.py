"""simulate-country: the same country for the same seed, whatever the number of threads; a picture; errors that say what to do."""
import pathlib
import tempfile
import unittest
import xml.etree.ElementTree

from shop import shouxin

SMALL = ("simulate-country", "--cities", "4", "--jobs", "1500", "--technicians", "160", "--hours", "12")


def told(done):
    """All but the last line, which tells the time it took."""
    return done.stdout.splitlines()[:-1]


class Country(unittest.TestCase):
    def test_is_the_same_for_any_number_of_threads_and_on_any_build(self):
        one, three = (shouxin(*SMALL, "--seed", "3", "--threads", threads) for threads in ("1", "3"))
        self.assertEqual(one.returncode, 0, one.stderr)
        self.assertEqual(told(one), told(three))
        self.assertNotEqual(told(one), told(shouxin(*SMALL, "--seed", "4")))

    def test_tells_each_hour_and_each_region_and_all(self):
        lines = told(shouxin(*SMALL))
        hours = [line for line in lines if line[2:5] == ":00"]
        self.assertEqual(len(hours), 12)
        everything = next(line for line in lines if line.startswith("all"))
        urgent = [int(line.split()[1]) for line in hours]
        self.assertEqual(sum(urgent), int(everything.split()[1]))
        for region in ("North", "Northeast", "East", "Central", "South", "Southwest", "Northwest"):
            self.assertEqual(sum(line.split()[:1] == [region] for line in lines), 1, region)

    def test_draws_a_picture_with_every_city(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "country.svg"
            done = shouxin(*SMALL, "--svg", file)
            self.assertEqual(done.returncode, 0, done.stderr)
            circles = xml.etree.ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}circle")
            self.assertEqual(sum(1 for _ in circles), 4)

    def test_refuses_what_makes_no_sense(self):
        for flags, said in ((("--hours", "0"), "--hours must be from 1 to 24, not 0"),
                            (("--hours", "25"), "--hours must be from 1 to 24"),
                            (("--cities", "301"), "--cities must be from 1 to 300"),
                            (("--jobs", "-5"), "--jobs must be from 1"),
                            (("--jobs", "nan"), "--jobs must be from 1"),
                            (("--technicians", "0"), "--technicians must be from 1"),
                            (("--cities", "1"), "would be too many for"),
                            (("--cities", "1", "--technicians", "100", "--jobs", "9e7"), "would be too many for")):
            done = shouxin("simulate-country", *flags)
            self.assertEqual(done.returncode, 2, flags)
            self.assertIn(said, done.stderr)


if __name__ == "__main__":
    unittest.main()
