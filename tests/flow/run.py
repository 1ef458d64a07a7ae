#!/usr/bin/env python3
"""Runs flows: what happens on a market above a line `----`, what Shouxin should say of it below.

Usage: tests/flow/run.py [--accept] [--keep DIR] FLOW...    the binary: $SHOUXIN or build/release/shouxin
       --keep DIR leaves the log, the results and the measures there, to see why.

Above the line, one event a line as JSON (docs/events.md); `id` may be left out. Then
    # a remark
    @market 40 shops 2000 orders 30 days seed 7
                            an honest market around the story (market.py): orders o-0, o-1, ... by u-0,
                            u-1, ... at m-0, m-1, ..., with all that belongs to trade; day 1 is a
                            Tuesday, 2026-09-01. What the story adds has names with letters: u-w1
    @hosting 45.76.0.0/16   networks for scan --hosting
    @repeat 40 ... @end     around lines: they come 40 times, {n} counts 0 to 39, and {n%7}, {n*3+1}
                            and the like are worked out; {5~20} is a whole number drawn from 5 to
                            20, {this|that} a word drawn, {n%2|this|that} one chosen; the same line
                            and n always draw the same
    @story FLOW [seed 9]    the story of another flow, as if it stood here
    "at"                    "2026-11-01T10:00:00+08:00 + 90 min" (s, min, h or d later), "day 8 20:06",
                            "o-w1 + 1 d", "o-w1 delivered + 2 h" (or shipped; o-w1 stands above)
    "amount"                fen, or "paid(o-w1) + 800", "paid(o-w1) * 20 / 100"
    {"type":"purchase","at":...,"order":...,"buyer":...}
                            somebody looks around, orders, pays and gets it: views, order, payment,
                            parcel, scans, delivery (or a visit) as they usually are for this person
                            (device, ip, address, region, payer follow from the name). May be told:
                            item, or merchant, or category (else any), quantity, amount, subsidy, device,
                            ip, address, region, payer; keyword, rank, dwell_s (null: no views), wander
                            (other items looked at); parcel (null: none), weight_g, carrier, origin,
                            place, scans (how many), ship_h, transit_h, redeem_h; cancelled
    merchant.opened         may have "items":{"i-b":[19900,950]} (fen, grams), "customers":80 (honest
                            people of the market, whose orders are o-c0, o-c1, ...)
    review.posted           stars and text are an honest buyer's own unless told; the rest is the order's
Events are sorted by time, so that a story may be told in any order. A line `@verbatim` passes the
rest up to the `----` on as it is, for lines that are no events.

Below the line, a question, a colon and the answer; with --accept the exact answers are rewritten:
    order o-1: block cash-back;light-parcel          action, and reasons unless it is allow
    orders o-h*: 38 allow, 2 review                  how many of each action
    review v-1: allow          reviews v-*: ...      the same of reviews (block: fold)
    merchant m-1: clean        account u-1: guilty   guilty from 0.5 on
    accounts u-w*: 12 guilty                         only these are counted
    orders * by company alone: 0                     stopped, and all reasons only say that others are suspicious
    orders * with untrue reasons: none               stopped, and a reason isn't true of it (literal.py)
    accounts * guilty of nothing stopped: 0          no order and no review of theirs is stopped
    rings: 1                   ring of m-1: cashback, 12 accounts, 1 merchants
    quarantine: 2: not valid JSON                    line and reason of each, joined by ` | `
    status: 0
An answer may also be a claim, which leaves a retrained judge its play (`stopped` is review or block):
    orders o-w*: at least 90 % block, no allow       every clause must hold; what isn't said is free
    orders o-[0-9]*: at most 3 stopped               a pattern that finds nothing fails
    ring of m-1: cashback or rival, at least 30 accounts
    ring of m-1 has: p-agent, m-2                    among its members
    ring of u-w1 gains: m-rival                      its beneficiary
    ring of m-1 shows: staff-trail                   in its reasons or its facts
    ring of m-1 tells: s-6, no s-1                   words of its facts, as they are told in English
    orders o-w* show: cash-back or prefunded, light-parcel
                                                     each of the two (one of an `or`) stands among the four
                                                     reasons of at least half of those stopped
    account u-1 shows: recruiting-post               however probable the rest
"""
import collections
import csv
import difflib
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import literal
import story

