"""The ledger of a running server, read by a monitor, cosigned by a witness, time-stamped by an authority of our own."""
import base64
import hashlib
import http.server
import json
import pathlib
import subprocess
import tempfile
import threading
import unittest

from live import Server, made_market, pieces, wait_for
from shop import shouxin

CONFIG = """
[epoch]
events = 1000
every_s = 1

[ledger]
witnesses = ["{witness}"]
time_stamp_url = "{url}"
time_stamp_ca = "{ca}"
time_stamp_every_s = 1
"""
TSA = """[req]
distinguished_name = dn
[dn]
[stamps]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


def run(folder, *words):
    done = subprocess.run(words, cwd=folder, capture_output=True)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.stderr.decode()}")
    return done.stdout


class Authority:
    """A time-stamping authority: openssl behind a small HTTP server."""

    def __init__(self, folder):
        self.folder = folder = pathlib.Path(folder)
        (folder / "tsa.conf").write_text(TSA)
        (folder / "serial").write_text("01\n")
        run(folder, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-keyout", "ca.key",
            "-out", "ca.pem", "-subj", "/CN=ca", "-config", "tsa.conf")
        run(folder, "openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr",
            "-subj", "/CN=time", "-config", "tsa.conf")
        run(folder, "openssl", "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "30", "-extfile", "tsa.conf", "-extensions", "stamps", "-out", "tsa.pem")
        self.asked = 0

    def answer(self, query):
        self.asked += 1
        (self.folder / "query").write_bytes(query)
        run(self.folder, "openssl", "ts", "-reply", "-config", "tsa.conf", "-section", "one", "-queryfile", "query",
            "-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "ca.pem", "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def __enter__(self):
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                query = self.rfile.read(int(self.headers["content-length"]))
                right = self.headers["content-type"] == "application/timestamp-query"
                answer = authority.answer(query) if right else b""
                self.send_response(200 if right else 415)
                self.send_header("content-type", "application/timestamp-reply")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Witness:
    """https://c2sp.org/tlog-cosignature, with the openssl command."""

    def __init__(self, folder, name):
        self.folder, self.name = pathlib.Path(folder), name
        run(folder, "openssl", "genpkey", "-algorithm", "ed25519", "-out", name + ".pem")
        public = run(folder, "openssl", "pkey", "-in", name + ".pem", "-pubout", "-outform", "DER")[-32:]
        self.id = hashlib.sha256(name.encode() + b"\n\x04" + public).digest()[:4]
        self.key = f"{name}+{self.id.hex()}+{base64.b64encode(bytes([4]) + public).decode()}"

    def line(self, note, second=1790000000):
        text = note.split("\n\n")[0] + "\n"
        (self.folder / "text").write_text(f"cosignature/v1\ntime {second}\n{text}")
        run(self.folder, "openssl", "pkeyutl", "-sign", "-inkey", self.name + ".pem", "-rawin", "-in", "text",
            "-out", "signature")
        signature = (self.folder / "signature").read_bytes()
        return f"— {self.name} {base64.b64encode(self.id + second.to_bytes(8, 'big') + signature).decode()}\n"


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    """RFC 6962, 2.1."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return node(root_of(hashes[:half]), root_of(hashes[half:]))


def number_path(number):
    path = f"{number % 1000:03}"
    while number := number // 1000:
        path = f"x{number % 1000:03}/{path}"
    return path


class LedgerServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.authority = cls.enterClassContext(Authority(cls.folder))
        cls.witness = Witness(cls.folder, "witness.example")
        config = CONFIG.format(witness=cls.witness.key, url=cls.authority.url, ca=cls.folder / "ca.pem")
        cls.server = cls.enterClassContext(Server(cls.folder, config=config))
        admin = cls.server.admin()
        cls.key = cls.server.key(admin, "events:write epochs:write ledger:read decisions:read labels:write")
        cls.cosigner = cls.server.key(admin, "ledger:cosign ledger:read")
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            if cls.key("POST", "/v1/events", piece, kind="application/x-ndjson").status != 200:
                raise AssertionError("the market wasn't taken")
        wait_for("some hundred leaves", lambda: cls.key.get("/v1/ledger")["size"] > 600)

    def note(self):
        return self.cosigner("GET", "/v1/ledger/checkpoint").body.decode()

    def file(self, path):
        answer = self.key("GET", "/v1/ledger/" + path)
        self.assertEqual(answer.status, 200, path)
        self.assertEqual(answer.type, "application/octet-stream")
        return answer.body

    def test_a_monitor_reads_the_whole_ledger(self):
        origin, size, root = self.note().split("\n\n")[0].split("\n")
        self.assertEqual(origin, "shouxin.local/ledger")
        size = int(size)
        self.assertGreater(size, 600)
        hashes, leaves, above = [], [], []
        for at in range(0, size, 256):
            width = min(256, size - at)
            end = number_path(at // 256) + ("" if width == 256 else f".p/{width}")
            tile = self.file("tile/0/" + end)
            hashes += [tile[i:i + 32] for i in range(0, len(tile), 32)]
            entries = self.file("tile/entries/" + end)
            while entries:
                length = int.from_bytes(entries[:2], "big")
                leaves.append(entries[2:2 + length])
                entries = entries[2 + length:]
            if width == 256:
                above.append(root_of(hashes[-256:]))
        self.assertEqual([hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves], hashes)
        self.assertEqual(base64.b64encode(root_of(hashes)).decode(), root)
        self.assertEqual(b"".join(above), self.file(f"tile/1/000.p/{len(above)}"))
        self.assertTrue(all(json.loads(leaf)["type"] for leaf in leaves))
        self.assertEqual(self.file("tile/0/000.p/17"), self.file("tile/0/000")[:17 * 32])
        self.assertEqual(self.file("tile/entries/000.p/256"[:-4] + "/255"),
                         self.file("tile/entries/000")[:-2 - len(leaves[255])])

    def test_people_page_through_the_leaves(self):
        page = self.key.get("/v1/ledger/leaves?from=120&limit=100")
        self.assertEqual([item["index"] for item in page["items"]], list(range(120, 20, -1)))
        self.assertEqual(page["next"], 20)
        last = self.key.get("/v1/ledger/leaves?from=20&limit=100")
        self.assertEqual(([item["index"] for item in last["items"]], last["next"]), (list(range(20, -1, -1)), None))
        tile = self.file("tile/0/000")
        for item in page["items"]:
            self.assertEqual(item["hash"], tile[item["index"] * 32:][:32].hex())
            self.assertEqual(item["leaf"], self.key.get(f"/v1/ledger/leaves/{item['index']}"))
        newest = self.key.get("/v1/ledger/leaves")
        self.assertEqual(len(newest["items"]), 50)
        self.assertEqual(newest["items"][0]["index"], newest["size"] - 1)
        beyond = self.key.get("/v1/ledger/leaves?from=9007199254740991&limit=1")
        self.assertEqual(beyond["items"][0]["index"], beyond["size"] - 1)
        for wrong in ("from=x", "from=-1", "from=9007199254740992", "limit=0", "limit=101", "limit=", "from="):
            self.assertEqual(self.key("GET", "/v1/ledger/leaves?" + wrong).status, 400, wrong)

    def test_nothing_else_is_there(self):
        for path in ("tile/0/999", "tile/0/000.p/256", "tile/0/000.p/0", "tile/0/0", "tile/8/000", "tile/0", "tile",
                     "tile/0/x000/000", "tile/0/%2e%2e/checkpoint", "tile/0%2F000", "tile/entries/../checkpoint",
                     "tile/00/000", "tile/0/000.p/017", "tile/0/x001", "tile/0/000/000", "tile/-1/000", "journal",
                     "tile/0/x999/x999/x999/x999/x999/x999/999"):
            self.assertIn(self.key("GET", "/v1/ledger/" + path).status, (400, 404), path)

    def proof(self, index):
        answer = self.key("GET", f"/v1/ledger/leaves/{index}/proof")
        self.assertEqual(answer.status, 200, answer.body)
        file = self.folder / "bundle.json"
        file.write_bytes(answer.body)
        return json.loads(answer.body), file

    def test_bundles_carry_cosignatures_and_time_stamps(self):
        def cosigned_and_stamped():
            line = self.witness.line(self.note())
            answer = self.cosigner("POST", "/v1/ledger/cosignatures", line, kind="text/plain")
            self.assertEqual(answer.status, 200, answer.body)
            self.assertIn(line, answer.body.decode())
            bundle, _ = self.proof(3)
            return "time_stamp" in bundle and bundle.get("witnesses")

        wait_for("a bundle that was cosigned and stamped", cosigned_and_stamped)
        self.assertGreater(self.authority.asked, 0)
        _, file = self.proof(3)
        done = shouxin("verify", file, "--key", self.key.get("/v1/ledger")["key"], "--witness", self.witness.key,
                       "--tsa", self.folder / "ca.pem")
        self.assertEqual(done.stdout.splitlines()[-1], "VERIFIED", done.stdout + done.stderr)
        self.assertIn("witness witness.example at", done.stdout)
        self.assertIn("(a key that you trust)", done.stdout)

    def test_a_late_witness_is_taken_too(self):
        early = self.note()
        self.key("POST", "/v1/epochs")
        wait_for("a newer checkpoint", lambda: self.note().split("\n")[1] != early.split("\n")[1])
        answer = self.cosigner("POST", "/v1/ledger/cosignatures", self.witness.line(early), kind="text/plain")
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.body.decode().split("\n\n")[0], early.split("\n\n")[0])

    def test_who_may_not_cosign(self):
        stranger = Witness(self.folder, "stranger.example")
        line = self.witness.line(self.note())
        altered = line[:-20] + ("B" if line[-20] == "A" else "A") + line[-19:]
        for caller, body, status in ((self.cosigner, stranger.line(self.note()), 403),
                                     (self.cosigner, altered, 403),
                                     (self.cosigner, line[:-1], 400), (self.cosigner, "", 400),
                                     (self.cosigner, "x" * 20000, 413), (self.key, line, 403)):
            answer = caller("POST", "/v1/ledger/cosignatures", body, kind="text/plain")
            self.assertEqual(answer.status, status, (body[:80], answer.body))


if __name__ == "__main__":
    unittest.main()
