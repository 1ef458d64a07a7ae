"""verify and ledger audit: what they tell, and that nothing altered passes."""
import base64
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from shop import shouxin

MAKE_LEDGER = os.environ.get("MAKE_LEDGER", "build/release/tests/make_ledger")


def setUpModule():
    global MADE, KEPT
    KEPT = tempfile.TemporaryDirectory()
    MADE = pathlib.Path(KEPT.name)
    subprocess.run([MAKE_LEDGER, MADE], check=True)


def tearDownModule():
    KEPT.cleanup()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaf, index, size, hashes):
    """RFC 9162, 2.1.3.2, written down once more."""
    at, last, value = index, size - 1, hashlib.sha256(b"\0" + leaf).digest()
    for sibling in hashes:
        if at % 2 or at == last:
            value = node(sibling, value)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            value = node(value, sibling)
        at, last = at >> 1, last >> 1
    return value


class Case(unittest.TestCase):
    def check(self, status, *arguments):
        done = shouxin(*arguments)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def last_line(self, status, *arguments):
        return self.check(status, *arguments).stdout.splitlines()[-1]


class Verify(Case):
    def test_tells_what_was_decided(self):
        out = self.check(0, "verify", MADE / "300.proof.json", "--key", MADE / "ledger.vkey",
                         "--witness", MADE / "witness.vkey").stdout
        self.assertEqual(out.splitlines()[0], "Leaf 300 of a tree of 600 leaves says:")
        self.assertIn("  outcome: block\n", out)
        self.assertIn("buyer is 张三300\n", out)
        self.assertIn("the key that you trust\n", out)
        self.assertIn("witness witness.example/w1 at 2026-09-21T14:13:20Z (a key that you trust)", out)
        self.assertEqual(out.splitlines()[-1], "VERIFIED")
        self.assertNotIn("\x1b", out)

    def test_says_that_a_key_is_only_the_bundle_s(self):
        out = self.check(0, "verify", MADE / "0.proof.json").stdout
        self.assertIn("the bundle's own key", out)
        self.assertIn("(by the key in the bundle)", out)

    def test_the_key_as_text(self):
        key = (MADE / "ledger.vkey").read_text().strip()
        self.assertEqual(self.last_line(0, "verify", MADE / "599.proof.json", "--key", key), "VERIFIED")

    def test_another_key_is_refused(self):
        line = self.last_line(1, "verify", MADE / "0.proof.json", "--key", MADE / "other.vkey")
        self.assertTrue(line.startswith("NOT VERIFIED: "), line)
        self.assertIn("not by the one that you trust", line)

    def test_any_byte_altered_is_refused(self):
        whole = (MADE / "300.proof.json").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "altered.json"
            for place in [*range(0, len(whole), 41), len(whole) - 1]:
                file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
                line = self.last_line(1, "verify", file, "--key", MADE / "ledger.vkey")
                self.assertTrue(line.startswith("NOT VERIFIED: "), (place, line))
                file.write_bytes(whole[:place])
                self.assertEqual(shouxin("verify", file).returncode, 1, place)

    def test_what_cannot_be_read(self):
        for arguments in (["verify", MADE / "missing.json"],
                          ["verify", MADE / "0.proof.json", "--key", "no+key"],
                          ["verify", MADE / "0.proof.json", "--key", MADE / "witness.vkey"],
                          ["verify", MADE / "0.proof.json", "--tsa", MADE / "missing.pem"],
                          ["ledger", "audit", MADE / "missing"],
                          ["ledger", "mend", MADE / "ledger"]):
            done = self.check(2, *arguments)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertIn("name+id+base64", shouxin("verify", "x", "--key", "no+key").stderr)

    def test_help_has_an_example(self):
        for command in ("verify", "ledger"):
            self.assertIn("Example:\n  shouxin " + command, self.check(0, command, "--help").stdout)

    def test_by_hand(self):
        """As docs/formats/proof-bundle.md says, without our code."""
        bundle = json.loads((MADE / "300.proof.json").read_text())
        head, checkpoint = bundle["proof"].split("\n\n", 1)
        magic, index, *hashes = head.split("\n")
        self.assertEqual(magic, "c2sp.org/tlog-proof@v1")
        text, signatures = checkpoint.split("\n\n")
        origin, size, root = text.split("\n")
        computed = root_of(bundle["leaf"].encode(), int(index.split()[1]), int(size),
                           [base64.b64decode(h) for h in hashes])
        self.assertEqual(base64.b64encode(computed).decode(), root)
        name, key_id, key = bundle["key"].split("+")
        self.assertEqual(name, origin)
        public = base64.b64decode(key)[1:]
        self.assertEqual(hashlib.sha256(origin.encode() + b"\n\1" + public).hexdigest()[:8], key_id)
        signature = base64.b64decode(signatures.split("\n")[0].split(" ")[2])
        self.assertEqual(signature[:4].hex(), key_id)
        self.assertTrue(openssl_verifies(public, (text + "\n").encode(), signature[4:]))
        [opening] = bundle["openings"]
        committed = json.loads(bundle["leaf"])["commitments"]["buyer"]
        self.assertEqual(hashlib.sha256("\n".join(
            ["shouxin/commitment/v1", opening["salt"], "buyer", opening["value"]]).encode()).hexdigest(), committed)


