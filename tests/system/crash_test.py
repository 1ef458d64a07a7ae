"""A server that is killed again and again: what it acknowledged is there afterwards, once, and says
the same to the byte. CRASH_KILLS=500 is the long run; CRASH_SEED repeats the choices of one;
CRASH_KEEP=FOLDER keeps the data of a test that failed."""
import base64
import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import random
import resource
import shutil
import struct
import subprocess
import tempfile
import threading
import time
import unittest

from served import GONE, Server, compile_shim, wait_for
from shop import SHOUXIN, line, shouxin

KILLS = int(os.environ.get("CRASH_KILLS", "8"))
SLOW = "takes minutes: make check runs it, or CRASH_SLOW=1"
KEEP = os.environ.get("CRASH_KEEP", "")
SEED = int(os.environ.get("CRASH_SEED", "20261123"))

# Everything that rolls over rolls over often. Ids are remembered for 90 days of event time, so that
# whatever was acknowledged is known when it is sent again.
CONFIG = """
[log]
segment_mib = 1
lateness_h = 2160
[epoch]
events = 1000
every_s = 1
snapshots = 2
"""
KEEP_ALL = CONFIG.replace("snapshots = 2", "snapshots = 100")


LAST = datetime.datetime.fromisoformat("2026-11-22T12:00:00+08:00")  # event of every market


def at_of(event):
    return datetime.datetime.fromisoformat(event["at"])


class Market:
    """Events of simulated markets, all of the same month and each once. Thread-safe."""

    def __init__(self, scale="0.02"):
        self.scale, self.seed, self.lines, self.lock = scale, 0, [], threading.Lock()

    def more(self):
        self.seed += 1
        with tempfile.TemporaryDirectory() as folder:
            made = subprocess.run(
                [SHOUXIN, "simulate", "--scale", self.scale, "--seed", str(self.seed), "--stream",
                 "--out", folder], capture_output=True, check=True, timeout=120)
        events = [json.loads(one) for one in made.stdout.splitlines()]
        move = LAST - max(at_of(one) for one in events)
        for one in events:
            one["id"] = f"{self.seed}-{one['id']}"
            one["at"] = (at_of(one) + move).isoformat(timespec="milliseconds")
        self.lines = [(line(one) + "\n").encode() for one in reversed(events)]

    def take(self, many):
        with self.lock:
            if not self.lines:
                self.more()
            taken, self.lines = self.lines[-many:], self.lines[:-many]
            return taken[::-1]


class Book:
    """What was acknowledged, and what may or may not have been taken."""

    def __init__(self):
        self.lock = threading.Lock()
        self.batches = []    # acknowledged: lines
        self.questions = []  # acknowledged: (body, answer's bytes)
        self.orders = []     # acknowledged: (path, body, key, status, answer's bytes)
        self.policies = []   # acknowledged: (version, text)
        self.actions = []    # acknowledged: JSON
        self.open = []       # asked, and never answered: (ask, note)
        self.trees = []      # (size, root) that were signed
        self.accepted = 0    # events that were acknowledged as new
        self.refused = 0     # 429 and 503, to be sent again
        self.wrong = []      # what should never be

    def note(self, where, what):
        with self.lock:
            where.append(what)

    def sizes(self):
        with self.lock:
            return {name: len(getattr(self, name)) for name in
                    ("batches", "questions", "orders", "policies", "actions", "open")}


