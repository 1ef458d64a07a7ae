"""The console that the binary carries: its files as they were built, guarded and named for browsers. Without a build in
build/web the binary has none, and says so."""
import gzip
import http.client
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest
from unittest import mock

import live
from live import Server
from shop import SHOUXIN

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "web"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
          "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
SAFETY = {"content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
          "cross-origin-opener-policy": "same-origin"}
HOSTILE = ("/assets/../index.html", "/assets/%2e%2e/index.html", "/assets/..%2findex.html", "/assets//", "/assets/",
           "/assets", "/assets/\\..\\x", "/assets/%00", "/assets/" + "a" * 9000, "/assets/" + "a/" * 40, "/assets/%ff.js",
           "/assets/<script>.js", "/assets/favicon.svg", "/index.html", "/%2e%2e/secret", "/assets/index.html?x=%00")


class Console(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """The binary alone, in a folder of its own."""
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        alone = folder / "elsewhere" / "shouxin"
        alone.parent.mkdir()
        shutil.copy(SHOUXIN, alone)
        cls.enterClassContext(mock.patch.object(live, "SHOUXIN", alone))
        cls.server = cls.enterClassContext(Server(folder))
        cls.ask = cls.server.anyone()
        cls.files = {"/": BUILT / "index.html", "/favicon.svg": BUILT / "favicon.svg"}
        cls.files |= {f"/assets/{path.name}": path for path in (BUILT / "assets").glob("*")}

    def setUp(self):
        if not (BUILT / "index.html").exists() and "without" not in self.id():
            self.skipTest("there is no console in build/web: `make build` makes one")

    def test_a_binary_without_one_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            pack = pathlib.Path(folder) / "pack"
            subprocess.run(["python3", ROOT / "tools" / "pack_console.py", pathlib.Path(folder) / "none", pack], check=True)
            self.assertEqual(pack.read_bytes(), b"\n")
        if not (BUILT / "index.html").exists():
            answer = self.ask("GET", "/")
            self.assertEqual((answer.status, answer.type), (404, "text/plain"))
            self.assertIn("控制台", answer.body.decode())

    def test_every_file_is_served_plain_and_gzipped(self):
        self.assertGreater(len(self.files), 3)
        for path, file in self.files.items():
            plain = self.ask("GET", path)
            self.assertEqual((plain.status, plain.body), (200, file.read_bytes()), path)
            small = self.ask("GET", path, accept_encoding="gzip")
            if "content-encoding" in small.headers:
                self.assertLess(len(small.body), len(plain.body), path)
                small.body = gzip.decompress(small.body)
            self.assertEqual(small.body, plain.body, path)
            for answer in (plain, small):
                self.assertEqual({name: answer.headers[name] for name in SAFETY}, SAFETY, path)
                self.assertEqual(answer.headers["vary"], "accept-encoding")
                self.assertIn("camera=()", answer.headers["permissions-policy"])
                self.assertEqual(answer.headers["cache-control"], "public, max-age=31536000, immutable"
                                 if path.startswith("/assets/") else "no-cache", path)
        types = {path.suffix: self.ask("GET", at).type for at, path in self.files.items()}
        for suffix, kind in {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}.items():
            self.assertEqual(types[suffix], kind)

    def test_the_page_needs_nothing_that_the_policy_forbids(self):
        page = self.ask("GET", "/").body.decode()
        self.assertNotRegex(page, r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=|https?://")
        for name in re.findall(r'(?:src|href)="([^"]+)"', page):
            self.assertEqual(self.ask("GET", "/" + name.removeprefix(".").removeprefix("/")).status, 200, name)

    def test_what_a_browser_has_is_not_sent_again(self):
        for path in self.files:
            tags = set()
            for coding in ("identity", "gzip"):
                tag = self.ask("GET", path, accept_encoding=coding).headers["etag"]
                tags.add(tag)
                for known in (tag, f'"other", W/{tag}', "*"):
                    same = self.ask("GET", path, accept_encoding=coding, if_none_match=known)
                    self.assertEqual((same.status, same.body, same.headers["etag"]), (304, b"", tag), path)
                self.assertEqual(self.ask("GET", path, accept_encoding=coding, if_none_match='"other"').status, 200)
            self.assertEqual(len(tags), 2 if "content-encoding" in self.ask("GET", path, accept_encoding="gzip").headers else 1)

    def test_head_says_as_much_and_sends_nothing(self):
        for path, file in self.files.items():
            answer = self.ask("HEAD", path)
            self.assertEqual((answer.status, answer.body), (200, b""), path)
            self.assertEqual(int(answer.headers["content-length"]), file.stat().st_size)

    def test_nothing_else_is_there(self):
        for path in HOSTILE:
            with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as line:
                line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"))
                answer = http.client.HTTPResponse(line)
                answer.begin()
                self.assertIn(answer.status, (400, 404, 414, 431), path)
                self.assertEqual(answer.headers["content-type"], "application/problem+json", path)
        for method in ("POST", "PUT", "DELETE"):
            self.assertEqual(self.ask(method, "/").status, 405)

    def test_browsers_get_what_they_ask_the_api_for(self):
        answer = self.ask("GET", "/v1/routes", accept="text/html,application/xhtml+xml,*/*;q=0.8")
        self.assertEqual((answer.status, answer.type), (401, "application/problem+json"))


if __name__ == "__main__":
    unittest.main()
