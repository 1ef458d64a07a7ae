"""The operator's pages and deploy/ against the program: settings and their bounds, the example, unit and image; what
data.md says of the folder; the log's form."""
import json
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import tomllib
import unittest

from live import SECRET, Server, wait_for
from shop import SHOUXIN, order, shouxin, text

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/operate/config.md").read_text("utf-8")
# (setting, default, least, most) by the page.
SETTINGS = [(name, tomllib.loads("x = " + default)["x"], least and int(least), most and int(most)) for name, default, least, most in
            re.findall(r"^\| `(\w+\.\w+)` \| `(.*?)` \| (\d*) *\| (\d*) *\|", PAGE, re.M)]


def flat(settings):
    return {f"{section}.{key}": value for section, table in settings.items() for key, value in table.items()}


def toml(name, value):
    section, key = name.split(".")
    return f"[{section}]\n{key} = {json.dumps(value)}\n"


class Settings(unittest.TestCase):
    def check(self, config):
        with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
            file.write(config)
            file.flush()
            return shouxin("serve", "--check-config", "--config", file.name)

    def test_the_page_has_all_of_them_and_their_defaults(self):
        done = self.check("")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({name: default for name, default, _, _ in SETTINGS}, flat(tomllib.loads(done.stdout)))

    def test_the_page_has_their_bounds(self):
        self.assertGreaterEqual(sum(isinstance(default, int) for _, default, _, _ in SETTINGS), 10)
        for name, default, least, most in SETTINGS:
            if isinstance(default, int):
                for value, fits in ((least, True), (most, True), (least - 1, False), (most + 1, False), ("1", False)):
                    done = self.check(toml(name, value))
                    self.assertEqual(done.returncode, 0 if fits else 2, f"{name} = {value}: {done.stderr}")
                    if fits:
                        self.assertEqual(flat(tomllib.loads(done.stdout))[name], value)
                    else:
                        self.assertRegex(done.stderr, rf"\.toml:2:\d+: {name} must be a number from {least} to {most}\.")

    def test_what_is_wrong_is_told_with_its_place(self):
        for config, told in (("[server]\nlisten = \"x\"", ":2:"), ("[sevrer]\nx = 1", ":2:"), ("[server]\nthreds = 2", ":2:"),
                             ("x = 1", ":1:"), ("[server", ":1:"), ("[server]\ntls_key = \"k\"", "both"),
                             ("[[webhook]]\nname = \"a\"\nurl = \"http://x\"", "secret"),
                             (f"[[webhook]]\nname = \"a\"\nurl = \"http://x\"\nsecrets = [\"{SECRET}\"]\nkinds = [\"x\"]", ":5:")):
            done = self.check(config)
            self.assertEqual((done.returncode, done.stdout), (2, ""), config)
            self.assertIn(told, done.stderr, config)
            self.assertEqual(done.stderr.count("\n"), 1, config)

    def test_secrets_are_not_printed(self):
        done = self.check(f'[[webhook]]\nname = "a"\nurl = "https://x"\nsecrets = ["{SECRET}"]\nkinds = ["hold_settlement"]\n')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(SECRET[6:], done.stdout)
        self.assertEqual(tomllib.loads(done.stdout)["webhook"], [{"name": "a", "url": "https://x", "kinds": ["hold_settlement"]}])


class Deploy(unittest.TestCase):
    def test_the_example_is_accepted_and_is_the_defaults(self):
        example = (ROOT / "deploy/shouxin.toml").read_text("utf-8")
        done = shouxin("serve", "--check-config", "--config", ROOT / "deploy/shouxin.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({name: value for name, value in flat(tomllib.loads(done.stdout)).items() if name != "data.folder"},
                         {name: default for name, default, _, _ in SETTINGS if name != "data.folder"})
        for name, *_ in SETTINGS:
            self.assertRegex(example, rf"(?m)^(# )?{name.split('.')[1]} = ")

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze isn't here")
    def test_the_unit_is_one(self):
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "shouxin.service"
            unit.write_text((ROOT / "deploy/shouxin.service").read_text("utf-8").replace("/usr/bin/shouxin", "/bin/true"), "utf-8")
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
            complaints = [line for line in done.stderr.splitlines() if "shouxin.service" in line]
            self.assertEqual(complaints, [])

    @unittest.skipUnless(shutil.which("dpkg-query"), "this is not Debian")
    def test_the_image_has_the_libraries(self):
        image = (ROOT / "deploy/Dockerfile").read_text("utf-8")
        needed = re.findall(r"NEEDED\s+(\S+)", subprocess.run(["objdump", "-p", SHOUXIN], capture_output=True, text=True).stdout)
        found = dict(re.findall(r"^\s*(\S+) => (\S+)", subprocess.run(["ldd", SHOUXIN], capture_output=True, text=True).stdout, re.M))
        self.assertGreater(len(needed), 5)
        for library in needed:
            file = pathlib.Path(found.get(library, "/lib64/" + library))
            for path in (file, file.resolve(), pathlib.Path(str(file).removeprefix("/usr")), pathlib.Path("/usr" + str(file))):
                done = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True)
                if done.returncode == 0:
                    package = done.stdout.split(":")[0]
                    break
            else:
                continue  # not from a package: of a sanitizer, say
            if package not in ("libc6", "libgcc-s1", "libstdc++6"):
                self.assertIn(f" {package} ", image.replace("\n", " "), library)


