"""What a merchant sees and may say, what is measured of the decisions, and whose readings are recorded."""
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
share = "10 %"

[[rule]]
name = "秘密规则甲"
on = "order"
when = "order.probability >= 0.9"
outcome = "block"
actions = ["hold_settlement", "exclude_from_sales"]
reason = "内部理由乙"
"""


class Own(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        market = cls.enterClassContext(Market())
        cls.server = cls.enterClassContext(Server(cls.folder, config=CONFIG.format(market.url, SECRET)))
        cls.admin = cls.server.admin()
        cls.analyst = cls.server.person(cls.admin, "ana", "analyst")
        cls.lead = cls.server.person(cls.admin, "lea", "lead")
        cls.key = cls.server.key(cls.admin, "events:write decisions:write decisions:read actions:read labels:write "
                                 "epochs:write ledger:read policies:write market:read")
        proposed = cls.analyst("POST", "/v1/policies?reason=test", POLICY, kind="application/toml")
        version = proposed.json()["version"]
        approved = cls.lead("POST", f"/v1/policies/{version}/approve", {"reason": "test"})
        if approved.status != 200:
            raise AssertionError(approved.body)
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            if cls.key("POST", "/v1/events", piece, kind="application/x-ndjson").status != 200:
                raise AssertionError("the market wasn't taken")
        cls.key("POST", "/v1/epochs")
        holds = "/v1/actions?kind=hold_settlement&state=applied&limit=1000"
        wait_for("orders that are held", lambda: len(cls.key.get(holds)["items"]) > 5 and
                 not cls.key.get("/v1/status")["epoch"]["running"])
        merchants = [item["merchant"] for item in cls.key.get(holds)["items"]]
        cls.merchant = max(merchants, key=merchants.count)
        cls.other = next((m for m in merchants if m != cls.merchant), "m-nobody")
        cls.shop = cls.server.person(cls.admin, "shop", "merchant", merchant=cls.merchant)
        cls.rival = cls.server.person(cls.admin, "rival", "merchant", merchant=cls.other)

    def pages(self, caller, path):
        items, after = [], ""
        while True:
            page = caller.get(f"{path}?limit=7{after}")
            items += page["items"]
            if page["next"] is None:
                return items
            after = "&after=" + page["next"]

    def check_tells_no_secrets(self, shown):
        def keys(value):
            if isinstance(value, dict):
                return set(value).union(*map(keys, value.values()))
            return set().union(*map(keys, value)) if isinstance(value, list) else set()

        self.assertLessEqual(keys(shown), {
            "action", "actions", "amount", "answer", "answered", "appeal", "at", "captured", "clears_en", "clears_zh",
            "code", "decision", "en", "ends", "id", "kind", "released", "since", "state", "subject", "text", "why", "zh"})
        text = json.dumps(shown, ensure_ascii=False)
        self.assertNotIn("秘密规则甲", text)
        self.assertNotIn("内部理由乙", text)
        orders = [one["subject"]["id"] for one in shown if one["subject"]["kind"] == "order"]
        for order in orders[:5]:
            self.assertNotIn(self.key.get("/v1/orders/" + order)["buyer"], text)

    def test_a_merchant_sees_its_own_alone(self):
        shown = self.pages(self.shop, "/v1/own/actions")
        all_of_it = {item["id"]: item for item in self.key.get(
            f"/v1/actions?merchant={self.merchant}&limit=1000")["items"]}
        self.assertGreater(len(shown), 2)
        self.assertEqual(len({one["action"] for one in shown}), len(shown))
        for one in shown:
            row = all_of_it[one["action"]]
            self.assertEqual(one["subject"]["id"], row["subject"])
            self.assertIn(row["subject"], one["zh"])
            self.assertIn(row["subject"], one["en"])
            self.assertEqual(one["amount"], row["amount"])
            self.assertEqual([w["code"] for w in one["why"]], [r["code"] for r in row["reasons"]])
            for why in one["why"]:
                self.assertTrue(all(why[k] for k in ("zh", "en", "clears_zh", "clears_en")))
        self.check_tells_no_secrets(shown)
        others = {one["action"] for one in self.pages(self.rival, "/v1/own/actions")}
        self.assertFalse(others & {one["action"] for one in shown})

    def test_only_what_is_in_force_or_of_a_kind(self):
        one = next(action for action in self.pages(self.shop, "/v1/own/actions")
                   if action["kind"] == "exclude_from_sales" and action["state"] == "in_force" and not action["appeal"])
        undone = self.analyst("POST", f"/v1/actions/{one['action']}/undo", {"reason": "seen by hand"})
        self.assertEqual(undone.status, 200, undone.body)
        every = self.pages(self.shop, "/v1/own/actions")
        self.assertEqual(next(action for action in every if action["action"] == one["action"])["state"], "undone")
        ask = lambda query: self.shop.get("/v1/own/actions?limit=1000&" + query)["items"]
        self.assertEqual(ask("state=in_force"), [action for action in every if action["state"] == "in_force"])
        self.assertEqual(ask("kind=exclude_from_sales"), [action for action in every if action["kind"] == "exclude_from_sales"])
        self.assertEqual(self.shop("GET", "/v1/own/actions?state=applied").status, 400)

    def test_decisions_that_took_effect(self):
        decisions = self.pages(self.shop, "/v1/own/decisions")
        self.assertGreater(len(decisions), 1)
        actions = {one["action"] for one in self.pages(self.shop, "/v1/own/actions")}
        for one in decisions:
            self.assertTrue(one["actions"])
            self.assertLessEqual(set(one["actions"]), actions)
            row = self.key.get("/v1/decisions/" + one["decision"])
            self.assertEqual(row["merchant"], self.merchant)
            self.assertEqual(row["subject"], one["subject"])
        self.check_tells_no_secrets(decisions)

    def test_sums(self):
        told = self.shop.get("/v1/own/merchant")
        held = [one for one in self.pages(self.shop, "/v1/own/actions")
                if one["kind"] == "hold_settlement" and one["state"] == "in_force"]
        self.assertEqual(told["merchant"], self.merchant)
        self.assertEqual(told["orders_held"], len(held))
        self.assertEqual(told["amount_held"], sum(h["amount"] - h["captured"] - h["released"] for h in held))
        self.assertGreaterEqual(told["orders"], told["orders_counted"])
        self.assertTrue(told["why"][0]["actions"] >= told["why"][-1]["actions"] > 0)
        self.assertIn(str(told["orders"]), told["zh"])
        self.assertTrue(told["complete"])

    def test_who_deals_with_a_merchant_sees_the_same_to_the_byte(self):
        auditor = self.server.person(self.admin, "aud", "auditor")
        for what in ("actions?limit=3", "decisions?limit=3", "appeals", "merchant"):
            own = self.shop("GET", "/v1/own/" + what)
            self.assertEqual(own.status, 200)
            for caller in (self.analyst, self.lead, auditor, self.key):
                shown = caller("GET", f"/v1/merchants/{self.merchant}/own/{what}")
                self.assertEqual((shown.status, shown.body), (200, own.body), what)
            self.assertEqual(self.shop("GET", f"/v1/merchants/{self.merchant}/own/{what}").status, 403)
            self.assertEqual(self.analyst("GET", f"/v1/merchants/nobody/own/{what}").status, 404)
        first = self.analyst.get(f"/v1/merchants/{self.merchant}/own/actions?limit=3")
        query = f"actions?limit=3&after={first['next']}"
        self.assertEqual(self.analyst("GET", f"/v1/merchants/{self.merchant}/own/{query}").body,
                         self.shop("GET", "/v1/own/" + query).body)

    def appeal(self, action, text="发货单和称重照片可以提供", who=None):
        return (who or self.shop)("POST", "/v1/own/appeals", {"action": action, "text": text})

    def test_an_appeal_is_answered_and_ends_the_hold(self):
        hold = next(one for one in self.pages(self.shop, "/v1/own/actions")
                    if one["kind"] == "hold_settlement" and one["state"] == "in_force" and not one["appeal"])
        action = hold["action"]
        self.assertEqual(self.appeal(action, who=self.rival).status, 404)
        self.assertEqual(self.appeal("act-999999").status, 404)
        self.assertEqual(self.appeal(action, "").status, 400)
        self.assertEqual(self.appeal(action, "x" * 2001).status, 400)
        made = self.appeal(action)
        self.assertEqual(made.status, 201, made.body)
        appeal = made.json()["appeal"]
        self.assertEqual(self.appeal(action).status, 409)
        row = self.analyst.get("/v1/appeals/" + appeal)
        self.assertEqual((row["state"], row["merchant"], row["by"], row["action"]),
                         ("open", self.merchant, "shop", action))
        self.assertIn(appeal, [one["id"] for one in self.analyst.get("/v1/appeals?state=open")["items"]])
        alerts = {one["id"]: one for one in self.analyst.get("/v1/alerts?what=appeal")["items"]}
        self.assertEqual(alerts["appeal/" + appeal]["state"], "open")
        path = f"/v1/appeals/{appeal}/answer"
        self.assertEqual(self.shop("POST", path, {"outcome": "granted", "reason": "me"}).status, 403)
        self.assertEqual(self.analyst("POST", path, {"outcome": "perhaps", "reason": "x"}).status, 400)
        self.assertEqual(self.analyst("POST", path, {"outcome": "granted"}).status, 400)
        answered = self.analyst("POST", path, {"outcome": "granted", "reason": "称重照片属实"})
        self.assertEqual((answered.status, answered.json()["state"]), (200, "granted"), answered.body)
        self.assertEqual(self.analyst("POST", path, {"outcome": "rejected", "reason": "x"}).status, 404)
        shown = next(one for one in self.pages(self.shop, "/v1/own/actions") if one["action"] == action)
        self.assertEqual(shown["state"], "released")
        self.assertEqual(shown["appeal"]["answer"], "称重照片属实")
        self.assertNotIn("ana", json.dumps(shown["appeal"]))
        alerts = {one["id"]: one for one in self.analyst.get("/v1/alerts?what=appeal")["items"]}
        self.assertEqual(alerts["appeal/" + appeal]["state"], "closed")
        self.assertIn(appeal, [one["appeal"] for one in self.pages(self.shop, "/v1/own/appeals")])
        self.assertEqual(self.pages(self.rival, "/v1/own/appeals"), [])

    def test_a_rejected_appeal_leaves_things_as_they_are(self):
        one = [a for a in self.pages(self.shop, "/v1/own/actions")
               if a["kind"] == "exclude_from_sales" and a["state"] == "in_force" and not a["appeal"]][-1]
        appeal = self.appeal(one["action"]).json()["appeal"]
        answered = self.lead("POST", f"/v1/appeals/{appeal}/answer", {"outcome": "rejected", "reason": "无凭证"})
        self.assertEqual(answered.status, 200)
        shown = next(a for a in self.pages(self.shop, "/v1/own/actions") if a["action"] == one["action"])
        self.assertEqual((shown["state"], shown["appeal"]["state"]), ("in_force", "rejected"))

    def test_who_is_no_merchant_has_nothing_of_its_own(self):
        for path in ("actions", "decisions", "merchant", "appeals"):
            self.assertEqual(self.analyst("GET", "/v1/own/" + path).status, 403)
            self.assertEqual(self.shop("GET", f"/v1/own/{path}").status, 200)
        for path in ("/v1/decisions", "/v1/actions", "/v1/appeals", "/v1/quality", "/v1/review-queue"):
            self.assertEqual(self.shop("GET", path).status, 403)

    def test_reading_protected_data_is_recorded(self):
        decision = self.key.get("/v1/decisions?subject_kind=order&limit=1")["items"][0]
        path = f"/v1/decisions/{decision['decision']}/proof"
        wait_for("a checkpoint over it", lambda: self.key("GET", path).status == 200)
        closed = self.key("GET", path).json()
        self.assertEqual(closed["openings"], [])
        self.assertEqual(self.analyst("GET", path).status, 400)
        self.assertEqual(self.analyst("GET", path + "?purpose=" + "x" * 201).status, 400)
        before = self.key.get("/v1/ledger")["size"]
        opened = self.analyst("GET", path + "?purpose=complaint%2017")
        self.assertEqual(opened.status, 200, opened.body)
        values = {o["field"]: o["value"] for o in opened.json()["openings"]}
        self.assertEqual(values["subject"], decision["subject"]["id"])
        size = self.key.get("/v1/ledger")["size"]
        self.assertGreater(size, before)
        leaves = [self.key("GET", f"/v1/ledger/leaves/{i}") for i in range(before, size)]
        read = [json.loads(leaf.body) for leaf in leaves if b"protected.read" in leaf.body]
        self.assertEqual([(leaf["by"], leaf["reason"]) for leaf in read], [("ana", "complaint 17")])
        self.assertNotIn(decision["subject"]["id"], json.dumps(read))

    def label(self, kind, name, fake):
        answer = self.analyst("POST", "/v1/labels", {
            "kind": kind, "id": name, "outcome": "fake" if fake else "honest", "reason": "looked"})
        self.assertEqual(answer.status, 201, answer.body)

    def test_quality_and_what_to_label_next(self):
        queue = self.analyst.get("/v1/review-queue?limit=40")
        self.assertEqual(queue, self.lead.get("/v1/review-queue?limit=40"))
        by_why = {}
        for item in queue["items"]:
            by_why.setdefault(item["why"], []).append(item)
        self.assertEqual({why: len(items) for why, items in by_why.items() if why != "review"},
                         {"held_out": 5, "allowed": 5})
        reviews = by_why.get("review", [])
        for one in reviews:
            self.assertEqual(self.key.get("/v1/decisions/" + one["decision"])["outcome"], "review")
        for one in by_why["allowed"]:
            self.assertEqual(self.key.get("/v1/orders/" + one["id"])["outcome"], "allow")

        before = self.analyst.get("/v1/quality")
        drawn = by_why["held_out"] + by_why["allowed"]
        for at, one in enumerate(drawn):
            self.label(one["kind"], one["id"], at % 2 == 0)
        blocked = self.key.get("/v1/decisions?outcome=block&subject_kind=order&limit=1000")["items"]
        names = list(dict.fromkeys(one["subject"]["id"] for one in blocked))
        names = [name for name in names if self.key.get("/v1/orders/" + name)["outcome"] == "block"][:8]
        for at, name in enumerate(names):
            self.label("order", name, at != 0)
        after = self.analyst.get("/v1/quality")
        self.assertEqual(after["labels"] - before["labels"], len(drawn) + len(names))
        self.assertEqual(after["held_out"]["labelled"] - before["held_out"]["labelled"], 5)
        gained = {part: after["all"]["blocked"]["precision"][part] - before["all"]["blocked"]["precision"][part]
                  for part in ("of", "part")}
        held = {part: after["held_out"]["blocked"]["precision"][part] for part in ("of", "part")}
        self.assertEqual(gained["of"] - held["of"], len(names))
        self.assertEqual(gained["part"] - held["part"], len(names) - 1)
        share = after["all"]["blocked"]["precision"]
        self.assertTrue(0 <= share["low_ppm"] <= share["ppm"] <= share["high_ppm"] <= 1000000)
        self.assertEqual(sum(one["labelled"] for one in after["by_week"]), after["labels"])
        self.assertEqual(sum(one["labelled"] for one in after["by_policy"]), after["labels"])
        again = self.analyst.get("/v1/review-queue?limit=40")
        self.assertFalse({one["id"] for one in drawn} & {one["id"] for one in again["items"]})

    def test_the_queue_goes_on(self):
        seen, after = [], ""
        for _ in range(200):
            page = self.analyst.get("/v1/review-queue?limit=4" + after)
            seen += [one["decision"] for one in page["items"] if one["why"] == "review"]
            if page["next"] is None:
                break
            after = "&after=" + page["next"]
        self.assertEqual(len(seen), len(set(seen)))
        self.assertIsNone(page["next"])
        for wrong in ("limit=0", "limit=501", "limit=x", "after=d0-0"):
            self.assertEqual(self.analyst("GET", "/v1/review-queue?" + wrong).status, 400)


if __name__ == "__main__":
    unittest.main()
