#!/usr/bin/env python3
"""Runs flows of addresses: what people say above a line `----`, what Shouxin understands below it, line for line.

Usage: tests/flow/region/run.py [--accept] FLOW...      the binary: $SHOUXIN or build/release/shouxin

Above the line, an address a line as it is written or spoken; a line that starts with # is a remark. Below, for each
in the same order, the six cells of `shouxin region` parted by ` | ` (empty ones at the end left out):
    code | full name | level | how | rest | candidates
--accept rewrites what is below the line.
"""
import difflib
import os
import pathlib
import subprocess
import sys


def understood(addresses):
    done = subprocess.run([os.environ.get("SHOUXIN", "build/release/shouxin"), "region", "-"],
                          input="".join(address + "\n" for address in addresses), capture_output=True, text=True,
                          check=True)
    return [" | ".join(line.split("\t")).rstrip(" |") for line in done.stdout.split("\n")[:-1]]


def run(path, accept):
    """Whether the flow holds (or was made to)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index("----")
    should = lines[at + 1:]
    answers = understood([line for line in lines[:at] if not line.startswith("#")])
    if answers == should:
        return True
    if accept:
        path.write_text("\n".join([*lines[:at + 1], *answers]) + "\n", encoding="utf-8")
        print(f"{path}: accepted")
        return True
    print("\n".join(difflib.unified_diff(should, answers, f"{path}: should be", f"{path}: is", n=0, lineterm="")))
    print(f"If that is right: tests/flow/region/run.py --accept {path}")
    return False


def main(arguments):
    flows = [pathlib.Path(one) for one in arguments if not one.startswith("--")]
    if not flows:
        raise SystemExit(__doc__)
    return 0 if all([run(flow, "--accept" in arguments) for flow in flows]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
