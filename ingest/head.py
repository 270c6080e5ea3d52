"""What a document's first and last lines say of it: title, number, issuing body, day of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.numerals import DATE, iso_date
from ingest.types import Clause, Normalized

_KINDS = (
    "通知|通告|公告|公示|意见|方案|办法|规定|条例|细则|规则|规程|决定|决议|规划|计划|措施|纲要|指南|指引|准则|标准|章程|函|批复|"
    "报告|提示|解释|要点|政策|清单|制度|申报|流程|补助|问答|法"
)
_BRACKET = r"(?:[(《〈〔【][^()《》〈〉〔〕【】]*[)》〉〕】])*"
_TITLE = re.compile(rf"[^。；！？|>]{{2,100}}(?:{_KINDS}){_BRACKET}")
_ABOUT = re.compile(r"[^。；！？|>：]*关于[^。；！？|>]{2,100}")
_NO_TITLE = re.compile(
    r"：$|：.*20\d\d|当前位置|解读|https?:|[|>]|^[(《]?\d+[年月日、.]|^本|^第.{1,4}[号条]|^根据|^附件"
)
_MAX_TITLE = 100
_YAML_TITLE = re.compile(r"title: *[\"“']?(.+?)[\"”']? *$")
_REPRINT = re.compile(r"^[(（【\[](?:转载|转|原创|转发)[)）】\]] *")

_BRACKETED_YEAR = r"[〔\[(【]\d{4}[〕\])】]"
_NUMBER = re.compile(
    rf"(?:(?:文号|发文字号|文件编号|发文文号)[：:] *)?"
    rf"(?P<number>[\u4e00-\u9fff]{{2,16}}{_BRACKETED_YEAR}(?:第)?\d{{1,5}}号|[\u4e00-\u9fff]{{2,20}}(?:公告|令)\d{{4}}年第\d+号)"
)
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,30}令")
_ORDER_NUMBER = re.compile(r"\(?第\d{1,5}号\)?")

_DATE_LINE = re.compile(rf"\(?{DATE.pattern}\)?")
_BODY = re.compile(
    r"[\u4e00-\u9fff“”()、]{2,60}?(?:政府|委员会|办公厅|办公室|厅|局|部|院|委|署|行|社|中心|处|指挥部|法院|检察院|公司|领导小组|工作组|常委会|司)"
)
_PASSED = re.compile(
    rf"(?P<day>{DATE.pattern}) *经?(?P<body>[\u4e00-\u9fff、]{{2,40}}?"
    r"(?:人民代表大会常务委员会|人民代表大会|审判委员会|国务院|[部委局署]))"
    r"(?:令)?[^。]*?(?:通过|公布|发布|修订|修正|修改)"
)
_SESSION = re.compile(r"第[一二三四五六七八九十]+届")
_LABELLED_BODY = re.compile(r"(?:发布机构|发文机关|发布机关|发文单位|制定机关)[：:] *([\u4e00-\u9fff、]{4,40})")
_LABELLED_DATE = re.compile(
    rf"(?:成文日期|印发日期|发文日期|公布日期|发布日期|发布时间|publish_date)[：:]\s*[\"“”]?(?:(\d{{4}})-(\d\d)-(\d\d)|{DATE.pattern})"
)
_FIRST_LINES, _HEAD_LINES = 12, 400


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head or tail: its search form and how it is shown."""

    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Head:
    """What was found; None where the document does not say."""

    title: str | None
    title_text: str  # search form of the title, "" where there is none
    number: str | None
    issuer: str | None
    issued: str | None
    draft: bool
    lines: tuple[Line, ...]  # the lines before the first clause
    tail: tuple[Line, ...]


def read_head(norm: Normalized, clauses: Sequence[Clause]) -> Head:
    """Read the lines before the first clause and those of the closing parts."""
    first = next((c for c in clauses if c.role == "clause"), None)
    lines = _lines(norm, 0, norm.at(first.start) if first else len(norm.text))
    lines = lines[: _HEAD_LINES if first else _FIRST_LINES]
    tail = [n for c in clauses if c.role == "tail" for n in _lines(norm, norm.at(c.start), norm.at(c.end))]
    ends = tail or _lines(norm, 0, len(norm.text))[-6:]
    found, title_text = _title(lines)
    signature = _signature(lines) or _signature(ends)
    issuer, issued = signature or (None, None)
    passed = [m for line in lines if (m := _PASSED.search(line.text))]
    head = "\n".join(line.text for line in lines)
    if passed and not signature:
        latest = max(passed, key=lambda m: iso_date(m) or "")
        issuer = _SESSION.sub("", latest["body"])
        issued = max(iso_date(latest) or "", _dated(lines, "") or "") or None
    return Head(
        title=found,
        title_text=title_text,
        number=_number(lines),
        issuer=issuer or _issuer(title_text, head),
        issued=issued or _dated(lines, head),
        draft=bool(re.search(r"征求意见稿|公开征求意见|送审稿|\(草案\)", title_text)) or _draft_line(lines),
        lines=tuple(lines),
        tail=tuple(ends),
    )


