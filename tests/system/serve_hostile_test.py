"""Clients that mean no good, or don't know better, and surroundings that fail: each is answered with a
sentence that says what to do, and those who mean well are served meanwhile."""
import contextlib
import gzip
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from served import GONE, Client, Server, compile_shim, wait_for
from shop import SHOUXIN, line, month, order

SHOUT = "<script>alert('x')</script>"
QUOTE = "Robert'); DROP TABLE decisions;--"
NASTY = (SHOUT, QUOTE, "../../etc/passwd", "%00%2e%2e", "\u202eevil\ufeff", "a b\"c|d", "𠜎" * 5)
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")


def lines_of(events):
    return [(line(one) + "\n").encode() for one in events]


class Case(unittest.TestCase):
    config = ""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.server = cls.enterClassContext(Server(cls.folder / "server", cls.config))
        cls.server.start()
        cls.admin = cls.server.admin()
        cls.key = cls.server.make_key(cls.admin)
        cls.number = 0

    def setUp(self):
        self.client = self.server.client(self.key)
        self.addCleanup(self.client.close)

    def tearDown(self):
        self.assertEqual(self.client.get("/v1/status").status, 200, "those who mean well are served")

    @classmethod
    def order(cls, **fields):
        cls.number += 1
        return order(cls.number, **fields)

    def refused(self, answer, *statuses):
        """Gives the sentence."""
        self.assertIn(answer.status, statuses, answer)
        kind = {name.lower(): text for name, text in answer.headers.items()}["content-type"]
        self.assertEqual(kind, "application/problem+json", answer)
        problem = answer.json()
        self.assertEqual(problem["status"], answer.status)
        self.assertGreater(len(problem["detail"].split()), 2, problem)
        return problem["detail"]


