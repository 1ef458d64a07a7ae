#!/usr/bin/env python3
"""Makes data/region/traditional.txt: traditional characters and what they are in simplified writing, as far as the
names of divisions and common words of addresses need them. Wants uconv (Debian: icu-devtools).

    python3 tools/region/make_traditional.py
"""
import pathlib
import subprocess

DATA = pathlib.Path(__file__).parent.parent.parent / "data/region"
HEADER = """shouxin-traditional 1
# A traditional character, then the simplified one, in pairs: ICU's Traditional-Simplified, cut down to what occurs in
# names of divisions and in addresses. Made by tools/region/make_traditional.py; format: docs/formats/regions.md.
"""
ADDRESS = ("号楼层室单元栋幢门弄巷胡同路街道大厦广场小区花园苑村组队镇乡县市省区旗盟州自治族维吾尔壮回藏蒙满朝鲜东西南北中"
           "上下里外前后左右国人民办事处委员会社居房间座办公厅铁桥湾龙华兴宁庆阳陵业园银行医院学书馆车站机场号线编邮电话联系")
MORE = {"臺": "台", "裏": "里", "裡": "里", "衞": "卫", "峯": "峰", "滙": "汇", "羣": "群", "號": "号"}
IDEOGRAPHS = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]


def main():
    wanted = set(ADDRESS)
    for name in ("divisions", "successors", "aliases"):
        wanted |= set((DATA / f"{name}.txt").read_text(encoding="utf-8"))
    every = [chr(point) for point in IDEOGRAPHS]
    told = subprocess.run(["uconv", "-x", "Traditional-Simplified"], input="\n".join(every), text=True,
                          capture_output=True, check=True).stdout.split("\n")
    pairs = {old: new for old, new in zip(every, told) if old != new and len(new) == 1 and new in wanted} | MORE
    text = ["".join(sorted(pairs))[start:start + 30] for start in range(0, len(pairs), 30)]
    lines = (" ".join(old + pairs[old] for old in line) for line in text)
    (DATA / "traditional.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(pairs), "characters")


if __name__ == "__main__":
    main()
