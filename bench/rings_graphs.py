"""Made graphs with planted groups, for the benchmarks of `shouxin rings`. Needs numpy."""
import csv
import json
import pathlib
import subprocess
import time
from typing import NamedTuple

import numpy as np

DAY = 86_400


class Group(NamedTuple):
    sources: int
    targets: int
    fakes: float      # an account, on average; at least 2
    days: float       # of the burst
    sweeping: bool = False  # every target has its own burst, one after the other
    disguise: float = 0     # honest orders made for each fake one, beside what members buy anyway


class Made(NamedTuple):
    source: np.ndarray
    target: np.ndarray
    time: np.ndarray
    sources: dict     # member: group
    targets: dict


def zipf(random, rows, exponent, size):
    weight = 1 / np.arange(1, rows + 1) ** exponent
    ranks = np.searchsorted(np.cumsum(weight) / weight.sum(), random.random(size))
    return random.permutation(rows)[np.minimum(ranks, rows - 1)]


def make(groups, edges=1_000_000, sources=200_000, targets=50_000, seed=1, days=30, source_zipf=0.75,
         target_zipf=0.9, hijacked=False, popular=False, flash_sales=0) -> Made:
    """Honest edges by Zipf's law on both sides, even in time; groups over them. `hijacked`: members' own
    edges make way for the fake ones. `popular`: groups choose much-visited targets. `flash_sales`: bursts
    of unrelated sources at one target each."""
    random = np.random.default_rng(seed)
    s, t = zipf(random, sources, source_zipf, edges), zipf(random, targets, target_zipf, edges)
    at = random.integers(0, days * DAY, edges)
    free_sources, free_targets = random.permutation(sources), random.permutation(targets)
    if popular:
        visits = np.bincount(t, minlength=targets)
        free_targets = np.argsort(-visits * random.uniform(0.2, 1, targets))[targets // 1000:]
    rows = [(s, t, at)]
    members, shops, gone = {}, {}, np.zeros(edges, bool)
    by_source = np.argsort(s, kind="stable")
    first = np.searchsorted(s[by_source], np.arange(sources + 1))
    taken_sources = taken_targets = 0
    for number, group in enumerate(groups):
        ours = free_sources[taken_sources:taken_sources + group.sources]
        theirs = free_targets[taken_targets:taken_targets + group.targets]
        taken_sources += group.sources
        taken_targets += group.targets
        members.update((int(x), number) for x in ours)
        shops.update((int(x), number) for x in theirs)
        begins = random.uniform(0, days - group.days, group.targets if group.sweeping else 1)
        begins = np.broadcast_to(begins, group.targets)
        for source in ours:
            count = int(np.clip(random.binomial(group.targets, min(1, group.fakes / group.targets)), 2, group.targets))
            places = random.choice(group.targets, count, replace=False)
            times = (begins[places] + random.random(count) * group.days) * DAY
            rows.append((np.full(count, source), theirs[places], times.astype(int)))
            if group.disguise:
                many = random.poisson(group.disguise * count)
                rows.append((np.full(many, source), t[random.integers(0, edges, many)],
                             random.integers(0, days * DAY, many)))
            if hijacked:
                own = by_source[first[source]:first[source + 1]]
                gone[random.permutation(own)[:count]] = True
    for _ in range(flash_sales):
        count, begin = int(random.integers(100, 1500)), random.uniform(0, days - 1)
        times = (begin + random.random(count) * random.choice([0.05, 0.3, 1])) * DAY
        rows.append((zipf(random, sources, source_zipf, count), np.full(count, random.integers(targets)),
                     times.astype(int)))
    rows[0] = (s[~gone], t[~gone], at[~gone])
    s, t, at = (np.concatenate(column) for column in zip(*rows))
    order = random.permutation(len(s))
    s, t, at = s[order], t[order], at[order]
    kept = np.unique(s.astype(np.int64) * targets + t, return_index=True)[1]
    kept = kept[np.argsort(at[kept], kind="stable")]
    return Made(s[kept], t[kept], at[kept], members, shops)


def write(made: Made, path: pathlib.Path, times=True):
    columns = [made.source.tolist(), made.target.tolist()] + ([made.time.tolist()] if times else [])
    row = "u%d,i%d,%d\n" if times else "u%d,i%d\n"
    with open(path, "w") as file:
        file.write("source,target,time\n" if times else "source,target\n")
        file.writelines(map(row.__mod__, zip(*columns)))


def read_members(path):
    with open(path) as file:
        return {row[0]: int(row[1]) for row in list(csv.reader(file))[1:]}


class Found(NamedTuple):
    groups: list
    seconds: float
    user_seconds: float


def search(shouxin, path, *options) -> Found:
    import resource
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
    done = subprocess.run([shouxin, "rings", *options, str(path)], capture_output=True, text=True, check=True)
    seconds = time.monotonic() - begun
    user = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return Found([json.loads(line) for line in done.stdout.splitlines()], seconds, user)


def f1(found, true):
    found, true = set(found), set(true)
    return 2 * len(found & true) / max(1, len(found) + len(true))


def f1_of_union(groups, members):
    return f1((name for group in groups for name in group["sources"]), members)


def f1_by_group(groups, members):
    """For each planted group, the best F1 of any one found group."""
    planted = {}
    for name, group in members.items():
        planted.setdefault(group, set()).add(name)
    found = [set(group["sources"]) for group in groups]
    return {group: max((f1(one, true) for one in found), default=0.0) for group, true in planted.items()}
