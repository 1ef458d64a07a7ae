"""What tests of the live server share: the server itself, on a data folder and a port of its own; people who are signed
in, and keys; a marketplace that takes its webhooks."""
import contextlib
import http.client
import http.server
import json
import pathlib
import re
import subprocess
import tempfile
import threading
import time

from shop import SHOUXIN, shouxin

PASSWORD = "correct-horse-1987"
SECRET = "whsec_" + "c2hvdXhpbi10ZXN0cy1vbmx5LW5vdC1zZWNyZXQ="
ROLES = ("analyst", "lead", "merchant", "auditor", "admin")


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.type = (response.headers.get("content-type") or "").split(";")[0]
        self.body = b"" if self.type == "text/event-stream" else response.read()

    def json(self):
        return json.loads(self.body)


class Caller:
    """One who calls: nobody, a key, or a person with cookie and CSRF token."""

    def __init__(self, port, **headers):
        self.port = port
        self.headers = {name.replace("_", "-"): text for name, text in headers.items()}

    def __call__(self, method, path, body=None, kind="application/json", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            sent = dict(self.headers, **{name.replace("_", "-"): text for name, text in headers.items()})
            if body is not None:
                sent["content-type"] = kind
                body = body if isinstance(body, (str, bytes)) else json.dumps(body)
                body = body.encode() if isinstance(body, str) else body
            connection.request(method, path, body=body, headers=sent)
            return Answer(connection.getresponse())

    def get(self, path):
        answer = self("GET", path)
        if answer.status != 200:
            raise AssertionError(f"GET {path}: {answer.status} {answer.body[:500]}")
        return answer.json()

    def sign_in(self, name, password):
        answer = self("POST", "/v1/login", {"name": name, "password": password})
        if answer.status != 200:
            raise AssertionError(f"{name} can't sign in: {answer.body}")
        person = Caller(self.port, cookie=answer.headers["set-cookie"].split(";")[0],
                        x_csrf_token=answer.json()["csrf"])
        if answer.json()["must_change"]:
            changed = person("POST", "/v1/me/password", {"current": password, "next": PASSWORD})
            if changed.status != 200:
                raise AssertionError(f"{name} can't change the password: {changed.body}")
            return self.sign_in(name, PASSWORD)
        return person


class Market:
    """Takes webhooks and carries out what they ask; with `gone` it wants no more of them."""

    gone = False

    def __enter__(self):
        market, taken = self, []
        self.taken = taken

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                taken.append((dict(self.headers), body))
                answer = b'{"applied":true}'
                self.send_response(410 if market.gone else 200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/actions"


def for_any_time(config):
    """Settings of a server that takes events of any time, as simulated ones are, unless they say otherwise."""
    if "ahead_h" in config:
        return config
    log = "[log]\nahead_h = 0\n"
    return config.replace("[log]\n", log) if "[log]\n" in config else log + config


class Server:
    """`shouxin serve`, until the end of the `with`."""

    def __init__(self, folder, *flags, config="", data="data"):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / data
        (self.folder / "config.toml").write_text(for_any_time(config), encoding="utf-8")
        self.flags = ["--data", self.data, "--listen", "127.0.0.1:0", "--config", self.folder / "config.toml", *flags]
        self.printed = ""

    def __enter__(self):
        self.log = open(self.folder / "stderr", "w", encoding="utf-8")
        self.process = subprocess.Popen([SHOUXIN, "serve", *map(str, self.flags)], text=True, encoding="utf-8",
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.port = int(self.read_until(r"listens at http://127\.0\.0\.1:(\d+)"))
        self.reader = None
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=120)
        self.printed += self.process.stdout.read()

    def errors(self):
        return (self.folder / "stderr").read_text("utf-8")

    def read_until(self, pattern):
        while not (found := re.search(pattern, self.printed)):
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError(f"the server ended: {self.printed}{self.errors()}")
            self.printed += line
        return found.group(1)

    def anyone(self):
        return Caller(self.port)

    def admin(self):
        """Of a first start: with the password that was printed."""
        return self.anyone().sign_in("admin", self.read_until(r"with the password (\S+)"))

    def person(self, admin, name, role, **more):
        added = admin("POST", "/v1/people", {"name": name, "role": role, **more})
        if added.status != 201:
            raise AssertionError(f"{name} can't be added: {added.body}")
        return self.anyone().sign_in(name, added.json()["password"])

    def key(self, admin, scopes, **more):
        made = admin("POST", "/v1/keys", {"label": "test", "scopes": scopes, **more})
        if made.status != 201:
            raise AssertionError(f"the key can't be made: {made.body}")
        return Caller(self.port, authorization="Bearer " + made.json()["key"])


def wait_for(what, true, seconds=120):
    until = time.monotonic() + seconds
    while not (value := true()):
        if time.monotonic() > until:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.1)
    return value


def made_market(*flags):
    """The events of a simulated market, as bytes of JSON lines."""
    with tempfile.TemporaryDirectory() as folder:
        done = shouxin("simulate", "--plain", "--out", folder, *flags)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return (pathlib.Path(folder) / "events.jsonl").read_bytes()


def pieces(lines, many=2000):
    """Deliveries of so many lines each."""
    rows = lines.splitlines(keepends=True)
    return (b"".join(rows[i:i + many]) for i in range(0, len(rows), many))
