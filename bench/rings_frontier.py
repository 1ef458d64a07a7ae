#!/usr/bin/env python3
"""How thin may a ring be and still be found? F1 of its sources against fake orders an account, by size of
ring, with and without times, in graphs of 1 M and 10 M edges.

    python3 bench/rings_frontier.py [--shouxin BIN] [--edges 1000000 10000000] [--svg docs/rings-frontier.svg]

One graph for each number of fake orders holds a ring of every size. It is the mean of a binomial number of at
least two an account, so that "2" is 2.5 in truth, "3" 3.2, "4" 4.1. Accounts buy honestly like anybody
and make one more honest order for each fake one; a ring bursts over three of thirty days. Needs numpy.
"""
import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from rings_graphs import Group, f1_by_group, make, search, write  # noqa: E402

SIZES = [(150, 20), (300, 60), (500, 100), (1000, 200), (2000, 400)]
FAKES = [2, 3, 4, 5, 6, 8]
COLOURS = ["#1b6ca8", "#e07a1f", "#3a8f4d", "#b0413e", "#6b4fa0"]


def measure(shouxin, edges, seed):
    """{(with times, size, fakes): F1}"""
    table = {}
    for fakes in FAKES:
        made = make([Group(*size, fakes, 3, disguise=1) for size in SIZES], edges, edges // 5, edges // 20, seed + fakes)
        members = {f"u{source}": group for source, group in made.sources.items()}
        with tempfile.TemporaryDirectory() as folder:
            for times in (True, False):
                path = pathlib.Path(folder) / "edges.csv"
                write(made, path, times)
                found = search(shouxin, path)
                for group, value in f1_by_group(found.groups, members).items():
                    table[times, SIZES[group], fakes] = value
                print(f"{edges} edges, {fakes} fakes, times {times}: {found.seconds:.1f} s wall, "
                      f"{found.user_seconds:.1f} s user, {len(found.groups)} groups", file=sys.stderr)
    return table


def as_markdown(edges, table):
    lines = []
    for times in (True, False):
        lines.append(f"\n{edges:,} edges, {'with' if times else 'without'} times:\n")
        lines.append("| ring | " + " | ".join(f"{fakes} fakes" for fakes in FAKES) + " |")
        lines.append("|---" * (len(FAKES) + 1) + "|")
        for size in SIZES:
            cells = " | ".join(f"{table[times, size, fakes]:.3f}" for fakes in FAKES)
            lines.append(f"| {size[0]} x {size[1]} | {cells} |")
    return "\n".join(lines)


def panel(left, top, title, table, times):
    width, height = 300, 200
    x = {fakes: left + width * (fakes - FAKES[0]) / (FAKES[-1] - FAKES[0]) for fakes in FAKES}
    parts = [f'<text x="{left}" y="{top - 12}" font-weight="bold">{title}</text>']
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = top + height * (1 - share)
        parts.append(f'<path d="M{left} {y}h{width}" stroke="#ddd"/>'
                     f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{share:g}</text>')
    for fakes in FAKES:
        parts.append(f'<text x="{x[fakes]:.0f}" y="{top + height + 18}" text-anchor="middle">{fakes}</text>')
    for size, colour in zip(SIZES, COLOURS):
        points = [(x[fakes], top + height * (1 - table[times, size, fakes])) for fakes in FAKES]
        line = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{colour}"/>' for px, py in points]
    return "".join(parts)


def as_svg(tables):
    height = 70 + 270 * len(tables) + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" font-family="sans-serif" '
             'font-size="12"><rect width="100%" height="100%" fill="white"/>'
             '<text x="50" y="24" font-size="15">F1 of a ring’s sources against fake orders an account</text>']
    for row, (edges, table) in enumerate(tables.items()):
        for column, times in enumerate((True, False)):
            title = f"{edges // 1_000_000} M edges, {'with' if times else 'without'} times"
            parts.append(panel(50 + 370 * column, 70 + 270 * row, title, table, times))
    for i, (size, colour) in enumerate(zip(SIZES, COLOURS)):
        x, y = 50 + 130 * i, height - 20
        parts.append(f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{colour}"/>'
                     f'<text x="{x + 18}" y="{y}">{size[0]} × {size[1]}</text>')
    return "".join(parts) + "</svg>\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shouxin", default="build/release/shouxin")
    parser.add_argument("--edges", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--svg", type=pathlib.Path)
    arguments = parser.parse_args()
    tables = {}
    for edges in arguments.edges:
        tables[edges] = measure(arguments.shouxin, edges, arguments.seed)
        print(as_markdown(edges, tables[edges]), flush=True)
    if arguments.svg:
        arguments.svg.write_text(as_svg(tables))


if __name__ == "__main__":
    main()