def openssl_verifies(public, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + public)
        (folder / "message").write_bytes(message)
        (folder / "signature").write_bytes(signature)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", folder / "key",
                               "-rawin", "-in", folder / "message", "-sigfile", folder / "signature"],
                              capture_output=True).returncode == 0


class Audit(Case):
    def audit(self, status, folder):
        return self.check(status, "ledger", "audit", folder, "--key", MADE / "ledger.vkey",
                          "--witness", MADE / "witness.vkey").stdout

    def test_a_whole_ledger(self):
        out = self.audit(0, MADE / "ledger")
        self.assertIn("900 leaves, 600 of them under the newest checkpoint", out)
        self.assertIn("grown from: 2\n", out)
        self.assertIn("Seen by the witness witness.example/w1", out)
        self.assertEqual(out.splitlines()[-1], "VERIFIED")

    def test_without_a_key_it_says_so(self):
        self.assertIn("Signatures not checked", self.check(0, "ledger", "audit", MADE / "ledger").stdout)

    def test_a_copy_for_the_public(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "ledger"
            shutil.copytree(MADE / "ledger", copy)
            (copy / "journal").unlink()
            (copy / "checkpoints").unlink()
            self.assertIn("600 leaves, 600 of them", self.audit(0, copy))

    def test_any_file_altered_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "ledger"
            shutil.copytree(MADE / "ledger", copy)
            old = {"tile/0/000.p/200", "tile/entries/000.p/200", "tile/0/001.p/144", "tile/entries/001.p/144",
                   "tile/1/000.p/1"}  # the edges of older trees, which nobody needs any more
            files = [file for file in copy.rglob("*") if file.is_file() and file.name != "lock"
                     and str(file.relative_to(copy)) not in old]
            self.assertGreater(len(files), 8)
            for file in files:
                whole = file.read_bytes()
                for place in sorted({0, len(whole) // 3, len(whole) // 2, len(whole) - 1}):
                    file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
                    done = shouxin("ledger", "audit", copy, "--key", MADE / "ledger.vkey",
                                   "--witness", MADE / "witness.vkey")
                    said = done.stdout + done.stderr
                    self.assertIn(done.returncode, (1, 2), (file, place, said))
                    self.assertTrue(file.name in said or "NOT VERIFIED" in said, (file, place, said))
                file.write_bytes(whole)
                file.unlink()
                if file.name != "checkpoints" and file.name != "journal":
                    self.assertNotEqual(shouxin("ledger", "audit", copy).returncode, 0, file)
                file.write_bytes(whole)
            self.audit(0, copy)


if __name__ == "__main__":
    unittest.main()