class Bodies(Case):
    def test_too_large(self):
        self.refused(self.client.post("/v1/events", b"x" * (17 << 20), "application/x-ndjson"), 413)
        self.refused(self.client.post("/v1/decisions", b"x" * (2 << 20)), 413)
        self.refused(self.client.post("/v1/labels", b"x" * (1 << 20)), 413)

    def test_a_small_body_that_unpacks_to_a_large_one(self):
        bomb = gzip.compress(bytes(200 << 20), 9)
        self.assertLess(len(bomb), 1 << 20)
        self.refused(self.client.post("/v1/events", bomb, "application/x-ndjson",
                                      content_encoding="gzip"), 413)

    def test_broken_compression(self):
        sound = gzip.compress(b"".join(lines_of([self.order()])))
        for broken in (sound[:-9], b"\x1f\x8b" + os.urandom(50), b"no gzip at all"):
            self.refused(self.client.post("/v1/events", broken, "application/x-ndjson",
                                          content_encoding="gzip"), 400, 422)
        self.refused(self.client.post("/v1/events", sound, "application/x-ndjson",
                                      content_encoding="br"), 415)

    def test_content_types(self):
        for path in ("/v1/events", "/v1/decisions", "/v1/actions", "/v1/labels", "/v1/policies"):
            for kind in ("text/plain", "text/xml", "application/octet-stream"):
                self.refused(self.client.post(path, b"{}", kind), 415)

    def test_nothing_in_it(self):
        for body in (b"", b"\n\n \r\n", b"[]"):
            self.refused(self.client.post("/v1/events", body), 400)

    def test_lines_that_are_no_events_are_told_one_by_one(self):
        sound = lines_of([self.order(), self.order()])
        broken = [b'{"type":"order.placed"}\n', b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"null\n",
                  lines_of([self.order(order="x" * 5000)])[0], lines_of([self.order(at="yesterday")])[0],
                  lines_of([self.order(amount="1 or 1=1")])[0],
                  b'{"type":"\xc3\x28","id":"e","at":"2026-11-01T00:00:00Z"}\n',
                  b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"\n", b'{"type":"order.placed",' * 3 + b"\n"]
        answer = self.client.events([sound[0], *broken, sound[1]])
        self.assertEqual(answer.status, 207, answer)
        said = answer.json()
        self.assertEqual((said["accepted"], said["rejected"]), (2, len(broken)), said)
        self.assertEqual([one["item"] for one in said["rejects"]], list(range(2, 2 + len(broken))))
        for one in said["rejects"]:
            self.assertGreater(len(one["reason"]), 10)
        self.assertEqual(self.client.events(sound).json()["duplicates"], [1, 2])

    def test_a_question_that_is_none(self):
        for body in (b"", b"null", b"[", b"[" * 50_000, b"\xff", b'{"type":"order.placed"}',
                     b"".join(lines_of([self.order(), self.order()]))):
            self.refused(self.client.post("/v1/decisions", body), 400, 422)

    def test_forms_of_lines(self):
        for end, begin in ((b"\r\n", b""), (b"\n", b"\xef\xbb\xbf"), (b"\n\n\n", b"\n"), (b"\n  \t\n", b"")):
            events = [line(self.order()).encode() for _ in range(3)]
            answer = self.client.post("/v1/events", begin + end.join(events), "application/x-ndjson")
            self.assertEqual((answer.status, answer.json()["accepted"]), (200, 3), (end, begin, answer))

    def test_lists_and_cloud_events(self):
        def cloud():
            event = self.order()
            own = {name: event[name] for name in event if name not in ("type", "id", "at")}
            return {"specversion": "1.0", "type": event["type"], "id": event["id"], "source": "/shop",
                    "time": event["at"], "data": own}
        for body, kind, many in (
                ([self.order() for _ in range(4)], "application/json", 4),
                (self.order(), "application/json", 1),
                (cloud(), "application/cloudevents+json", 1),
                ([cloud(), cloud(), cloud()], "application/cloudevents-batch+json", 3)):
            answer = self.client.post("/v1/events", body, kind)
            self.assertEqual((answer.status, answer.json()["accepted"]), (200, many), (kind, answer))
            again = self.client.post("/v1/events", body, kind)
            self.assertEqual((again.status, again.json()["duplicate"]), (200, many), (kind, again))
        for broken in (b"[{]", b"[1,2", b'[{"type":"a"},', b"{}]"):
            answer = self.client.post("/v1/events", broken, "application/json")
            if answer.status != 207:
                self.refused(answer, 400)

    def test_small_bodies_of_orders(self):
        for body in (b"[", b"[]", b"\xff", b"[" * 10_000, b'{"reason":' * 50 + b"1" + b"}" * 50,
                     b'{"reason":1}', b'{"reason":"a","reason":"b"}', b'{"no":"such"}',
                     b'{"reason":"a","amount":99999999999999999999}'):
            for path in ("/v1/actions", "/v1/labels", "/v1/actions/act-1/undo"):
                self.refused(self.client.post(path, body), 400)


