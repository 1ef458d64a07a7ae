"""api/openapi.yaml against a running server: the same routes and permissions, and answers that fit their schemas."""
import json
import pathlib
import tempfile
import unittest
import urllib.parse

import jsonschema
import yaml

from live import PASSWORD, SECRET, Market, Server, made_market, pieces, wait_for



class Strict(yaml.SafeLoader):
    """Refuses what PyYAML would overlook: a key given twice."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise AssertionError(f"a key is given twice in the mapping at line {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep)


DOCUMENT = yaml.load((pathlib.Path(__file__).resolve().parents[2] / "api" / "openapi.yaml").read_text("utf-8"), Strict)
METHODS = ("get", "post", "put", "patch", "delete")
OPERATIONS = {operation["operationId"]: (method.upper(), path, operation)
              for path, item in DOCUMENT["paths"].items()
              for method, operation in item.items() if method in METHODS}
CONFIG = """
[epoch]
events = 1000
every_s = 1

[[webhook]]
name = "market"
url = "{}"
secrets = ["{}"]
"""
RULE = '[[rule]]\nname = "试"\non = "order"\nwhen = "order.probability >= 99 %"\noutcome = "review"\n'
WRONG_RULE = '[[rule]]\nname = "试"\non = "order"\nwhen = "order.probabilty >= 99"\noutcome = "review"\n'


def found(node):
    """What a $ref stands for."""
    while "$ref" in node:
        at = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            at = at[part]
        node = at
    return node


def check(value, schema, where):
    whole = {**schema, "components": DOCUMENT["components"]}
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
              for e in jsonschema.Draft202012Validator(whole).iter_errors(value)]
    if errors:
        raise AssertionError(f"{where}: {errors}")


def event(number, **fields):
    return {"type": "order.placed", "id": f"asked-{number}", "at": "2028-09-20T10:00:00+08:00", "order": f"asked-{number}",
            "buyer": "asked-buyer", "merchant": "asked-merchant", "item": "asked-item", "quantity": 1, "amount": 19900,
            "device": "d-1", "ip": "113.66.210.23", "address": "a-1", "region": "440111", "payer": "p-1", **fields}


class Contract(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        market = cls.market = cls.enterClassContext(Market())
        cls.server = cls.enterClassContext(Server(folder, config=CONFIG.format(market.url, SECRET)))
        cls.admin = cls.server.admin()
        cls.people = {role: cls.server.person(cls.admin, role + "-1", role) for role in ("analyst", "lead", "auditor")}
        cls.key = cls.server.key(cls.admin, "events:write decisions:write decisions:read actions:read actions:write "
                                 "actions:acknowledge labels:write market:read policies:read policies:write "
                                 "epochs:write ledger:read metrics:read")
        for piece in pieces(made_market("--seed", "7", "--scale", "0.15")):
            answer = cls.key("POST", "/v1/events", piece, kind="application/x-ndjson")
            if answer.status not in (200, 207):
                raise AssertionError(answer.body)
        cls.key("POST", "/v1/events", '{"type":"order.placed"}\n', kind="application/x-ndjson")
        cls.key("POST", "/v1/epochs")
        wait_for("a ring and an action that was applied", lambda: (
            cls.key.get("/v1/rings")["items"] and cls.key.get("/v1/actions?kind=hold_settlement&state=applied")["items"] and
            not cls.key.get("/v1/status")["epoch"]["running"]))
        order = cls.first("/v1/decisions?subject_kind=order")["subject"]["id"]
        cls.key("POST", "/v1/labels", {"kind": "order", "id": order, "outcome": "fake", "reason": "seen"})
        cls.key("POST", "/v1/backtests", RULE, kind="application/toml")
        cls.key("POST", "/v1/decisions/" + cls.first("/v1/decisions")["decision"] + "/recompute")
        cls.held = cls.first("/v1/actions?kind=hold_settlement&state=applied")
        cls.people["merchant"] = cls.server.person(cls.admin, "shop-1", "merchant", merchant=cls.held["merchant"])
        made = cls.people["merchant"]("POST", "/v1/own/appeals", {"action": cls.held["id"], "text": "真单"})
        cls.appeal = made.json().get("appeal")
        cls.batch = cls.key("POST", "/v1/batches", cls.batch_of("accounts", reason="seen")).json().get("batch")

    @classmethod
    def batch_of(cls, which, **more):
        return {"action": "require_verification", "ring": cls.first("/v1/rings")["number"], "which": which, **more}

    @classmethod
    def first(cls, path):
        items = cls.key.get(path)["items"]
        if not items:
            raise AssertionError(f"{path} is empty")
        return items[0]

    def placing(self, order):
        """The id of the event that placed it."""
        story = self.key.get(f"/v1/orders/{order}/evidence")["story"]
        return next(step["event"] for step in story if step["what"] == "placed")

    def proof(self, **asked):
        """The answer, once the decision is under a checkpoint."""
        parameters = self.real("proveDecision")
        return wait_for("a checkpoint", lambda: (
            answer := self.ask("proveDecision", parameters, **asked)).status != 503 and answer)

    def ask(self, operation, parameters=None, body=None, by=None, kind="application/json", query=""):
        """Its answer, which fits what the document says of its status."""
        method, path, told = OPERATIONS[operation]
        for name, value in (parameters or {}).items():
            path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe="/" if name == "tile" else ""))
        answer = (by or self.key)(method, path + query, body, kind)
        where = f"{method} {path}{query} {answer.status} {answer.body[:200]}"
        responses = told["responses"]
        expected = responses.get(str(answer.status)) or responses.get("default") if answer.status >= 400 \
            else responses.get(str(answer.status))
        self.assertIsNotNone(expected, where + " isn't in the document")
        content = found(expected).get("content")
        if content is None:
            self.assertEqual(answer.body, b"", where)
            return answer
        self.assertIn(answer.type, content, where)
        value = answer.json() if answer.type.endswith("json") else answer.body.decode("utf-8", "replace")
        check(value, content[answer.type].get("schema", {}), where)
        if answer.status >= 400:
            self.assertEqual(value["status"], answer.status, where)
        return answer

    # ---- The document ----------------------------------------------------------------------

    def test_the_server_has_these_routes_and_no_others(self):
        routes = self.key.get("/v1/routes")["routes"]
        told = [f"{method} {operation.get('x-pattern', path)} ({operation['x-permission']})"
                for method, path, operation in OPERATIONS.values()]
        self.assertEqual("\n".join(sorted(f"{each['method']} {each['pattern']} ({each['needs']})" for each in routes)),
                         "\n".join(sorted(told)))
        for route in routes:
            operation = DOCUMENT["paths"][route["pattern"].replace("...", "")][route["method"].lower()]
            content = found(operation.get("requestBody", {})).get("content", {})
            self.assertEqual(sorted(route["accepts"]), sorted(content), route)
            self.assertEqual(route["body_bytes_max"] > 0, bool(content), route)

    def test_every_operation_says_what_it_does_in_both_languages(self):
        for name, (_, path, operation) in OPERATIONS.items():
            chinese, _, english = operation["summary"].partition(" · ")
            self.assertTrue(any("\u4e00" <= letter <= "\u9fff" for letter in chinese) and english.isascii() and english, name)
            inside = {part[1:-1] for part in path.split("/") if part.startswith("{")}
            parameters = [found(each) for each in operation.get("parameters", [])]
            self.assertEqual({each["name"] for each in parameters if each["in"] == "path"}, inside, name)
            self.assertTrue(all(set(each) <= {"name", "in", "required", "description", "schema"} for each in parameters), name)

    def test_the_schemas_are_schemas(self):
        for name, schema in DOCUMENT["components"]["schemas"].items():
            jsonschema.Draft202012Validator.check_schema(schema)
            if "properties" in schema and schema.get("additionalProperties") is False:
                self.assertLessEqual(set(schema["required"]), set(schema["properties"]), name)

    # ---- Reading ---------------------------------------------------------------------------

    def real(self, operation):
        """Parameters that name what is there."""
        decision = lambda kind: self.first(f"/v1/decisions?subject_kind={kind}")
        return {
            "readDecision": lambda: {"decision": decision("order")["decision"]},
            "proveDecision": lambda: {"decision": decision("order")["decision"]},
            "readRecomputation": lambda: {"recomputation": 1},
            "readRing": lambda: {"ring": self.first("/v1/rings")["number"]},
            "readRingGraph": lambda: {"ring": self.first("/v1/rings")["number"]},
            "readBatch": lambda: {"batch": self.batch},
            "readOrder": lambda: {"id": decision("order")["subject"]["id"]},
            "readReview": lambda: {"id": decision("review")["subject"]["id"]},
            "readAccount": lambda: {"id": self.key.get("/v1/orders/" + decision("order")["subject"]["id"])["buyer"]},
            "readMerchant": lambda: {"id": decision("order")["merchant"]},
            **dict.fromkeys(("listMerchantOwnActions", "listMerchantOwnDecisions", "listMerchantOwnAppeals",
                             "readMerchantOwnSums"), lambda: {"id": self.held["merchant"]}),
            "explainOrder": lambda: {"id": decision("order")["subject"]["id"]},
            "explainReview": lambda: {"id": decision("review")["subject"]["id"]},
            "explainAccount": lambda: {"id": self.key.get("/v1/accounts?sort=probability")["items"][0]["id"]},
            "explainMerchant": lambda: {"id": decision("order")["merchant"]},
            "readEvent": lambda: {"id": self.placing(decision("order")["subject"]["id"])},
            "readMerchantDays": lambda: {"id": decision("order")["merchant"]},
            "readAction": lambda: {"action": self.first("/v1/actions")["id"]},
            "readPolicy": lambda: {"version": 1},
            "readPolicyText": lambda: {"version": 1},
            "comparePolicies": lambda: {"version": 1},
            "readShadow": lambda: {"version": self.key.get("/v1/status")["policy"]},
            "readBacktest": lambda: {"backtest": 1},
            "readAppeal": lambda: {"appeal": self.appeal},
            "readTile": lambda: {"tile": "0/000"},
            "readLeaf": lambda: {"index": 3},
            "proveLeaf": lambda: {"index": 3},
            "includeLeaf": lambda: {"index": 3},
        }.get(operation, dict)()

    QUERIES = {"includeLeaf": "?size=9", "search": "?q=R1", "compareTrees": "?from=3&to=9",
               "comparePolicies": "?from=1"}
    READERS = {"listOwnActions": "merchant", "listOwnDecisions": "merchant", "listOwnAppeals": "merchant",
               "readOwnMerchant": "merchant", "listSessions": "analyst", "listPeople": "auditor", "listKeys": "auditor", "listAudit": "auditor"}

    def test_everything_can_be_read(self):
        for name, (method, _, operation) in OPERATIONS.items():
            # console_test.py and stream_test.py read the others.
            if method == "GET" and operation["tags"] != ["console"] and name != "followChanges":
                by = self.people.get(self.READERS.get(name))
                answer = self.proof() if name == "proveDecision" else \
                    self.ask(name, self.real(name), by=by, query=self.QUERIES.get(name, ""))
                self.assertEqual(answer.status, 200, f"{name}: {answer.body[:300]}")
        self.assertEqual(self.ask("whoAmI", by=self.people["lead"]).status, 200)
        self.assertEqual(self.proof(by=self.people["lead"], query="?purpose=asked").status, 200)
        self.assertEqual(self.proof(by=self.people["lead"]).status, 400)

    def test_what_is_not_there_is_told_so(self):
        for name, (method, path, _) in OPERATIONS.items():
            if method == "GET" and "{" in path:
                parameters = {each["name"] for each in map(found, OPERATIONS[name][2]["parameters"]) if each["in"] == "path"}
                for wrong in ("nothing", "999999999", "../x", "a b", "'; drop table decisions; --", "<script>", "", "\u5b88" * 50):
                    answer = self.ask(name, dict.fromkeys(parameters, wrong), query=self.QUERIES.get(name, ""))
                    self.assertIn(answer.status, (400, 404), f"{name} {wrong}: {answer.body[:300]}")

    def test_lists_go_page_by_page_and_take_the_filters_that_are_told(self):
        lists = [name for name, (_, _, operation) in OPERATIONS.items()
                 if {"$ref": "#/components/parameters/from"} in operation.get("parameters", [])]
        self.assertGreater(len(lists), 8)
        for name in lists:
            by = self.people.get(self.READERS.get(name))
            whole = self.ask(name, by=by, query="?limit=1000").json()["items"]
            cursor, pages = "", []
            while len(pages) < 3 and cursor is not None:
                page = self.ask(name, by=by, query=f"?limit=2{cursor and '&after=' + urllib.parse.quote(cursor)}").json()
                pages.append(page["items"])
                cursor = page["next"]
            if name not in ("listAlerts",):
                self.assertTrue(pages[0], f"{name} is empty")
            if len(whole) < 1000:
                self.assertEqual(sum(pages, [])[:len(whole)], whole[:6], name)
            for parameter in map(found, OPERATIONS[name][2]["parameters"]):
                if parameter["name"] in ("limit", "after"):
                    continue
                schema = found(parameter["schema"])
                value = schema.get("enum", [1 if schema.get("type") == "integer" else "R1"])[0]
                value = "act-1" if parameter["name"] == "action" else value
                query = urllib.parse.urlencode({parameter["name"]: value})
                self.assertEqual(self.ask(name, by=by, query="?" + query).status, 200, f"{name} {query}")
            for wrong in ("?limit=0", "?limit=1001", "?limit=x", "?after=x", "?from=x", "?no_such=1"):
                self.assertEqual(self.ask(name, by=by, query=wrong).status, 400, f"{name} {wrong}")

    # ---- Changing --------------------------------------------------------------------------

    def right(self):
        """(operation, status, what else ask() takes), in the order in which they can be done."""
        lead, analyst, admin = self.people["lead"], self.people["analyst"], self.admin
        proposed = self.ask("proposePolicy", body=RULE, kind="application/toml", by=analyst).json()["version"]
        other = self.ask("proposePolicy", body={"text": RULE, "reason": "again"}, by=analyst).json()["version"]
        orders = [each["subject"]["id"] for each in self.key.get("/v1/decisions?subject_kind=order&outcome=review")["items"]]
        orders += [each["subject"]["id"] for each in self.key.get("/v1/decisions?subject_kind=order")["items"]]
        orders = list(dict.fromkeys(orders))
        holds = {each["subject"] for each in self.key.get("/v1/actions?kind=hold_settlement&limit=1000")["items"]}
        free = [order for order in orders if order not in holds]
        self.assertGreaterEqual(len(free), 3)
        why = {"reason": "seen by hand"}

        def hold(order):
            told = self.ask("takeAction", body={"action": "hold_settlement", "kind": "order", "id": order, **why}).json()
            wait_for("the marketplace", lambda: self.key.get("/v1/actions/" + told["action"])["state"] == "applied")
            return {"action": told["action"]}

        yield "recompute", 202, dict(parameters=self.real("readDecision"))
        yield "sendEvents", 200, dict(body=[event(1), event(1)])
        yield "sendEvents", 207, dict(body=[event(2), {"type": "order.placed"}])
        yield "decide", 200, dict(body=event(3))
        yield "decide", 200, dict(body=event(3))
        yield "label", 201, dict(body={"kind": "order", "id": free[0], "outcome": "honest", "reason": "asked"})
        yield "label", 409, dict(body={"kind": "order", "id": free[0], "outcome": "fake", "unless_labelled": True})
        yield "withdrawLabel", 200, dict(body={"kind": "order", "id": free[0], **why})
        self.market.gone = True
        yield "takeAction", 201, dict(body={"action": "open_case", "kind": "order", "id": free[0], **why})
        letters = f"/v1/outbox?state=dead&subject=order/{free[0]}"
        dead = wait_for("a dead letter", lambda: self.key.get(letters)["items"])[0]["id"]
        self.market.gone = False
        yield "closeAlert", 200, dict(body={"alert": "dead/" + dead, **why})
        yield "resendMessage", 200, dict(body={"message": dead, **why})
        yield "previewBatch", 200, dict(body=self.batch_of("accounts"))
        cases = {"action": "open_case", "subjects": [{"kind": "order", "id": order} for order in (*free, "nobody")]}
        yield "previewBatch", 200, dict(body=cases)
        batch = self.ask("takeBatch", body={**cases, **why}).json()
        yield "takeBatch", 201, dict(body={**cases, **why})
        yield "undoBatch", 200, dict(parameters={"batch": batch["batch"]}, body=why)
        first, second = hold(free[0]), hold(free[1])
        year = int(self.key.get("/v1/actions/" + first["action"])["expires_ms"]) + 86_400_000
        yield "extend", 200, dict(parameters=first, body={"expires_ms": year, **why})
        yield "capture", 200, dict(parameters=first, body={"amount": 1, "keep_rest": True, **why})
        yield "acknowledge", 200, dict(parameters=first, body={"step": 1})
        yield "release", 200, dict(parameters=second, body=why)
        yield "void", 200, dict(parameters=hold(free[2]), body=why)
        yield "undo", 200, dict(parameters=first, body=why)
        other_hold = next(each["id"] for each in self.key.get(f"/v1/actions?kind=exclude_from_sales&merchant={self.held['merchant']}&state=applied")["items"]
                          if each["id"] != self.held["id"])
        yield "appeal", 201, dict(body={"action": other_hold, "text": "有称重照片"}, by=self.people["merchant"])
        yield "answerAppeal", 200, dict(parameters={"appeal": self.appeal}, body={"outcome": "rejected", "reason": "seen"})
        yield "checkPolicy", 200, dict(body=RULE, kind="application/toml")
        yield "beginBacktest", 202, dict(body={"text": RULE})
        last = self.ask("beginBacktest", body={"text": RULE}).json()["backtest"]
        yield "cancelBacktest", 204, dict(parameters={"backtest": last})
        yield "proposePolicy", 201, dict(body=RULE, kind="application/toml")
        yield "approvePolicy", 200, dict(parameters={"version": proposed}, body={}, by=lead)
        yield "rejectPolicy", 200, dict(parameters={"version": other}, body=why, by=lead)
        yield "restorePolicy", 200, dict(parameters={"version": 1}, body=why, by=lead)
        yield "beginEpoch", 202, {}
        yield "openCase", 200, dict(parameters={"kind": "order", "id": free[0]}, by=analyst)
        yield "openCase", 200, dict(parameters={"kind": "order", "id": free[0]}, by=lead)
        yield "openCase", 400, dict(parameters={"kind": "shop", "id": free[0]}, by=lead)
        yield "addPerson", 201, dict(body={"name": "new-1", "role": "analyst"}, by=admin)
        yield "changePerson", 200, dict(parameters={"name": "new-1"}, body={"state": "disabled"}, by=admin)
        made = self.ask("makeKey", body={"label": "x", "scopes": "events:write"}, by=admin).json()
        yield "makeKey", 201, dict(body={"label": "y", "scopes": "events:write", "days": 1}, by=admin)
        yield "revokeKey", 204, dict(parameters={"id": made["id"]}, by=admin)
        nobody = self.server.anyone()
        yield "signIn", 200, dict(body={"name": "auditor-1", "password": PASSWORD}, by=nobody)
        signed_in = lambda: nobody.sign_in("auditor-1", PASSWORD)
        yield "changePassword", 200, dict(body={"current": PASSWORD, "next": "another-horse-1987"}, by=signed_in())
        yield "changePassword", 200, dict(body={"current": "another-horse-1987", "next": PASSWORD},
                                          by=nobody.sign_in("auditor-1", "another-horse-1987"))
        yield "signOut", 204, dict(by=signed_in())
        yield "signOutEverywhere", 204, dict(by=signed_in())

    def test_everything_can_be_done(self):
        done = set()
        for name, status, asked in self.right():
            answer = self.ask(name, **asked)
            self.assertEqual(answer.status, status, f"{name}: {answer.body[:500]}")
            done.add(name)
        self.people["auditor"] = self.server.anyone().sign_in("auditor-1", PASSWORD)
        # What witnesses answer is checked by witness_test.py, which can sign.
        self.assertEqual(done | {"cosign"}, {name for name, (method, _, _) in OPERATIONS.items() if method != "GET"})
        self.assertEqual(self.ask("cosign", body="no signature", kind="text/plain").status, 403)
        wait_for("the backtest", lambda: self.key.get("/v1/backtests/1")["state"] == "done")
        self.ask("readBacktest", {"backtest": 1})

    def test_wrong_bodies_are_told_what_is_wrong(self):
        parameters = {"action": "act-1", "version": 1, "name": "nobody", "id": "0" * 16, "appeal": "ap-999", "batch": "b-999"}
        for name, (method, path, operation) in OPERATIONS.items():
            if method == "GET" or "requestBody" not in operation or name == "cosign":
                continue
            by = {"people:write": self.admin, "keys:write": self.admin, "policies:approve": self.people["lead"], "own:write": self.people["merchant"],
                  "person": self.people["analyst"], "anyone": self.server.anyone()}.get(operation["x-permission"])
            for body in ('{"no_such":1}', "{", '[[[[', '"x"', b'\xff\xfe', '{"a":1,"a":2}', "[" * 5000):
                answer = self.ask(name, {each: value for each, value in parameters.items() if "{" + each + "}" in path}, body, by)
                if name != "sendEvents" or answer.status != 207:
                    self.assertIn(answer.status, (400, 404, 422), f"{name} {body[:40]}: {answer.body[:300]}")
            answer = self.ask(name, {each: value for each, value in parameters.items() if "{" + each + "}" in path},
                              "x", by, kind="text/html")
            self.assertEqual(answer.status, 415, f"{name}: {answer.body[:300]}")

    def test_a_wrong_policy_is_told_line_and_column(self):
        for name in ("checkPolicy", "proposePolicy", "beginBacktest"):
            answer = self.ask(name, body=WRONG_RULE, kind="application/toml")
            self.assertEqual(answer.status, 422, answer.body)
            self.assertEqual(answer.json()["problems"][0]["line"], 4)
            self.assertIn("line 4", answer.json()["detail"])

    def test_what_is_no_question_is_told_so(self):
        for body, status in ((event(7, type="page.seen", url="http://x", text="x"), 422), ([event(8), event(9)], 400),
                             ({"type": "order.placed"}, 422), ([], 400)):
            self.assertEqual(self.ask("decide", body=body).status, status, body)
        self.ask("sendEvents", body=event(10))
        self.assertEqual(self.ask("decide", body=event(10)).status, 409)

    def test_each_form_of_events_is_taken(self):
        envelope = {"specversion": "1.0", "type": "order.refunded", "source": "/shop/1", "id": "c1",
                    "time": "2028-09-20T10:00:00+08:00", "data": {"order": "asked-1", "amount": 500}}
        for kind, body in (("application/x-ndjson", json.dumps(event(20)) + "\n" + json.dumps(event(21))),
                           ("application/jsonl", json.dumps(event(22))),
                           ("application/json", [event(23)]), ("application/json", event(24)),
                           ("application/cloudevents+json", envelope),
                           ("application/cloudevents-batch+json", [{**envelope, "id": "c2"}])):
            answer = self.ask("sendEvents", body=body, kind=kind)
            self.assertEqual((answer.status, answer.json()["rejected"], answer.json()["duplicate"]), (200, 0, 0), answer.body)


if __name__ == "__main__":
    unittest.main()