SHOUXIN = os.environ.get("SHOUXIN", "build/release/shouxin")


class Verdicts:
    """What scan said of a log, ready for questions."""

    def __init__(self, log, hosting, keep=None):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(keep or folder)
            folder.mkdir(parents=True, exist_ok=True)
            out = folder / "out"
            command = [SHOUXIN, "scan", "--out", out, "--features", folder / "features", "-"]
            if hosting:
                (folder / "hosting.txt").write_text("\n".join(hosting))
                command += ["--hosting", folder / "hosting.txt"]
            if keep:
                (folder / "log.jsonl").write_text(log)
            done = subprocess.run(command, input=log.encode(), capture_output=True, timeout=60)
            self.status = done.returncode
            if self.status not in (0, 1):
                raise SystemExit(done.stderr.decode())
            self.rows = {kind: self.table(out / f"{kind}s.csv", kind)
                         for kind in ("order", "review", "account", "merchant")}
            self.untrue = literal.untrue([row for row in self.rows["order"].values() if row["action"] != "allow"],
                                         folder / "features" / "orders.csv")
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

    def matching(self, kind, pattern):
        return [row for name, row in self.rows[kind].items() if fnmatch.fnmatch(name, pattern)]

    def many(self, kind, pattern):
        counts = collections.Counter(self.word(kind, row) for row in self.matching(kind, pattern))
        if kind == "account":
            del counts["clean"]  # those below 0.01 aren't listed, so nobody knows how many
        return ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "none"

    def ring(self, name):
        return next((ring for ring in self.rings if any(m["id"] == name for m in ring["members"])), None)

    def of_ring(self, name, verb):
        ring = self.ring(name)
        if ring is None:
            return "none"
        if verb == "has":
            return ", ".join(member["id"] for member in ring["members"])
        if verb == "gains":
            return ring["beneficiary"] or "nobody"
        if verb == "tells":
            return ", ".join(word.strip(".,;:()") for fact in ring["proof"] + ring.get("also", [])
                             for word in fact["fact_en"].split())
        if verb == "shows":
            return ", ".join(dict.fromkeys(ring["reasons"] +
                                           [fact["reason"] for fact in ring["proof"] + ring.get("also", [])]))
        return f"{ring['scheme']}, {len(ring['accounts'])} accounts, {len(ring['merchants'])} merchants"

    def shown(self, kind, pattern):
        """The reasons that at least half show, of those stopped; of parties, of all listed."""
        rows = [row for row in self.matching(kind, pattern) if self.word(kind, row) != "allow"]
        counts = collections.Counter(code for row in rows for code in row["reasons"].split(";") if code)
        return ", ".join(code for code, count in counts.most_common() if count * 2 >= len(rows)) or "none"

    def by_company_alone(self, kind, pattern):
        """How many are stopped without a reason of their own."""
        return sum(1 for row in self.matching(kind, pattern) if self.word(kind, row) != "allow" and
                   all(code.startswith("known-") for code in row["reasons"].split(";")))

    def guilty_of_nothing(self, pattern):
        """How many are guilty although no order and no review of theirs is stopped."""
        stopped = {row["buyer"] for row in self.rows["order"].values() if row["action"] != "allow"}
        stopped |= {row["account"] for row in self.rows["review"].values() if row["action"] != "allow"}
        return sum(1 for row in self.matching("account", pattern)
                   if self.word("account", row) == "guilty" and row["account"] not in stopped)

    def answer(self, question):
        kind, _, name = question.partition(" ")
        name, _, verb = name.partition(" ") if not name.startswith("of ") else name[3:].partition(" ")
        if kind == "ring" and name:
            return self.of_ring(name, verb)
        if kind.removesuffix("s") in self.rows and verb in ("show", "shows"):
            return self.shown(kind.removesuffix("s"), name)
        if kind.removesuffix("s") in self.rows and verb == "by company alone":
            return str(self.by_company_alone(kind.removesuffix("s"), name))
        if kind == "orders" and verb == "with untrue reasons":
            return ", ".join(f"{order} {reason}" for order, reason in self.untrue
                             if fnmatch.fnmatch(order, name)) or "none"
        if kind == "accounts" and verb == "guilty of nothing stopped":
            return str(self.guilty_of_nothing(name))
        if kind in self.rows and name and not verb:
            return self.one(kind, name)
        if kind.removesuffix("s") in self.rows and name and not verb:
            return self.many(kind.removesuffix("s"), name)
        simple = {"rings": len(self.rings), "status": self.status,
                  "quarantine": " | ".join(f"{q['line']}: {q['reason']}" for q in self.quarantine) or "none"}
        if question not in simple:
            raise SystemExit(f"nobody can answer '{question}'")
        return str(simple[question])


