"""rings: what it promises about any graph of edges that it is given."""
import gzip
import json
import pathlib
import random
import tempfile
import unittest

from shop import SHARED, shouxin


def honest(seed, edges=6000, sources=2000, targets=400, days=30):
    """Rows (source, target, time): popular and unpopular targets, busy and idle sources, even in time."""
    dice = random.Random(seed)
    by_rank = [1 / (1 + rank) ** 0.7 for rank in range(targets)]
    whom = dice.choices(range(targets), by_rank, k=edges)
    who = dice.choices(range(sources), [1 / (1 + rank) ** 0.5 for rank in range(sources)], k=edges)
    return [(f"u{s}", f"i{t}", dice.randrange(days * 86400)) for s, t in zip(who, whom)]


def ring(seed, sources=40, targets=10, each=6, day=11):
    """One that works for a day, and its members."""
    dice = random.Random(seed)
    who = [f"u{n}" for n in dice.sample(range(300, 2000), sources)]
    whom = [f"i{n}" for n in dice.sample(range(100, 400), targets)]
    rows = [(u, i, day * 86400 + dice.randrange(86400)) for u in who for i in dice.sample(whom, each)]
    return rows, who, whom


def csv_of(rows, header="source,target,time"):
    return header + "\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def rings(self, data, *options, status=0, name="edges.csv"):
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        done = shouxin("rings", *options, path)
        self.assertEqual(done.returncode, status, done.stderr)
        self.complaint = done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def planted(self, columns=3, seed=5):
        fake, who, whom = ring(seed)
        rows = honest(seed) + fake
        random.Random(seed).shuffle(rows)
        return [row[:columns] for row in rows], who, whom

    def assert_found(self, groups, who, whom):
        self.assertEqual(len(groups), 1, groups)
        found = groups[0]
        self.assertEqual(list(found), ["score", "sources", "targets", "edges"])
        self.assertGreaterEqual(len(set(found["sources"]) & set(who)), 0.95 * len(who))
        self.assertLessEqual(len(set(found["sources"]) - set(who)), 0.05 * len(who))
        self.assertEqual(set(found["targets"]), set(whom))
        self.assertGreater(found["score"], 0)


class Finds(Case):
    def test_a_planted_ring_with_its_members(self):
        rows, who, whom = self.planted()
        groups = self.rings(csv_of(rows))
        self.assert_found(groups, who, whom)
        inside = {(s, t) for s, t, _ in rows if s in groups[0]["sources"] and t in groups[0]["targets"]}
        self.assertEqual(groups[0]["edges"], len(inside))

    def test_without_times(self):
        rows, who, whom = self.planted(columns=2)
        self.assert_found(self.rings(csv_of(rows, "source,target")), who, whom)

    def test_several_best_first_and_top(self):
        rows, _, _ = self.planted()
        rows += ring(6, sources=80, targets=12, each=8, day=20)[0]
        groups = self.rings(csv_of(rows))
        self.assertEqual(len(groups), 2)
        self.assertGreater(groups[0]["score"], groups[1]["score"])
        self.assertEqual(self.rings(csv_of(rows), "--top", 1), groups[:1])

    def test_nothing_among_the_honest(self):
        for seed in range(5):
            self.assertEqual(self.rings(csv_of(honest(seed))), [])

    def test_nothing_in_a_flash_sale(self):
        dice = random.Random(3)
        crowd = [(f"u{dice.randrange(2000)}", f"i{shop}", 86400 * 9 + dice.randrange(7200))
                 for shop in (7, 70, 170, 270) for _ in range(250)]
        self.assertEqual(self.rings(csv_of(honest(3) + crowd)), [])

    def test_nothing_among_faithful_customers(self):
        again = [(f"u{n}", f"i{n % 9}", 86400 * day) for n in range(200) for day in range(30)]
        self.assertEqual(self.rings(csv_of(honest(4) + again)), [])


