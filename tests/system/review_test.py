"""People at work: the review queue, labels that are taken back, second looks that don't know the first, alerts that are
closed, dead letters that are sent again, and how near the brake is."""
import json
import pathlib
import tempfile
import unittest

from live import SECRET, Market, Server, made_market, pieces, wait_for

CONFIG = """
[epoch]
events = 1000
every_s = 1

[[webhook]]
name = "market"
url = "{}"
secrets = ["{}"]
"""
POLICY = """
[orders]
review = 0.5
block = 0.9

[hold_out]
share = "5 %"

[brake]
holds_per_merchant_day = 3
holds_per_hour = 1000
holds_per_rule_hour = 900
held_amount_per_hour = "¥1000000"
held_amount_per_merchant_day = "¥500000"

[[rule]]
name = "stop"
on = "order"
when = "order.probability >= 0.9"
outcome = "block"
actions = ["hold_settlement"]
reason = "very likely"
"""


class Review(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.market = cls.enterClassContext(Market())
        cls.server = cls.enterClassContext(Server(cls.folder, config=CONFIG.format(cls.market.url, SECRET)))
        admin = cls.server.admin()
        cls.ana = cls.server.person(admin, "ana", "analyst")
        cls.ben = cls.server.person(admin, "ben", "analyst")
        cls.lea = cls.server.person(admin, "lea", "lead")
        cls.key = cls.server.key(admin, "events:write epochs:write ledger:read market:read actions:read decisions:read")
        version = cls.ana("POST", "/v1/policies?reason=test", POLICY, kind="application/toml").json()["version"]
        if cls.lea("POST", f"/v1/policies/{version}/approve", {"reason": "test"}).status != 200:
            raise AssertionError("the policy wasn't approved")
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            if cls.key("POST", "/v1/events", piece, kind="application/x-ndjson").status != 200:
                raise AssertionError("the market wasn't taken")
        cls.key("POST", "/v1/epochs")
        wait_for("reviews and holds", lambda: cls.queue(cls.ana)["waiting"] > 20 and
                 cls.key.get("/v1/alerts?what=braked")["items"] and
                 not cls.key.get("/v1/status")["epoch"]["running"])

    @classmethod
    def queue(cls, who, query="limit=500"):
        return who.get("/v1/review-queue?" + query)

    def items(self, who, why, query="limit=500"):
        return [item for item in self.queue(who, query)["items"] if item["why"] == why]

    def label(self, who, item, fake, **more):
        return who("POST", "/v1/labels", {"kind": item["kind"], "id": item["id"],
                                          "outcome": "fake" if fake else "honest", **more})

    def withdraw(self, who, item, **more):
        return who("POST", "/v1/labels/withdraw", {"kind": item["kind"], "id": item["id"], **more})

    def orders(self, many):
        """Orders that nobody labelled, and that nothing speaks against."""
        labelled = {one["id"] for one in self.key.get("/v1/labels?limit=1000")["items"]}
        drawn = self.items(self.ana, "allowed")
        free = [{"kind": "order", "id": one["id"]} for one in drawn if "order/" + one["id"] not in labelled]
        self.assertGreaterEqual(len(free), many)
        return free[:many]

    def drawn(self):
        """An order that ana called fake and that waits for a second look, and the queue's word of it."""
        for _ in range(200):
            order = self.orders(1)[0]
            self.assertEqual(self.label(self.ana, order, True, reason="seen").status, 201)
            for item in self.items(self.ben, "second"):
                if item["id"] == order["id"]:
                    return item
        raise AssertionError("of two hundred none was drawn")

    def quality(self):
        return self.ana.get("/v1/quality")

    # ---- The queue -------------------------------------------------------------------------

    def test_who_waited_longest_comes_first(self):
        queue = self.queue(self.ana)
        reviews = [item for item in queue["items"] if item["why"] == "review"]
        self.assertEqual([item["since_ms"] for item in reviews], sorted(item["since_ms"] for item in reviews))
        self.assertEqual(queue["oldest_ms"], reviews[0]["since_ms"])
        for item in reviews[:10]:
            decision = self.key.get("/v1/decisions/" + item["decision"])
            self.assertEqual((item["id"], item["merchant"], item["amount"]),
                             (decision["subject"]["id"], decision["merchant"], decision["amount"]))
        for item in self.items(self.ana, "allowed"):
            self.assertEqual(self.key.get("/v1/orders/" + item["id"])["merchant"], item["merchant"])
            self.assertGreater(item["amount"], 0)

    def test_who_is_labelled_leaves_and_comes_back_when_that_is_withdrawn(self):
        item = self.items(self.ana, "review", "limit=20")[0]
        before = self.queue(self.ana)["waiting"]
        self.assertEqual(self.label(self.ana, item, True).status, 201)
        self.assertEqual(self.queue(self.ana)["waiting"], before - 1)
        self.assertNotIn(item["id"], [one["id"] for one in self.items(self.ana, "review")])
        self.assertEqual(self.withdraw(self.ana, item, reason="slipped").status, 200)
        self.assertEqual(self.queue(self.ana)["waiting"], before)
        back = next(one for one in self.items(self.ana, "review") if one["id"] == item["id"])
        self.assertIsNone(back["decision"])
        self.assertEqual((back["merchant"], back["amount"]), (item["merchant"], item["amount"]))

    # ---- Labels ----------------------------------------------------------------------------

    def test_two_on_one_case_learn_of_each_other(self):
        order, = self.orders(1)
        self.assertEqual(self.label(self.ana, order, True, unless_labelled=True).status, 201)
        refused = self.label(self.ben, order, False, unless_labelled=True)
        self.assertEqual(refused.status, 409)
        self.assertEqual((refused.json()["labelled"]["by"], refused.json()["labelled"]["outcome"]), ("ana", "fake"))
        self.assertIn("'ana' labelled it fake", refused.json()["detail"])
        row, = self.key.get("/v1/labels?id=order/" + order["id"])["items"]
        self.assertEqual((row["by"], row["fake"], row["at_ms"]), ("ana", 1, refused.json()["labelled"]["at_ms"]))
        self.assertEqual(self.label(self.ben, order, False).status, 201)
        self.assertEqual(self.key.get("/v1/labels?id=order/" + order["id"])["items"][0]["by"], "ben")

    def test_what_was_said_is_taken_back_by_who_said_it_or_a_lead(self):
        first, second = self.orders(2)
        before = self.quality()["labels"]
        for order in (first, second):
            self.assertEqual(self.label(self.ana, order, True).status, 201)
        self.assertEqual(self.quality()["labels"], before + 2)
        refused = self.withdraw(self.ben, first)
        self.assertEqual((refused.status, "'ana' said so" in refused.json()["detail"]), (403, True))
        size = self.key.get("/v1/ledger")["size"]
        self.assertEqual(self.withdraw(self.ana, first, reason="slipped").status, 200)
        self.assertEqual(self.withdraw(self.lea, second).status, 200)
        self.assertEqual(self.quality()["labels"], before)
        self.assertEqual(self.key.get("/v1/labels?id=order/" + first["id"])["items"], [])
        leaves = [json.loads(self.key("GET", f"/v1/ledger/leaves/{at}").body)
                  for at in range(size, self.key.get("/v1/ledger")["size"])]
        self.assertIn(("label.withdraw", "ana", "slipped"),
                      [(leaf["command"], leaf["by"], leaf["reason"]) for leaf in leaves if leaf["type"] == "command"])
        self.assertEqual(self.withdraw(self.ana, first).status, 404)
        for wrong in ({"kind": "order"}, {"kind": "order", "id": "nobody"}, {"kind": "x", "id": first["id"]},
                      {"kind": "order", "id": "x" * 300}):
            self.assertIn(self.ana("POST", "/v1/labels/withdraw", wrong).status, (400, 404), wrong)

    def test_a_second_look_is_blind_and_changes_nothing(self):
        item = self.drawn()
        self.assertEqual(set(item), {"amount", "decision", "id", "kind", "merchant", "since_ms", "why"})
        self.assertIsNone(item["decision"])
        self.assertNotIn(item["id"], [one["id"] for one in self.items(self.ana, "second")])
        self.assertEqual(self.label(self.ana, item, False, second=True).status, 409)
        self.assertEqual(self.label(self.ben, item, False, second=True, unless_labelled=True).status, 400)
        before = self.quality()
        looked = self.label(self.ben, item, False, second=True, reason="photos are real")
        self.assertEqual(looked.status, 201, looked.body)
        self.assertEqual(self.label(self.lea, item, True, second=True).status, 409)
        after = self.quality()
        self.assertEqual(after["labels"], before["labels"])
        looks = after["second_looks"]
        self.assertEqual((looks["of"], looks["agreed"], looks["wanted"]),
                         (before["second_looks"]["of"] + 1, before["second_looks"]["agreed"],
                          before["second_looks"]["wanted"] - 1))
        newest = looks["disagreements"][0]
        self.assertEqual((newest["id"], newest["first_by"], newest["first_fake"], newest["second_by"],
                          newest["second_fake"], newest["settled_by"]),
                         ("order/" + item["id"], "ana", 1, "ben", 0, None))
        self.assertEqual(self.key.get("/v1/labels?id=order/" + item["id"])["items"][0]["by"], "ana")

        self.assertEqual(self.items(self.ana, "disagreement"), [])
        told = next(one for one in self.items(self.lea, "disagreement") if one["id"] == item["id"])
        self.assertEqual((told["said"]["first"]["reason"], told["said"]["second"]["reason"]),
                         ("seen", "photos are real"))
        self.assertEqual(self.label(self.lea, item, False, reason="ben is right").status, 201)
        self.assertNotIn(item["id"], [one["id"] for one in self.items(self.lea, "disagreement")])
        looks = self.quality()["second_looks"]
        self.assertEqual((looks["disagreements"][0]["settled_by"], looks["of"], looks["agreed"]),
                         ("lea", after["second_looks"]["of"], after["second_looks"]["agreed"]))

    def test_a_second_look_is_taken_back_and_wanted_again(self):
        item = self.drawn()
        before = self.quality()["second_looks"]
        self.assertEqual(self.label(self.ben, item, True, second=True).status, 201)
        self.assertEqual(self.withdraw(self.ana, item, second=True).status, 403)
        self.assertEqual(self.withdraw(self.ben, item, second=True).status, 200)
        self.assertEqual(self.quality()["second_looks"], before)
        self.assertIn(item["id"], [one["id"] for one in self.items(self.ben, "second")])

    def test_nobody_looks_twice_at_what_wasnt_drawn(self):
        drawn = {one["id"] for one in self.items(self.ben, "second")}
        labelled = [one for one in self.key.get("/v1/labels?by=ana")["items"]]
        for order in self.orders(1):
            self.assertEqual(self.label(self.ben, order, True, second=True).status, 404)
        undrawn = [one for one in labelled if one["id"].removeprefix("order/") not in drawn]
        statuses = {self.label(self.ben, {"kind": "order", "id": one["id"].removeprefix("order/")}, True, second=True).status
                    for one in undrawn[:5]}
        self.assertLessEqual(statuses, {409})

    # ---- Alerts, letters, the brake --------------------------------------------------------

    def test_what_the_brake_stopped_is_told_and_seen_to(self):
        alert = self.key.get("/v1/alerts?what=braked&state=open")["items"][0]
        self.assertEqual((alert["cap"], alert["kind"], alert["rule"]), ("holds_per_merchant_day", "hold_settlement", "stop"))
        self.assertGreater(alert["amount"], 0)
        order = self.key.get("/v1/orders/" + alert["subject"].removeprefix("order/"))
        self.assertEqual(order["merchant"], alert["merchant"])
        stopped = self.key.get("/v1/action-history?to_state=braked&limit=1000")["items"]
        self.assertIn(alert["subject"].removeprefix("order/"),
                      [one["transition"]["action"]["subject"]["id"] for one in stopped])
        needs = [each for each in self.ana.get("/v1/overview")["needs"] if each["what"] == "alert"]
        self.assertTrue(needs)
        self.assertEqual({(each["kind"], each["cap"]) for each in needs}, {("hold_settlement", "holds_per_merchant_day")})
        self.assertEqual(self.ana("POST", "/v1/alerts/close", {"alert": alert["id"]}).status, 400)
        self.assertEqual(self.ana("POST", "/v1/alerts/close", {"alert": "no-such", "reason": "x"}).status, 404)
        closed = self.ana("POST", "/v1/alerts/close", {"alert": alert["id"], "reason": "called the shop"})
        self.assertEqual(closed.status, 200, closed.body)
        row = next(one for one in self.key.get("/v1/alerts?what=braked&limit=1000")["items"] if one["id"] == alert["id"])
        self.assertEqual((row["state"], row["closed_by"], row["closed_reason"], row["cap"]),
                         ("closed", "ana", "called the shop", alert["cap"]))
        again = self.ben("POST", "/v1/alerts/close", {"alert": alert["id"], "reason": "x"})
        self.assertEqual((again.status, "'ana' closed it" in again.json()["detail"]), (409, True))

    def test_the_brake_says_how_far_it_is_used(self):
        brake = self.key.get("/v1/brake")
        self.assertEqual(brake["limits"], {"held_amount_per_hour": 100_000_000, "held_amount_per_merchant_day": 50_000_000,
                                           "holds_per_hour": 1000, "holds_per_merchant_day": 3, "holds_per_rule_hour": 900})
        holds = [one for one in self.key.get("/v1/actions?kind=hold_settlement&limit=1000")["items"]]
        self.assertEqual(brake["hour"]["holds"], len(holds))
        self.assertEqual(brake["hour"]["amount"], sum(one["amount"] for one in holds))
        self.assertEqual(brake["merchants"][0]["holds"], 3)
        for told in brake["merchants"]:
            own = [one["amount"] for one in holds if one["merchant"] == told["merchant"]]
            self.assertEqual((told["holds"], told["amount"]), (len(own), sum(own)))
        by_rule = [one for one in holds if one["rule"] == "stop" and one["policy"] == str(brake["policy"])]
        self.assertEqual(brake["rules"], [{"holds": len(by_rule), "rule": "stop"}])

    def test_a_dead_letter_is_sent_again(self):
        order, = self.orders(1)
        self.market.gone = True
        taken = self.ana("POST", "/v1/actions", {"action": "open_case", **order, "reason": "look"}).json()["action"]
        letters = f"/v1/outbox?action={taken}"
        dead = wait_for("a dead letter", lambda: [one for one in self.key.get(letters)["items"] if one["state"] == "dead"])[0]
        self.market.gone = False
        alert = f"dead/{dead['id']}"
        self.assertIn(alert, [one["id"] for one in self.key.get("/v1/alerts?what=dead&state=open")["items"]])
        self.assertEqual(self.ana("POST", "/v1/outbox/resend", {"message": dead["id"]}).status, 400)
        self.assertEqual(self.ana("POST", "/v1/outbox/resend", {"message": "none", "reason": "x"}).status, 404)
        sent = self.ana("POST", "/v1/outbox/resend", {"message": dead["id"], "reason": "the endpoint is back"})
        self.assertEqual((sent.status, sent.json()), (200, {"message": dead["id"], "waiting": 1}), sent.body)
        wait_for("its delivery", lambda: self.key.get(letters)["items"][0]["state"] == "sent")
        again = self.ana("POST", "/v1/outbox/resend", {"message": dead["id"], "reason": "once more"})
        self.assertEqual((again.status, "only a dead one" in again.json()["detail"]), (409, True))
        closed = [one for one in self.key.get("/v1/alerts?what=dead&state=closed")["items"] if one["id"] == alert]
        self.assertEqual([(one["closed_by"], one["closed_reason"]) for one in closed], [("ana", "the endpoint is back")])

    def test_actions_in_other_orders(self):
        for order, falls in (("amount", True), ("changed_ms", True), ("expires_ms", False)):
            seen, after = [], ""
            while True:
                page = self.key.get(f"/v1/actions?kind=hold_settlement&order={order}&limit=7{after}")
                seen += page["items"]
                if page["next"] is None:
                    break
                after = "&after=" + page["next"]
            self.assertEqual(len({one["id"] for one in seen}), len(seen))
            self.assertEqual([one[order] for one in seen], sorted((one[order] for one in seen), reverse=falls))
            self.assertEqual(len(seen), len(self.key.get("/v1/actions?kind=hold_settlement&limit=1000")["items"]))
        middle = sorted(one["amount"] for one in seen)[len(seen) // 2]
        part = self.key.get(f"/v1/actions?kind=hold_settlement&order=amount&from={middle}&limit=1000")["items"]
        self.assertEqual(len(part), sum(one["amount"] >= middle for one in seen))
        self.assertEqual(self.key("GET", "/v1/actions?order=rule").status, 400)

    def test_what_there_is_to_do(self):
        kinds = {one["kind"]: one for one in self.key.get("/v1/action-kinds")["items"]}
        self.assertEqual(kinds["freeze_account"]["subjects"], ["account"])
        self.assertEqual(kinds["hold_settlement"]["lasts_ms"], 7 * 86_400_000)


if __name__ == "__main__":
    unittest.main()