def is_claim(question, expected):
    return re.search(r" (show|shows|has|gains|tells)$", question) or \
        re.search(r"(^|, )(at least|at most|no) | or ", expected)


def holds(claim, answer):
    """Whether every clause of the claim holds of the answer."""
    clauses = answer.split(", ")
    counts = collections.Counter()
    for clause in clauses:
        if number := re.fullmatch(r"(\d+) (.+)", clause):
            counts[number[2]] += int(number[1])
    counts["stopped"] = counts["review"] + counts["block"]
    total = counts["stopped"] + counts["allow"] + counts["guilty"] + counts["clean"]
    for part in claim.split(", "):
        bound = re.fullmatch(r"(at least|at most) (\d+)( %)? (\w+)", part)
        if bound:
            found = counts[bound[4]] * 100 / max(total, 1) if bound[3] else counts[bound[4]]
            if answer == "none" and bound[1] == "at least" or \
                    (found < int(bound[2]) if bound[1] == "at least" else found > int(bound[2])):
                return False
        elif part.startswith("no "):
            if counts[part[3:]] or part[3:] in clauses:
                return False
        elif not any(option in clauses for option in part.split(" or ")):
            return False
    return True


def told(line, verdicts):
    """The line as it should stand: itself if it holds."""
    if not line or line.startswith("#"):
        return line
    question, _, expected = line.partition(": ")
    question = question.removesuffix(":")
    answer = verdicts.answer(question)
    return line if is_claim(question, expected) and holds(expected, answer) else f"{question}: {answer}"


def run(path, accept, keep):
    """Whether the flow holds (or was made to)."""
    lines = path.read_text().split("\n")
    at = lines.index("----")
    should = lines[at + 1:]
    verdicts = Verdicts(*story.log_of(lines[:at], path.parent), keep)
    answers = [told(line, verdicts) for line in should]
    if answers == should:
        return True
    if accept:
        kept = [old if is_claim(*(old.split(": ", 1) + [""])[:2]) else new for old, new in zip(should, answers)]
        path.write_text("\n".join(lines[:at + 1] + kept))
        print(f"{path}: accepted" + ("" if kept == answers else ", but for the claims"))
        return kept == answers
    print("\n".join(difflib.unified_diff(should, answers, f"{path}: should be", f"{path}: is", n=0, lineterm="")))
    print(f"If that is right: tests/flow/run.py --accept {path}")
    return False


def main(arguments):
    accept = "--accept" in arguments
    keep = arguments.pop(arguments.index("--keep") + 1) if "--keep" in arguments else None
    flows = [pathlib.Path(one) for one in arguments if not one.startswith("--")]
    if not flows:
        raise SystemExit(__doc__)
    return 0 if all([run(flow, accept, keep) for flow in flows]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
