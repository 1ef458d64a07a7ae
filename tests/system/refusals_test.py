"""What nobody may bring the server down with: requests at the edge of what can be written."""
import json
import tempfile
import unittest

from served import Server

ORDER = {
    "type": "order.placed", "id": "e1", "at": "2026-11-01T20:14:03Z", "order": "o1",
    "buyer": "u1", "merchant": "m1", "item": "i1", "quantity": 1, "amount": 100, "subsidy": 300,
    "device": "d1", "ip": "113.66.210.23", "address": "a1", "region": "440111", "payer": "p1"}
HOLD = {"action": "hold_settlement", "kind": "order", "id": "o1", "reason": "looked at"}


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(cls.folder.name).start()
        cls.client = cls.server.client(cls.server.make_key(cls.server.admin()))
        cls.client.events([json.dumps(ORDER).encode() + b"\n"])

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.server.kill()
        cls.folder.cleanup()

    def tearDown(self):
        self.assertEqual(self.client.get("/readyz").status, 200)

    def test_integers_that_no_log_holds(self):
        for number in (2**53, 2**63 - 1, -2**63, 2**64 - 1, 2**70):
            body = json.dumps({"amount": number, "reason": "r"})
            answer = self.client.post("/v1/actions/act-1/capture", body)
            self.assertEqual(answer.status, 400, answer)
        for version in (2**32, 2**53, 2**63 - 1):
            answer = self.client.get(f"/v1/policies/{version}")
            self.assertEqual(answer.status, 404, answer)

    def test_keys_of_repeats_that_are_no_text(self):
        for key in (b"\xff\xfe", b"k" * 300):
            answer = self.client.post("/v1/actions", HOLD, Idempotency_Key=key)
            self.assertEqual(answer.status, 400, answer)

    def test_long_words(self):
        for name in ("kind", "id", "outcome", "reason"):
            label = {"kind": "order", "id": "o1", "outcome": "fake", "reason": "r"}
            answer = self.client.post("/v1/labels", {**label, name: "\x01" * 10_000})
            self.assertEqual(answer.status, 400, answer)
        answer = self.client.post("/v1/policies", {"text": "# none", "reason": "r" * 1_000_000})
        self.assertEqual(answer.status, 400, answer)

    def test_lines_that_grow(self):
        much = "13800138000 " * 80_000
        line = json.dumps({**ORDER, "id": "e2", "more": much}).encode()
        answer = self.client.events([line + b"\n"])
        self.assertEqual((answer.status, answer.json()["rejected"]), (207, 1))

    def test_bodies_of_bad_lines(self):
        answer = self.client.events([b"x\n" * 4_000_000])
        self.assertEqual(answer.status, 422, answer)
        self.assertEqual(self.client.events([b"x\n" * 10_000]).status, 207)

    def test_more_subsidy_than_price(self):
        answer = self.client.post("/v1/actions", HOLD)
        self.assertEqual((answer.status, answer.json()["amount"]), (201, 0), answer)

    def test_z_what_was_taken_can_be_replayed(self):
        self.server.kill()
        self.server.start()
        self.client.close()
        self.client.port = self.server.port
        self.assertEqual(self.client.get("/v1/orders/o1").status, 200)


if __name__ == "__main__":
    unittest.main()
