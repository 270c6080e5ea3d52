"""Amounts, percentages, counts, durations and dates in normalised text, each normalised and with its bound.

20万元 → 200000 CNY · 1.5% · 百分之十五 → 15 % · 2-3家 → 2..3 家 · 不少于30万元 → at least 300000 CNY
10万、5万元 → the unit is carried back over the list · 2016年8月24日 → 2016-08-24
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.bounds import bounded
from ingest.facts.days import find_dates
from ingest.facts.phrases import Starts
from ingest.facts.quantity import Value, ValueKind, chinese_number, number
from ingest.types import Bound

__all__ = ["Value", "chinese_number", "find_values", "number", "value_starts"]

_SCALES = {"": 1, "百": 100, "千": 1000, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}

# What can be counted. 个 comes last: it is also part of 个月 and 个百分点.
_COUNTERS = (
    "平方米|平方公里|立方米|公里|㎡|m2|亩|公顷|吨|公斤|千克|斤|千瓦时|千瓦|兆瓦|家次|人次|户|家|件|项|名|人|位|台|套|辆|艘|架|条|款|种|类|所|座|处|张|份|"
    "篇|本|部|支|只|头|个人(?!所得|账户|缴|负担|信息|申)|次|场|期|批|届|门|课时|学时|分|倍|股|字|字节|床|间|栋|幢|个(?!月|百分点|工作日|自然日|小时|年度|税)"
)
_DURATIONS = "个?工作日|个?自然日|个月|个?小时|分钟|个?星期|周岁|周|日|天|年|岁|个?年度|个?学年|个?季度"
_UNIT_NAMES = {"个人": "人", "m2": "㎡", "平方米": "㎡", "工作日": "工作日"}

_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+(?:点[零一二三四五六七八九]+)?"
_SCALE = r"万亿|百万|千万|十万|亿|万|千(?!瓦|米|克)|百(?!分)"
_CURRENCIES = {"美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR"}
_MONEY = r"元人民币|元|美元|港元|欧元"
_SEP = re.compile(r"(?:\(不?含\))?(?:[-－—–~～至到]|——)")
_IN_LIST = re.compile("[、，]?[、，和及与]")
# 五万元以上二十万元以下, 一亿元以上未满三亿元: from … to …
_FROM_TO = re.compile(
    r"(?P<from>以上|\(?含\)?以上)(?:至|、|,|，)?(?P<under>未满|不满|未达|不足|低于)?(?:人民币|新台币)?"
)
_FROM_TO_END = re.compile(r"以下|以内|未满")

_NUMBER = re.compile(
    rf"(?P<percent_of>[百千万]分之(?P<cn_percent>{_CHINESE}|{_ARABIC}))"
    rf"|(?P<fraction>(?P<of>{_CHINESE})分之(?P<part>{_CHINESE}))"
    rf"|(?P<num>{_ARABIC}|{_CHINESE})(?P<over>多|余)?(?P<scale>{_SCALE})?(?P<over2>多|余)?"
    rf"(?:(?P<money>{_MONEY})|(?P<point>个百分点)|(?P<percent>%)|(?P<permille>‰)"
    rf"|(?P<duration>{_DURATIONS})|(?P<counter>{_COUNTERS}))?"
)
_NUMERALS = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_OF_UNITS = "".join(sorted(set(f"{_SCALE}{_MONEY}{_DURATIONS}{_COUNTERS}多余%‰") - set("|?()!")))
# Where a value may begin; the characters first, by which the search leaps.
# A Chinese numeral that no unit follows (统一, 第三) is none, and most numerals are such.
_START = re.compile(
    rf"[0-9{_NUMERALS}万](?:(?<=万)(?=分之)|(?<=\d)(?<![第\d].)|(?<=[{_NUMERALS}])(?<![第{_NUMERALS}].)(?:(?<=[百千])(?=分之)|[{_NUMERALS}]{{0,60}}+(?:点[零一二三四五六七八九]++)?+(?=[{_NUMERALS}{_OF_UNITS}]|[至到][{_NUMERALS}])))"
)
_START_OR_EXEMPT = re.compile(f"{_START.pattern}|免征|减半征收")
# One or two is a quantity where it is a limit or the begin of a range; that something is given once is no number.
_FEW = re.compile(r"(?:次数|补正|延[长期展]|展期)(?:最多|至多|不得?超过|以|限)$")
_TWO = re.compile(r"(?:最多|至多)[^，。；、\d]{0,4}$")
_FEW_AT_MOST = re.compile("[至到][二三四五六七八九十两]")
_UNIT_GROUPS = frozenset(("money", "point", "percent", "permille", "duration", "counter"))


def value_starts(text: str) -> Starts:
    """Where a value or an exemption may begin: a quick look that spares most sentences the full one."""
    return Starts(_START_OR_EXEMPT, text)


def find_values(text: str) -> list[Value]:
    """All values of a normalised text in order; ranges are joined, list members share their unit."""
    if not _START.search(text):
        return []
    dates, raw = find_dates(text), _find_numbers(text)
    if dates:
        raw = [v for v in raw if not any(d.start < v.end and v.start < d.end for d in dates)]
    values = [v for v in _share_units(text, _join_ranges(text, raw)) if _is_meant(text, v)]
    return sorted((*dates, *_share_bounds(text, [bounded(text, v) for v in values])), key=lambda v: v.start)


def _find_numbers(text: str) -> list[Value]:
    out: list[Value] = []
    head: tuple[int, float, float] | None = None  # 三万 of 三万五千元: where it starts, its amount, its scale
    head_end = -1
    for m in _numbers(text):
        if m["percent_of"]:
            amount = number(m["cn_percent"])
            if amount is not None:
                unit = "‰" if text[m.start()] == "千" else "%"
                amount = amount / 100 if text[m.start()] == "万" else amount  # 万分之五 is 0.05 %
                out.append(_value(m, m.start(), "percent", round(amount, 6), unit))
            continue
        if m["fraction"]:
            of, part = number(m["of"]), number(m["part"])
            if of and part and part < of:  # 三分之一 is a third of 100 %
                out.append(_value(m, m.start(), "percent", round(100 * part / of, 4), "%"))
            continue
        amount = number(m["num"])
        if amount is None:
            continue
        chinese = not m["num"][0].isdigit()
        if chinese and not m["num"].strip("零〇"):
            continue  # 零部件
        scale = _SCALES[m["scale"] or ""]
        amount = round(amount * scale, 6)
        start = m.start()
        if head is not None and head_end == m.start() and amount < head[2]:
            start, amount = head[0], head[1] + amount
        unitless = m.lastgroup not in _UNIT_GROUPS
        head = (start, amount, scale) if unitless and scale >= 1e4 else None
        head_end = m.end()
        bound: Bound = "at_least" if m["over"] or m["over2"] else "exact"
        if m["money"]:
            unit = _CURRENCIES.get(m["money"]) or _CURRENCIES.get(text[max(0, start - 2) : start], "CNY")
            out.append(_value(m, start, "money", amount, unit, bound))
        elif m["percent"] or m["point"] or m["permille"]:
            unit = "%" if m["percent"] else "百分点" if m["point"] else "‰"
            out.append(_value(m, start, "percent", amount, unit, bound))
        elif m["duration"]:
            unit = m["duration"].removeprefix("个") if m["duration"] != "个月" else "月"
            out.append(_value(m, start, "duration", amount, {"天": "日"}.get(unit, unit), bound))
        elif m["counter"]:
            if (
                chinese
                and m["counter"] != "倍"
                and (m["num"] in "一百千" or (m["num"] == "两" and m["counter"] in "个条种类项次期"))
                and not m["scale"]
                and not (m["num"] in "一两" and _few(text, start, m.end()))
            ):
                continue  # 一个, 一支, 两种, 千人计划: words, not quantities
            if chinese and m["counter"] == "期":
                continue  # 六期柴油车, 二期工程: a name
            if m["counter"] == "倍":
                out.append(_value(m, start, "times", amount, "倍", bound))
            else:
                out.append(_value(m, start, "count", amount, _UNIT_NAMES.get(m["counter"], m["counter"]), bound))
        elif not chinese or text[m.end() : m.end() + 1] in ("至", "到", "-"):
            out.append(_value(m, start, "count", amount, None, bound))  # its unit may come from the next list member
    return out


def _few(text: str, start: int, end: int) -> bool:
    """Whether 一次 or 两个 is a quantity, and no article: 补正以一次为限, 最多资助两个国家, 一次至三次."""
    two = text[start] == "两" and _TWO.search(text, max(0, start - 8), start)
    return bool(two or _FEW.search(text, max(0, start - 12), start) or _FEW_AT_MOST.match(text, end))


def _numbers(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while start := _START.search(text, at):
        m = _NUMBER.match(text, start.start())
        at = m.end() if m else start.end()
        if m:
            yield m


def _value(
    m: re.Match[str], start: int, kind: ValueKind, amount: float, unit: str | None, bound: Bound = "exact"
) -> Value:
    return Value(start, m.end(), kind, amount, unit, bound=bound, start_bound=start, end_bound=m.end())


def _join_ranges(text: str, values: list[Value]) -> list[Value]:
    """2-3家, 10万元至20万元, 50%到90%: one value with a maximum."""
    out: list[Value] = []
    for v in values:
        prev = out[-1] if out else None
        gap = text[prev.end : v.start] if prev else ""
        if (
            prev is not None
            and prev.unit == "月"
            and v.unit == "年"
            and prev.value_max is None
            and (_SEP.fullmatch(gap) or _FROM_TO.fullmatch(gap))
        ):
            v = v._replace(unit="月", value=12 * _number(v))  # 六个月至二年
        same = prev is not None and (prev.unit is None or prev.unit == v.unit) and v.unit is not None
        if prev is not None and same and (joined := _from_to(text, prev, v, gap)):
            out[-1] = joined
            continue
        if prev is not None and same and prev.value_max is None and _SEP.fullmatch(gap):
            low, high = _number(prev), _number(v)
            if prev.unit is None and low < high and "万" in text[v.start : v.end] and low * 1e4 <= high:
                low *= 1e4
            elif prev.unit is None and "亿" in text[v.start : v.end] and low * 1e8 <= high:
                low *= 1e8
            if low <= high:
                out[-1] = v._replace(start=prev.start, value=low, value_max=high, bound="range", start_bound=prev.start)
                continue
        out.append(v)
    return out


def _from_to(text: str, low: Value, high: Value, gap: str) -> Value | None:
    """五万元以上二十万元以下: one range; its end is left out where 未满 or 不足 says so."""
    m = _FROM_TO.fullmatch(gap) if gap.startswith(("以", "(", "含")) else None
    if m is None or low.unit != high.unit or low.value_max is not None or _number(low) > _number(high):
        return None
    close = _FROM_TO_END.match(text, high.end)
    if not (close or m["under"]):
        return None
    end = close.end() if close else high.end
    return high._replace(
        start=low.start, value=low.value, value_max=_number(high), bound="range", strict=bool(m["under"]),
        start_bound=low.start, end_bound=end,
    )  # fmt: skip


def _number(v: Value) -> float:
    assert not isinstance(v.value, str)
    return v.value


def _share_units(text: str, values: list[Value]) -> list[Value]:
    """10万、5万元 · 100、50万元 · 一、二等: a member without a unit takes that of the next one in its list."""
    out = list(values)
    scale = ""
    if not any(v.unit is None for v in out):
        return out
    for i in range(len(out) - 1, -1, -1):
        v, own = out[i], re.search(_SCALE, text[out[i].start : out[i].end])
        after = out[i + 1] if i + 1 < len(out) else None
        gap = text[v.end : after.start] if after else ""
        if v.unit is not None or after is None or after.unit is None or not re.fullmatch(r"[、和及或与,，/]{1,2}", gap):
            scale = own[0] if own else ""
            continue
        amount = _number(v) * (1 if own else _SCALES[scale])
        out[i] = v._replace(kind=after.kind, unit=after.unit, value=amount)
    return out


def _share_bounds(text: str, values: list[Value]) -> list[Value]:
    """最高500万元、300万元、100万元: the words before the first bind all of the list."""
    out: list[Value] = []
    for v in values:
        last = out[-1] if out else None
        if last and last.unit == v.unit and v.bound == "exact" and last.bound in ("at_most", "at_least"):
            led = last.start_bound < last.start or (len(out) > 1 and out[-2].end_bound == last.start - 1)
            if led and last.end == last.end_bound and _IN_LIST.fullmatch(text[last.end : v.start]):
                v = v._replace(bound=last.bound, strict=last.strict)
        out.append(v)
    return out


def _is_meant(text: str, v: Value) -> bool:
    """Whether a number with its unit is a quantity and not part of a name or a number of a clause."""
    if v.unit is None:
        return False
    before, after = text[max(0, v.start - 2) : v.start], text[v.end : v.end + 2]
    if before.endswith("几"):
        return False  # 好几百万元 is no amount
    if before.endswith(("前", "本", "该", "上")) and v.unit in ("款", "项", "条"):
        return False
    if before.endswith(("第", "世界", "〔", "[", "之")) and v.kind in ("count", "duration"):
        return False
    if before.endswith("“") and v.kind == "count" and not text[v.start].isdigit():
        return False  # “四个全面”: a slogan
    if v.unit == "分" and not (after[:1] in "，。；、)） " or after.startswith(("以", "的")) or not after):
        return False  # 二分法, 十分重要
    if v.unit in ("年", "日", "月") and before.endswith(("年", "月")) and v.kind == "duration":
        return False
    if v.unit == "日" and re.match(r"[报常]", after):
        return False
    return not (v.unit == "人" and after[:1] and after[0] in "才员口民均")