def _lines(norm: Normalized, start: int, end: int) -> list[Line]:
    found = []
    at = start
    for raw in norm.text[start:end].split("\n"):
        if text := raw.strip():
            left = at + len(raw) - len(raw.lstrip())
            found.append(Line(text, norm.shown[left : left + len(text)]))
        at += len(raw) + 1
    return found


def _title(lines: Sequence[Line]) -> tuple[str | None, str]:
    """The line, or two lines, that read like a title: as shown, and its search form."""
    for line in lines[:6]:
        if lines[0].text == "---" and (match := _YAML_TITLE.match(line.text)):
            return match[1], match[1]
    head = "\n".join(line.text for line in lines)
    found: tuple[str, str] | None = None
    prose = False
    for i, line in enumerate(lines):
        for shown, text in (_two(lines, i), (line.shown, line.text)):
            named = f"《{text}》" in head
            if text and (not prose or named or "关于" in text) and _reads_as_title(text, 4 if named else 8 if i else 3):
                found = (shown, text)
                break
        if found:
            break
        prose = prose or "。" in line.text
    if not found and lines and _headline(lines[0].text):
        found = (lines[0].shown, lines[0].text)
    if not found:
        return None, ""
    return _REPRINT.sub("", found[0]), _REPRINT.sub("", found[1])


def _two(lines: Sequence[Line], i: int) -> tuple[str, str]:
    """A title over two lines: the first has no end of its own and the second brings it."""
    if i + 1 >= len(lines):
        return "", ""
    a, b = lines[i], lines[i + 1]
    begins = _ABOUT.fullmatch(a.text) and not _TITLE.fullmatch(a.text)
    if not begins or _NO_TITLE.search(b.text) or not _TITLE.fullmatch(b.text) or "关于" in b.text:
        return "", ""
    return a.shown + b.shown, a.text + b.text


def _reads_as_title(text: str, shortest: int) -> bool:
    if not shortest <= len(text) <= _MAX_TITLE or _NO_TITLE.search(text):
        return False
    return text.count("，") <= 1 and bool(_TITLE.fullmatch(text))


def _headline(text: str) -> bool:
    """A first line that is a headline although it names no kind of document."""
    han = len(re.findall("[\u4e00-\u9fff]", text))
    return 6 <= len(text) <= 60 and han >= 0.6 * len(text) and not re.search("[。；]|[：令]$|^(?:各|本|根据|为)", text)


def _number(lines: Sequence[Line]) -> str | None:
    """The document's own number: alone on its line or between blanks, never one cited inside a sentence."""
    for i, line in enumerate(lines):
        at = 0
        for token in line.text.split(" "):
            if match := _NUMBER.fullmatch(token):
                return line.shown[at + match.start("number") : at + match.end("number")]
            at += len(token) + 1
        if _ORDER_NUMBER.fullmatch(line.text) and i and _ORDER.fullmatch(lines[i - 1].text.replace(" ", "")):
            return lines[i - 1].shown.replace(" ", "") + line.shown
    return None


def _signature(lines: Sequence[Line]) -> tuple[str, str] | None:
    """The bodies and the day of a signature: names of bodies, then a date, on lines of their own."""
    for i, line in enumerate(lines):
        match = _DATE_LINE.search(line.text)
        if not match or match.end() != len(line.text) or not (day := iso_date(match)):
            continue
        before = line.text[: match.start()].strip()
        if before:
            if _BODY.fullmatch(before.replace(" ", "")):
                return line.shown[: match.start()].strip(), day
            continue
        bodies: list[str] = []
        for above in reversed(lines[max(0, i - 8) : i]):
            if not _BODY.fullmatch(above.text.replace(" ", "")):
                break
            bodies.insert(0, above.shown)
        if bodies:
            return " ".join(bodies), day
    return None


def _issuer(title: str, head: str) -> str | None:
    """The body that the title begins with, or that a label names."""
    prefix = re.match(r"([^《》：]{2,60}?)(?:关于|印发|转发)", title)
    if prefix and _BODY.fullmatch(prefix[1].replace(" ", "")):
        return prefix[1].strip()
    labelled = _LABELLED_BODY.search(head)
    return labelled[1] if labelled else None


def _dated(lines: Sequence[Line], head: str) -> str | None:
    """A date alone on a line of the head, or after a label."""
    for line in lines:
        match = _DATE_LINE.fullmatch(line.text)
        if match and (day := iso_date(match)):
            return day
    labelled = _LABELLED_DATE.search(head)
    if not labelled:
        return None
    return f"{labelled[1]}-{labelled[2]}-{labelled[3]}" if labelled[1] else iso_date(labelled)


def _draft_line(lines: Sequence[Line]) -> bool:
    return any(re.fullmatch(r"\(?(?:公开)?(?:征求意见稿|送审稿)\)?", line.text) for line in lines)