class Wires(Case):
    """Below HTTP."""

    def line(self):
        wire = socket.create_connection(("127.0.0.1", self.server.port), 60)
        self.addCleanup(wire.close)
        return wire

    def test_half_of_everything(self):
        """Connections that say nothing, or half a head, or half a body, or read nothing, or reset."""
        head = b"POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\n" + \
               f"authorization: Bearer {self.key}\r\n".encode()
        wires = []
        for said in (b"", b"GET / HT", head, head + b"content-length: 1000\r\n\r\n{",
                     head + b"transfer-encoding: chunked\r\n\r\nffff\r\n{"):
            for _ in range(20):
                wires.append(self.line())
                wires[-1].sendall(said)
        for _ in range(20):
            self.assertEqual(self.client.events(lines_of([self.order()])).status, 200)
        for wire in wires[::2]:  # a reset, instead of an end
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        for wire in wires:
            wire.close()
        self.assertEqual(self.client.events(lines_of([self.order()])).status, 200)

    def test_who_is_too_slow_is_told_so(self):
        wire = self.line()
        wire.sendall(b"POST /v1/login HTTP/1.1\r\nhost: x\r\n")
        told = b""
        while more := wire.recv(4096):  # it is given ten seconds for a head
            told += more
        self.assertIn(b" 408 ", told)
        self.assertIn(b"problem+json", told)

    def test_what_is_no_http(self):
        for said in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"\x00" * 100, os.urandom(200) + b"\r\n\r\n",
                     b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\nhost: x\r\n\r\n",
                     b"GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n",
                     b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
                     b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n"
                     b"0\r\n\r\nGET /metrics HTTP/1.1\r\nhost: x\r\n\r\n",
                     b"GET / HTTP/1.1\r\nhost: x\r\na: " + b"b" * 20_000 + b"\r\n\r\n"):
            wire = self.line()
            with contextlib.suppress(ConnectionError):
                wire.sendall(said)
                wire.shutdown(socket.SHUT_WR)
            told = b""
            with contextlib.suppress(ConnectionError):
                while more := wire.recv(4096):
                    told += more
            self.assertLessEqual(told.count(b"\r\nx-request-id"), 1, (said[:60], told))
            if told:
                self.assertRegex(told, rb"^HTTP/1.1 (4\d\d|505) ")


class Doors(Case):
    """Who may, and where."""

    def test_paths_that_lead_astray(self):
        for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/v1/..%2f..%2fsecret",
                     "/v1/orders/..%2f..%2f..%2fetc%2fpasswd", "/v1/decisions/%00", "//etc/passwd",
                     "/v1/ledger/leaves/-1", "/v1/ledger/leaves/99999999999999999999", "/v1/rings/R1e9",
                     "/tile/../../secret", "/v1/decisions/d1-0%20OR%201=1", "/.env",
                     "/v1/policies/1;DROP", "/v1/actions/act-18446744073709551616", "/%ff", "/%zz"):
            self.refused(self.client.get(path), 400, 404)
        self.refused(self.client.get("/" + "a" * 12_000), 400, 404, 414, 431)

    def test_listings_asked_for_what_isn_t_there(self):
        for query in ("limit=0", "limit=-1", "limit=x", "after=x", "after=1~2~3", "no=such", "from=x",
                      "limit=99999999999999999999", "subject_kind"):
            answer = self.client.get(f"/v1/decisions?{query}")
            if answer.status != 200:
                self.refused(answer, 400)
        said = self.client.get(f"/v1/decisions?subject={urllib.parse.quote(QUOTE)}").json()
        self.assertEqual(said["items"], [])

    def test_keys_and_sessions(self):
        asked = "/v1/status"
        for key in ("", "sx_", "sx_0000000000000000_" + "0" * 64, self.key[:-1], self.key + "0", QUOTE,
                    "\u00ff" * 10, "x" * 5000):
            self.refused(self.server.client(key or " ").get(asked), 401)
        self.refused(self.server.client().get(asked), 401)
        self.refused(self.server.client().get(asked, cookie="shouxin=" + "0" * 64), 401)
        self.refused(self.server.client().get(asked, authorization="Basic YWRtaW46YWRtaW4="), 401)

    def test_a_change_needs_the_session_s_token_and_our_own_pages(self):
        thief = self.server.client()
        thief.cookie, thief.csrf = self.admin.cookie, ""
        wanted = {"label": "mine", "scopes": "events:write", "days": 1}
        self.refused(thief.post("/v1/keys", wanted), 403)
        thief.csrf = self.admin.csrf[::-1]
        self.refused(thief.post("/v1/keys", wanted), 403)
        for origin in ("https://evil.example", "null"):
            self.refused(self.admin.post("/v1/keys", wanted, origin=origin), 403)
            self.refused(self.admin.post("/v1/login", {"name": "a", "password": "b"}, origin=origin), 403)
        self.assertEqual(self.admin.get("/v1/keys").status, 200)

    def test_guessing_passwords_is_slowed_down(self):
        guesser = self.server.client()
        answers = [guesser.post("/v1/login", {"name": "lead", "password": f"guess {i}"}) for i in range(30)]
        for answer in answers:
            self.refused(answer, 401, 429)
        self.assertEqual(answers[-1].status, 429)
        self.assertGreater(int(answers[-1].headers["retry-after"]), 0)


