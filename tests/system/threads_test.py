"""scan: the same bytes of every file, however many threads there are and however the log is handed in."""
import gzip
import hashlib
import pathlib
import subprocess
import tempfile
import unittest

from shop import SHOUXIN, line, month, shouxin

THREADS = (1, 2, 3, 4, 8)
# The build for another CPU level, which make test leaves beside ours.
OTHER = pathlib.Path(SHOUXIN).resolve().parents[1] / "release-v3" / "shouxin"


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in pathlib.Path(folder).iterdir()}


def spoiled(lines):
    """The same with bad lines, blank ones, duplicates and an overlong one among them."""
    for number, one in enumerate(lines):
        yield one
        if number % 101 == 0:
            yield '{"type":"order.paid","id":"' + "x" * (number % 50)
        if number % 211 == 0:
            yield "" if number % 2 else one
        if number == 500:
            yield '{"text":"' + "y" * (1 << 20) + '"}'


class Threads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.market = cls.folder / "market"
        done = shouxin("simulate", "--seed", "5", "--scale", "0.15", "--preset", "mixed", "--plain",
                       "--out", cls.market)
        assert done.returncode == 0, done.stderr
        cls.lines = (cls.market / "events.jsonl").read_text(encoding="utf-8").splitlines()

    def write(self, name, lines):
        path = self.folder / name
        data = ("\n".join(lines) + "\n").encode()
        path.write_bytes(gzip.compress(data, 1) if name.endswith(".gz") else data)
        return path

    def assert_same(self, *inputs, status=(0,), stdin=None):
        """All thread counts agree, with what was measured too."""
        programs = [(SHOUXIN, threads) for threads in THREADS]
        if (OTHER.exists() and OTHER.stat().st_mtime >= pathlib.Path(SHOUXIN).stat().st_mtime
                and "avx2" in pathlib.Path("/proc/cpuinfo").read_text()):
            programs.append((OTHER, 2))
        results = []
        for program, threads in programs:
            out, features = self.folder / f"out-{len(results)}", self.folder / f"features-{len(results)}"
            done = subprocess.run([program, "scan", "--threads", str(threads), "--out", out,
                                   "--features", features, *inputs],
                                  input=stdin, capture_output=True, timeout=300, check=False)
            self.assertIn(done.returncode, status, done.stderr)
            results.append((digests(out), digests(features)))
            self.assertEqual(results[-1], results[0], f"{program} with {threads} threads")
        return results[0]

    def test_stretches_that_are_sent_again_and_again(self):
        """More duplicates in a row than a chunk holds, while the batch before them is still worked on."""
        stretches = (self.lines[at:at + 1500] for at in range(0, len(self.lines), 1500))
        self.assert_same(self.write("again.jsonl", [line for stretch in stretches for line in stretch * 5]))

    def test_a_market(self):
        self.assertGreater(len(self.lines), 50_000)
        self.assert_same(self.market / "events.jsonl")

    def test_bad_lines(self):
        spoiled_log = self.write("spoiled.jsonl", spoiled(self.lines))
        self.assert_same(spoiled_log, status=(1,))

    def test_merged_inputs_plain_and_compressed(self):
        parts = [self.write(f"part-{i}.jsonl" + (".gz" if i % 2 else ""), spoiled(self.lines[i::5]))
                 for i in range(5)]
        self.assert_same(*parts, status=(1,))

    def test_a_torn_stream(self):
        whole = self.write("whole.jsonl.gz", self.lines[:30_000]).read_bytes()
        torn = self.folder / "torn.jsonl.gz"
        torn.write_bytes(whole[:len(whole) * 2 // 3])
        self.assert_same(torn, status=(1,))

    def test_standard_input(self):
        data = (self.market / "events.jsonl").read_bytes()
        piped = self.assert_same("-", stdin=data)
        plain = self.assert_same(self.market / "events.jsonl")
        for name in ("orders.csv", "reviews.csv", "accounts.csv", "merchants.csv", "rings.jsonl"):
            self.assertEqual(piped[0][name], plain[0][name], name)

    def test_csv(self):
        fields = ["type", "id", "at", "order", "buyer", "merchant", "item", "quantity", "amount", "device", "ip",
                  "address", "region", "payer"]
        rows = [one for one in month(4000) if one["type"] == "order.placed"]
        cells = [",".join('"{}"'.format(row.get(field, "")) if field == "id" else str(row.get(field, ""))
                          for field in fields) for row in rows]
        self.assert_same(self.write("orders.csv", [",".join(fields), *cells]),
                         self.write("rest.jsonl", [line(one) for one in month(2000)]), status=(0, 1))


if __name__ == "__main__":
    unittest.main()