class Folder(unittest.TestCase):
    """docs/operate/data.md: what is lost with what."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def fill(self):
        """The status and a decision of a server that had events."""
        with Server(self.folder) as server:
            key = server.key(server.admin(), "events:write decisions:write decisions:read market:read ledger:read epochs:write")
            events = [order(4000 * i) for i in range(300)]
            self.assertEqual(key("POST", "/v1/events", text(events), kind="application/x-ndjson").status, 200)
            decision = key("POST", "/v1/decisions", order(1_300_000)).json()
            key("POST", "/v1/epochs")
            wait_for("an epoch", lambda: key.get("/v1/status")["epoch"]["number"])
        self.assertEqual(server.process.returncode, 0, server.errors())
        for line in server.errors().splitlines():
            self.assertEqual(set(json.loads(line)), {"at", "level", "text"})
        self.key = key
        return decision

    def ask(self, server, path):
        self.key.port = server.port
        return self.key.get(path)

    def same(self, decision):
        with Server(self.folder) as server:
            self.assertEqual(self.ask(server, "/v1/decisions/" + decision["decision"]), decision)
            self.assertEqual(self.ask(server, "/v1/status")["things"]["orders"], 301)

    def explain(self, decision):
        done = shouxin("explain", "--data", self.folder / "data", decision["decision"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("THE SAME", done.stdout)

    def test_a_copy_is_the_server(self):
        decision = self.fill()
        (self.folder / "data").rename(self.folder / "gone")
        shutil.copytree(self.folder / "gone", self.folder / "data")
        self.same(decision)
        self.explain(decision)
        done = shouxin("ledger", "audit", self.folder / "data" / "ledger")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_without_snapshots_it_is_slower_and_the_same(self):
        decision = self.fill()
        snapshots = list((self.folder / "data" / "epochs").glob("*.snapshot"))
        self.assertTrue(snapshots)
        for each in snapshots:
            each.unlink()
        self.explain(decision)
        self.same(decision)

    def test_without_epochs_they_are_settled_again(self):
        decision = self.fill()
        shutil.rmtree(self.folder / "data" / "epochs")
        self.same(decision)
        self.explain(decision)

    def test_without_records_only_people_are_lost(self):
        decision = self.fill()
        for each in (self.folder / "data").glob("records.sqlite*"):
            each.unlink()
        with Server(self.folder) as server:
            key = server.key(server.admin(), "decisions:read")
            self.assertEqual(key.get("/v1/decisions/" + decision["decision"]), decision)

    def test_without_the_ledger_it_is_written_anew(self):
        decision = self.fill()
        shutil.rmtree(self.folder / "data" / "ledger")
        self.same(decision)
        self.explain(decision)

    def test_without_the_secret_it_does_not_start(self):
        self.fill()
        (self.folder / "data" / "secret").unlink()
        done = shouxin("serve", "--data", self.folder / "data", "--listen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 2)
        self.assertIn("restore it from a copy", done.stderr)

    def test_a_start_that_failed_does_not_cost_the_password(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            done = shouxin("serve", "--data", self.folder / "data", "--listen", f"127.0.0.1:{taken.getsockname()[1]}")
        self.assertEqual(done.returncode, 2)
        self.assertIn("Listen somewhere else", done.stderr)
        with Server(self.folder) as server:
            server.admin()

    def test_a_second_server_is_refused(self):
        with Server(self.folder):
            done = shouxin("serve", "--data", self.folder / "data", "--listen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"shouxin serve: .*another.*\.\n")


if __name__ == "__main__":
    unittest.main()
