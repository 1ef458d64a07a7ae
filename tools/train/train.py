#!/usr/bin/env python3
"""Teaches the judge from simulated worlds: makes them, lets `shouxin scan --features` measure
them, fits gradient-boosted trees, writes data/model/*.txt (docs/formats/model.md).

Usage: tools/train/train.py --shouxin build/release/shouxin --work DIR [--worlds N] [--out data/model]

Needs Python's numpy, pandas and lightgbm; neither the build nor the tests do. The worlds are
split in two halves, so that the second look at an order (with the company it keeps) is learned
from verdicts of a first look that had not seen that world: alone on the even ones, together on
the odd ones, settled on the even ones again.
"""
import argparse
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import lightgbm as lgb
import numpy as np
import pandas as pd

QUESTIONS = ["local", "alone", "together", "settled", "reviews", "accounts", "merchants"]
SHEETS = {"local": "local", "order": "orders", "review": "reviews", "account": "accounts", "merchant": "merchants"}
TRUTH = {"local": "fake_orders", "order": "fake_orders", "review": "fake_reviews", "account": "accounts", "merchant": "merchants"}

# What can only speak against somebody, the more the louder; holds the trees to sense where the
# simulated worlds are thin.
RISING = {
    "cover_hub_match", "hub_merchant", "hub_item", "waybill_addresses", "keyword_focus",
    "device_merchant", "address_merchant", "wallet_merchant", "ip_merchant", "crew_most",
    "crew_sum", "nearest", "images_reused", "merchant_edge", "buyer_edge", "born_together",
    "with_buyer", "with_buyer_most", "with_item", "with_merchant", "with_merchant_day",
    "with_device", "with_address", "with_wallet", "with_ip", "with_hub", "with_words",
    "with_likers", "identity_merchant", "hosting_merchant", "born_merchant",
    # reviews, accounts, merchants
    "order", "author", "item", "shop", "words", "likers", "contacts", "author_bad",
    "most", "second", "expected", "most_review", "expected_reviews", "paid_by_shop",
    "fed_by_shop", "feeds_others", "tenth",
    # the local tier
    "buyer_suspicion", "item_suspicion", "shop_suspicion", "cover_match",
}

FALLING = {"fed_by_clean", "fed_share"}  # speaks for a victim

# The local tier answers an order four times while events come: few trees, so that it is quick.
RATE = {"local": 0.12}
THIN = {"local": 3}  # of honest rows one in so many is taken, and weighs as much

SHAPES = {  # trees, leaves, least rows a leaf
    "local": (50, 16, 60),
    "alone": (160, 12, 60),
    "together": (160, 12, 60),
    "settled": (160, 12, 60),
    "reviews": (120, 10, 40),
    "accounts": (60, 6, 60),
    "merchants": (80, 6, 8),
}


# Worlds full of what is rare elsewhere, for the questions that ask for it.
PLANTED = {"rivals": ["wild", "rival=4", "cashback=2", "agency=1", "extortion=2"]}


class World:
    def __init__(self, args, seed, preset):
        self.seed, self.folder = seed, Path(args.work) / f"{preset}-{seed}"
        self.args, self.preset = args, preset

    def make(self):
        if not (self.folder / "truth" / "gangs.json").exists():
            preset, *attacks = PLANTED.get(self.preset, [self.preset])
            planted = [word for attack in attacks for word in ("--attack", attack)]
            run(self.args.shouxin, "simulate", "--preset", preset, "--seed", self.seed,
                "--scale", self.args.scale, *planted, "--out", self.folder)

    def measure(self, model):
        """Half of the worlds are judged without a list of hosting networks: not everybody has one."""
        hosting = ["--hosting", self.folder / "hosting.cidr"] if self.seed // 2 % 2 else []
        run(self.args.shouxin, "scan", "--out", self.folder / "out", "--features",
            self.folder / "features", "--model", model, *hosting, self.folder / "events.jsonl.gz")

    def rows(self, kind, columns=None):
        name = "order" if kind == "local" else kind
        sheet = pd.read_csv(self.folder / "features" / f"{SHEETS[kind]}.csv", usecols=columns,
                            dtype={name: str})
        guilty = pd.read_csv(self.folder / "truth" / f"{TRUTH[kind]}.csv", dtype=str)[name]
        label = sheet[name].isin(set(guilty)).to_numpy(np.int8)
        return sheet.drop(columns=[name, "ppm"]).astype(np.int16), label


def run(*command):
    """Status 1 is a scan that quarantined lines: its verdicts are there."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} failed with status {done.returncode}")


def in_parallel(work, things):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, things))


def thinned(sheet, label, many):
    """An order's rows follow each other, four at most: a stride of three takes all ages alike."""
    kept = (label == 1) | (np.arange(len(label)) % many == 0)
    return sheet[kept], label[kept], np.where(label[kept] == 1, 1.0, many)


