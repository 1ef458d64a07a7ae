"""Why: each reason with the events it rests on and its measure among honest orders; an order's story; a merchant's days."""
import datetime
import json
import tempfile
import unittest
import urllib.parse

from live import Server, made_market, pieces, wait_for

CONFIG = "[epoch]\nevents = 1000000\nevery_s = 1\n"
UNITS = {"count", "ppm", "fen", "ms", "g"}


class Evidence(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.server = cls.enterClassContext(Server(folder, config=CONFIG))
        cls.key = cls.server.key(cls.server.admin(), "events:write market:read epochs:write decisions:write ledger:read")
        cls.sent, cls.of_order = {}, {}
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            lines = piece.decode() if isinstance(piece, bytes) else piece
            for line in lines.splitlines():
                event = json.loads(line)
                cls.sent[event["id"]] = event
                cls.of_order.setdefault(event.get("order"), []).append(event)
            answer = cls.key("POST", "/v1/events", piece, kind="application/x-ndjson")
            if answer.status != 200:
                raise AssertionError(answer.body)
        cls.key("POST", "/v1/epochs")
        wait_for("rings", lambda: cls.key.get("/v1/merchants?outcome=block&limit=1")["items"] or
                 cls.key.get("/v1/orders?probability_min=900000&limit=1")["items"] and
                 not cls.key.get("/v1/status")["epoch"]["running"])

    def suspects(self, name, many=200):
        return [row for row in self.key.get(f"/v1/{name}?sort=probability&limit={many}")["items"] if row["reasons"]]

    def evidence(self, name, row):
        told = self.key.get(f"/v1/{name}/{row['id']}/evidence")
        self.assertEqual([each["code"] for each in told["reasons"]], row["reasons"])
        return told

    def test_events_are_those_of_the_log(self):
        shown = 0
        for name in ("orders", "reviews", "accounts", "merchants"):
            for row in self.suspects(name, 40):
                for reason in self.evidence(name, row)["reasons"]:
                    times = [each["at_ms"] for each in reason["events"]]
                    self.assertEqual(times, sorted(times))
                    ids = [each["id"] for each in reason["events"] if each["id"]]
                    self.assertEqual(len(ids), len(set(ids)))
                    for each in reason["events"]:
                        if each["id"] is None:  # of these no ids are kept
                            self.assertIn(each["type"], ("parcel.delivered", "service.redeemed", "merchant.opened"))
                            continue
                        event = self.sent[each["id"]]
                        self.assertEqual(event["type"], each["type"])
                        at = datetime.datetime.fromisoformat(event["at"])
                        self.assertEqual(int(at.timestamp()) * 1000, each["at_ms"])
                        shown += 1
        self.assertGreater(shown, 300)

    def test_events_show_what_the_reason_says(self):
        seen = set()
        for row in self.suspects("orders"):
            own = next(event for event in self.of_order[row["id"]] if event["type"] == "order.placed")
            for reason in self.evidence("orders", row)["reasons"]:
                events = [self.sent[each["id"]] for each in reason["events"] if each["id"]]
                orders = [event for event in events if event["type"] == "order.placed" and event["order"] != row["id"]]
                code = reason["code"]
                if code in ("cash-back", "split-cash-back", "prefunded"):
                    money = [event for event in events if event["type"] == "transfer.made"]
                    self.assertTrue(money, row["id"])
                    self.assertEqual({event["payee"] for event in money}, {own["payer"]})
                for shared, field in (("shared-device", "device"), ("shared-address", "address"), ("shared-wallet", "payer")):
                    if code == shared:
                        self.assertTrue(orders, row["id"])
                        self.assertEqual({event[field] for event in orders}, {own[field]})
                        self.assertNotIn(own["buyer"], {event["buyer"] for event in orders})
                if code == "light-parcel":
                    for event in events:
                        self.assertEqual((event["type"], event["order"]), ("parcel.shipped", row["id"]))
                        self.assertEqual(reason["measure"]["value"], event["weight_g"])
                if code == "known-merchant":
                    self.assertEqual({event["merchant"] for event in orders}, {own["merchant"]})
                seen.add(code)
        self.assertGreater(len(seen), 8, seen)

    def test_measures_stand_among_honest_orders(self):
        compared = 0
        for row in self.suspects("orders"):
            for reason in self.evidence("orders", row)["reasons"]:
                measure = reason["measure"]
                if not measure:
                    continue
                self.assertIn(measure["unit"], UNITS)
                honest = measure["honest"]
                if honest:
                    self.assertEqual(honest["deciles"], sorted(honest["deciles"]))
                    self.assertLessEqual(honest["below"] + honest["above"], honest["n"])
                    self.assertEqual(honest["below"] == honest["n"], measure["value"] > honest["deciles"][-1])
                    compared += 1
        self.assertGreater(compared, 50)

    def test_what_is_counted_is_counted_in_the_log(self):
        sent = list(self.sent.values())
        placed = [event for event in sent if event["type"] == "order.placed"]
        registered = {event["account"]: event for event in sent if event["type"] == "account.registered"}
        removed = {event["review"] for event in sent if event["type"] == "review.removed"}
        bad = [event for event in sent if event["type"] == "review.posted" and event["stars"] <= 2]
        day = lambda order: datetime.datetime.fromisoformat(order["at"]).astimezone(datetime.timezone.utc).date()
        alike = lambda rows, own, *fields: sum(all(row.get(field) == own.get(field) for field in fields) for row in rows)
        count = {
            "account.item_orders": lambda own: alike(placed, own, "buyer", "item"),
            "item.day_orders": lambda own: sum(each["item"] == own["item"] and day(each) == day(own) for each in placed),
            "identity.accounts": lambda own: alike(registered.values(), registered[own["buyer"]], "identity"),
            "device.registrations": lambda own: alike(registered.values(), registered[own["buyer"]], "device"),
            "account.bad_reviews": lambda own: sum(each["account"] == own["buyer"] for each in bad),
            "merchant.removed_reviews": lambda own: sum(
                each["merchant"] == own["merchant"] and each["review"] in removed for each in bad),
        }
        seen = set()
        for name in ("orders", "accounts", "merchants"):
            for row in self.suspects(name):
                for reason in self.evidence(name, row)["reasons"]:
                    measure = reason["measure"]
                    if measure and measure["field"] in count:
                        own = next(event for event in self.of_order[reason["order"]] if event["type"] == "order.placed")
                        self.assertEqual(measure["value"], count[measure["field"]](own), (row["id"], reason["code"]))
                        seen.add(measure["field"])
        self.assertGreater(len(seen), 2, seen)

    def test_what_is_not_shown_is_excused_in_both_languages(self):
        for name in ("orders", "reviews", "accounts", "merchants"):
            for row in self.suspects(name, 40):
                for reason in self.evidence(name, row)["reasons"]:
                    self.assertNotEqual(reason["measure"] is None, reason["unmeasured"] is None, reason)
                    self.assertNotEqual(reason["events"] == [], reason["unseen"] is None, reason)
                    for excuse in (reason["unmeasured"], reason["unseen"]):
                        self.assertTrue(excuse is None or excuse["zh"] and excuse["en"], reason)

    # ---- Events by their ids ---------------------------------------------------------------

    def event(self, event_id):
        return self.key.get("/v1/events/" + urllib.parse.quote(event_id, safe=""))

    def test_each_cited_event_is_found_as_it_was_sent(self):
        looked = set()
        for row in self.suspects("orders", 10):
            for reason in self.evidence("orders", row)["reasons"]:
                for each in reason["events"]:
                    if each["id"] and each["id"] not in looked and len(looked) < 60:
                        looked.add(each["id"])
                        [found] = self.event(each["id"])["items"]
                        sent = self.sent[each["id"]]
                        self.assertEqual(json.loads(found["text"]), sent)
                        self.assertEqual(found["type"], sent["type"])
                        self.assertGreaterEqual(found["accepted_ms"], 0)
                        named = {name["id"] for name in found["names"]}
                        self.assertLessEqual({sent[key] for key in ("order", "buyer", "payer", "payee", "device") if key in sent}, named)
        self.assertGreater(len(looked), 30)

    def test_an_events_record_is_bound_by_a_leaf(self):
        early = next(event for event in self.sent.values() if event["type"] == "order.placed")
        [found] = self.event(early["id"])["items"]
        leaf = wait_for("the leaf", lambda: (answer := self.key("GET", f"/v1/ledger/leaves/{found['leaf']}")).status == 200 and answer.json())
        self.assertEqual(leaf["type"], "events")
        self.assertLessEqual(leaf["from"], found["record"])
        self.assertLessEqual(found["record"], leaf["to"])

    def test_events_of_one_id_from_two_senders_are_both_told(self):
        post = {"type": "message.posted", "id": "twice/1 ?", "at": "2026-11-01T20:14:03+08:00", "channel": "chat"}
        for source, text in (("a", "one"), ("b", "two, call 13812345678")):
            self.assertEqual(self.key("POST", "/v1/events", json.dumps({**post, "source": source, "text": text}).encode(),
                                      kind="application/x-ndjson").status, 200)
        items = self.event("twice/1 ?")["items"]
        self.assertEqual([json.loads(each["text"])["source"] for each in items], ["b", "a"])
        self.assertEqual(items[1]["names"], [])
        self.assertNotIn("13812345678", json.dumps(items))  # people's numbers are tokens before they are written
        self.assertEqual([each["decisions"] for each in items], [[], []])

    def test_who_decided_is_told_at_the_event(self):
        order = {**next(event for event in self.sent.values() if event["type"] == "order.placed"),
                 "id": "asked-1", "order": "asked-order-1", "at": "2026-11-20T20:14:03+08:00"}
        decided = self.key("POST", "/v1/decisions", json.dumps(order).encode(), kind="application/json").json()
        told = wait_for("the decision", lambda: self.event("asked-1")["items"][0]["decisions"])
        self.assertEqual([each["decision"] for each in told], [decided["decision"]])

    def test_the_story_is_the_orders_life(self):
        for row in self.suspects("orders", 30):
            story = self.evidence("orders", row)["story"]
            own = self.of_order[row["id"]]
            told = [each["what"] for each in story]
            times = [each["at_ms"] for each in story if each["at_ms"]]
            self.assertEqual(times, sorted(times))
            for what, kind in (("placed", "order.placed"), ("shipped", "parcel.shipped"), ("delivered", "parcel.delivered"),
                               ("reviewed", "review.posted"), ("refunded", "order.refunded")):
                self.assertEqual(what in told, any(event["type"] == kind for event in own), f"{row['id']} {what}")
            self.assertIn("answer", told)
            self.assertLess(told.index("placed"), told.index("answer"))

    def test_an_honest_order_has_a_story_and_no_reasons(self):
        row = next(row for row in self.key.get("/v1/orders?probability_max=1000")["items"] if not row["reasons"])
        told = self.evidence("orders", row)
        self.assertEqual(told["reasons"], [])
        self.assertIn("placed", [each["what"] for each in told["story"]])

    def test_days_add_up(self):
        row = self.suspects("merchants")[0]
        orders = [event for event in self.sent.values() if event["type"] == "order.placed" and event["merchant"] == row["id"]]
        for offset in (480, 0, -300):
            days = self.key.get(f"/v1/merchants/{row['id']}/days?offset_min={offset}")["days"]
            self.assertEqual(sum(day["orders"] for day in days), len(orders))
            self.assertEqual(sum(day["amount"] for day in days), sum(event["amount"] for event in orders))
            self.assertGreater(sum(day["suspected"] for day in days), 0)
            self.assertTrue(all((day["day_ms"] // 60_000 + offset) % 1440 == 0 for day in days))
            self.assertTrue(all(day["suspected"] <= day["orders"] and day["suspected_amount"] <= day["amount"] for day in days))
        for wrong in ("x", "-721", "841", "", "1.5"):
            self.assertEqual(self.key("GET", f"/v1/merchants/{row['id']}/days?offset_min={wrong}").status, 400, wrong)

    def test_who_is_not_there(self):
        for place in ("orders/none/evidence", "reviews/none/evidence", "accounts/none/evidence", "merchants/none/evidence",
                      "merchants/none/days", "events/none"):
            answer = self.key("GET", "/v1/" + place)
            self.assertEqual((answer.status, answer.type), (404, "application/problem+json"), place)


if __name__ == "__main__":
    unittest.main()
