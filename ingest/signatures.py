"""Who issued a document and when: its signature, the line that says who passed it, labels of a page, its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import regions
from ingest.lines import Line, Said, together
from ingest.numerals import DATE, iso_date
from ingest.titles import ORDER_LINE

_DATE_LINE = re.compile(rf"\(?{DATE.pattern}\)?")
_BODY = re.compile(
    r"[\u4e00-\u9fff“”()、]{2,60}?(?:政府|委员会|办公厅|办公室|厅|局|部|院|委|署|行|社|中心|处|指挥部|法院|检察院|公司|集团|组|会|司|机制|所|站|大学|学院)"
)
_PASSED = re.compile(
    rf"(?P<day>{DATE.pattern}) *经?(?P<body>[\u4e00-\u9fff、]{{2,40}}?"
    r"(?:人民代表大会常务委员会|人民代表大会(?!常)|人民法院|人民检察院|国务院|人民政府|[部委局署](?![\u4e00-\u9fff]*(?:大会|政府))))"
    r"(?:令)?[^。]*?(?:通过|公布|发布|修订|修正|修改)"
)
_STATE = "中华人民共和国"
_LABELLED_BODY = re.compile(
    r"(?:发布机构|发文机关|发布机关|发文机构|发文单位|制定机关|公布机关)[：:]\s*(?P<body>[\u4e00-\u9fff、]{3,40})(?=\s|$)"
)
_LABELLED_DATE = re.compile(
    r"(?:成文日期|印发日期|发文日期|公布日期|发布日期|发布时间|publish_date)[：:]\s*[\"“”]?"
    rf"(?P<day>(?P<iso>\d{{4}}-\d\d-\d\d)|{DATE.pattern})"
)
_MOST_BODIES = 8
_MOST_LINES = 12
_HALF_NAME = 30  # characters of a line that may be the first half of a torn name


@dataclass(frozen=True, slots=True)
class Issue:
    """The issuing bodies and the day; None where the document does not say."""

    issuer: Said | None
    issued: Said | None


def issue_of(lines: Sequence[Line], ends: Sequence[Line], title: Said | None, number: Said | None) -> Issue:
    """Read who issued it and when.

    Args:
        lines: Those before the first clause.
        ends: The closing lines.
        title: The document's title in its search form.
        number: Its number.
    """
    issuer, issued = _signature(lines) or _signature(ends) or (None, None)
    signed = issuer is not None
    issuer = issuer or _joint_order(lines)
    named = _named_first(title) if title else None
    if issuer is None or (named and named.value not in issuer.value):
        issuer = named or issuer or (_ordering(number) if number else None)
    passed = None if signed else max(_passed(lines), key=lambda one: one[1].value, default=None)
    if passed:
        issuer = issuer or passed[0]
        issued = max(passed[1], _alone(lines) or passed[1], key=lambda one: one.value)
    return Issue(_shorn(issuer or _labelled(lines, _LABELLED_BODY)), issued or _alone(lines) or _labelled_day(lines))


def _passed(lines: Sequence[Line]) -> Iterator[tuple[Said, Said]]:
    """The bodies that passed or promulgated it, each with the day; the brackets around may go over several lines."""
    at = 0
    while at < len(lines):
        parts = [lines[at]]
        while _open("".join(line.text for line in parts)) and len(parts) < _MOST_LINES and at + len(parts) < len(lines):
            parts.append(lines[at + len(parts)])
        at += len(parts) if not _open("".join(line.text for line in parts)) else 1
        text, shown = "".join(line.text for line in parts), "".join(line.shown for line in parts)
        places = [place for line in parts for place in range(line.start, line.start + len(line.text))]
        for match in _PASSED.finditer(text):
            if day := iso_date(match):
                (start, end), (first, last) = match.span("body"), match.span("day")
                body = Said(shown[start:end], places[start], places[end - 1] + 1)
                yield body, Said(day, places[first], places[last - 1] + 1)


def _open(text: str) -> bool:
    return text.startswith("(") and text.count("(") > text.count(")")


def _shorn(issuer: Said | None) -> Said | None:
    """国务院 is enough: 中华人民共和国国务院 is the same body."""
    if issuer and issuer.value.startswith(_STATE + "国务院"):
        return Said(issuer.value[len(_STATE) :], issuer.start + len(_STATE), issuer.end)
    return issuer


def _signature(lines: Sequence[Line]) -> tuple[Said, Said] | None:
    """The bodies and the day of a signature: names of bodies, then a date, on lines of their own."""
    for i, line in enumerate(lines):
        match = _DATE_LINE.search(line.text)
        if not match or match.end() != len(line.text) or not (iso := iso_date(match)):
            continue
        day = Said(iso, line.start + match.start(), line.start + match.end())
        before = line.text[: match.start()].strip()
        if before:
            if _BODY.fullmatch(before.replace(" ", "")):
                return line.said(0, match.start()), day
            continue
        bodies = _bodies(lines[:i])
        if bodies and (upper := _torn(lines, i - len(bodies) - 1, bodies[0].value)):
            bodies[0] = together([upper, bodies[0]])
        if bodies:
            return together(bodies, " "), day
    return None


def _joint_order(lines: Sequence[Line]) -> Said | None:
    """The bodies of a joint order: their names on lines of their own above 令."""
    at = next((i for i, line in enumerate(lines) if line.text == "令"), 0)
    return together(_bodies(lines[:at]), " ") if _bodies(lines[:at]) else None


def _bodies(lines: Sequence[Line]) -> list[Said]:
    """The names of bodies that the last of these lines are."""
    bodies: list[Said] = []
    for above in reversed(lines[-_MOST_BODIES:]):
        if not _BODY.fullmatch(above.text.replace(" ", "")):
            break
        bodies.insert(0, above.said())
    return bodies


def _torn(lines: Sequence[Line], at: int, body: str) -> Said | None:
    """The first half of a body's name that a collapsed line end tore in two: it has the place, the second has none."""
    upper = lines[at].text if at >= 0 else ""
    if (
        not upper
        or len(upper) > _HALF_NAME
        or not re.fullmatch("[\u4e00-\u9fff“”]+", upper)
        or _begins_with_place(body)
    ):
        return None
    return lines[at].said() if _begins_with_place(upper) else None


