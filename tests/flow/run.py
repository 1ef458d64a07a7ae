#!/usr/bin/env python3
"""Runs flows: what happens on a market above a line `----`, what Shouxin should say of it below.

Usage: tests/flow/run.py [--accept] FLOW...      the binary is $SHOUXIN or build/release/shouxin

Above the line, one event a line as JSON (docs/events.md); `id` may be left out. Then
    # a remark
    @repeat 40 ... @end     around lines: they come 40 times, {n} counts 0 to 39, and {n%7}, {n*3+1}
                            and the like are worked out
    "at": "2026-11-01T10:00:00+08:00 + 90 min"      a time and some s, min, h or d later
Events are sorted by time, so that a story may be told in any order. A line `@verbatim` passes the
rest up to the `----` on as it is, for lines that are no events.

Below the line, a question, a colon and the answer; with --accept the answers are rewritten:
    order o-1: block cash-back;light-parcel          action, and reasons unless it is allow
    orders o-h*: 38 allow, 2 review                  how many of each action
    review v-1: allow          reviews v-*: ...      the same of reviews (block: fold)
    merchant m-1: clean        account u-1: guilty   guilty from 0.5 on
    accounts u-w*: 12 guilty                         only these are counted
    rings: 1                   ring of m-1: cashback, 12 accounts, 1 merchants
    quarantine: 2: not valid JSON                    line and reason of each, joined by ` | `
    status: 0
"""
import collections
import csv
import datetime
import difflib
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SHOUXIN = os.environ.get("SHOUXIN", "build/release/shouxin")
UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


def worked_out(text, n):
    def value(match):
        if not re.fullmatch(r"[\dn+*/%() -]+", match[1]):
            raise SystemExit(f"{{{match[1]}}} is no arithmetic of n")
        return str(int(eval(match[1].replace("/", "//"), {"__builtins__": {}}, {"n": n})))
    return re.sub(r"\{([^{}\":,]*n[^{}\":,]*)\}", value, text)


def unrolled(lines):
    """The lines with every @repeat ... @end written out."""
    result, block, times = [], None, 0
    for line in lines:
        if line.startswith("@repeat "):
            block, times = [], int(line.split()[1])
        elif line == "@end":
            result += [worked_out(inner, n) for n in range(times) for inner in block]
            block = None
        elif line and not line.startswith("#"):
            (result if block is None else block).append(line)
    return result


def moment(text):
    """`at`, perhaps with `+ 90 min` behind, as a time."""
    first, *later = text.split(" + ")
    time = datetime.datetime.fromisoformat(first)
    for part in later:
        number, unit = part.split()
        time += datetime.timedelta(seconds=float(number) * UNITS[unit])
    return time


def log_of(story):
    """The input for scan, from the lines above the `----`."""
    verbatim = []
    if "@verbatim" in story:
        at = story.index("@verbatim")
        story, verbatim = story[:at], story[at + 1:]
    events = []
    for number, line in enumerate(unrolled(story)):
        event = {"id": f"e{number}", **json.loads(line)}
        events.append((moment(event["at"]), number, event))
    events.sort(key=lambda one: one[:2])
    lines = [json.dumps({**event, "at": time.isoformat(timespec="milliseconds")}, ensure_ascii=False)
             for time, _, event in events]
    return "\n".join(lines + verbatim) + "\n"


class Verdicts:
    """What scan said of a log, ready for questions."""

    def __init__(self, log):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out"
            done = subprocess.run([SHOUXIN, "scan", "--out", out, "-"], input=log.encode(),
                                  capture_output=True, timeout=60)
            self.status = done.returncode
            if self.status not in (0, 1):
                raise SystemExit(done.stderr.decode())
            self.rows = {kind: self.table(out / f"{kind}s.csv", kind)
                         for kind in ("order", "review", "account", "merchant")}
            self.rings = [json.loads(line) for line in open(out / "rings.jsonl")]
            self.quarantine = [json.loads(line) for line in open(out / "quarantine.jsonl")]

    @staticmethod
    def table(path, key):
        with open(path, newline="") as file:
            return {row[key]: row for row in csv.DictReader(file)}

    def word(self, kind, row):
        if kind in ("order", "review"):
            return row["action"]
        return "guilty" if float(row["probability"]) >= 0.5 else "clean"

    def one(self, kind, name):
        if kind == "account" and name not in self.rows[kind]:
            return "clean"  # accounts.csv leaves the harmless out
        if name not in self.rows[kind]:
            return "never seen"
        row = self.rows[kind][name]
        word = self.word(kind, row)
        return word if word in ("allow", "clean") else f"{word} {row['reasons']}".strip()

    def many(self, kind, pattern):
        found = [self.word(kind, row) for name, row in self.rows[kind].items() if fnmatch.fnmatch(name, pattern)]
        counts = collections.Counter(found)
        if kind == "account":
            del counts["clean"]  # those below 0.01 aren't listed, so nobody knows how many
        return ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "none"

    def ring_of(self, name):
        for ring in self.rings:
            if any(member["id"] == name for member in ring["members"]):
                return f"{ring['scheme']}, {len(ring['accounts'])} accounts, {len(ring['merchants'])} merchants"
        return "none"

    def answer(self, question):
        kind, _, name = question.partition(" ")
        if kind == "ring" and name.startswith("of "):
            return self.ring_of(name[3:])
        if kind in self.rows and name:
            return self.one(kind, name)
        if kind.removesuffix("s") in self.rows and name:
            return self.many(kind.removesuffix("s"), name)
        simple = {"rings": len(self.rings), "status": self.status,
                  "quarantine": " | ".join(f"{q['line']}: {q['reason']}" for q in self.quarantine) or "none"}
        if question not in simple:
            raise SystemExit(f"nobody can answer '{question}'")
        return str(simple[question])


def run(path, accept):
    """Whether the flow holds (or was made to)."""
    lines = path.read_text().split("\n")
    at = lines.index("----")
    verdicts = Verdicts(log_of(lines[:at]))
    answers = []
    for line in lines[at + 1:]:
        question = line.split(": ")[0].removesuffix(":")
        answers.append(f"{question}: {verdicts.answer(question)}" if line and not line.startswith("#") else line)
    if answers == lines[at + 1:]:
        return True
    if accept:
        path.write_text("\n".join(lines[:at + 1] + answers))
        print(f"{path}: accepted")
        return True
    print("\n".join(difflib.unified_diff(lines[at + 1:], answers, f"{path}: should be", f"{path}: is", lineterm="")))
    print(f"If that is right: tests/flow/run.py --accept {path}")
    return False


def main(arguments):
    accept = "--accept" in arguments
    flows = [pathlib.Path(one) for one in arguments if one != "--accept"]
    if not flows:
        raise SystemExit(__doc__)
    return 0 if all([run(flow, accept) for flow in flows]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
