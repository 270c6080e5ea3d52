"""Days, months and years in normalised text: 2016年8月24日, 二〇一六年, 中华民国一百零九年四月一日, 8月7日至8月21日."""

from __future__ import annotations

import re
from datetime import date

from ingest.facts.quantity import DIGITS, Value, number

# 3月5日前, 每年5月底: a day of any year, written 03-05 and 05
_MONTH_DAY = re.compile(
    r"(?<!\d)(?<!\d年)(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])日|(?P<end>底|末|初))(?![报刊])"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2}|(?P<roc>(?:中华)?民国(?:\d{2,3}|[一二三四五六七八九十百零]{1,6}))"
    r"|[一二]?百零?[一二三四五六七八九十]{1,3}(?=年[一二三四五六七八九十]{1,3}月(?!份)))年(?:度)?"
    r"(?:(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<d>[12]\d|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?)?)?"
    r"(?P<rel>底|末|初)?"
)
_UNTIL = re.compile(
    r"起?(?:[-－—–~～至到]|——)(?:同年|当年)?(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<d>[12]\d|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?"
)


def find_dates(text: str) -> list[Value]:
    """All days, months and years of a text, not in order; one that does not exist is none."""
    days = [_month_day(m) for m in _MONTH_DAY.finditer(text)] if "月" in text else []
    out: list[Value] = []
    for m in _DATE.finditer(text) if "年" in text else ():
        year = _year(m["y"])
        if year is None or not 1949 <= year <= 2100:
            continue
        # 2016年 after another digit is a count (12016年); 3年内 never matches, it has no four digits
        if m.start() and text[m.start() - 1].isdigit():
            continue
        iso = str(year)
        if m["m"]:
            month = int(number(m["m"]) or 0)
            iso = f"{year}-{month:02d}"
            if m["d"]:
                try:
                    iso = date(year, month, int(number(m["d"]) or 0)).isoformat()
                except ValueError:
                    continue
        out.append(Value(m.start(), m.end(), "date", iso, None, start_bound=m.start(), end_bound=m.end()))
        if m["m"] and (until := _UNTIL.match(text, m.end())) and (end := _until(until, year)):
            out.append(end)
    return [*out, *(d for d in days if not any(o.start < d.end and d.start < o.end for o in out))]


def _until(m: re.Match[str], year: int) -> Value | None:
    """2017年8月7日至8月21日: the year said once holds for the end too."""
    month, day = int(number(m["m"]) or 0), int(number(m["d"]) or 0) if m["d"] else None
    try:
        last = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    start = m.start("m")
    return Value(start, m.end(), "date", last if day else last[:7], None, start_bound=start, end_bound=m.end())


def _month_day(m: re.Match[str]) -> Value:
    iso = f"{int(m['m']):02d}" + (f"-{int(m['d']):02d}" if m["d"] else "")
    return Value(m.start(), m.end(), "date", iso, None, start_bound=m.start(), end_bound=m.end())


def _year(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if "百" in text or "民国" in text:  # 中华民国一百零九年 is 2020
        counted = number(text.removeprefix("中华").removeprefix("民国"))
        return int(counted) + 1911 if counted else None
    digits = [DIGITS.get(c) for c in text]
    return None if None in digits else int("".join(map(str, digits)))