class Worker(threading.Thread):
    """One client: does whatever comes to its mind until the server is gone."""

    def __init__(self, run, seed):
        super().__init__(daemon=True)
        self.run_of, self.dice, self.book = run, random.Random(seed), run.book
        self.client = run.server.client(run.key, timeout=30)
        self.lead = run.server.client(timeout=30)
        self.lead.cookie, self.lead.csrf = run.lead
        self.ending = False

    def run(self):
        acts = [(40, self.send), (30, self.ask), (8, self.send_again), (6, self.ask_again),
                (6, self.act), (6, self.order), (3, self.label), (1, self.propose)]
        weights, acts = zip(*acts)
        try:
            while not self.ending:
                self.dice.choices(acts, weights)[0]()
        except GONE:
            pass  # killed; what was under way is in book.open
        except Exception as problem:  # the run fails with it
            self.book.note(self.book.wrong, f"{type(problem).__name__}: {problem}")
        finally:
            self.client.close()
            self.lead.close()

    def attempt(self, ask, note):
        """Asks, and notes the answer; what gets none is kept, to be asked again."""
        attempt = (ask, note)
        self.book.note(self.book.open, attempt)
        answer = ask(self)
        with self.book.lock:
            if answer.status in (429, 503, 507):
                self.book.refused += 1
                return
            self.book.open.remove(attempt)
            note(self.book, answer)

    def one_of(self, notes):
        with self.book.lock:
            return self.dice.choice(notes) if notes else None

    def send(self):
        lines = self.run_of.market.take(self.dice.choice((1, 3, 30, 100, 300)))
        form = self.dice.randrange(4)
        self.attempt(lambda w: deliver(w.client, lines, form), lambda b, a: note_events(b, a, lines))

    def send_again(self):
        if lines := self.one_of(self.book.batches):
            answer = deliver(self.client, lines, self.dice.randrange(4))
            self.known(answer, lines)

    def known(self, answer, lines):
        if answer.status == 200 and answer.json()["duplicate"] != len(lines):
            self.book.note(self.book.wrong, f"acknowledged and not known: {lines[0]} {answer}")

    def ask(self):
        body = self.run_of.market.take(1)[0]
        self.attempt(lambda w: w.client.post("/v1/decisions", body),
                     lambda b, a: note_question(b, a, body))

    def ask_again(self):
        if asked := self.one_of(self.book.questions):
            answer = self.client.post("/v1/decisions", asked[0])
            if answer.status == 200 and answer.body != asked[1]:
                self.book.note(self.book.wrong, f"answered otherwise: {asked[1]} now {answer}")

    def act(self):
        if asked := self.one_of(self.book.questions):
            decision = json.loads(asked[1])
            kind = decision["subject"]["kind"]
            if kind in ("order", "review") and json.loads(asked[0])["type"] not in ("order.placed", "review.posted"):
                return  # its beginning may have been refused: of what is only mentioned nothing is known
            action = {"order": "hold_settlement", "review": "fold_review",
                      "account": "freeze_account", "merchant": "exclude_from_rank"}[kind]
            body = {"action": action, "kind": kind, "id": decision["subject"]["id"], "reason": "seen"}
            self.attempt(lambda w: w.client.post("/v1/actions", body), note_action)

    def order(self):
        if action := self.one_of(self.book.actions):
            verb = self.dice.choice(("extend", "undo", "void", "release", "acknowledge"))
            path = f"/v1/actions/{action['action']}/{verb}"
            body, key = {"reason": "as told"}, f"k{self.dice.getrandbits(64):x}"
            self.attempt(lambda w: w.client.post(path, body, idempotency_key=key),
                         lambda b, a: note_order(b, a, path, body, key))

    def label(self):
        if asked := self.one_of(self.book.questions):
            subject = json.loads(asked[1])["subject"]
            body = {"kind": subject["kind"], "id": subject["id"], "reason": "seen",
                    "outcome": self.dice.choice(("fake", "honest"))}
            self.attempt(lambda w: w.client.post("/v1/labels", body), lambda b, a: None)

    def propose(self):
        text = f"{self.run_of.policy}\n# {self.dice.getrandbits(64):x}\n"
        self.attempt(lambda w: w.client.post("/v1/policies", text, "application/toml"),
                     lambda b, a: note_policy(b, a, text))
        if policy := self.one_of(self.book.policies):
            verb = self.dice.choice(("approve", "approve", "reject"))
            self.lead.post(f"/v1/policies/{policy[0]}/{verb}", {"reason": "read"})


def deliver(client, lines, form):
    if form == 3:
        return client.post("/v1/events", b"[" + b",".join(lines) + b"]")
    return client.events(lines, squeeze=form == 2)


