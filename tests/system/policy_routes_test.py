"""Policies over HTTP: the words for an editor, checks as one types, what changed between two versions, what shadow rules
would have done, and what a backtest tells of whom it hits."""
import hashlib
import pathlib
import tempfile
import unittest

from live import Server, made_market, pieces, wait_for

CONFIG = """
[epoch]
events = 1000
every_s = 1
"""
WATCHING = """version_note = "watching"

[orders]
review = 0.5
block = 0.9

[[rule]]
name = "大单（观察）"
on = "order"
when = "order.amount > ¥1"
outcome = "block"
mode = "shadow"

[[rule]]
name = "半单"
on = "order"
when = "order.probability >= 0.3"
outcome = "review"
actions = ["open_case"]
"""
STRICT = "[orders]\nreview = 0.01\nblock = 0.5\n"


class Policies(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.server = cls.enterClassContext(Server(folder, config=CONFIG))
        admin = cls.server.admin()
        cls.analyst = cls.server.person(admin, "ana", "analyst")
        cls.lead = cls.server.person(admin, "lea", "lead")
        cls.key = cls.server.key(admin, "events:write epochs:write decisions:read policies:read market:read")
        cls.version = cls.propose(WATCHING)
        approved = cls.lead("POST", f"/v1/policies/{cls.version}/approve", {"reason": "read and understood"})
        if approved.status != 200:
            raise AssertionError(approved.body)
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            if cls.key("POST", "/v1/events", piece, kind="application/x-ndjson").status != 200:
                raise AssertionError("the market wasn't taken")
        cls.key("POST", "/v1/epochs")
        wait_for("an epoch", lambda: cls.key.get("/v1/status")["epoch"]["number"] > 0 and
                 not cls.key.get("/v1/status")["epoch"]["running"])

    @classmethod
    def propose(cls, text, reason="a test"):
        answer = cls.analyst("POST", "/v1/policies", {"text": text, "reason": reason})
        if answer.status != 201:
            raise AssertionError(answer.body)
        return answer.json()["version"]

    def check(self, text):
        answer = self.analyst("POST", "/v1/policies/check", text, kind="application/toml")
        return answer.status, answer.json()

    # ---- Writing ---------------------------------------------------------------------------

    def test_the_words_are_what_is_accepted(self):
        words = self.key.get("/v1/policy-words")
        self.assertEqual(len({example["zh"] for example in words["examples"]}), 10)
        for example in words["examples"]:
            self.assertEqual(self.check(example["text"])[0], 200, example)
        for action in words["actions"]:
            for subject in action["subjects"]:
                text = f"[[rule]]\nname = 'r'\non = '{subject}'\nwhen = 'ring.members > 9'\nactions = ['{action['name']}']\n"
                self.assertEqual(self.check(text)[0], 200, text)
        for each in (*words["operators"], *words["functions"]):
            text = f"[[rule]]\nname = 'r'\non = 'order'\nwhen = '''{each['example']}'''\noutcome = 'review'\n"
            self.assertEqual(self.check(text)[0], 200, text)
        reasons = ", ".join(f'"{each["code"]}"' for each in words["reasons"])
        text = f"[[rule]]\nname = 'r'\non = 'order'\nwhen = '''order.reasons has [{reasons}]'''\noutcome = 'review'\n"
        self.assertEqual(self.check(text)[0], 200, text)
        self.assertEqual({each["name"] for each in words["outcomes"]}, {"allow", "review", "block"})
        table = {each["name"] for each in words["tables"]}
        self.assertEqual({each["table"] for each in words["keys"]}, table)

    def test_problems_say_what_to_underline_and_what_was_meant(self):
        status, told = self.check(WATCHING.replace("order.amount", "order.amuont").replace("open_case", "open_cas"))
        self.assertEqual(status, 422)
        field, action = told["problems"]
        self.assertEqual((field["line"], field["column"], field["length"], field["fix"]), (10, 9, 12, "order.amount"))
        self.assertIn("没有“order.amuont”这个字段", field["zh"])
        self.assertIn("unknown field 'order.amuont'", field["message"])
        self.assertEqual((action["line"], action["fix"]), (19, '"open_case"'))

    def test_a_check_tells_the_differences_from_the_one_in_force(self):
        status, told = self.check(WATCHING.replace("0.3", "0.4"))
        self.assertEqual((status, told["in_force"]), (200, self.key.get("/v1/status")["policy"]))
        self.assertEqual([rule["line"] for rule in told["rules"]], [7, 14])

    # ---- Versions --------------------------------------------------------------------------

    def test_two_versions_differ_in_plain_words(self):
        one, other = self.propose(WATCHING), self.propose(WATCHING.replace("0.3", "0.4"))
        told = self.key.get(f"/v1/policies/{other}/differences?from={one}")
        self.assertEqual([change["en"] for change in told["changes"]],
                         ['rule "半单": when was "order.probability >= 30 %", is "order.probability >= 40 %"'])
        self.assertIn("规则「半单」", told["changes"][0]["zh"])
        self.assertEqual(self.key.get(f"/v1/policies/{one}/differences?from={one}")["changes"], [])
        for path, status in ((f"/v1/policies/{one}/differences?from=999", 404), (f"/v1/policies/999/differences?from={one}", 404),
                             (f"/v1/policies/{one}/differences", 400), (f"/v1/policies/{one}/differences?from=x", 400)):
            self.assertEqual(self.key("GET", path).status, status, path)

    def test_both_reasons_are_kept(self):
        version = self.propose(STRICT, "why not")
        refused = self.analyst("POST", f"/v1/policies/{version}/approve", {"reason": "mine"})
        self.assertEqual(refused.status, 403)
        self.assertEqual(self.lead("POST", f"/v1/policies/{version}/reject", {"reason": "too strict"}).status, 200)
        told = self.key.get(f"/v1/policies/{version}")
        self.assertEqual((told["state"], told["reason"], told["decided_reason"]), ("rejected", "why not", "too strict"))
        in_force = self.key.get(f"/v1/policies/{self.version}")
        self.assertEqual((in_force["reason"], in_force["decided_reason"]), ("a test", "read and understood"))

    # ---- Shadow ----------------------------------------------------------------------------

    def test_a_shadow_rule_counts_each_order_once(self):
        orders = self.key.get("/v1/status")["things"]["orders"]
        rule, = wait_for("all orders were asked about", lambda: [
            each for each in self.key.get(f"/v1/policies/{self.version}/shadow")["rules"]
            if each["counts"]["subjects"] == orders])
        self.assertEqual((rule["name"], rule["on"], rule["outcome"], rule["line"]), ("大单（观察）", "order", "block", 7))
        counts = rule["counts"]
        self.assertEqual(sum(each["subjects"] for each in counts["answered"]), orders)
        self.assertEqual(sum(each["amount"] for each in counts["answered"]), counts["amount"])
        self.assertEqual(len(counts["examples"]), 20)
        decisions = self.key.get("/v1/decisions?subject=" + counts["examples"][0])["items"]
        self.assertIn("大单（观察）", decisions[0]["shadow_rules"])
        self.assertEqual(self.key("GET", "/v1/policies/1/shadow").status, 404)

    # ---- Backtests -------------------------------------------------------------------------

    def backtest(self, text):
        begun = self.analyst("POST", "/v1/backtests", text, kind="application/toml")
        self.assertEqual(begun.status, 202, begun.body)
        path = f"/v1/backtests/{begun.json()['backtest']}"
        return wait_for("the backtest", lambda: (told := self.key.get(path))["state"] == "done" and told)

    def test_a_backtest_tells_whom_it_hits_out_of_how_many(self):
        told = self.backtest(STRICT)
        self.assertEqual((told["by"], told["policy_sha256"]), ("ana", hashlib.sha256(STRICT.encode()).hexdigest()))
        order = told["report"]["order"]
        rank = {"allow": 0, "review": 1, "block": 2}
        worse = [each for each in order["changes"] if rank[each["after"]] > rank[each["before"]]]
        self.assertTrue(worse)
        total = sum(each["many"] for each in order["changes"])
        self.assertEqual(total, self.key.get("/v1/status")["things"]["orders"])
        for dimension in ("hit_by_merchant_age", "hit_by_merchant_size", "hit_by_region"):
            buckets = order[dimension]
            self.assertEqual(sum(each["of_subjects"] for each in buckets), total, dimension)
            self.assertEqual(sum(each["of_amount"] for each in buckets), sum(each["amount"] for each in order["changes"]))
            self.assertEqual(sum(each["subjects"] for each in buckets), sum(each["many"] for each in worse))
            self.assertEqual(sum(each["amount"] for each in buckets), sum(each["amount"] for each in worse))
            for each in buckets:
                self.assertLessEqual(each["subjects"], each["of_subjects"])
                self.assertLessEqual(each["merchants"], each["of_merchants"])
                self.assertEqual(each["merchants"] > 0, each["subjects"] > 0)
            treated = sum(each["many"] for each in order["changes"] if each["after"] != "allow")
            self.assertEqual(sum(each["treated_after"] for each in buckets), treated)
        self.assertEqual([each["name"] for each in order["hit_by_merchant_size"]],
                         ["under-10-orders", "10-to-99-orders", "100-to-999-orders", "1000-orders-and-more"])
        examples = order["hit_examples"]
        self.assertEqual(examples, sorted(examples, key=lambda each: each["probability_ppm"]))
        self.assertTrue(all(rank[each["after"]] > rank[each["before"]] for each in examples))
        self.assertEqual(self.key.get("/v1/orders/" + examples[0]["subject"])["merchant"], examples[0]["merchant"])
        self.assertGreater(sum(each["after"] for each in told["report"]["reviews_by_day"]), 0)

    def test_what_is_in_force_changes_nothing(self):
        report = self.backtest(WATCHING)["report"]
        for kind in ("order", "review", "account", "merchant"):
            self.assertTrue(all(each["before"] == each["after"] for each in report[kind]["changes"]), kind)
            self.assertEqual(report[kind]["hit_examples"] + report[kind]["better_examples"], [])
        self.assertEqual(report["shadows"][0]["name"], "大单（观察）")
        self.assertGreater(report["shadows"][0]["counts"]["subjects"], 0)

    def test_the_last_ones_are_listed_and_one_can_be_cancelled(self):
        begun = [self.analyst("POST", "/v1/backtests", STRICT, kind="application/toml").json()["backtest"] for _ in range(3)]
        # It waits behind two others.
        self.assertEqual(self.analyst("DELETE", f"/v1/backtests/{begun[2]}").status, 204)
        listed = self.key.get("/v1/backtests")["items"]
        self.assertEqual([each["number"] for each in listed[:3]], begun[::-1])
        self.assertEqual((listed[0]["state"], listed[0]["problem"]), ("cancelled", None))
        self.assertNotIn("report", listed[0])
        self.assertEqual(self.analyst("DELETE", f"/v1/backtests/{begun[2]}").status, 409)
        self.assertEqual(self.analyst("DELETE", "/v1/backtests/999999").status, 404)
        self.assertEqual(self.key("DELETE", f"/v1/backtests/{begun[0]}").status, 403)
        wait_for("the others end", lambda: {self.key.get(f"/v1/backtests/{n}")["state"] for n in begun[:2]} == {"done"})


if __name__ == "__main__":
    unittest.main()
