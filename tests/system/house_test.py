"""What isn't about the market: lines in quarantine and how they are mended, events ahead of the clock, who signed in and
who changed what of people and keys."""
import datetime
import json
import pathlib
import tempfile
import time
import unittest

from live import PASSWORD, Server, wait_for

HOUR_MS = 3_600_000


def paid(number, ahead_h=0, **fields):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=ahead_h)
    return json.dumps({"type": "order.paid", "id": f"p-{number}", "at": at.isoformat(timespec="milliseconds"),
                       "order": f"o-{number}", "payer": "w-1", "amount": 100, **fields})


class House(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.server = cls.enterClassContext(Server(cls.folder, config="[log]\nahead_h = 24\n"))
        cls.admin = cls.server.admin()
        cls.auditor = cls.server.person(cls.admin, "aud", "auditor")
        cls.analyst = cls.server.person(cls.admin, "ana", "analyst")

    def sender(self):
        """A key of its own, and what its lines' source is."""
        made = self.admin("POST", "/v1/keys", {"label": "sender", "scopes": "events:write decisions:write"}).json()
        key = self.server.anyone()
        key.headers = {"authorization": "Bearer " + made["key"]}
        return key, "key:" + made["id"]

    def send(self, key, *lines):
        return key("POST", "/v1/events", "".join(line + "\n" for line in lines), kind="application/x-ndjson")

    def groups(self, source):
        return [group for group in self.analyst.get("/v1/quarantine/reasons")["items"] if group["source"] == source]

    def rejected(self, source, many):
        return wait_for("the lines", lambda: sum(group["lines"] for group in self.groups(source)) == many and
                        self.groups(source))

    def test_one_broken_sender_is_one_problem(self):
        (one, source), (other, others) = self.sender(), self.sender()
        self.send(one, *(paid(f"a{i}", amount="19,90") for i in range(5)), "{", paid("a9"))
        self.send(other, paid("b1", amount="19,90"))
        self.rejected(others, 1)
        groups = self.rejected(source, 6)
        self.assertEqual([(group["lines"], group["field"], group["code"]) for group in groups],
                         [(5, "amount", "not_integer"), (1, None, "not_json")])
        self.assertEqual(groups[0]["reason"], "field 'amount' must be an integer")
        self.assertEqual(groups[0]["zh"], "字段 amount 必须是整数")
        self.assertIn("fen", groups[0]["mend_en"])
        self.assertLessEqual(groups[0]["first_ms"], groups[0]["last_ms"])
        query = "/v1/quarantine?source=" + source
        lines = self.analyst.get(query)["items"]
        self.assertEqual([line["body"]["line"] for line in lines], [6, 5, 4, 3, 2, 1])
        self.assertTrue(all(set(line) == {"id", "at_ms", "body"} for line in lines))
        reason = self.analyst.get(query + "&reason=field+%27amount%27+must+be+an+integer")["items"]
        self.assertEqual(len(reason), 5)
        self.assertTrue(all("19,90" in line["body"]["excerpt"] for line in reason))

    def test_a_line_that_was_mended_is_no_duplicate(self):
        key, source = self.sender()
        self.assertEqual(self.send(key, paid("c1", amount=-1)).json()["rejected"], 1)
        self.assertEqual(self.send(key, paid("c1")).json()["accepted"], 1)
        self.assertEqual(self.send(key, paid("c1")).json()["duplicate"], 1)
        self.assertEqual(self.rejected(source, 1)[0]["code"], "out_of_range")

    def test_hostile_text_comes_back_as_it_is(self):
        key, source = self.sender()
        hostile = '<img src=x onerror=alert(1)>\\u202e{{x}}'
        self.send(key, json.dumps({"type": hostile, "id": 7}))
        self.rejected(source, 1)
        line = self.analyst.get("/v1/quarantine?source=" + source)["items"][0]["body"]
        self.assertEqual(json.loads(line["excerpt"])["type"], hostile)

    def test_what_is_far_ahead_of_the_clock_is_not_taken(self):
        key, source = self.sender()
        answer = self.send(key, paid("d1"), paid("d2", ahead_h=25), paid("d3", ahead_h=23), paid("d4", ahead_h=24 * 365)).json()
        self.assertEqual([each["item"] for each in answer["rejects"]], [2, 4])
        self.assertEqual(answer["accepted"], 2)
        groups = self.rejected(source, 2)
        self.assertEqual((groups[0]["code"], groups[0]["field"]), ("too_far_ahead", "at"))
        log_time = datetime.datetime.fromisoformat(self.analyst.get("/v1/status")["log_time"])
        self.assertLess(log_time.timestamp(), time.time() + 24 * 3600)
        asked = key("POST", "/v1/decisions", paid("d5", ahead_h=25))
        self.assertEqual((asked.status, asked.json()["detail"]), (422, groups[0]["reason"]))
        # What was taken once is read again whatever the clock says by then.
        self.assertEqual(self.send(key, paid("d3", ahead_h=23)).json()["duplicate"], 1)

    def test_who_signed_in_and_who_is_locked_out(self):
        before = int(time.time() * 1000)
        self.server.person(self.admin, "seen", "analyst")
        self.admin("POST", "/v1/people", {"name": "never", "role": "analyst"})
        people = {person["name"]: person for person in self.auditor.get("/v1/people")["people"]}
        self.assertGreaterEqual(people["seen"]["signed_in_ms"], before)
        self.assertEqual(people["never"]["signed_in_ms"], 0)
        self.assertEqual((people["seen"]["failed_logins"], people["seen"]["locked_until_ms"]), (0, 0))
        for _ in range(5):
            self.server.anyone()("POST", "/v1/login", {"name": "never", "password": "x"})
        people = {person["name"]: person for person in self.auditor.get("/v1/people")["people"]}
        self.assertEqual(people["never"]["failed_logins"], 5)
        self.assertGreater(people["never"]["locked_until_ms"], before)
        self.admin("PATCH", "/v1/people/never", {"unlock": True})
        people = {person["name"]: person for person in self.auditor.get("/v1/people")["people"]}
        self.assertEqual((people["never"]["failed_logins"], people["never"]["locked_until_ms"]), (0, 0))

    def test_who_changed_what(self):
        self.admin("POST", "/v1/people", {"name": "changed", "role": "analyst"})
        self.admin("PATCH", "/v1/people/changed", {"role": "lead"})
        wait_for("both", lambda: len(self.auditor.get("/v1/audit?subject=changed")["items"]) == 2)
        entries = self.auditor.get("/v1/audit?subject=changed")["items"]
        self.assertEqual([(entry["by"], entry["what"], entry["detail"]["role"]) for entry in entries],
                         [("admin", "person.change", "lead"), ("admin", "person.create", "analyst")])
        self.assertGreater(entries[0]["number"], entries[1]["number"])
        self.assertNotIn(PASSWORD, json.dumps(self.auditor.get("/v1/audit?limit=1000")))
        self.assertTrue(all(entry["what"] == "key.create" for entry in self.auditor.get("/v1/audit?what=key.create")["items"]))
        self.assertEqual(self.analyst("GET", "/v1/audit").status, 403)


if __name__ == "__main__":
    unittest.main()