def fit(question, kind, worlds, without=(), first=None):
    """With `first`, a booster, more trees are learned on top of what it says."""
    parts = [thinned(*world.rows(kind), THIN.get(kind, 1)) for world in worlds]
    rows = pd.concat([sheet for sheet, _, _ in parts], ignore_index=True)
    label = np.concatenate([label for _, label, _ in parts])
    # A large world doesn't teach more than a small one: weight by the square root of its size.
    weight = np.concatenate([weight * weight.sum() ** -0.5 for _, _, weight in parts])
    weight *= len(weight) / weight.sum()
    rows = rows.drop(columns=[c for c in rows if c.startswith(tuple(without))] if without else [])
    said = first.predict(rows[first.feature_name()], raw_score=True) if first else None
    trees, leaves, least = SHAPES[question]
    learner = lgb.LGBMClassifier(
        n_estimators=trees, num_leaves=leaves, learning_rate=RATE.get(question, 0.08), min_child_samples=least,
        subsample=0.8, subsample_freq=1, colsample_bytree=0.5, reg_lambda=5.0, max_bin=127,
        monotone_constraints=[(c in RISING) - (c in FALLING) for c in rows], random_state=1, n_jobs=2,
        deterministic=True, force_row_wise=True, verbose=-1)
    learner.fit(rows, label, sample_weight=weight, init_score=said)
    gain = pd.Series(learner.booster_.feature_importance("gain"), rows.columns)
    print(f"{question}: {len(rows)} rows, {int(label.sum())} guilty;",
          ", ".join(gain.sort_values(ascending=False).index[:12]), flush=True)
    return learner.booster_


def text_of(boosters, note):
    """One look after the other."""
    return f"# {note}\nbias 0\n" + "look\n".join(map(trees_text, boosters))


def trees_text(booster):
    """The trees in breadth-first order: the two children of a split stand side by side."""
    lines = []
    dump = booster.dump_model()
    names = dump["feature_names"]
    for tree in dump["tree_info"]:
        lines.append("tree")
        nodes, queue = [], [tree["tree_structure"]]
        while queue:
            node = queue.pop(0)
            nodes.append(node)
            if "split_feature" in node:
                node["ahead"] = len(nodes) + len(queue) - (len(nodes) - 1)
                queue += [node["left_child"], node["right_child"]]
        for node in nodes:
            if "split_feature" in node:
                threshold = int(np.clip(np.floor(node["threshold"]), -32768, 32767))
                value = round(1000 * node["internal_value"])
                lines.append(f"split {names[node['split_feature']]} {threshold} {node['ahead']} {value}")
            else:
                lines.append(f"leaf {round(1000 * node['leaf_value'])}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shouxin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", default="data/model")
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--scale", default="0.4")
    parser.add_argument("--only", nargs="*", choices=QUESTIONS, help="keep the others as they are")
    args = parser.parse_args()
    presets = ["wild", "wild", "wild", "mixed", "wild", "stealth", "wild", "wild", "festival", "wild",
               "stealth", "quiet"]
    worlds = [World(args, args.first_seed + i, presets[i % len(presets)]) for i in range(args.worlds)]
    rivals = [World(args, args.first_seed + 5000 + i, "rivals") for i in range(args.worlds // 6)]

    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    for question in args.only or QUESTIONS:
        (out / f"{question}.txt").write_text("# no trees yet: everybody has one percent\nbias -4595\n")
    even, odd = worlds[0::2], worlds[1::2]
    schedule = [  # question, kind, learned on, measures left out
        ("local", "local", even, ("buyer_suspicion", "item_suspicion", "shop_suspicion")),
        ("local", "local", odd, ()),  # a second look, with what the first says of others
        ("alone", "order", even, ("with_",)),
        ("together", "order", odd, ()),
        ("settled", "order", even, ()),
        ("reviews", "review", odd + rivals[1::2], ()),
        ("accounts", "account", odd, ()),
        ("merchants", "merchant", worlds + rivals, ()),  # victims of rivals are rare
    ]
    if args.only:
        schedule = [stage for stage in schedule if stage[0] in args.only]
    in_parallel(World.make, [world for world in worlds + rivals if any(world in stage[2] for stage in schedule)])
    looks = {"local": []}  # the local tier's second look stands beside the first, not in its place
    for question, kind, learned_on, without in schedule:
        in_parallel(lambda world: world.measure(out), learned_on)
        before = looks.get(question, [])
        booster = fit(question, kind, learned_on, without, before[-1] if before else None)
        before.append(booster)
        note = f"{question}: made by tools/train on {len(learned_on)} simulated worlds"
        (out / f"{question}.txt").write_text(text_of(before, note))


if __name__ == "__main__":
    main()
