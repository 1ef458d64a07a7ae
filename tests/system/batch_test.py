"""Actions on many at once against a running server: shown before, taken in one step, undone in one step."""
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


class Batches(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.market = cls.enterClassContext(Market())
        cls.server = cls.enterClassContext(Server(cls.folder, config=CONFIG.format(cls.market.url, SECRET)))
        admin = cls.server.admin()
        cls.analyst = cls.server.person(admin, "ana", "analyst")
        cls.auditor = cls.server.person(admin, "aud", "auditor")
        cls.key = cls.server.key(admin, "events:write epochs:write decisions:read actions:read market:read")
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            if cls.key("POST", "/v1/events", piece, kind="application/x-ndjson").status != 200:
                raise AssertionError("the market wasn't taken")
        cls.key("POST", "/v1/epochs")
        wait_for("rings", lambda: cls.key.get("/v1/rings")["items"] and not cls.key.get("/v1/status")["epoch"]["running"])
        cls.rings = [ring for ring in cls.key.get("/v1/rings")["items"] if ring["orders"] > 0]

    def asked(self, which, action, **more):
        return {"action": action, "ring": self.rings[0]["number"], "which": which, **more}

    def take(self, body, key):
        return self.analyst("POST", "/v1/batches", body, idempotency_key=key)

    def own(self, batch):
        return self.key.get(f"/v1/actions?decision={batch}&limit=1000")["items"]

    def test_what_was_shown_is_taken_and_is_undone_in_one_step(self):
        asked = self.asked("accounts", "freeze_account")
        before = self.analyst("POST", "/v1/batches/preview", asked).json()
        self.assertEqual(self.key.get("/v1/actions?kind=freeze_account")["items"], [])
        body = {**asked, "epoch": before["epoch"], "reason": "同一个资金池"}
        taken = self.take(body, "one")
        self.assertEqual(taken.status, 201, taken.body)
        told = taken.json()
        for part in ("subjects", "taken", "joined", "braked", "refused"):
            self.assertEqual(told[part], before["sums"][part], part)
        self.assertGreater(told["taken"], 2)
        self.assertEqual(self.take(body, "one").json(), told)
        self.assertEqual(self.take({**body, "which": "merchants", "action": "open_case"}, "one").status, 409)
        own = self.own(told["batch"])
        self.assertEqual(len(own), told["taken"])
        self.assertEqual({action["subject"] for action in own},
                         {row["id"] for row in before["subjects"] if row["would"] == "taken"})
        row = self.analyst.get("/v1/batches/" + told["batch"])
        self.assertEqual((row["by"], row["reason"], row["taken"], row["ring"], row["undone"]),
                         ("ana", "同一个资金池", told["taken"], self.rings[0]["number"], 0))

        wait_for("the marketplace", lambda: all(a["state"] == "applied" for a in self.own(told["batch"])))
        path = f"/v1/batches/{told['batch']}/undo"
        self.assertEqual(self.analyst("POST", path, {}).status, 400)
        undone = self.analyst("POST", path, {"reason": "弄错了"}, idempotency_key="two")
        self.assertEqual((undone.status, undone.json()["undone"]), (200, told["taken"]), undone.body)
        self.assertEqual(self.analyst("POST", path, {"reason": "弄错了"}, idempotency_key="two").json(), undone.json())
        self.assertEqual(self.analyst("POST", path, {"reason": "again"}).status, 409)
        self.assertEqual({action["ended"] for action in self.own(told["batch"])}, {"undone"})
        row = self.analyst.get("/v1/batches/" + told["batch"])
        self.assertEqual((row["undone"], row["undone_by"], row["undo_reason"]), (told["taken"], "ana", "弄错了"))
        self.assertIn(told["batch"], [each["id"] for each in self.analyst.get("/v1/batches?action=freeze_account")["items"]])

    def test_an_epoch_that_passed_is_told(self):
        answer = self.take(self.asked("orders", "exclude_from_rank", epoch=1, reason="x"), "old")
        self.assertEqual(answer.status, 409)
        self.assertIn("newer epoch", answer.json()["detail"])

    def test_who_would_be_refused_is_told_before(self):
        order = self.key.get("/v1/decisions?subject_kind=order&outcome=block&limit=1")["items"][0]["subject"]["id"]
        asked = {"action": "open_case", "subjects": [{"kind": "order", "id": order}, {"kind": "order", "id": "nobody"}]}
        told = self.analyst("POST", "/v1/batches/preview", asked).json()
        self.assertEqual(told["sums"]["refused"], 1)
        self.assertEqual([row["would"] for row in told["subjects"]], ["taken", "refused"])
        merchant = told["merchants"][0]
        self.assertGreaterEqual(merchant["recent_orders"], merchant["recent_hit"])

    def test_wrong_orders(self):
        for body in ({"action": "open_case"}, self.asked("orders", "shout"), self.asked("nobody", "open_case"),
                     {"action": "open_case", "subjects": [{"kind": "order"}]},
                     {"action": "open_case", "subjects": ["o-1"]},
                     {"action": "open_case", "subjects": [{"kind": "ghost", "id": "x"}]},
                     {"action": "open_case", "subjects": [{"kind": "order", "id": str(i)} for i in range(5001)]}):
            for path in ("/v1/batches/preview", "/v1/batches"):
                self.assertEqual(self.analyst("POST", path, {**body, "reason": "x"}).status, 400, body)
        self.assertEqual(self.analyst("POST", "/v1/batches", self.asked("orders", "open_case")).status, 400)
        self.assertEqual(self.auditor("POST", "/v1/batches/preview", self.asked("orders", "open_case")).status, 403)
        self.assertEqual(self.analyst("GET", "/v1/batches/b-999999").status, 404)

    def test_a_ring_can_be_drawn(self):
        for ring in self.rings[:5]:
            graph = self.key.get(f"/v1/rings/{ring['number']}/graph")
            self.assertTrue(graph["current"])
            stored = self.key.get("/v1/rings/" + ring["number"])
            members = {(m["kind"], m["id"]): m for m in graph["members"] if m["member"]}
            self.assertEqual(set(members), {(m["kind"], m["id"]) for m in stored["body"]["members"]})
            self.assertEqual(sum(link["times"] for link in graph["links"] if link["kind"] == "bought_at"), ring["orders"])
            self.assertEqual(sum(link["amount"] for link in graph["links"] if link["kind"] == "bought_at"), ring["amount"])
            times = [event[0] for event in graph["events"]]
            self.assertEqual(times, sorted(times))
            for account in [m for key, m in members.items() if key[0] == "account"][:3]:
                self.assertGreaterEqual(account["orders"], account["ring_orders"] + account["honest_orders"])
        summaries = self.key.get("/v1/ring-summaries")
        by_ring = {each["ring"]: each for each in summaries["items"]}
        for ring in self.rings:
            self.assertEqual(sum(by_ring[ring["number"]]["orders"]), ring["orders"])
        self.assertEqual(self.key("GET", "/v1/rings/R99999/graph").status, 404)


if __name__ == "__main__":
    unittest.main()
