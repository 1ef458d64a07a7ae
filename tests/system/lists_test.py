"""Lists of the market, search and recomputation, over a market that changes while it is read."""
import itertools
import json
import tempfile
import unittest
import urllib.parse

from live import Server, made_market, pieces, wait_for

CONFIG = "[epoch]\nevents = 1000000\nevery_s = 1\n"
LISTS = ("orders", "reviews", "accounts", "merchants")
AMOUNT = {"orders": "amount", "accounts": "amount", "merchants": "fake_amount"}


def order(number, **fields):
    return json.dumps({
        "type": "order.placed", "id": f"late-{number}", "at": "2028-09-20T10:00:00+08:00", "order": f"late-{number}",
        "buyer": f"late-buyer-{number % 3}", "merchant": "late-merchant", "item": "late-item", "quantity": 1,
        "amount": 10_000_000 + number, "device": "late-device", "ip": "113.66.210.23", "address": "late-address",
        "region": "440111", "payer": f"late-payer-{number}", **fields}) + "\n"


class Lists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.server = cls.enterClassContext(Server(folder, config=CONFIG))
        cls.key = cls.server.key(cls.server.admin(), "events:write decisions:read market:read epochs:write ledger:read")
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            cls.send(piece)
        cls.epoch()

    @classmethod
    def send(cls, lines):
        answer = cls.key("POST", "/v1/events", lines, kind="application/x-ndjson")
        if answer.status != 200:
            raise AssertionError(answer.body)

    @classmethod
    def epoch(cls):
        before = cls.key.get("/v1/status")["epoch"]["number"]
        cls.key("POST", "/v1/epochs")
        wait_for("an epoch", lambda: (epoch := cls.key.get("/v1/status")["epoch"])["number"] != before and
                 not epoch["running"])

    def pages(self, name, between=lambda: None, **asked):
        """All rows, page by page; `between` two pages something happens."""
        rows, after = [], None
        while True:
            query = {name: value for name, value in {"limit": 200, **asked, "after": after}.items() if value is not None}
            page = self.key.get(f"/v1/{name}?" + urllib.parse.urlencode(query))
            rows += page["items"]
            after = page["next"]
            if after is None:
                return rows
            between()

    def test_every_row_is_shown_once_in_any_order(self):
        for name in LISTS:
            newest = self.pages(name)
            ids = [row["id"] for row in newest]
            self.assertGreater(len(ids), 20, name)
            self.assertEqual(len(ids), len(set(ids)), name)
            for sort in ("amount", "probability"):
                rows = self.pages(name, sort=sort)
                self.assertEqual(sorted(row["id"] for row in rows), sorted(ids), f"{name} {sort}")
                key = "probability_ppm" if sort == "probability" else AMOUNT.get(name)
                if key:
                    keys = [row[key] for row in rows]
                    self.assertEqual(keys, sorted(keys, reverse=True), f"{name} {sort}")
                    self.assertGreater(keys[0], keys[-1], f"{name} {sort}")

    def test_filters_let_through_what_they_say_and_nothing_else(self):
        whole = {name: self.pages(name) for name in LISTS}
        guilty = next(row for row in whole["orders"] if row["outcome"] == "block" and row["ring"])
        by = {
            "merchant": guilty["merchant"], "account": guilty["buyer"], "ring": guilty["ring"], "outcome": "block",
            "reason": guilty["reasons"][0], "amount_min": guilty["amount"], "amount_max": guilty["amount"],
            "probability_min": guilty["probability_ppm"], "probability_max": 400_000, "from": guilty["at_ms"],
            "to": guilty["at_ms"], "q": guilty["id"][2:]}
        fits = {
            "merchant": lambda row: row["merchant"] == guilty["merchant"],
            "account": lambda row: row["buyer"] == guilty["buyer"],
            "ring": lambda row: row["ring"] == guilty["ring"],
            "outcome": lambda row: row["outcome"] == "block",
            "reason": lambda row: guilty["reasons"][0] in row["reasons"],
            "amount_min": lambda row: row["amount"] >= guilty["amount"],
            "amount_max": lambda row: row["amount"] <= guilty["amount"],
            "probability_min": lambda row: row["probability_ppm"] >= guilty["probability_ppm"],
            "probability_max": lambda row: row["probability_ppm"] <= 400_000,
            "from": lambda row: row["at_ms"] >= guilty["at_ms"],
            "to": lambda row: row["at_ms"] <= guilty["at_ms"],
            "q": lambda row: guilty["id"][2:] in row["id"]}
        for parameter, value in by.items():
            for sort in ("newest", "amount"):
                wanted = [row for row in whole["orders"] if fits[parameter](row)]
                self.assertTrue(wanted, parameter)
                self.assertLess(len(wanted), len(whole["orders"]), parameter)
                got = self.pages("orders", **{parameter: value}, sort=sort)
                self.assertEqual(sorted(row["id"] for row in got), sorted(row["id"] for row in wanted), parameter)
        both = self.pages("orders", merchant=guilty["merchant"], outcome="block")
        self.assertEqual({row["id"] for row in both},
                         {row["id"] for row in whole["orders"] if fits["merchant"](row) and fits["outcome"](row)})
        self.assertEqual(self.pages("orders", merchant="nobody"), [])

    def test_tokens_and_sums(self):
        for number in range(7):
            self.send(order(number))
        for asked in ({"device": "late-device"}, {"address": "late-address"}, {"merchant": "late-merchant"}):
            self.assertEqual([row["id"] for row in self.pages("orders", **asked, limit=3)],
                             [f"late-{number}" for number in reversed(range(7))])
        self.assertEqual([row["id"] for row in self.pages("orders", payer="late-payer-4")], ["late-4"])
        account = self.pages("accounts", q="late-buyer-2")[0]
        self.assertEqual((account["orders"], account["amount"]), (2, 2 * 10_000_000 + 2 + 5))
        self.assertEqual([row["id"] for row in self.pages("accounts", amount_min=20_000_000, sort="amount", q="late-")],
                         ["late-buyer-0", "late-buyer-2", "late-buyer-1"])

    def test_a_list_that_changes_while_it_is_paged(self):
        # Probabilities change with the epoch; of so many as are kept the order stays.
        for sort, most in (("newest", None), ("amount", None), ("probability", 8_000)):
            before = [row["id"] for row in self.pages("orders", sort=sort, amount_max=most)]
            numbers = itertools.count(100 + len(before))
            busy = iter([self.epoch])

            def happens():
                self.send(order(next(numbers), merchant="m", device="d", address="a", buyer="b", amount=7_000))
                next(busy, lambda: None)()

            paged = [row["id"] for row in self.pages("orders", between=happens, sort=sort, amount_max=most, limit=97)]
            self.assertGreater(len(before), 300)
            self.assertEqual(paged, before, sort)

    def test_what_cannot_be_asked_is_told_so(self):
        for query in ("limit=0", "limit=201", "limit=x", "after=x", "after=n0-0", "after=s1-2-x", "sort=worst", "from=x",
                      "amount_min=1.5", "probability_max=", "reason=because", "outcome=maybe", "ring=7", "ring=Rx",
                      "merchant=", "no_such=1", "after=n0-0-5&sort=amount", "after=s0-0-5"):
            answer = self.key("GET", "/v1/orders?" + query)
            self.assertEqual((answer.status, answer.type), (400, "application/problem+json"), query)
        self.assertEqual(self.key("GET", "/v1/merchants?device=d").status, 400)
        for query in ("after=n999-0-5", "sort=amount&after=s999-1-5"):
            answer = self.key("GET", "/v1/orders?" + query)
            self.assertEqual(answer.status, 409, query)
            self.assertIn("begin at its first page", answer.json()["detail"])
        first = self.key.get("/v1/orders?sort=amount&limit=1")["next"]
        self.assertEqual(self.key("GET", f"/v1/orders?sort=amount&q=o&after={first}").status, 409, "of another list")

    def test_finds_by_whole_names_and_their_beginnings(self):
        row = self.key.get("/v1/orders?outcome=block&limit=1")["items"][0]
        decision = self.key.get("/v1/decisions?limit=1")["items"][0]["decision"]
        ring = self.key.get("/v1/rings")["items"][0]
        for asked, kind in ((row["id"], "order"), (row["buyer"], "account"), (row["merchant"], "merchant"),
                            (f"R{ring['number']}" if isinstance(ring["number"], int) else ring["number"], "ring"),
                            (decision, "decision")):
            found = self.key.get("/v1/search?q=" + urllib.parse.quote(asked))["items"]
            self.assertEqual((found[0]["id"], found[0]["kind"]), (asked, kind))
        beginning = row["id"][:2]
        found = self.key.get("/v1/search?q=" + beginning)["items"]
        self.assertTrue(found)
        self.assertLessEqual(len(found), 20)
        self.assertTrue(all(each["id"].startswith(beginning) for each in found))
        self.assertEqual(self.key.get("/v1/search?q=" + "x" * 128), {"items": []})
        for wrong in ("", "?q=", "?q=" + "x" * 129):
            self.assertEqual(self.key("GET", "/v1/search" + wrong).status, 400, wrong)

    def test_a_decision_is_made_again(self):
        decision = self.key.get("/v1/decisions?subject_kind=order&limit=1")["items"][0]
        begun = self.key("POST", f"/v1/decisions/{decision['decision']}/recompute")
        self.assertEqual(begun.status, 202)
        place = f"/v1/recomputations/{begun.json()['recomputation']}"
        wait_for("the recomputation", lambda: self.key.get(place)["state"] in ("done", "failed"))
        told = self.key.get(place)
        self.assertEqual((told["state"], told["same"], told["problem"]), ("done", True, None))
        self.assertEqual(told["leaf"], told["in_ledger"])
        self.assertEqual((told["index"], told["decision"]), (decision["leaf"], decision["decision"]))
        self.assertGreater(told["replayed"], 0)
        self.assertEqual(told["replayed"], told["of"])
        self.assertEqual(self.key("POST", "/v1/decisions/nonsense/recompute").status, 400)
        missing = self.key("POST", "/v1/decisions/d99999999-0/recompute").json()["recomputation"]
        wait_for("its failure", lambda: self.key.get(f"/v1/recomputations/{missing}")["state"] == "failed")
        self.assertIn("the log ends", self.key.get(f"/v1/recomputations/{missing}")["problem"])
        self.assertEqual(self.key("GET", "/v1/recomputations/999").status, 404)


if __name__ == "__main__":
    unittest.main()