class Texts(Case):
    """Whatever is written in a field comes back as it was, and nothing else happens."""

    def test_ids_of_events(self):
        for text in NASTY:
            event = self.order(order=text, buyer=text + "b", merchant=text + "m")
            answer = self.client.post("/v1/decisions", event)
            if answer.status == 422:  # an id may be forbidden: then it says so
                self.refused(answer, 422)
                continue
            self.assertEqual(answer.status, 200, answer)
            said = answer.json()
            self.assertEqual(said["subject"]["id"], text)
            for kind, name in (("orders", text), ("accounts", text + "b"), ("merchants", text + "m")):
                found = self.client.get(f"/v1/{kind}/{urllib.parse.quote(name, safe='')}")
                self.assertEqual((found.status, found.status == 200 and found.json()["id"]), (200, name))
            found = wait_for(lambda: self.client.get(
                f"/v1/decisions?subject={urllib.parse.quote(text, safe='')}").json()["items"], "it")
            self.assertEqual([one["subject"]["id"] for one in found], [text])

    def test_reasons(self):
        self.client.events(lines_of([self.order(order="o-said")]))
        for text in NASTY:
            told = {"kind": "order", "id": "o-said", "outcome": "fake", "reason": text}
            self.assertEqual(self.client.post("/v1/labels", told).status, 201)
            newest = self.client.get("/v1/labels?limit=1000").json()["items"]
            self.assertIn(text, [one["reason"] for one in newest])
            taken = self.client.post("/v1/actions", {
                "action": "hold_settlement", "kind": "order", "id": "o-said", "reason": text}).json()
            done = self.client.post(f"/v1/actions/{taken['action']}/release", {"reason": text},
                                    idempotency_key=text.encode().hex())
            self.assertEqual(done.status, 200, done)
            history = self.client.get("/v1/action-history?limit=1000")
            self.assertIn(json.dumps(text, ensure_ascii=False)[1:-1].encode(), history.body)
        for body in ({"kind": "order", "id": "o-said", "outcome": SHOUT, "reason": "x"},
                     {"kind": QUOTE, "id": "o-said", "outcome": "fake", "reason": "x"}):
            self.refused(self.client.post("/v1/labels", body), 400)
        self.refused(self.client.post("/v1/labels", {
            "kind": "order", "id": "o-said", "outcome": "fake", "reason": "x" * 60_000}), 400)

    def test_policies(self):
        wait_for(lambda: self.client.get("/v1/policies/1").status == 200, "the first policy")
        text = self.client.get("/v1/policies/1").json()["text"]
        for nasty in NASTY:
            reason = {"text": text + f"\n# {nasty}\n".replace("\u202e", "").replace("\ufeff", ""),
                      "reason": nasty}
            answer = self.client.post("/v1/policies", reason)
            if answer.status == 422:
                self.assertTrue(answer.json()["problems"][0]["message"])
                continue
            self.assertEqual(answer.status, 201, answer)
            found = self.client.get(f"/v1/policies/{answer.json()['version']}").json()
            self.assertEqual((found["text"], found["reason"]), (reason["text"], nasty))
        for broken in (SHOUT, QUOTE, "[[[[", "a=" + "[" * 10_000, "\xff", "x = 1\n" * 1000):
            answer = self.client.post("/v1/policies/check", broken.encode("latin-1"), "application/toml")
            self.assertEqual(answer.status, 422, answer)
            self.assertTrue(answer.json()["problems"][0]["message"])

    def test_names_of_people_and_keys(self):
        for text in NASTY:
            made = self.admin.post("/v1/keys", {"label": text, "scopes": "events:write", "days": 1})
            if made.status != 201:
                self.refused(made, 400)
            else:
                labels = [one["label"] for one in self.admin.get("/v1/keys").json()["keys"]]
                self.assertIn(text, labels)
            self.refused(self.admin.post("/v1/people", {"name": text, "role": "analyst"}), 400)


