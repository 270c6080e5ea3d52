"""A value in a text, and numbers in Arabic and Chinese writing."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from ingest.types import Bound

ValueKind = Literal["money", "percent", "count", "duration", "date", "times"]

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "伍": 5,
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}


class Value(NamedTuple):  # as many and as short-lived as spans
    """A value in a text. `start`, `end` span it with its scale and unit; `value` is in `unit`."""

    start: int
    end: int
    kind: ValueKind
    value: float | str  # str: an ISO date, or a year "2020"
    unit: str | None
    value_max: float | None = None
    bound: Bound = "exact"
    strict: bool = False  # 超过, 不足: the bound itself is not included
    end_bound: int = 0  # end of the value with the words of its bound: 以上, 以下
    start_bound: int = 0  # start of the value with the words of its bound: 不超过, 最高


_LONGEST_NUMBER = 40  # characters


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> float | None:
    """Value of a Chinese numeral below ten thousand (二十三, 一百零五, 十点五), or None."""
    whole, _, fraction = text.partition("点")
    total, digit = 0, 0
    if whole and all(c in DIGITS for c in whole) and len(whole) > 1:
        total = int("".join(str(DIGITS[c]) for c in whole))
    else:
        for char in whole:
            if char in _SCALES:
                total += (digit or 1) * _SCALES[char]
                digit = 0
            elif char in DIGITS:
                digit = DIGITS[char]
            else:
                return None
        total += digit
    if fraction:
        return total + float("0." + "".join(str(DIGITS[c]) for c in fraction))
    return float(total)


def number(text: str) -> float | None:
    """Value of an Arabic or Chinese number without scale or unit, or None; a row of digits without end is no number."""
    if len(text) > _LONGEST_NUMBER:
        return None
    if text[:1].isdigit():
        return float(text.replace(",", ""))
    return chinese_number(text)
