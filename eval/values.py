"""The numbers and dates a text states, read independently of the extractor under test, so that its slips show.

20万元 and RMB 200,000 are ("CNY", 200000.0); 百分之十五 and 15 % are ("%", 15.0); 2016年8月24日 is a date,
"2016-08-24".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eval.text import fold

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_SCALES = {"万": 1e4, "亿": 1e8, "thousand": 1e3, "million": 1e6, "billion": 1e9} | _SMALL
_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sep(?:tember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_HAN_NUMBER = "[零〇一二三四五六七八九两十百千][零〇一二三四五六七八九两十百千万亿]*"
_DATES = (
    re.compile(r"(?P<y>(?:19|20)\d\d) ?年(?: ?(?P<m>\d{1,2}) ?月(?: ?(?P<d>\d{1,2}) ?[日号])?)?"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})(?:-(?P<d>\d{2}))?(?!\d)"),
    *(
        re.compile(rf"(?:(?P<d>\d{{1,2}}) )?\b{name}\.?,? (?:(?P<e>\d{{1,2}}),? )?(?P<y>(?:19|20)\d\d)(?P<m>)")
        for name in _MONTHS
    ),
)
_BARE_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d| ?(?:%|[万亿元家户件个项名人㎡]))")
_DIGITS_RUN = r"\d[\d,]*(?:\.\d+)?"
_SCALE_WORD = r"(?:(?:[十百千]?[万亿]{1,2}|[十百千])|(?:thousand|million|billion)\b)"
_UNIT_WORD = (
    r"(?:%|percent|per cent|元|块|yuan|平方米|平米|㎡|square met|m2|m²|年|years?|个?工作日"
    r"|[家户件项个名人所座篇台套位日天月倍]|(?:working )?days?|months?)"
)
_NUMBER = re.compile(
    rf"(?P<rmb>rmb|cny|¥|人民币)? ?(?P<num>{_DIGITS_RUN}) ?(?P<scale>{_SCALE_WORD})?"
    rf"(?: ?(?:[-—–~至到]|to(?: rmb)?\b) ?(?P<num2>{_DIGITS_RUN}) ?(?P<scale2>{_SCALE_WORD})?)?"
    rf"(?P<unit> ?{_UNIT_WORD})?"
)
_LISTED = re.compile(r" ?(?:[、,，/和及或与]|and|or) ?")
_PERCENT = re.compile(rf"百分之(?P<n>{_HAN_NUMBER})")
_WORDED = re.compile(rf"(?<![一-鿿])?(?P<n>{_HAN_NUMBER})(?P<unit>元|平方米|公顷|公里|年|[家户件项个名人亩吨台辆次])")
# 七日, 三十个工作日, but no day of a month
_WORDED_DAYS = re.compile(rf"(?<![月零〇一二三四五六七八九两十百千])(?P<n>{_HAN_NUMBER})(?:个工作)?[日天]")
_KINDS = (
    ("%", "%|percent|per cent"), ("CNY", "元|块|yuan"), ("㎡", "平方米|平米|㎡|square met|m2|m²"), ("年", "年|years?"),
    ("日", "(?:个?工作)?日|天|(?:working )?days?"), ("月", "月|months?"),
    ("count", "[家户件项个名人所座篇台套位]"), ("倍", "倍"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """One number or date of a text: its kind (CNY, %, ㎡, 年, count, date …; empty for a bare number) and its value."""

    kind: str
    value: float | str


_WORDED_LARGE = re.compile(r"[一二三四五六七八九两十百千]+[万亿]")  # 八百万, with no unit behind it
_ABOUT = re.compile(
    r"(?<=[十百千万\d])[来多把](?=个?[百千万亿])|(?<=[十百千万\d])个(?=[百千万亿])"
)  # 八百来万, 三十多万, 五个亿


def stated(text: str) -> frozenset[Stated]:
    """Every number and date that the text states."""
    text = _ABOUT.sub("", fold(text).replace("％", "%"))
    out: set[Stated] = set()
    for index, pattern in enumerate(_DATES):
        for m in pattern.finditer(text):
            out.add(Stated("date", _iso(m, index)))
        text = pattern.sub(" ", text)  # its parts are no numbers of their own
    out |= {Stated("date", m[0]) for m in _BARE_YEAR.finditer(text)}
    kind, begins = "", -1  # of the number after this one, whose unit a list shares: 10万、5万元
    for m in reversed(list(_NUMBER.finditer(text))):
        own = _kind(m["unit"], bool(m["rmb"]))
        shares = not own and begins >= 0 and _LISTED.fullmatch(text, m.end(), begins)
        kind, begins = kind if shares else own, m.start()
        for scale in {m["scale"], m["scale"] or m["scale2"]}:  # 10-20万元 is read as 10 and as 10万
            out.add(Stated(kind, _number(m["num"], scale)))
        if m["num2"]:
            out.add(Stated(kind, _number(m["num2"], m["scale2"])))
    for m in _PERCENT.finditer(text):
        out.add(Stated("%", han_number(m["n"])))
    for m in _WORDED.finditer(text):
        out.add(Stated(_kind(m["unit"], False), han_number(m["n"])))
    out |= {Stated("", han_number(m[0])) for m in _WORDED_LARGE.finditer(text)}
    out |= {Stated("日", han_number(m["n"])) for m in _WORDED_DAYS.finditer(text)}
    return frozenset(out)


def han_number(text: str) -> float:
    """二十万 → 200000, 两千 → 2000, 一五 → 15."""
    total = section = digit = 0.0
    for c in text:
        if c in _DIGITS:
            digit = digit * 10 + _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1.0) * _SMALL[c]
            digit = 0.0
        else:
            own = section + digit
            # 亿 scales all that stands before it, 万 what stands since.
            total = (total + own or 1.0) * _SCALES[c] if c == "亿" else total + (own or 1.0) * _SCALES[c]
            section = digit = 0.0
    return total + section + digit


def _number(digits: str, scale: str | None) -> float:
    value = float(digits.replace(",", ""))
    for part in [scale] if scale in _SCALES else list(scale or ""):
        value *= _SCALES[part or ""]
    return round(value, 6)


def _kind(unit: str | None, money: bool) -> str:
    found = (unit or "").strip()
    kind = next((kind for kind, pattern in _KINDS if re.fullmatch(pattern, found)), "")
    return "CNY" if money and kind in ("", "CNY") else kind


def _iso(m: re.Match[str], index: int) -> str:
    month = index - 1 if index >= 2 else int(m["m"] or 0)
    day = int((m["d"] or (m["e"] if index >= 2 else "")) or 0)
    return "-".join((m["y"], *([f"{month:02d}"] if month else []), *([f"{day:02d}"] if month and day else [])))