class Alone(unittest.TestCase):
    """Each test with a server of its own."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def started(self, config="", **environment):
        server = self.enterContext(Server(self.folder / "server", config, **environment))
        server.start()
        self.admin = server.admin()
        self.client = server.client(server.make_key(self.admin))
        self.addCleanup(self.client.close)
        return server

    def not_started(self, data, *more, listen="127.0.0.1:0"):
        done = subprocess.run([SHOUXIN, "serve", "--data", data, "--listen", listen, *more],
                              capture_output=True, text=True, timeout=60)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stderr, r"shouxin serve: .{20}", done.stderr)
        return done.stderr


class Surroundings(Alone):
    """Folders, ports and clocks."""

    def test_a_second_server_on_the_folder(self):
        server = self.started()
        self.assertIn(f"process {server.process.pid} has", self.not_started(server.data))
        self.assertEqual(self.client.events(lines_of(month(3))).status, 200)

    def test_a_second_server_on_the_port(self):
        server = self.started()
        self.assertIn(str(server.port), self.not_started(
            self.folder / "other", listen=f"127.0.0.1:{server.port}"))

    def test_folders_that_can_t_be_used(self):
        (self.folder / "file").write_text("x")
        self.not_started(self.folder / "file")
        self.not_started(self.folder / "file" / "below")
        server = self.started()
        self.client.events(lines_of(month(3)))
        server.stop()
        (server.data / "secret").rename(server.data / "gone")
        self.assertIn("secret", self.not_started(server.data))
        (server.data / "secret").write_bytes(b"short")
        self.assertIn("secret", self.not_started(server.data))

    def test_another_lateness_than_the_log_was_begun_with(self):
        server = self.started()
        server.stop()
        server.config.write_text("[log]\nlateness_h = 24\n")
        self.assertIn("lateness_h = 48", self.not_started(server.data, "--config", server.config))

    @unittest.skipUnless(os.geteuid() == 0, "only root may mount a folder so that it can't be written")
    def test_a_folder_that_can_only_be_read(self):
        server = self.started()
        server.stop()
        view = self.folder / "view"
        view.mkdir()
        for step in (["--bind", server.data, view], ["-o", "remount,ro,bind", view]):
            if subprocess.run(["mount", *step], capture_output=True).returncode != 0:
                self.skipTest("mounting isn't allowed here")
            if step[0] == "--bind":
                self.addCleanup(subprocess.run, ["umount", view], check=True)
        self.assertRegex(self.not_started(view), "written|read-only|Read-only")

    def test_sessions_end(self):
        clock = self.folder / "clock"
        clock.write_bytes(bytes(8))
        shim = compile_shim("faults.c", self.folder)
        self.started(LD_PRELOAD=str(shim), CLOCK_FILE=str(clock))
        self.assertEqual(self.admin.get("/v1/me").status, 200)
        with open(clock, "r+b") as file:
            file.write(struct.pack("<q", 29 * 60))
        self.assertEqual(self.admin.get("/v1/me").status, 200)  # and was seen: half an hour from here
        with open(clock, "r+b") as file:
            file.write(struct.pack("<q", 60 * 60))
        answer = self.admin.get("/v1/me")
        self.assertEqual(answer.status, 401, answer)
        self.assertIn("Sign in again", answer.json()["detail"])

    def test_forged_webhooks(self):
        """At the door of the demonstration's own marketplace."""
        folder = self.folder / "demo"
        folder.mkdir()
        with open(folder / "out", "wb") as out:
            process = subprocess.Popen(
                [SHOUXIN, "serve", "--demo", "--data", folder / "data", "--listen", "127.0.0.1:0"],
                stdout=out, stderr=out, start_new_session=True)
        self.addCleanup(process.wait)
        self.addCleanup(os.killpg, process.pid, signal.SIGKILL)
        told = lambda: (folder / "out").read_text()
        main = wait_for(lambda: re.search(r"listens at http://[^ ]*:(\d+);", told()), "it listens", 120)
        market = next(port for port in ports_of(process.pid) if port != int(main[1]))
        body = b'{"action":"act-1","kind":"hold_settlement","step":1}'
        genuine = {"webhook_id": "msg_1", "webhook_signature": "v1," + "A" * 43 + "="}
        for headers in ({}, {**genuine, "webhook_timestamp": "1"}, {**genuine, "webhook_timestamp": "x"},
                        {**genuine, "webhook_timestamp": str(2 ** 63)},
                        {**genuine, "webhook_timestamp": str(int(time.time()))}):
            client = Client(market)
            answer = client.post("/actions", body, **headers)
            client.close()
            self.assertIn(answer.status, (400, 401, 403), answer)
            self.assertGreater(len(answer.json()["detail"]), 10)


