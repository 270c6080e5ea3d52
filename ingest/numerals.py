"""Chinese, full-width and Arabic numerals to integers, and dates written in either to ISO."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

DIGITS = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{c: i for i, c in enumerate("０１２３４５６７８９")},
    **{c: i for i, c in enumerate("0123456789")},
    "○": 0, "Ｏ": 0, "两": 2, "兩": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
TENS = {"廿": 20, "卅": 30, "卌": 40}

_DATE_DIGIT = "[0-9０-９〇○零一二三四五六七八九十廿卅元]"
DATE = re.compile(
    rf"(?:(?P<era>(?:中[华華])?民[国國])\s*)?(?P<y>{_DATE_DIGIT}{{1,5}}|一百[一二三四五六七八九十零〇]{{0,4}})"
    rf"\s*年\s*(?P<m>{_DATE_DIGIT}{{1,3}})\s*月\s*(?P<d>{_DATE_DIGIT}{{1,4}})\s*日"
)


def to_int(numeral: str) -> int | None:
    """The integer a numeral stands for (三十二, 一百零六, 二〇一六, １２, ③, 廿一), or None if it is none."""
    numeral = numeral.replace(" ", "")
    if not numeral:
        return None
    if all(c in DIGITS for c in numeral):  # positional: 二〇一六, 2016
        value = 0
        for c in numeral:
            value = value * 10 + DIGITS[c]
        return value
    if len(numeral) == 1 and numeral not in UNITS and numeral not in TENS:
        return _single(numeral)
    return _additive(numeral)


def _single(char: str) -> int | None:
    """Value of a one-character number form such as ③, ⑴, ⒈, ㈠."""
    value = unicodedata.numeric(char, -1.0)
    return int(value) if value >= 0 and value == int(value) else None


def _additive(numeral: str) -> int | None:
    total = section = digit = 0
    for c in numeral:
        if c in DIGITS:
            digit = digit * 10 + DIGITS[c] if digit and c.isascii() else DIGITS[c]
        elif c in TENS:
            section += TENS[c]
        elif c in UNITS:
            section += (digit or 1) * UNITS[c]
            digit = 0
        elif c in MYRIADS:
            total = (total + section + digit) * MYRIADS[c]
            section = digit = 0
        else:
            return None
    return total + section + digit


def iso_date(match: re.Match[str]) -> str | None:
    """ISO date of a match of `DATE`, or None if there is no such day."""
    year, month, day = match["y"], to_int(match["m"]), to_int(match["d"])
    value = 1 if year == "元" else to_int(year)
    if value is None or month is None or day is None:
        return None
    if match["era"]:
        value += 1911
    try:
        return date(value, month, day).isoformat() if value >= 1900 else None
    except ValueError:
        return None
