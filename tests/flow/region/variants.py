"""Addresses made from the divisions of data/region, in the ways that people write them, with the code that is meant."""
import pathlib
import re

DATA = pathlib.Path(__file__).parent.parent.parent.parent / "data/region"
PEOPLES = re.compile("(" + "|".join("""各族 蒙古族 蒙古 锡伯 哈萨克族 哈萨克 柯尔克孜 塔吉克 朝鲜族 土家族 藏族 羌族 彝族 布依族
苗族 侗族 哈尼族 壮族 傣族 白族 景颇族 傈僳族 回族 满族 鄂伦春 鄂温克族 达斡尔族 畲族 瑶族 仫佬族 毛南族 黎族 仡佬族 水族 纳西族
拉祜族 佤族 布朗族 独龙族 怒族 普米族 裕固族 东乡族 保安族 撒拉族 土族""".split()) + ")+(?=自治[州县旗]$)")
RESTS = ("人民路5号3单元201室", "xx路5号", "建设大道１２号", "解放东路甲8号楼2单元", "汇金大厦B座1201", "修鞋铺旁边的院子")


class Division:
    def __init__(self, code, name, above):
        self.code, self.name, self.above = code, name, above  # above: from the province down
        self.level = "town" if len(code) == 9 else "county" if code[4:] != "00" else "prefecture"

    @property
    def chain(self):
        return [*(one.name for one in self.above), self.name]


class Divisions:
    def __init__(self):
        self.all, above, county = [], [], ""
        for line in (DATA / "divisions.txt").read_text(encoding="utf-8").splitlines()[1:]:
            tail, _, name = line.partition("\t")
            name = name.split("\t")[0]
            if line.startswith("#"):
                continue
            code = county + tail if len(tail) == 3 else (tail + "0000")[:6]
            county = code if len(tail) == 6 else county
            if not name:
                continue
            while above and not code.startswith(self.stem(above[-1].code)):
                above.pop()
            division = Division(code, name, list(above))
            if len(code) == 6:
                above.append(division)
            self.all.append(division)

    @staticmethod
    def stem(code):
        return code[:2] if code[2:] == "0000" else code[:4] if code[4:] == "00" else code


def brief(name, level):
    """Without its level and its peoples; itself where nothing would remain."""
    if name in ("重庆城区", "重庆郊县"):
        return ""  # headings of the tables that nobody says
    if level == "town":
        short = re.sub(r"(街道办事处|街道|地区|镇|乡|苏木)$", "", name)
    else:
        short = re.sub(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|旗|盟)$", "", PEOPLES.sub("", name))
        short = re.sub(r"(壮族|回族|维吾尔)$", "", short)
    return short if len(short) >= 2 else name


def brief_chain(division):
    return [brief(one.name, one.level) for one in division.above]



def traditional():
    pairs = {}
    for line in (DATA / "traditional.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            for pair in line.split(" "):
                pairs.setdefault(pair[1], pair[0])
    return str.maketrans(pairs)


TRADITIONAL = traditional()
WIDE = str.maketrans({chr(0x21 + i): chr(0xff01 + i) for i in range(94)})


def spaced(text, dice):
    return "".join(letter + (dice.choice((" ", "　", "  ")) if dice.random() < 0.25 else "") for letter in text)


def without_prefecture(division):
    return [one.name for one in division.above if one.level != "prefecture" or one.code[2:] == "0000"]


# Each makes a text of a division, with the dice.
VARIANTS = {
    "full": lambda d, dice: "".join(d.chain),
    "with a rest": lambda d, dice: "".join(d.chain) + dice.choice(RESTS),
    "no province": lambda d, dice: "".join(d.chain[1:]),
    "no prefecture": lambda d, dice: "".join(without_prefecture(d)) + d.name,
    "only the last two": lambda d, dice: "".join(d.chain[-2:]),
    "the name alone": lambda d, dice: d.name,
    "short above": lambda d, dice: "".join(brief_chain(d)) + d.name,
    "short above and a rest": lambda d, dice: "".join(brief_chain(d)) + d.name + dice.choice(RESTS),
    "all short": lambda d, dice: "".join(brief_chain(d)) + brief(d.name, d.level),
    "last one short": lambda d, dice: "".join(d.chain[:-1]) + brief(d.name, d.level),
    "last one short and a rest":
        lambda d, dice: "".join(d.chain[:-1]) + brief(d.name, d.level) + dice.choice(RESTS),
    "traditional": lambda d, dice: "".join(d.chain).translate(TRADITIONAL) + "人民路5號",
    "stray spaces": lambda d, dice: spaced("".join(d.chain), dice),
    "parted": lambda d, dice: dice.choice(("，", " ", "-", "/", "、")).join([*d.chain, dice.choice(RESTS)]),
    "repeated": lambda d, dice: "".join(one * dice.choice((1, 1, 2)) for one in d.chain),
    "said twice": lambda d, dice: "".join(d.chain[:-1]) + "".join(d.chain) + dice.choice(RESTS),
    "with noise": lambda d, dice: dice.choice(("地址：", "中国", "收货地址:", "我家住在", "528400 ", "邮编100000，")) +
        "".join(d.chain) + dice.choice(RESTS),
    "behind a person": lambda d, dice: dice.choice(("张伟 13800138000 ", "李娜，", "王师傅 021-55550000 ")) +
        "".join(d.chain) + dice.choice(RESTS),
    "full width": lambda d, dice: ("".join(d.chain) + "No.12-3 Bldg A").translate(WIDE),
    "spoken": lambda d, dice: "的".join(d.chain) + "那边人民路5号",
}


def made(divisions, write, dice, towns):
    """(text, code) of every county and prefecture and of a sample of towns."""
    places = [one for one in divisions.all if one.level != "town" and one.above and brief(one.name, one.level)]
    every_town = [one for one in divisions.all if one.level == "town"]
    places += dice.sample(every_town, min(towns, len(every_town)))
    return [(write(one, dice), one.code) for one in places]


def judged(cells, code):
    """What the cells of a line say of an address of `code`: right, certain and so; told, ambiguous and among the
    candidates; part, certain of what it is part of; wrong, certain of another; lost, else."""
    found, candidates = cells[0], [one.split(":")[0] for one in cells[5].split(";")]
    if found:
        short = found.rstrip("0") if len(found) == 6 else found
        short += "0" * (len(short) % 2) if len(found) == 6 else ""
        return "right" if found == code else "part" if code.startswith(short) else "wrong"
    return "told" if code in candidates else "lost"
