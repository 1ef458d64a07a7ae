"""A server of our own on a free port, and clients of it: what the tests of the server share."""
import contextlib
import ctypes
import gzip
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import time

from live import for_any_time
from shop import SHOUXIN

PASSWORD = "correct-horse-battery-9"
SCOPES = ("events:write decisions:write decisions:read actions:read actions:write "
          "actions:acknowledge labels:write market:read policies:read policies:write epochs:write "
          "ledger:read metrics:read")
LIBC, PR_SET_PDEATHSIG = ctypes.CDLL(None), 1
GONE = (OSError, http.client.HTTPException)  # what a client sees of a server that is killed


def wait_for(truth, what, seconds=60):
    """Polls, generously: what it waits for is certain to come, or the test fails."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := truth():
            return found
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within {seconds} s")


def end_with_us():
    """A server doesn't outlive its test, whatever ends that."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


class Client:
    """One connection that is kept and opened again when it was closed."""

    def __init__(self, port, key=None, timeout=60):
        self.port, self.key, self.timeout, self.line = port, key, timeout, None
        self.cookie = self.csrf = None

    def ask(self, method, path, body=None, kind="application/json", **headers):
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        body = body.encode() if isinstance(body, str) else body
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent.setdefault("content-type", kind)
        if self.key:
            sent.setdefault("authorization", f"Bearer {self.key}")
        if self.cookie:
            sent.setdefault("cookie", self.cookie)
            sent.setdefault("x-csrf-token", self.csrf)
        try:
            if self.line is None:
                self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            self.line.request(method, path, body, sent)
            answer = self.line.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read())
        except GONE:
            self.close()
            raise

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body=None, kind="application/json", **headers):
        return self.ask("POST", path, body, kind, **headers)

    def events(self, lines, squeeze=False, **headers):
        body = b"".join(lines)
        if squeeze:
            body, headers["content_encoding"] = gzip.compress(body, 1), "gzip"
        return self.post("/v1/events", body, "application/x-ndjson", **headers)

    def sign_in(self, name, password, then=PASSWORD):
        """Signs in; changes the password where the server asks for it."""
        answer = self.post("/v1/login", {"name": name, "password": password})
        self.take_session(answer)
        if answer.json()["must_change"]:
            self.take_session(
                self.post("/v1/me/password", {"current": password, "next": then}))
        return self

    def take_session(self, answer):
        assert answer.status == 200, answer
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        self.csrf = answer.json()["csrf"]

    def close(self):
        if self.line is not None:
            self.line.close()
            self.line = None


class Server:
    """`shouxin serve` on a folder. Whatever is started is ended by its process group."""

    def __init__(self, folder, config="", **environment):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(exist_ok=True)
        self.data = self.folder / "data"
        self.config = self.folder / "config.toml"
        self.config.write_text(for_any_time(config))
        self.environment = {**os.environ, **environment}
        self.process = self.port = None
        self.starts = 0

    def launch(self):
        """Starts it; doesn't wait."""
        self.starts += 1
        self.out = self.folder / f"out-{self.starts % 4}"
        self.err = self.folder / f"err-{self.starts % 4}"
        with open(self.out, "wb") as out, open(self.err, "wb") as err:
            self.process = subprocess.Popen(
                [SHOUXIN, "serve", "--data", self.data, "--config", self.config, "--listen",
                 "127.0.0.1:0"],
                stdout=out, stderr=err, env=self.environment, start_new_session=True,
                preexec_fn=end_with_us)
        return self

    def start(self, seconds=60):
        """Starts it and waits until it is ready."""
        self.launch()
        self.port = int(wait_for(self.listens_at, "the server listens", seconds))
        wait_for(self.is_ready, "the server is ready", seconds)
        return self

    def listens_at(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}: {self.told()}")
        found = re.search(r"listens at \w+://[^ ]*:(\d+);", self.out.read_text())
        return found and found[1]

    def is_ready(self):
        client = Client(self.port, timeout=10)
        with contextlib.suppress(*GONE), contextlib.closing(client):
            return client.get("/readyz").status == 200

    def told(self):
        return self.out.read_text() + self.err.read_text()

    def first_password(self):
        return re.search(r"with the password (\S+)", self.out.read_text())[1]

    def client(self, key=None, **options):
        return Client(self.port, key, **options)

    def admin(self):
        """At the first start only."""
        return self.client().sign_in("admin", self.first_password())

    def make_key(self, admin, scopes=SCOPES):
        made = admin.post("/v1/keys", {"label": "test", "scopes": scopes, "days": 300})
        assert made.status == 201, made
        return made.json()["key"]

    def kill(self, alone=False):
        """At once; with its children, or `alone`, as the kernel does when memory is short."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                (os.kill if alone else os.killpg)(self.process.pid, signal.SIGKILL)
            self.process.wait()
            wait_for(self.is_gone, "its children end with it", 30)

    def is_gone(self):
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True

    def stop(self):
        """As an operator does; gives the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


def compile_shim(source, folder):
    """A library for LD_PRELOAD, of the C source beside this file."""
    made = pathlib.Path(folder) / (pathlib.Path(source).stem + ".so")
    here = pathlib.Path(__file__).resolve().parent
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", made, here / source, "-ldl"], check=True)
    return made
