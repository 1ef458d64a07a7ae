"""Whom each route lets in: all routes of a running server, asked by everybody there can be, against roles.txt. After a
change that is meant, `ACCEPT=1 SHOUXIN=... python3 tests/system/roles_test.py` writes it anew."""
import os
import pathlib
import re
import tempfile
import unittest

from live import PASSWORD, ROLES, Server

MATRIX = pathlib.Path(__file__).with_name("roles.txt")
SCOPES = ("events:write", "decisions:write", "decisions:read", "actions:read", "actions:write", "actions:acknowledge",
          "labels:write", "market:read", "policies:read", "policies:write", "epochs:write", "ledger:read",
          "ledger:cosign", "metrics:read")
ENDS_SESSIONS = (("POST", "/v1/logout"), ("DELETE", "/v1/me/sessions"))


class Roles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.server = cls.enterClassContext(Server(folder))
        admin = cls.server.admin()
        cls.callers = {"nobody": cls.server.anyone()}
        for role in ROLES:
            more = {"merchant": "m-1"} if role == "merchant" else {}
            cls.callers[role] = cls.server.person(admin, f"a-{role}", role, **more)
        for scope in SCOPES:
            cls.callers["key:" + scope] = cls.server.key(admin, scope)
        routes = admin.get("/v1/routes")["routes"]
        cls.routes = sorted((route["pattern"], route["method"], route["needs"]) for route in routes)
        cls.take_bodies = {(route["method"], route["pattern"]) for route in routes if route["body_bytes_max"]}

    def ask(self, who, method, pattern):
        """The answer to a request that does nothing if it is let in: its body is broken, what it names isn't there."""
        body = "{" if (method, pattern) in self.take_bodies else None
        answer = self.callers[who](method, re.sub(r"\{[\w.]+\}", "none", pattern), body)
        if (method, pattern) in ENDS_SESSIONS and answer.status == 204:
            self.callers[who] = self.server.anyone().sign_in(f"a-{who}", PASSWORD)
        return answer

    def test_lets_in_whom_the_file_says(self):
        lines = []
        for pattern, method, needs in self.routes:
            let_in = []
            for who in list(self.callers):
                answer = self.ask(who, method, pattern)
                if answer.status not in (401, 403):
                    let_in.append(who)
                else:
                    self.assertEqual(answer.type, "application/problem+json")
                    # Only who isn't known is asked who he is.
                    self.assertEqual(answer.status == 401, who == "nobody", f"{who} {method} {pattern}")
                    self.assertEqual("www-authenticate" in answer.headers, answer.status == 401)
            names = " ".join(let_in).replace(" ".join("key:" + scope for scope in SCOPES), "every-key")
            lines.append(f"{method} {pattern} ({needs}): {names}\n")
        if os.environ.get("ACCEPT") == "1":
            MATRIX.write_text("".join(lines), encoding="utf-8")
        self.assertEqual("".join(lines), MATRIX.read_text(encoding="utf-8"))

    def test_what_is_no_route_is_not_found_by_anybody(self):
        for who, ask in self.callers.items():
            for path in ("/index.html", "/v1", "/v1/nothing", "/v1/decisions/d1-0/proof/x", "/v2/status", "/V1/status"):
                self.assertEqual(ask("GET", path).status, 404, f"{who} {path}")
            self.assertEqual(ask("GET", "/v1/../v1/status").status, 400, who)
            self.assertEqual(ask("PUT", "/v1/status").status, 405, who)

    def test_a_session_alone_changes_nothing(self):
        from_elsewhere = dict(self.callers["lead"].headers)
        del from_elsewhere["x-csrf-token"]
        caller = self.server.anyone()
        caller.headers = from_elsewhere
        self.assertEqual(caller("GET", "/v1/me").status, 200)
        for pattern, method, needs in self.routes:
            if method != "GET" and needs != "anyone":
                answer = caller(method, re.sub(r"\{[\w.]+\}", "none", pattern))
                self.assertEqual(answer.status, 403, f"{method} {pattern}")

    def test_a_key_that_is_wrong_or_revoked_opens_nothing(self):
        admin = self.callers["admin"]
        made = admin("POST", "/v1/keys", {"label": "short", "scopes": "market:read"}).json()
        caller = self.server.anyone()
        for key, status in ((made["key"], 200), (made["key"][:-1] + "x", 401), ("sx_", 401), ("", 401)):
            self.assertEqual(caller("GET", "/v1/status", authorization="Bearer " + key).status, status)
        self.assertEqual(admin("DELETE", "/v1/keys/" + made["id"]).status, 204)
        self.assertEqual(caller("GET", "/v1/status", authorization="Bearer " + made["key"]).status, 401)


if __name__ == "__main__":
    unittest.main()
