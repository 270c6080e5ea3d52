"""From when to when a document holds: 自…起施行, 有效期…, the period of a plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.lines import Said
from ingest.numerals import DATE, iso_date, to_int
from ingest.types import Clause, Normalized

_FORCE = r"(?:正式)?(?:施行|实施|执行|生效|试行)"
_FROM_DATE = re.compile(rf"自{DATE.pattern}(?:起)?{_FORCE}")
_FROM_ISSUE = re.compile(rf"自(?:公布|印发|发布|颁布|下发|签发)(?:之)?日(?:起)?{_FORCE}")
_OWN = re.compile(
    r"(?:本(?![市省州县区级人年月])[^。；]{0,40}|以上[^。；，]{0,12}|现予?(?:公布|发布|印发)[^。；]{0,12}|(?:公布|发布)，)$"
)
_LABELLED_START = re.compile(
    rf"(?:实施日期|施行日期|生效日期|implement_date)[：:]\s*[\"“”]?(?:(\d{{4}}-\d\d-\d\d)|{DATE.pattern})"
)
_LINE_START = re.compile(rf"^[ \t(]*自?{DATE.pattern} *起?(?:正式)?(?:施行|实施|生效)[ \t)]*$", re.M)
_YEARS = re.compile(
    r"(?:有效期|试行期|有效期限|执行期限|，试行|，暂行)(?:限)?(?:为|是)?(?:暂定)?(?P<n>[0-9一二三四五六七八九十两]{1,3})(?P<unit>年|个月)"
)
_UNTIL = re.compile(rf"(?:有效期|有效期限|执行期限|试行期)?(?:截止|截至|截止到|至|到)(?:为)?{DATE.pattern}")
_LABELLED_END = re.compile(rf"失效日期[：:]\s*{DATE.pattern}")
_HEAD = 3000  # where labels of a page stand
_SENTENCE = re.compile(r"[^。\n]+")
_IN_FORCE = re.compile("施行|实施|执行|生效|试行")
_HOLDS = re.compile("有效期|试行期|执行期限|施行|实施|执行")
_RANGE = re.compile(r"(20\d\d)年?\s*[—–－~～至到-]{1,2}\s*(20\d\d)")
_FIVE_YEARS = re.compile(r"“?(十[二三四五六七])五”?")
_PLAN_ENDS = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040}
_GOAL_YEAR = re.compile(r"到(20\d\d)年")


def effective(text: str, issued: str | None) -> Said | None:
    """The day a document takes effect, where it says so of itself; `issued` is the day where it says 自印发之日起."""
    labelled = _LABELLED_START.search(text[:_HEAD])
    if labelled and (day := labelled[1] or iso_date(labelled)):
        return Said(day, *labelled.span())
    line = _LINE_START.search(text[:_HEAD])
    if line and (day := iso_date(line)):
        return Said(day, *line.span())
    for sentence in _saying(_IN_FORCE, text):
        body = sentence[0]
        if "自" not in body:
            continue
        for match in _FROM_DATE.finditer(body):
            if _is_own(body[: match.start()]):
                return _said(iso_date(match), sentence, match)
        for match in _FROM_ISSUE.finditer(body):
            if _is_own(body[: match.start()]):
                return _said(issued, sentence, match)
    return None


def _saying(words: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The sentences in which one of the words stands, in order."""
    end = 0
    for found in words.finditer(text):
        if found.start() < end:
            continue
        stop = max(text.rfind("。", end, found.start()), text.rfind("\n", end, found.start()))
        sentence = _SENTENCE.match(text, max(end, stop + 1))
        assert sentence is not None
        end = sentence.end()
        yield sentence


def _said(day: str | None, sentence: re.Match[str], match: re.Match[str]) -> Said | None:
    return Said(day, sentence.start() + match.start(), sentence.start() + match.end()) if day else None


def _is_own(before: str) -> bool:
    return bool(_OWN.search(before)) and before.count("《") == before.count("》")


def expires(text: str, start: str | None) -> Said | None:
    """The last day a document holds, where it names one or a term of years that begins on a known day."""
    labelled = _LABELLED_END.search(text)
    if labelled and (day := iso_date(labelled)):
        return Said(day, *labelled.span())
    for sentence in _saying(_HOLDS, text):
        body = sentence[0]
        if "有效期" in body or "执行期限" in body or re.search(f"起{_FORCE}", body):
            until = _UNTIL.search(body)
            if until and re.search(f"本|起{_FORCE}", body):
                return _said(iso_date(until), sentence, until)
        years = _YEARS.search(body)
        if years and re.search(f"本|起{_FORCE}", body) and start and (count := to_int(years["n"])):
            return _said(_later(start, count * (12 if years["unit"] == "年" else 1)), sentence, years)
    return None


def _later(start: str, months: int) -> str:
    """The last day of a term of months that begins on `start`."""
    first = date.fromisoformat(start)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        after = first.replace(year=year, month=month + 1)
    except ValueError:  # there is no such day: the term ends with the month
        after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return (after - timedelta(days=1)).isoformat()


def period_end(title: Said | None, norm: Normalized, clauses: Sequence[Clause]) -> Said | None:
    """The last day of the plan period: the range in the title, else the year the objectives are set for.

    Args:
        title: The title in its search form.
        norm: The text.
        clauses: Its clauses.
    """
    words, at = (title.value, title.start) if title else ("", 0)
    ranges = list(_RANGE.finditer(words))
    if ranges and ranges[-1][1] < ranges[-1][2]:
        return Said(f"{ranges[-1][2]}-12-31", at + ranges[-1].start(), at + ranges[-1].end())
    if (plan := _FIVE_YEARS.search(words)) and re.search("规划|计划|方案", words):
        return Said(f"{_PLAN_ENDS[plan[1]]}-12-31", at + plan.start(), at + plan.end())
    years: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for at, clause in enumerate(clauses):
        if clause.heading and ("目标" in clause.heading or "目標" in clause.heading):
            end = next((c.start for c in clauses[at + 1 :] if c.depth <= clause.depth), clauses[-1].end)
            named = {
                goal[1]: goal.span() for goal in _GOAL_YEAR.finditer(norm.text, norm.at(clause.start), norm.at(end))
            }
            years.update(named.keys())
            places |= named
    if not years:
        return None
    everywhere = Counter(_GOAL_YEAR.findall(norm.text))
    year = max(years, key=lambda y: (everywhere[y], y))
    return Said(f"{year}-12-31", *places[year])