class Reads(Case):
    def test_nothing_in_a_header_alone(self):
        for header in ("source,target\n", "source,target,time", "source,target,time,weight\r\n"):
            self.assertEqual(self.rings(header), [])

    def test_few_edges(self):
        self.assertEqual(self.rings("source,target,time\na,b,1\n"), [])
        self.assertEqual(self.rings("source,target\na,b\na,b\na,c\n"), [])

    def test_refuses_what_has_no_header(self):
        for data in ("", "\n\n", "a,b,3\n", "source,time\n", "target,source\n", "source,target,time,weight,x\n"):
            self.rings(data, status=2)
            self.assertRegex(self.complaint, r"\Ashouxin rings: .*source,target\[,time\[,weight\]\].*\.\n\Z")

    def test_leaves_out_bad_lines_and_names_them(self):
        rows, who, whom = self.planted()
        lines = csv_of(rows).splitlines()
        lines[2:2] = ["u1,i1", "u1,i1,noon", "u1,,5", "u1,i1,5,6", '"u1,i1,5', "u1,i1,1.5", "u" * 200 + ",i,1"]
        self.assert_found(self.rings("\n".join(lines), status=1), who, whom)
        self.assertIn("line 3 of", self.complaint)
        self.assertIn("line 4 of", self.complaint)
        self.assertIn("7 of", self.complaint)

    def test_a_name_that_is_not_utf8_is_a_bad_line(self):
        rows, who, whom = self.planted()
        data = csv_of(rows).encode() + b"\xff\xfe,i1,5\nu1,\xe5\xba\x97,5\n"
        self.assert_found(self.rings(data, status=1), who, whom)
        self.assertRegex(self.complaint, r"line \d+ of .* isn't UTF-8")

    def test_names_as_they_are(self):
        rows, who, whom = self.planted()
        spell = {"u": '店"小,二', "i": "u"}  # a source's name may be a target's too
        spelt = [(spell["u"] + s[1:], spell["i"] + t[1:], at) for s, t, at in rows]
        quoted = [('"' + s.replace('"', '""') + '"', t, at) for s, t, at in spelt]
        groups = self.rings(csv_of(quoted))
        self.assert_found(groups, [spell["u"] + name[1:] for name in who], [spell["i"] + name[1:] for name in whom])

    def test_repeats_count_once(self):
        rows, who, whom = self.planted()
        once = self.rings(csv_of(rows))
        self.assertEqual(self.rings(csv_of(rows + rows + rows[:50])), once)

    def test_any_unit_and_zero_of_time(self):
        rows, who, whom = self.planted()
        plain = self.rings(csv_of(rows))
        for scale, zero in ((1, -10**18), (10**11, 0), (1, 9 * 10**18)):
            moved = [(s, t, at * scale + zero) for s, t, at in rows]
            self.assertEqual(self.rings(csv_of(moved)), plain)

    def test_whole_range_of_times(self):
        rows, who, whom = self.planted()
        rows = rows[:-2] + [(*rows[-2][:2], -2**63), (*rows[-1][:2], 2**63 - 1)]
        self.assertEqual(len(self.rings(csv_of(rows))), 1)
        self.rings(csv_of([("a", "b", 2**63)]), status=1)

    def test_weights(self):
        rows, who, whom = self.planted()
        header = "source,target,time,weight"
        plain = self.rings(csv_of(rows))
        self.assertEqual(self.rings(csv_of([(*row, 2.5) for row in rows], header)), plain)
        nothing = [(f"u{n}", "i1", 7, 0) for n in range(900)]
        self.assertEqual(self.rings(csv_of([(*row, 1) for row in rows] + nothing, header)), plain)
        for bad in ("-1", "many", "", "1e999", "nan"):
            self.rings(csv_of([("a", "b", 1, bad)], header), status=1)

    def test_compressed_and_from_a_pipe(self):
        rows, _, _ = self.planted()
        data = csv_of(rows).encode()
        plain = self.rings(data)
        self.assertEqual(self.rings(gzip.compress(data), name="edges.csv.gz"), plain)
        piped = shouxin("rings", "-", input=data.decode())
        self.assertEqual([json.loads(line) for line in piped.stdout.splitlines()], plain)

    def test_a_file_cut_short_is_searched_as_far_as_it_goes(self):
        rows, who, whom = self.planted()
        cut = gzip.compress(csv_of(rows + honest(9)[:2000]).encode())
        self.rings(cut[:-200], name="edges.csv.gz", status=1)
        self.assertIn("can't be read to its end", self.complaint)


class Behaves(Case):
    def test_same_bytes_for_any_threads_and_in_any_file(self):
        rows, _, _ = self.planted()
        path = self.folder / "edges.csv"
        path.write_text(csv_of(rows))
        out = self.folder / "deep" / "rings.jsonl"
        one = shouxin("rings", "--threads", 1, path)
        self.assertTrue(one.stdout)
        for threads in (2, 3, 16):
            self.assertEqual(shouxin("rings", "--threads", threads, path).stdout, one.stdout)
        self.assertEqual(shouxin("rings", "--out", out, path).stdout, "")
        self.assertEqual(out.read_text(), one.stdout)

    def test_refuses_what_it_cannot_do(self):
        path = self.folder / "edges.csv"
        path.write_text("source,target\n")
        for arguments in (["--top", 0, path], ["--top", -3, path], ["--threads", 0, path], ["--threads", 999, path],
                          [self.folder / "none.csv"], [self.folder], [], ["--out", "/proc/none/x", path]):
            done = shouxin("rings", *arguments)
            self.assertEqual(done.returncode, 2, (arguments, done.stdout))
            self.assertRegex(done.stderr, r"\Ashouxin rings: [^\n]+\n\Z")


@unittest.skipUnless((SHARED / "rings-sparse").is_dir(), "no shared data")
class Shared(Case):
    def test_the_planted_groups(self):
        for name, least in (("dense", 0.985), ("sparse", 0.98), ("hijacked", 0.97)):
            folder = SHARED / f"rings-{name}"
            done = shouxin("rings", folder / "edges.csv.gz")
            self.assertEqual(done.returncode, 0, done.stderr)
            groups = [json.loads(line) for line in done.stdout.splitlines()]
            found = {source for group in groups for source in group["sources"]}
            true = {line.split(",")[0] for line in (folder / "sources.csv").read_text().splitlines()[1:]}
            self.assertGreaterEqual(2 * len(found & true) / (len(found) + len(true)), least)
            self.assertEqual(len(groups), 5)


if __name__ == "__main__":
    unittest.main()
