"""The Python of docs/api.md, as it stands there, between a marketplace and a running server."""
import http.server
import pathlib
import re
import tempfile
import threading
import time
import unittest

from live import SECRET, Market, Server, wait_for
from shop import order

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "api.md"
CONFIG = '[[webhook]]\nname = "shop"\nurl = "{}"\nsecrets = ["{}"]\n'


def page(**names):
    """All of the page's code, run together, with these names given."""
    for code in re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S):
        exec(compile(code, PAGE.name, "exec"), names)  # pylint: disable=exec-used
    return names


class Page(unittest.TestCase):
    def setUp(self):
        self.carried_out = []
        self.shop = page(SECRET=SECRET, carry_out=self.carried_out.append)
        self.shop["Receiver"].log_message = lambda *_: None
        receiver = http.server.HTTPServer(("127.0.0.1", 0), self.shop["Receiver"])
        thread = threading.Thread(target=receiver.serve_forever)
        thread.start()
        self.addCleanup(receiver.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(receiver.shutdown)
        folder = self.enterContext(tempfile.TemporaryDirectory())
        url = f"http://127.0.0.1:{receiver.server_address[1]}"
        self.server = self.enterContext(Server(folder, config=CONFIG.format(url, SECRET)))
        admin = self.server.admin()
        self.analyst = self.server.person(admin, "lin", "analyst")
        key = self.server.key(admin, "events:write decisions:write actions:acknowledge")
        self.shop.update(URL=f"http://127.0.0.1:{self.server.port}", KEY=key.headers["authorization"].split()[1])

    def test_events_are_sent_once_however_often(self):
        events = [order(i) for i in range(50)]
        for accepted in (50, 0):
            answer = self.shop["send"](events)[1]
            self.assertEqual((answer["accepted"], answer["duplicate"]), (accepted, 50 - accepted))
        status, answer = self.shop["send"]([order(90), {"type": "order.placed"}])
        self.assertEqual((status, answer["accepted"], answer["rejects"][0]["item"]), (207, 1, 2))

    def test_a_decision_is_had(self):
        self.assertEqual(self.shop["decide"](order(1)), "allow")
        self.shop["KEY"] = "sx_wrong"
        self.assertEqual(self.shop["decide"](order(2)), "allow")

    def test_actions_arrive_are_carried_out_and_acknowledged(self):
        self.shop["send"]([order(1)])
        told = self.analyst("POST", "/v1/actions", {"action": "hold_settlement", "kind": "order", "id": "o-1", "reason": "seen"}).json()
        action = "/v1/actions/" + told["action"]
        wait_for("the receiver", lambda: self.analyst.get(action)["state"] == "applied")
        self.assertEqual([(each["ask"], each["action"]["id"]) for each in self.carried_out], [("apply", told["action"])])
        self.assertEqual(self.analyst("POST", action + "/release", {"reason": "shown"}).status, 200)
        wait_for("the receiver", lambda: self.analyst.get(action)["state"] == "confirmed")
        self.assertEqual([each["ask"] for each in self.carried_out], ["apply", "release"])

    def test_what_is_forged_or_old_is_not_carried_out(self):
        with Market() as market, tempfile.TemporaryDirectory() as folder:
            with Server(folder, config=CONFIG.format(market.url, SECRET)) as server:
                admin = server.admin()
                key = server.key(admin, "events:write actions:write")
                key("POST", "/v1/events", order(1))
                key("POST", "/v1/actions", {"action": "hold_settlement", "kind": "order", "id": "o-1", "reason": "seen"})
                wait_for("a webhook", lambda: market.taken)
        headers, body = market.taken[0]
        genuine, now = self.shop["genuine"], time.time()
        headers = {name.lower(): value for name, value in headers.items()}
        self.assertTrue(genuine(headers, body, SECRET, now))
        self.assertFalse(genuine(headers, body + b" ", SECRET, now))
        self.assertFalse(genuine(headers, body, SECRET, now + 400))
        self.assertFalse(genuine({**headers, "webhook-id": "act-1-2"}, body, SECRET, now))
        self.assertFalse(genuine(headers, body, "whsec_" + "A" * 40, now))


if __name__ == "__main__":
    unittest.main()
