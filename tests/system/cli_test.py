"""The command line's promises to scripts: statuses, and errors of one sentence."""
import os
import subprocess
import unittest

SHOUXIN = os.environ.get("SHOUXIN", "build/release/shouxin")


def shouxin(*arguments):
    return subprocess.run([SHOUXIN, *arguments], capture_output=True, text=True, timeout=60)


class CommandLine(unittest.TestCase):
    def assert_wrong_usage(self, done):
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Ashouxin[^\n]*: [^\n]+\.\n\Z")

    def test_help_and_version(self):
        for flag in ("--help", "-h"):
            done = shouxin(flag)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("Usage: shouxin", done.stdout)
        self.assertRegex(shouxin("--version").stdout, r"\Ashouxin \d+\.\d+\.\d+\n\Z")

    def test_wrong_usage(self):
        for arguments in ((), ("--bogus",), ("bogus",), ("-x", "y"), ("",)):
            with self.subTest(arguments):
                self.assert_wrong_usage(shouxin(*arguments))

    def test_unwritable_standard_output(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([SHOUXIN, "--help"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()