# What an acknowledgement says is noted, under the book's lock.

def note_events(book, answer, lines):
    said = answer.json()
    if answer.status != 200 or said["accepted"] + said["duplicate"] != len(lines):
        book.wrong.append(f"not all taken: {answer}")
    book.accepted += said["accepted"]
    book.batches.append(lines)


def note_question(book, answer, body):
    if answer.status == 200:
        book.questions.append((body, answer.body))
    elif answer.status in (422, 409):  # about nobody; or that it was, and is asked again
        book.batches.append([body])
    else:
        book.wrong.append(f"no answer to a question: {answer}")


def note_action(book, answer):
    if answer.status == 201:
        book.actions.append(answer.json())
    elif answer.status not in (409,):
        book.wrong.append(f"an action wasn't taken: {answer}")


def note_order(book, answer, path, body, key):
    if answer.status == 200:
        book.orders.append((path, body, key, answer.body))
    elif answer.status >= 500:
        book.wrong.append(f"an order broke: {answer}")


def note_policy(book, answer, text):
    if answer.status == 201:
        book.policies.append((answer.json()["version"], text))
    elif answer.status != 429:
        book.wrong.append(f"a policy wasn't proposed: {answer}")


def consistent(old, new, proof):
    """RFC 9162, 2.1.4.2: the tree of `old` (size, root) is the beginning of that of `new`."""
    if old[0] == new[0]:
        return old[1] == new[1] and not proof

    def node(left, right):
        return hashlib.sha256(b"\1" + left + right).digest()

    path = [old[1]] + proof if old[0] & (old[0] - 1) == 0 else list(proof)
    at, last = old[0] - 1, new[0] - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node(sibling, first), node(sibling, second)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            second = node(second, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old[1] and second == new[1]


class Run:
    """A server, its clients, and the book of what it said."""

    def __init__(self, test, folder, config=CONFIG, seed=SEED, **environment):
        self.test, self.dice = test, random.Random(seed)
        self.server = Server(folder, config, **environment)
        self.market, self.book = Market(), Book()
        self.checked = {}
        self.workers = []

    def begin(self):
        self.server.start()
        admin = self.server.admin()
        self.key = self.server.make_key(admin)
        made = admin.post("/v1/people", {"name": "lead", "role": "lead"})
        self.test.assertEqual(made.status, 201, made)
        lead = self.server.client().sign_in("lead", made.json()["password"])
        self.lead = lead.cookie, lead.csrf
        self.client = self.server.client(self.key)
        # The clock of the market jumps at the first order, behind registrations of long ago.
        first = self.client.events(self.market.take(200)).json()
        self.prior = first["accepted"]
        wait_for(lambda: self.client.get("/v1/policies/1").status == 200, "the first policy")
        self.policy = self.client.get("/v1/policies/1").json()["text"]

    def work(self, seconds, many=3):
        self.workers = [Worker(self, self.dice.random()) for _ in range(many)]
        for worker in self.workers:
            worker.start()
        time.sleep(seconds)

    def rest(self):
        for worker in self.workers:
            worker.ending = True
        for worker in self.workers:
            worker.join(60)
            self.test.assertFalse(worker.is_alive(), "a client hangs")
        self.workers = []
        self.test.assertEqual(self.book.wrong, [])

    def kill(self, alone=False):
        self.server.kill(alone)
        self.rest()

    def restart(self):
        """Now and then it is killed while it recovers, before it is let up."""
        hasty = 0
        while self.dice.random() < 0.5:
            self.server.launch()
            time.sleep(self.dice.random() * 0.4)
            self.server.kill()
            hasty += 1
        self.server.start()
        self.client = self.server.client(self.key)
        return hasty

    def fresh(self, name, older=5):
        """Those noted since the last look, and some older ones."""
        notes = getattr(self.book, name)
        begin = self.checked.get(name, 0)
        self.checked[name] = len(notes)
        return notes[begin:] + self.dice.sample(notes[:begin], min(begin, older))

    def settle(self):
        """What was asked and never answered is asked again, as a client does."""
        again, self.book.open = self.book.open, []
        asker = Worker(self, 0)
        for ask, note in again:
            asker.attempt(ask, note)
            wait_for(lambda: not self.book.open or self.retry(asker), "what was open is answered")
        asker.client.close()
        self.test.assertEqual(self.book.wrong, [])

    def retry(self, asker):
        again, self.book.open = self.book.open, []
        for ask, note in again:
            asker.attempt(ask, note)
        return not self.book.open

    def check(self):
        self.check_events()
        self.check_decisions()
        self.check_orders()
        self.check_ledger()

    def check_events(self):
        for lines in self.fresh("batches"):
            answer = self.client.events(lines)
            self.test.assertEqual((answer.status, answer.json()["duplicate"]), (200, len(lines)),
                                  f"acknowledged, and lost: {lines} {answer}")

    def check_decisions(self):
        for body, said in self.fresh("questions"):
            answer = self.client.post("/v1/decisions", body)
            self.test.assertEqual((answer.status, answer.body), (200, said))
            self.test.assertEqual(self.decision(said), said)
            decision = json.loads(said)
            leaf = json.loads(self.decision_leaf(decision))
            self.test.assertEqual(leaf["log_number"], decision["log_number"], "not the leaf it says")

    def decision_leaf(self, decision):
        path = f"/v1/ledger/leaves/{decision['leaf']}"
        return wait_for(lambda: self.found(path), f"{path} is there")

    def decision(self, said):
        path = f"/v1/decisions/{json.loads(said)['decision']}"
        return wait_for(lambda: self.found(path), f"{path} is there")

    def found(self, path):
        answer = self.client.get(path)
        return answer.status == 200 and answer.body

    def check_orders(self):
        for path, body, key, said in self.fresh("orders"):
            answer = self.client.post(path, body, idempotency_key=key)
            self.test.assertEqual((answer.status, answer.body), (200, said), path)
        for action in self.fresh("actions"):
            found = json.loads(wait_for(
                lambda: self.found(f"/v1/actions/{action['action']}"), f"{action} is there"))
            self.test.assertEqual((found["kind"], found["subject"]),
                                  (action["kind"], action["subject"]))
        for version, text in self.fresh("policies"):
            found = json.loads(wait_for(lambda: self.found(f"/v1/policies/{version}"), "it's there"))
            self.test.assertEqual(found["text"], text)

    def check_ledger(self):
        head = self.client.get("/v1/ledger").json()
        if not head["checkpoint"]:
            return
        _, size, root = head["checkpoint"].split("\n")[:3]
        tree = int(size), base64.b64decode(root)
        for old in self.fresh("trees", 2):
            self.test.assertGreaterEqual(tree[0], old[0], "the ledger shrank")
            proof = self.client.get(f"/v1/ledger/consistency?from={old[0]}&to={tree[0]}").json()
            hashes = [bytes.fromhex(one) for one in proof["hashes"]]
            self.test.assertTrue(consistent(old, tree, hashes), f"not the same ledger as at {old[0]}")
        self.book.trees.append(tree)

    def check_counters(self):
        """Only once nothing is open is it known how many there must be."""
        distinct = {json.loads(one)["id"] for lines in self.book.batches for one in lines}
        distinct |= {json.loads(body)["id"] for body, _ in self.book.questions}
        events = self.client.get("/v1/status").json()["events"]
        self.test.assertEqual(events["accepted"], self.prior + len(distinct), "an event counted twice")

    def all_decisions(self):
        """Every decision that the records hold, by name."""
        found, cursor = {}, ""
        while True:
            page = self.client.get(f"/v1/decisions?limit=1000{cursor}")
            self.test.assertEqual(page.status, 200, page)
            for one in page.json()["items"]:
                found[one["decision"]] = one
            if not page.json().get("next"):
                return found
            cursor = f"&after={page.json()['next']}"

    def wait_projected(self):
        def even():
            status = self.client.get("/v1/status").json()
            return status["projected"] == status["log_number"] and not status["epoch"]["running"]
        wait_for(even, "ledger and records have caught up")

    def audit(self):
        done = shouxin("ledger", "audit", self.server.data / "ledger")
        self.test.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def explain(self, many=20):
        asked = self.book.questions
        for _, said in self.dice.sample(asked, min(many, len(asked))):
            done = shouxin("explain", "--data", self.server.data, json.loads(said)["decision"])
            self.test.assertIn("THE SAME, to the byte", done.stdout, done.stdout + done.stderr)


class Case(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory(prefix="shouxin-crash-")
        self.addCleanup(self.clean)
        self.folder = pathlib.Path(self.kept.name)

    def clean(self):
        """What a failure left may be kept, to look at."""
        if KEEP and self._outcome.result.failures + self._outcome.result.errors:
            shutil.copytree(self.folder, KEEP, dirs_exist_ok=True)
        self.kept.cleanup()

    def begin(self, config=CONFIG, **environment):
        run = Run(self, self.folder / "server", config, **environment)
        self.addCleanup(run.server.kill)
        run.begin()
        return run

    def killed_at_will(self, config, kills):
        run = self.begin(config)
        began, done, last = time.monotonic(), 0, 0
        print(f"seed {SEED}, {kills} kills", flush=True)
        while done < kills:
            run.work(run.dice.random() ** 2 * 1.5)
            run.kill(alone=run.dice.random() < 0.3)
            done += 1 + run.restart()
            run.settle()
            run.check()
            accepted = run.client.get("/v1/status").json()["events"]["accepted"]
            self.assertGreaterEqual(accepted, last, "events were forgotten")
            last = accepted
            if done % 25 < 2:
                print(f"{done} kills, {accepted} events, {run.book.sizes()}, "
                      f"{time.monotonic() - began:.0f} s", flush=True)
        run.check_counters()
        return run


class Kills(Case):
    def test_nothing_acknowledged_is_lost_and_all_is_said_the_same(self):
        run = self.killed_at_will(CONFIG, KILLS)
        run.checked = {}
        run.check()  # everything
        run.wait_projected()
        before = run.all_decisions()
        self.assertEqual(run.server.stop(), 0, run.server.told())
        run.audit()
        run.explain()
        self.replayed_afresh(run, before)
        print(f"{len(before)} decisions are the same after a replay from the first record")

    def replayed_afresh(self, run, before):
        """Without what the log can give again, all comes again, to the byte."""
        data = run.server.data
        for path in [*data.glob("records.sqlite*"), *(data / "epochs").glob("*.snapshot")]:
            path.unlink()
        run.server.start(seconds=600)
        run.key = run.server.make_key(run.server.admin())
        run.client = run.server.client(run.key)
        run.wait_projected()
        self.assertEqual(run.all_decisions(), before)
        self.assertEqual(run.server.stop(), 0, run.server.told())
        run.audit()


class Faults(Case):
    """What else happens to disks and clocks."""

    def test_what_is_torn_behind_the_log_is_cut_off(self):
        run = self.begin()
        for torn in (run.dice.randbytes(100), bytes(5000), None):
            run.work(0.2)
            run.kill()
            newest = max((run.server.data / "log").glob("*.log"))
            frame = newest.read_bytes()[48:48 + 60]  # one that was here before, and its beginning only
            with open(newest, "ab") as segment:
                segment.write(frame if torn is None else torn)
            run.restart()
            run.settle()
            run.check()
        run.check_counters()

    def test_a_disk_that_is_full_refuses_and_goes_on_when_there_is_space(self):
        run = self.begin()
        for above in (0, 3000):
            run.work(0.3)
            newest = max((run.server.data / "log").glob("*.log"))
            limit = newest.stat().st_size // 2 + above  # less than what a file of the log may grow to
            self.limit_files(run, limit)
            refused = run.book.refused
            wait_for(lambda: run.book.refused > refused, "something is refused")
            answer = wait_for(lambda: self.refusal(run), "a refusal")
            self.assertIn(answer.status, (429, 503, 507))
            self.assertGreater(len(answer.json()["detail"]), 20)
            self.limit_files(run, resource.RLIM_INFINITY)
            wait_for(lambda: run.client.events(run.market.take(1)).status == 200, "it goes on")
            run.rest()
            run.settle()
            run.check()
        run.kill()
        run.restart()
        run.check()

    @unittest.skipUnless(os.geteuid() == 0, "only root may mount a small disk")
    @unittest.skipUnless(os.environ.get("CRASH_SLOW"), SLOW)
    def test_a_small_disk_that_fills_up(self):
        disk = self.folder / "server"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk]).returncode != 0:
            self.skipTest("mounting isn't allowed here")
        self.addCleanup(subprocess.run, ["umount", "--lazy", disk], check=True)
        run = self.begin()
        filler = disk / "filler"
        for _ in range(2):
            with open(filler, "wb") as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(1 << 16))
            run.work(0.5)
            answer = wait_for(lambda: self.refusal(run), "a refusal")
            self.assertIn(answer.status, (429, 503, 507))
            self.assertGreater(len(answer.json()["detail"]), 20)
            filler.unlink()
            wait_for(lambda: run.client.events(run.market.take(1)).status == 200, "it goes on")
            run.rest()
            run.settle()
            run.check()
            run.kill()
            run.restart()
            run.check()

    def limit_files(self, run, limit):
        resource.prlimit(run.server.process.pid, resource.RLIMIT_FSIZE,
                         (limit, resource.RLIM_INFINITY))

    def refusal(self, run):
        answer = run.client.events(run.market.take(300))
        return answer.status != 200 and answer

    @unittest.skipUnless(os.environ.get("CRASH_SLOW"), SLOW)
    def test_a_disk_that_fails_once_loses_nothing_acknowledged(self):
        shim = compile_shim("faults.c", self.folder)
        run = self.begin()
        mark = self.folder / "failed"
        places = (("fdatasync", "/log/"), ("pwrite", "/log/"), ("fdatasync", "/ledger/"),
                  ("pwrite", "/ledger/"), ("pwrite", "/records.sqlite"))
        for call, path in places:
            run.kill()
            sound = run.server.environment
            run.server.environment = {
                **sound, "LD_PRELOAD": str(shim), "FAULT_CALL": call, "FAULT_PATH": path,
                "FAULT_NTH": str(run.dice.randint(5, 30)), "FAULT_MARK": str(mark)}
            with contextlib.suppress(AssertionError):  # it may fail before it is ready, and say so
                run.restart()
                run.work(0.2)
            wait_for(mark.exists, f"{call} of {path} fails", 60)
            time.sleep(0.2)
            run.kill()
            mark.unlink()
            run.server.environment = sound
            run.restart()
            run.settle()
            run.check()
        run.check_counters()

    def test_a_clock_that_jumps_changes_nothing_that_was_said(self):
        clock = self.folder / "clock"
        clock.write_bytes(bytes(8))
        shim = compile_shim("faults.c", self.folder)
        run = self.begin(LD_PRELOAD=str(shim), CLOCK_FILE=str(clock))
        day = 86400
        for ahead in (day, -30 * day, 40 * day, 0):
            with open(clock, "r+b") as file:
                file.write(struct.pack("<q", ahead))
            run.work(0.5)
            if run.dice.random() < 0.5:
                run.kill()
                run.restart()
            else:
                run.rest()
            run.settle()
            run.check()
        said = sorted((json.loads(said) for _, said in run.book.questions),
                      key=lambda decision: decision["log_number"])
        times = [decision["at"] for decision in said]
        self.assertEqual(times, sorted(times), "time in the log went back")
        run.wait_projected()
        self.assertEqual(run.server.stop(), 0, run.server.told())
        run.audit()
        run.explain(5)


if __name__ == "__main__":
    unittest.main()
