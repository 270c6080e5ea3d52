"""Make divisions.csv and traditional.txt, the tables ingest/regions.py reads. Run by hand; see README.md beside this file.

    python ingest/data/make_divisions.py NEWEST_PACKAGE OLDER_PACKAGE

Both arguments are unpacked `china-division` npm packages. pypinyin is needed here and nowhere else.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
ETHNIC = (
    "蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 "
    "拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 塔吉克 普米族 怒族 鄂温克族 "
    "保安族 裕固族 鄂伦春 独龙族 门巴族 珞巴族 基诺族 各族 鄂温克"
).split()
_ETHNIC = "(?:" + "|".join(sorted(ETHNIC, key=len, reverse=True)) + ")"
AUTONOMOUS = re.compile(rf"^(.+?){_ETHNIC}*自治(州|县|旗|区)$")
PLAIN = re.compile(r"^(.+?)(特别行政区|自治区|省|市|地区|盟|县|新区|矿区|林区|特区|区|旗)$")
READINGS = {"长": "chang", "都": "du", "朝": "chao", "重": "chong", "行": "hang", "曾": "zeng", "单": "shan", "漯": "luo"}
STATISTICAL = re.compile(r"(开发区|管理区|园区|示范区|产业区|新区|试验区|经济区|生态区|工作委员会|管委会|聚集区|集聚区|实验区|食品区|名胜区)$")
PLACEHOLDER = re.compile(r"^(市辖区|县|.*直辖县级行政区划)$")


def load(package: Path) -> dict[str, str]:
    """Six-digit code → official name, places that exist only in statistics left out."""
    out: dict[str, str] = {}
    for part in ("provinces", "cities", "areas"):
        for row in json.loads((package / "dist" / f"{part}.json").read_text("utf-8")):
            code, name = str(row["code"]).ljust(6, "0"), row["name"].strip()
            if not PLACEHOLDER.match(name) and not (code[4:] >= "71" and code[4:] < "80" and STATISTICAL.search(name)):
                out[code] = name
    return out


def bare_of(full: str) -> str:
    """A name without its suffix and its peoples: 凉山彝族自治州 → 凉山. A one-character rest is not a name."""
    if full.endswith("自治区"):
        return re.sub(r"(壮族|回族|维吾尔)?自治区$", "", full)
    if found := AUTONOMOUS.match(full):
        rest = found[1]
        for people in sorted(ETHNIC, key=len, reverse=True):
            if rest.endswith(people) and len(rest) > len(people) + 1:
                rest = rest[: -len(people)]
        return rest
    found = PLAIN.match(full)
    return found[1] if found and len(found[1]) > 1 else ""


def display_of(full: str, level: str) -> str:
    """The customary name: 锦州市, 凉山州, 四川省, 新疆, 木里县."""
    bare, kind = bare_of(full), AUTONOMOUS.match(full)
    if level == "province" and (full.endswith("区")):
        return bare
    return bare + kind[2] if kind else full


def level_of(code: str) -> str:
    """Level by the code: xx0000, xxxx00, else county."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def pinyin_of(bare: str) -> str:
    """Toneless pinyin in one word, ü as u: 吕梁 → luliang is written lvliang by nobody."""
    pypinyin = importlib.import_module("pypinyin")
    sounds = (READINGS.get(ch, sound) for ch, sound in zip(bare, pypinyin.lazy_pinyin(bare), strict=True))
    return "".join(sounds).replace("ü", "u").replace("v", "u")


def parent_of(code: str, names: dict[str, str]) -> str:
    """The next level up that exists; empty for provinces."""
    if code.endswith("0000"):
        return ""
    return code[:4] + "00" if not code.endswith("00") and code[:4] + "00" in names else code[:2] + "0000"


def main(newest: Path, older: Path) -> None:
    """Write both tables."""
    curated: dict[str, dict[str, str]] = {}
    with (HERE / "curated.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(line for line in stream if not line.startswith("#")):
            curated.setdefault(row["kind"], {})[row["name"]] = row["value"]
    names = load(newest) | {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    # A city without counties appears as its own county in the source.
    names = {c: n for c, n in names.items() if not (level_of(c) == "county" and names.get(c[:4] + "00") == n)}
    aliases: dict[str, list[str]] = {code: [] for code in names}
    for code, name in load(older).items():
        if names.get(code) == name or name in ("东区", "西区"):
            continue
        heirs = [c for c, n in names.items() if c[:2] == code[:2] and bare_of(n) and bare_of(n) == bare_of(name)]
        heirs = [c for c in heirs if level_of(c) == level_of(code)] or heirs
        if len(bare_of(name)) < 2 and code in names:
            heirs = [code]
        if level_of(code) == "county" and heirs and all(level_of(c) != "county" for c in heirs):
            heirs = []  # 邢台县 beside 邢台市: the county is gone, the city is not it
        if len(heirs) == 1 and names[heirs[0]] != name:
            aliases[heirs[0]].append(name)
        elif not heirs and code in names:
            aliases[code].append(name)
        elif not heirs:
            names[code], aliases[code] = name, []
    for name, value in curated.get("alias", {}).items():
        aliases[value].append(name)

    bares = Counter(b for n in names.values() if (b := bare_of(n)))
    upper = {bare_of(n) for c, n in names.items() if level_of(c) != "county"}
    spelt = {c: pinyin_of(bare_of(n) or n) for c, n in names.items()} | {
        value: name for name, value in curated.get("pinyin", {}).items()
    }
    counts = {lv: Counter(p for c, p in spelt.items() if level_of(c) == lv) for lv in ("province", "prefecture", "county")}
    jieba = importlib.import_module("rjieba")
    rows: list[dict[str, str | int]] = []
    for code in sorted(names):
        full, level = names[code], level_of(code)
        bare, pinyin = bare_of(full), spelt[code]
        freq = jieba.suggest_freq(bare) if bare else 0
        if level == "county":
            tag = jieba.tag(bare)[0][1] if bare and jieba.has_word(bare) else "ns"
            rare = freq <= 25
            fires = bare and bares[bare] == 1 and bare not in upper and (tag in ("ns", "nr", "nrt") or rare)
            fires = fires and (len(bare) > 2 or rare or (tag == "ns" and freq <= 150))
            alone = (
                counts["county"][pinyin] == 1
                and not counts["prefecture"][pinyin] and not counts["province"][pinyin]
                and len(pinyin) > 5
            )  # fmt: skip
        else:
            fires, alone = True, True
        if bare in curated["ordinary"]:
            fires = False
        elif bare in curated["proper"] and bares[bare] == 1:
            fires = True
        if pinyin in curated["ordinary_latin"]:
            alone = False
        english = [name for name, value in curated["english"].items() if value == code]
        rows.append({
            "code": code, "full": full, "name": display_of(full, level), "level": level, "parent": parent_of(code, names),
            "bare": bare, "bare_alone": int(bool(fires)), "pinyin": pinyin, "pinyin_alone": int(bool(alone)),
            "full_alone": int(full not in curated["ordinary"]),
            "aliases": ";".join(aliases[code]), "english": ";".join(english),
        })  # fmt: skip
    with (HERE / "divisions.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    converter = importlib.import_module("opencc").OpenCC("t2s")
    used = {ch for row in rows for ch in f"{row['full']}{row['aliases']}"}
    pairs = [(ch, s) for ch in map(chr, range(0x3400, 0xA000)) if (s := converter.convert(ch)) != ch and ch not in used]
    text = "".join(t for t, _ in pairs) + "\n" + "".join(s for _, s in pairs) + "\n"
    (HERE / "traditional.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