def _begins_with_place(name: str) -> bool:
    return any(mention.start == 0 for mention in regions.find(name))


def _named_first(title: Said) -> Said | None:
    """The body that the title begins with: it knows its own name."""
    prefix = re.match(r"([^《》：]{2,60}?)(?:关于|印发|转发)", title.value)
    body = prefix[1].rstrip() if prefix else ""
    if not body or not _BODY.fullmatch(body.replace(" ", "")):
        return None
    return Said(body, title.start, title.start + len(body))


def _ordering(number: Said) -> Said | None:
    """The body whose order it is: 某市人民政府 of 某市人民政府令第1号."""
    match = ORDER_LINE.fullmatch(number.value)
    return Said(match["body"], number.start, number.start + len(match["body"])) if match else None


def _labelled(lines: Sequence[Line], label: re.Pattern[str]) -> Said | None:
    """The body behind a label, on its line or alone on the next one."""
    for i, line in enumerate(lines):
        after = f"\n{lines[i + 1].text}" if i + 1 < len(lines) else ""
        found = label.search(line.text + after)
        if not found or found.start() >= len(line.text):
            continue
        if found.start("body") < len(line.text):
            return line.said(*found.span("body"))
        return lines[i + 1].said(*(at - len(line.text) - 1 for at in found.span("body")))
    return None


def _alone(lines: Sequence[Line]) -> Said | None:
    """A date alone on a line of the head."""
    for line in lines:
        match = _DATE_LINE.fullmatch(line.text)
        if match and (day := iso_date(match)):
            return Said(day, line.start, line.start + len(line.text))
    return None


def _labelled_day(lines: Sequence[Line]) -> Said | None:
    for line in lines:
        found = _LABELLED_DATE.search(line.text)
        if found and (day := found["iso"] or iso_date(found)):
            return Said(day, line.start + found.start("day"), line.start + found.end("day"))
    return None
