"""Turns the lines of a flow above its `----` into a log for scan. The language: run.py."""
import datetime
import json
import random
import re

import market

UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


def worked_out(text, n):
    """`text` with every {n%7}, {5~20}, {n%2|this|that} and {this|that} replaced."""
    dice = random.Random(f"{text} {n}")

    def value(match):
        inside = match[1]
        first, *options = inside.split("|")
        if options and "n" in first and re.fullmatch(r"[\dn+*/%() -]+", first):
            return options[eval(first.replace("/", "//"), {"__builtins__": {}}, {"n": n}) % len(options)]
        if options:
            return dice.choice([first, *options])
        drawn = re.sub(r"(\d+)~(\d+)", lambda m: str(dice.randint(int(m[1]), int(m[2]))), inside)
        if not re.fullmatch(r"[\dn+*/%() -]+", drawn):
            raise SystemExit(f"{{{inside}}} is no arithmetic of n")
        return str(int(eval(drawn.replace("/", "//"), {"__builtins__": {}}, {"n": n})))
    return re.sub(r"\{([^{}\":,]*[n~|][^{}\":,]*)\}", value, text)


def above(folder, words):
    """The story of another flow, perhaps on another market: "@story ../01.flow seed 9"."""
    lines = (folder / words[1]).read_text().split("\n")
    story = "\n".join(lines[:lines.index("----")])
    return (re.sub(r"seed \d+", f"seed {words[3]}", story) if words[2:] else story).split("\n")


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


class Story:
    """What is told, on a market that may have a background."""

    def __init__(self):
        self.market = market.Market()
        self.days = 30
        self.hosting = []

    def seconds(self, text):
        """A time as a flow writes it, in seconds since day 1."""
        first, *later = text.split(" + ")
        day = re.fullmatch(r"day (-?\d+) (\d+):(\d+)", first)
        order = re.fullmatch(r"(o-\S+)(?: (placed|shipped|delivered))?", first)
        if day:
            at = (int(day[1]) - 1) * 86400 + int(day[2]) * 3600 + int(day[3]) * 60
        elif order:
            at = self.market.bought[order[1]][order[2] or "placed"]
        else:
            at = (datetime.datetime.fromisoformat(first) - market.DAY1).total_seconds()
        for part in later:
            number, unit = part.split()
            at += float(number) * UNITS[unit]
        return at

    def fen(self, amount):
        """A sum that may be told by what an order cost: "paid(o-1) + 800"."""
        if isinstance(amount, int):
            return amount
        sums = re.sub(r"paid\((\S+?)\)", lambda m: str(self.market.bought[m[1]]["paid"]), amount)
        if not re.fullmatch(r"[\d+*/() -]+", sums):
            raise SystemExit(f"'{amount}' is no sum")
        return int(eval(sums.replace("/", "//"), {"__builtins__": {}}))

    def directive(self, line):
        word, *rest = line.split()
        if word == "@market":  # @market 40 shops 2000 orders 30 days seed 7
            shops, orders, self.days, seed = (int(rest[i]) for i in (0, 2, 4, 7))
            self.market.background(shops, orders, self.days, seed)
        elif word == "@hosting":
            self.hosting += rest
        else:
            raise SystemExit(f"nobody knows {word}")

    def event(self, line):
        event = json.loads(line)
        kind, at = event.pop("type"), self.seconds(event.pop("at"))
        if "amount" in event:
            event["amount"] = self.fen(event["amount"])
        if kind == "purchase":
            self.market.purchase(at, event.pop("order"), event.pop("buyer"), **event)
        elif kind == "review.posted":
            self.market.review(at, event.pop("review"), **event)
        else:
            if kind == "merchant.opened":
                self.opened(event)
            self.market.tell(at, kind, **event)

    def opened(self, event):
        """A shop of the story's own: what it sells, and how many honest customers it has."""
        items = event.pop("items", {})
        customers = event.pop("customers", 0)
        self.market.open_shop(event["merchant"], event["category"], event["region"],
                              event.get("payee"), items)
        if customers:
            self.market.customers(event["merchant"], customers, self.days)


def log_of(lines, folder):
    """The input for scan, and the networks for its --hosting."""
    verbatim = []
    lines = [inner for line in lines for inner in
             (above(folder, line.split()) if line.startswith("@story ") else [line])]
    if "@verbatim" in lines:
        at = lines.index("@verbatim")
        lines, verbatim = lines[:at], lines[at + 1:]
    story = Story()
    lines = unrolled(lines)
    for line in lines:
        story.directive(line) if line.startswith("@") else story.event(line)
    told = {event.get("account") for _, event in story.market.events if event["type"] == "account.registered"}
    if story.market.crowd:
        story.market.registrations(told)
    events = sorted(enumerate(story.market.events), key=lambda one: (one[1][0], one[0]))
    out = []
    for number, (at, event) in events:
        time = (market.DAY1 + datetime.timedelta(seconds=at)).isoformat(timespec="milliseconds")
        out.append(json.dumps({"id": f"e{number}", **event, "at": time}, ensure_ascii=False))
    return "\n".join(out + verbatim) + "\n", story.hosting
