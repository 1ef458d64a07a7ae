"""What stands and what needs somebody, held against the lists behind the numbers. docs/formats/overview.md"""
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
RULE = '[[rule]]\nname = "r"\non = "order"\nwhen = "order.probability >= 99 %"\noutcome = "review"\n'


class Overview(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        market = cls.enterClassContext(Market())
        cls.server = cls.enterClassContext(Server(folder, config=CONFIG.format(market.url, SECRET)))
        cls.admin = cls.server.admin()
        cls.analyst = cls.server.person(cls.admin, "ann", "analyst")
        cls.key = cls.server.key(cls.admin, "events:write epochs:write")
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            if cls.key("POST", "/v1/events", piece, kind="application/x-ndjson").status != 200:
                raise AssertionError("the market wasn't taken")
        cls.key("POST", "/v1/epochs")
        wait_for("rings, and holds that were applied", lambda: (
            cls.analyst.get("/v1/rings")["items"] and not cls.analyst.get("/v1/status")["epoch"]["running"] and
            cls.holds("applied") and not cls.holds("due") and not cls.holds("decided")))

    @classmethod
    def all(cls, path):
        items, after = [], ""
        while after is not None:
            page = cls.analyst.get(f"{path}&limit=1000{after and '&after=' + after}")
            items += page["items"]
            after = page["next"]
        return items

    @classmethod
    def holds(cls, state):
        return cls.all(f"/v1/actions?kind=hold_settlement&state={state}")

    def overview(self):
        return self.analyst.get("/v1/overview")

    def need(self, what):
        return next((each for each in self.overview()["needs"] if each["what"] == what), None)

    def test_money_is_what_the_lists_add_up_to(self):
        money = self.overview()["money"]
        held = self.holds("applied")
        self.assertEqual(money["held"], {"count": len(held), "amount": sum(
            int(each["amount"]) - int(each["captured"]) - int(each["released"]) for each in held)})
        self.assertGreater(money["held_suspicious"]["amount"], 0)
        self.assertGreater(money["at_risk"]["count"], 0)

    def test_days_have_no_gaps_and_end_where_the_log_does(self):
        told = self.overview()
        days = [each["day"] for each in told["by_day"]]
        self.assertEqual(days, sorted(set(days)))
        self.assertLessEqual(len(days), 60)
        self.assertGreater(sum(each["orders"]["count"] for each in told["by_day"]), 100)
        self.assertEqual(sum(each["rings"]["count"] for each in told["by_day"]), len(self.all("/v1/rings?")))
        self.assertEqual(told["rings"]["now"], len(self.analyst.get("/v1/rings?limit=1000")["items"]))

    def test_a_capture_moves_the_money(self):
        hold = self.holds("applied")[0]
        before = self.overview()["money"]
        amount = int(hold["amount"])
        for order in ("capture", "undo"):
            told = self.analyst("POST", f"/v1/actions/{hold['id']}/{order}", {"reason": "seen", **(
                {"amount": 1, "keep_rest": True} if order == "capture" else {})})
            self.assertEqual(told.status, 200, told.body)
            money = self.overview()["money"]
            if order == "capture":
                self.assertEqual(money["clawed_back"], before["clawed_back"] + 1)
                self.assertEqual(money["held"]["amount"], before["held"]["amount"] - 1)
        self.assertEqual(money["clawed_back"], before["clawed_back"])
        self.assertEqual(money["undone"], before["undone"] + amount)
        self.assertEqual(money["held"]["count"], before["held"]["count"] - 1)

    def test_what_a_person_calls_honest_is_no_risk(self):
        held = {each["subject"] for state in ("applied", "undone", "confirmed") for each in self.holds(state)}
        order = next(each["subject"]["id"] for each in self.all("/v1/decisions?subject_kind=order&outcome=review")
                     if each["subject"]["id"] not in held)
        before = self.overview()["money"]["at_risk"]
        for outcome, less in (("honest", 1), ("fake", 0), ("honest", 1)):
            self.analyst("POST", "/v1/labels", {"kind": "order", "id": order, "outcome": outcome, "reason": "seen"})
            self.assertEqual(self.overview()["money"]["at_risk"]["count"], before["count"] - less, outcome)

    def test_needs_name_what_waits(self):
        self.assertGreater(self.need("queue")["count"], 0)
        self.assertIsNone(self.need("policy"))
        version = self.analyst("POST", "/v1/policies", RULE, kind="application/toml").json()["version"]
        self.assertEqual(self.need("policy")["id"], str(version))
        hold = self.holds("applied")[-1]
        shop = self.server.person(self.admin, "shop", "merchant", merchant=hold["merchant"])
        made = shop("POST", "/v1/own/appeals", {"action": hold["id"], "text": "真单"}).json()
        need = self.need("appeal")
        self.assertEqual((need["id"], need["merchant"], need["amount"], need["due_ms"]),
                         (made["appeal"], hold["merchant"], int(hold["amount"]), int(hold["expires_ms"])))
        answered = self.analyst("POST", f"/v1/appeals/{made['appeal']}/answer", {"outcome": "rejected", "reason": "seen"})
        self.assertEqual(answered.status, 200, answered.body)
        self.assertIsNone(self.need("appeal"))


if __name__ == "__main__":
    unittest.main()
