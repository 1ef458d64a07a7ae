"""What the server says of itself: /v1/system. docs/formats/system.md"""
import tempfile
import unittest

from live import Server, made_market, pieces, wait_for


class System(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.server = cls.enterClassContext(Server(folder))
        cls.key = cls.server.key(cls.server.admin(), "metrics:read events:write epochs:write market:read")

    def row(self, row, told):
        return dict(zip(told["columns"], row))

    def test_rates_are_of_what_was_sent(self):
        sent = 0
        for piece in pieces(made_market("--seed", "7", "--scale", "0.05")):
            answer = self.key("POST", "/v1/events", piece, kind="application/x-ndjson").json()
            sent += answer["accepted"]
        self.assertGreater(sent, 1000)

        def counted():
            told = self.key.get("/v1/system")
            times = [told["started_ms"]] + [row[0] for row in told["seconds"]]
            seconds = [(b - a) / 1000 for a, b in zip(times, times[1:])]
            return sum(self.row(row, told)["events"] / 1000 * took for row, took in zip(told["seconds"], seconds))

        # A row's time is known to a few milliseconds.
        wait_for("samples of all that was sent", lambda: counted() > sent * 0.9)
        self.assertLess(counted(), sent * 1.1)
        told = self.key.get("/v1/system")
        self.assertTrue(any(self.row(row, told)["sync_p99_us"] > 0 for row in told["seconds"]))
        self.assertTrue(any(self.row(row, told)["requests"] > 0 for row in told["seconds"]))
        now = told["now"]
        self.assertGreater(now["memory"], 1 << 20)
        self.assertGreater(now["disk_free"], 0)
        self.assertGreater(now["log_bytes"], 1000)
        self.assertGreaterEqual(now["data_bytes"], 0)
        self.assertLessEqual(now["memory"], told["limits"]["memory"])
        self.assertLessEqual(now["disk_free"], told["limits"]["disk"])
        self.assertIsNone(told["failure"])
        self.assertFalse(told["behind"])

    def test_only_what_is_new_is_told(self):
        wait_for("two samples", lambda: len(self.key.get("/v1/system")["seconds"]) >= 2)
        told = self.key.get("/v1/system")
        last = told["seconds"][-1][0]
        newer = self.key.get(f"/v1/system?after={last}")
        self.assertTrue(all(row[0] > last for row in newer["seconds"]))
        self.assertEqual(self.key.get("/v1/system?after=9007199254740991")["seconds"], [])
        for wrong in ("x", "", "1.5", "99999999999999999999"):
            self.assertEqual(self.key("GET", "/v1/system?after=" + wrong).status, 400, wrong)

    def test_epochs_are_told_with_their_time(self):
        before = len(self.key.get("/v1/system")["epochs"])
        self.assertEqual(self.key("POST", "/v1/epochs").status, 202)
        wait_for("an epoch", lambda: len(self.key.get("/v1/system")["epochs"]) > before)
        last = self.key.get("/v1/system")["epochs"][-1]
        self.assertEqual(last["number"], self.key.get("/v1/status")["epoch"]["number"])
        self.assertGreater(last["took_ms"], 0)


if __name__ == "__main__":
    unittest.main()
