"""region: what it promises about any line that it is given."""
import pathlib
import random
import sys
import tempfile
import unittest

from shop import SHARED, shouxin

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow/region"))
from variants import VARIANTS, Divisions, judged, made  # noqa: E402


class Case(unittest.TestCase):
    def cells(self, data, *options, status=0):
        """The cells of each line out, for bytes in; there must be a line out for each in."""
        data = data if isinstance(data, bytes) else data.encode()
        done = shouxin("region", *options, "-", input=data, text=False)
        self.assertEqual(done.returncode, status, done.stderr)
        self.complaint = done.stderr.decode()
        lines = done.stdout.decode("utf-8").split("\n")
        self.assertEqual(lines.pop(), "")
        self.assertEqual(len(lines), data.count(b"\n") + (not data.endswith(b"\n") and data != b""))
        return [line.split("\t") for line in lines]

    def one(self, data, *options):
        [cells] = self.cells(data, *options)
        return cells


class Lines(Case):
    def test_six_cells(self):
        self.assertEqual(self.one("广东中山石岐街道xx路5号\n"),
                         ["442000001", "广东省/中山市/石岐街道", "街道/镇/乡", "alias", "xx路5号", ""])

    def test_as_arguments_too(self):
        done = shouxin("region", "中山市", "", "鼓楼区")
        self.assertEqual([line.split("\t")[3] for line in done.stdout.splitlines()], ["exact", "none", "ambiguous"])

    def test_a_line_for_each_line(self):
        rows = self.cells("\n中山市\n\n\n广州市")
        self.assertEqual([row[0] for row in rows], ["", "442000", "", "", "440100"])
        self.assertEqual(self.cells(""), [])

    def test_windows_lines(self):
        self.assertEqual(self.one("中山市石岐街道民权路\r\n")[4], "民权路")

    def test_control_characters_break_no_line(self):
        done = shouxin("region", "中山市 a\tb\nc\rd\x0be\u2028f\x85g")
        [line] = done.stdout.split("\n")[:-1]
        self.assertEqual(len(line.splitlines()), 1)
        self.assertEqual(line.count("\t"), 5)

    def test_nul_bytes(self):
        self.assertEqual(self.one(b"\0\xe4\xb8\xad\xe5\xb1\xb1\xe5\xb8\x82\0x\0\n")[0], "442000")

    def test_what_is_not_utf8(self):
        cells = self.one(b"\xff\xfe" + "中山市石岐街道".encode() + b"\xe4\xb8 5\n")
        self.assertEqual(cells[0], "442000001")
        self.assertEqual(cells[4], "\ufffd\ufffd 5")

    def test_ten_kilobytes(self):
        text = "广东省中山市石岐街道" + "民权路" * 1100
        self.assertEqual(self.one(text + "\n")[:5:4], ["442000001", "民权路" * 1100])
        self.assertEqual(self.one("民权路" * 1100 + "\n")[3], "none")

    def test_a_line_without_end_is_bounded(self):
        rows = self.cells("中山市" + "x" * 3_000_000 + "\n广州市\n", status=1)
        self.assertEqual([row[0] for row in rows], ["442000", "440100"])
        self.assertLess(len(rows[0][4]), 1_100_000)
        self.assertIn("1 lines", self.complaint)


class Certainty(Case):
    """In whatever way a division is written, another one is never said for certain."""

    def test_many_ways_to_write(self):
        divisions, seed = Divisions(), 7
        for name, write in VARIANTS.items():
            rows = made(divisions, write, random.Random(seed), 1200)
            for (text, code), cells in zip(rows, self.cells("".join(text + "\n" for text, _ in rows))):
                self.assertNotEqual(judged(cells, code), "wrong", f"{name}, seed {seed}: {text} {code} {cells}")

    @unittest.skipUnless((SHARED / "regions").is_dir(), "no shared data")
    def test_the_shared_names(self):
        rows = [line.split("\t") for line in
                (SHARED / "regions/names.tsv").read_text(encoding="utf-8").splitlines()[1:]]
        for row, cells in zip(rows, self.cells("".join(row[0] + "\n" for row in rows))):
            self.assertEqual([row[0], *cells[:3]], row)


class Places(Case):
    def table(self, text):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "centres.csv"
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_place_keeps_its_system(self):
        self.assertEqual(self.one("中山市石岐街道\n", "--place")[6], "113.382391,22.521113 GCJ-02 442000")
        self.assertEqual(self.one("中山市\n", "--place", "--system", "WGS-84")[6].split()[1], "WGS-84")
        self.assertEqual(self.one("北京和上海\n", "--place")[6], "")

    def test_neighbours(self):
        near = self.one("北京市朝阳区\n", "--neighbours", 2)[6].split(";")
        self.assertEqual([one.split(":")[0] for one in near], ["110101", "110102"])

    def test_centres_of_operators(self):
        table = self.table("adcode,lng_wgs84,lat_wgs84\n442000001,113.37,22.53\n")
        self.assertEqual(self.one("石岐街道\n", "--place", "--centres", table)[6],
                         "113.370000,22.530000 WGS-84 442000001")

    def test_a_wrong_table_is_refused_with_its_line(self):
        for text, what in (("adcode,lng_gcj02,lat_gcj02\n442000,x,1\n", "line 2 has no longitude"),
                           ("a,b\n", "line 1 should be a header"), ("", "header")):
            path = self.table(text)
            done = shouxin("region", "--centres", path, "中山市")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(f"{path}: ", done.stderr)
            self.assertIn(what, done.stderr)

    def test_unknown_codes_are_told(self):
        done = shouxin("region", "--centres", self.table("code,lng_gcj02,lat_gcj02\n999999,1,1\n"), "中山市")
        self.assertEqual(done.returncode, 0)
        self.assertIn("line 2", done.stderr)

    def test_wrong_options(self):
        for options in (("--neighbours", "0"), ("--system", "UTM"), ("--centres", "/nowhere.csv")):
            done = shouxin("region", *options, "中山市")
            self.assertEqual(done.returncode, 2, options)
            self.assertNotIn("\n", done.stderr.strip())
        self.assertEqual(shouxin("region").returncode, 2)


if __name__ == "__main__":
    unittest.main()
