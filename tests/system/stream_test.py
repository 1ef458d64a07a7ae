"""What pages need to stay true: the event stream, by what can be looked up, after breaks too; and who else has a case
open."""
import http.client
import json
import pathlib
import tempfile
import unittest

import jsonschema
import yaml

from live import Server, made_market, pieces, wait_for

DOCUMENT = yaml.safe_load((pathlib.Path(__file__).resolve().parents[2] / "api" / "openapi.yaml").read_text("utf-8"))
TICK = {"$ref": "#/components/schemas/Tick", "components": DOCUMENT["components"]}
RULE = '[[rule]]\nname = "试"\non = "order"\nwhen = "order.probability >= 99 %"\noutcome = "review"\n'


class Stream:
    """Ticks, as they come."""

    def __init__(self, person, query="", **headers):
        self.line = http.client.HTTPConnection("127.0.0.1", person.port, timeout=60)
        sent = dict(person.headers, **{name.replace("_", "-"): text for name, text in headers.items()})
        self.line.request("GET", "/v1/stream" + query, headers=sent)
        self.answer = self.line.getresponse()
        self.status, self.id = self.answer.status, None

    def __iter__(self):
        fields = {}
        for line in self.answer:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name in ("id", "event", "data"):
                fields[name] = value
            elif not name and fields:
                if fields["event"] != "tick":
                    raise AssertionError(fields)
                self.id, tick = fields["id"], json.loads(fields["data"])
                jsonschema.validate(tick, TICK)
                if self.id != f"{tick['boot']}-{tick['log_number']}":
                    raise AssertionError(fields)
                yield tick
                fields = {}

    def next(self):
        return next(iter(self))

    def until(self, topic):
        """The first tick of that topic, and what all up to it counted."""
        seen = {}
        for tick in self:
            for name, many in tick["changed"].items():
                seen[name] = seen.get(name, 0) + many
            if topic in tick["changed"]:
                return tick, seen
        raise AssertionError(f"the stream ended before {topic}: {seen}")

    def close(self):
        self.line.close()
        self.answer.close()


class Streams(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.server = cls.enterClassContext(Server(folder, config="[epoch]\nevents = 1000\nevery_s = 1\n"))
        cls.admin = cls.server.admin()
        cls.analyst = cls.server.person(cls.admin, "ana", "analyst")
        cls.lead = cls.server.person(cls.admin, "lea", "lead")
        cls.key = cls.server.key(cls.admin, "events:write epochs:write actions:read decisions:read market:read")
        cls.market = made_market("--seed", "7", "--scale", "0.15")

    def stream(self, person=None, query="", **headers):
        stream = Stream(person or self.analyst, query, **headers)
        self.addCleanup(stream.close)
        return stream

    def test_ticks_say_what_can_be_looked_up(self):
        stream = self.stream()
        first = stream.next()
        self.assertEqual((first["changed"], first["complete"]), ({}, True))
        sent = 0
        for piece in pieces(self.market):
            sent += self.key("POST", "/v1/events", piece, kind="application/x-ndjson").json()["accepted"]
        self.key("POST", "/v1/epochs")
        tick, seen = stream.until("rings")
        self.assertEqual(len(self.key.get("/v1/rings?limit=1000")["items"]), tick["changed"]["rings"])
        for topic in ("actions", "decisions", "events"):
            self.assertGreater(seen[topic], 0)
        while seen["events"] < sent:
            tick, more = stream.until("events")
            seen["events"] += more["events"]
        self.assertEqual(seen["events"], sent)
        self.assertEqual(tick["events"] - first["events"], sent)
        self.assertEqual(tick["events"], self.key.get("/v1/status")["events"]["accepted"])

    def a_change(self):
        """One thing that becomes another policy."""
        proposed = self.lead("POST", "/v1/policies?reason=test", RULE, kind="application/toml")
        self.assertEqual(proposed.status, 201, proposed.body)

    def test_a_break_loses_nothing(self):
        stream = self.stream()
        stream.next()
        stream.close()
        self.a_change()
        self.a_change()
        for again in (self.stream(last_event_id=stream.id), self.stream(query="?after=" + stream.id)):
            tick = again.next()
            self.assertEqual((tick["changed"].get("policies"), tick["complete"]), (2, True))
            self.assertEqual(self.analyst.get("/v1/policies?limit=1")["items"][0]["state"], "proposed")

    def test_an_id_that_is_not_known_is_told_so(self):
        for wrong in ("x", "0000000000000000-1", "-", "'; drop table", "1" * 3000):
            tick = self.stream(last_event_id=wrong).next()
            self.assertEqual((tick["changed"], tick["complete"]), ({}, False), wrong)

    def test_everybody_hears_what_concerns_them(self):
        streams = {name: self.stream(person) for name, person in (
            ("lead", self.lead), ("admin", self.admin),
            ("shop", self.server.person(self.admin, "shop", "merchant", merchant="m-none")))}
        first = {name: stream.next() for name, stream in streams.items()}
        self.a_change()
        streams["lead"].until("policies")
        for name in ("admin", "shop"):
            self.assertNotIn("events", first[name])
            tick = self.stream({"admin": self.admin}.get(name) or self.server.anyone().sign_in("shop", "correct-horse-1987"),
                               query="?after=" + streams[name].id).next()
            self.assertEqual(tick["changed"], {}, name)

    def test_streams_end_with_their_session(self):
        person = self.server.person(self.admin, "leaver", "analyst")
        other = self.server.anyone().sign_in("leaver", "correct-horse-1987")
        stays, signs_out = self.stream(other), self.stream(person)
        stays.next()
        signs_out.next()
        self.assertEqual(person("POST", "/v1/logout").status, 204)
        self.assertEqual(list(signs_out), [])
        self.assertEqual(self.stream(person).status, 401)
        self.a_change()
        stays.until("policies")
        self.assertEqual(self.admin("PATCH", "/v1/people/leaver", {"state": "disabled"}).status, 200)
        for _ in stays:
            pass

    def test_streams_are_bounded_for_each_person(self):
        person = self.server.person(self.admin, "greedy", "analyst")
        streams = [self.stream(person) for _ in range(9)]
        self.assertEqual([stream.status for stream in streams], [200] * 8 + [429])
        self.assertIn("Close a page", json.loads(streams[8].answer.read())["detail"])
        streams[0].next()
        streams[0].close()
        wait_for("room", lambda: self.stream(person).status == 200)

    def test_keys_and_strangers_hear_nothing(self):
        self.assertEqual(self.stream(self.server.anyone()).status, 401)
        self.assertEqual(self.stream(self.key).status, 403)

    def test_two_on_one_case_see_each_other(self):
        def opened(person, path="/v1/presence/order/o%2F1"):
            answer = person("PUT", path)
            self.assertEqual(answer.status, 200, answer.body)
            return [each["name"] for each in answer.json()["others"]]

        self.assertEqual(opened(self.analyst), [])
        self.assertEqual(opened(self.lead), ["ana"])
        self.assertEqual(opened(self.analyst), ["lea"])
        self.assertEqual(opened(self.lead, "/v1/presence/ring/o%2F1"), [])
        for wrong in ("/v1/presence/shop/1", "/v1/presence/order/" + "x" * 257):
            self.assertEqual(self.lead("PUT", wrong).status, 400, wrong)


if __name__ == "__main__":
    unittest.main()
