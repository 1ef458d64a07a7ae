#!/usr/bin/env python3
"""The weighted mean of several sets of trees, as one set: what different worlds taught, heard together.

Usage: tools/train/mean.py OUT MODEL:WEIGHT MODEL:WEIGHT ...     for the questions about orders

The built-in trees of orders: two parts of what 72 worlds of the simulator as of 0.1.0 taught, one part of what
132 of today's did (docs/adr/0001-one-judge-learned-from-made-worlds.md).
"""
import sys
from pathlib import Path

QUESTIONS = ["alone", "together", "settled"]


def scaled(text, share):
    """Bias and lines of a model (docs/formats/model.md) with every value times `share`."""
    bias, lines = 0.0, []
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "bias":
            bias = int(words[1]) * share
        elif words[0] in ("leaf", "split"):
            words[-1] = str(round(int(words[-1]) * share))
            lines.append(" ".join(words))
        else:
            lines.append(line)
    return bias, lines


def main():
    out, parts = Path(sys.argv[1]), [part.rsplit(":", 1) for part in sys.argv[2:]]
    whole = sum(float(weight) for _, weight in parts)
    for question in QUESTIONS:
        bias, lines = 0.0, []
        for folder, weight in parts:
            own, more = scaled((Path(folder) / f"{question}.txt").read_text(), float(weight) / whole)
            bias, lines = bias + own, lines + more
        head = [f"# {question}: the mean of {len(parts)} sets of trees, by tools/train/mean.py", f"bias {round(bias)}"]
        (out / f"{question}.txt").write_text("\n".join(head + lines) + "\n")


if __name__ == "__main__":
    main()