def ports_of(process):
    """Where it listens."""
    own = set()
    for file in pathlib.Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):
            own.add(os.readlink(file))
    for entry in pathlib.Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]:
        fields = entry.split()
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
            yield int(fields[1].split(":")[1], 16)


@unittest.skipUnless((POSTGRES / "initdb").exists(), f"PostgreSQL 15 isn't installed in {POSTGRES}")
class Database(Alone):
    """PostgreSQL of our own on a private socket, which goes away and comes back."""

    def setUp(self):
        super().setUp()
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="shouxin-pg-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.home, self.user.pw_uid, self.user.pw_gid)
        self.postgres("initdb", "-D", self.home / "data", "-U", "shouxin", "-A", "trust", "--no-locale",
                      "--no-sync")
        self.up()
        self.addCleanup(self.down, check=False)
        self.postgres("createdb", "-h", self.home, "-U", "shouxin", "records")

    def postgres(self, program, *arguments, check=True):
        options = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        subprocess.run([POSTGRES / program, *arguments], check=check, timeout=120, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)

    def up(self):
        self.postgres("pg_ctl", "-w", "-D", self.home / "data", "-l", self.home / "log", "-o",
                      f"-c fsync=off -c listen_addresses= -c unix_socket_directories={self.home}", "start")

    def down(self, check=True):
        self.postgres("pg_ctl", "-w", "-D", self.home / "data", "-m", "immediate", "stop", check=check)

    def test_a_database_that_goes_away_and_comes_back(self):
        server = self.started(f'[data]\nrecords = "host={self.home} user=shouxin dbname=records"\n')
        key = self.client.key
        first = [self.client.post("/v1/decisions", order(i)) for i in range(20)]
        self.down()
        meanwhile = [self.client.post("/v1/decisions", order(100 + i)) for i in range(20)]
        self.assertEqual({one.status for one in first + meanwhile}, {200})
        self.assertEqual(self.client.events(lines_of(month(50))).status, 200)
        answer = self.client.get("/v1/decisions")
        self.assertEqual((answer.status, len(answer.json()["detail"]) > 20), (503, True), answer)
        self.up()

        def all_found():
            return all(self.client.get(f"/v1/decisions/{one.json()['decision']}").body == one.body
                       for one in first + meanwhile)
        wait_for(all_found, "records have caught up", 120)
        self.down()  # and it is killed while the database is away
        last = self.client.post("/v1/decisions", order(9000))
        self.assertEqual(last.status, 200, last)
        server.kill()
        self.assertRegex(self.not_started(server.data, "--config", server.config), "PostgreSQL|database")
        self.up()
        server.start()
        self.client = server.client(key)
        again = wait_for(lambda: (found := self.client.get(
            f"/v1/decisions/{last.json()['decision']}")).status == 200 and found, "it's there", 120)
        self.assertEqual(again.body, last.body)


if __name__ == "__main__":
    unittest.main()
