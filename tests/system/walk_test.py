"""docs/walk.md, command by command as it stands there, against a live demo; and that the Chinese page has the same
commands."""
import os
import pathlib
import re
import subprocess
import tempfile
import threading
import unittest

from live import Server
from shop import SHOUXIN

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
STOP = "Stop the server, and check it"
# What must come out of the commands after these headings.
EXPECTED = {
    "Find a ring": ['"scheme"', '"number": "R'],
    "Read why": ['"fact_en"', '"event_ids"', '"clears"', '"answers"', '"order.amount"'],
    "Hold money, and let it go": ['"role": "analyst"', '"to_state": "applied"', '"to_state": "released"'],
    "Write a rule": ['"problems":[{"column"', 'Rule \\"walk\\" (live)', 'rule \\"walk\\": added'],
    "Try it on the past": ['"state": "done"', '"reviews_by_day"', '"name": "walk"'],
    "Have somebody else approve it": ['"status":403', '"state":"in-force"'],
    "See it act": ['"kind": "block_cashback"', '"walk"'],
    "Take the proof home": ["shouxin.local/ledger+"],
    "Stop the server, and check it": ["Shown, and what the leaf commits to: subject is", "\nVERIFIED\n", "NOT VERIFIED: ", "THE SAME, to the byte"],
}
# Where a command is meant to fail.
REFUSED = ["Write a rule", "Have somebody else approve it", "Stop the server, and check it"]


def blocks(page):
    """(heading, commands) of every block of shell, in order."""
    heading = ""
    for part in re.finditer(r"^## ([^\n]*)$|^```sh\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.M | re.S):
        if part.group(1):
            heading = part.group(1)
        else:
            yield heading, part.group(2)


class Shell:
    """One bash for all commands, as a visitor has."""

    def __init__(self, folder):
        self.process = subprocess.Popen(["bash", "--norc"], cwd=folder, text=True, encoding="utf-8", stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.run("set -o pipefail; trap 'echo __failed__' ERR")

    def run(self, commands, seconds=300):
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        self.process.stdin.write(commands + "\necho; echo __end__\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line == "__end__\n":
                timer.cancel()
                return "".join(lines)
            lines.append(line)
        raise AssertionError(f"took more than {seconds} s, or ended the shell: {commands}\n{''.join(lines)[-2000:]}")

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


class Walk(unittest.TestCase):
    def test_every_command_does_what_the_page_says(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "build/release").mkdir(parents=True)
        (folder / "build/release/shouxin").symlink_to(os.path.abspath(SHOUXIN))
        server = self.enterContext(Server(folder, "--demo", data="demo-data"))
        key = server.read_until(r"KEY=(sx_\w+)")
        shell = Shell(folder)
        self.addCleanup(shell.end)
        told, stopped = {}, False
        for heading, commands in blocks("walk.md"):
            if "serve --demo" in commands:
                continue
            if heading == STOP and not stopped:
                stopped = True
                server.stop()
            commands = commands.replace("http://127.0.0.1:8080", f"http://127.0.0.1:{server.port}")
            commands = re.sub(r"^KEY=.*$", "KEY=" + key, commands, flags=re.M)
            told[heading] = told.get(heading, "") + shell.run(commands)
        self.assertTrue(stopped)
        whole = "".join(told.values())
        self.assertEqual([heading for heading, text in told.items() for _ in range(text.count("__failed__"))], REFUSED, whole)
        for heading, words in EXPECTED.items():
            for word in words:
                self.assertIn(word, told[heading], heading)

    def test_the_chinese_page_has_the_same_commands(self):
        self.assertEqual([commands for _, commands in blocks("walk.zh-CN.md")], [commands for _, commands in blocks("walk.md")])


if __name__ == "__main__":
    unittest.main()
