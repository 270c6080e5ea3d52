"""What a document's first and last lines say of it: title, number, issuing body, day of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import regions
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
_ORDER_LINE = re.compile(
    rf"(?:\(|\(?{DATE.pattern} *)?(?P<number>(?P<body>[\u4e00-\u9fff]{{2,30}})令 *\(?第 *\d{{1,5}} *号\)?)"
    r"(?:\)| *(?:公布|发布)[^。]*)?"
)

_DATE_LINE = re.compile(rf"\(?{DATE.pattern}\)?")
_BODY = re.compile(
    r"[\u4e00-\u9fff“”()、]{2,60}?(?:政府|委员会|办公厅|办公室|厅|局|部|院|委|署|行|社|中心|处|指挥部|法院|检察院|公司|集团|组|会|司|机制|所|站|大学|学院)"
)
_PASSED = re.compile(
    rf"(?P<day>{DATE.pattern}) *经?(?P<body>[\u4e00-\u9fff、]{{2,40}}?"
    r"(?:人民代表大会常务委员会|人民代表大会(?!常)|人民法院|人民检察院|国务院|人民政府|[部委局署](?![\u4e00-\u9fff]*(?:大会|政府))))"
    r"(?:令)?[^。]*?(?:通过|公布|发布|修订|修正|修改)"
)
_STATE = re.compile("^中华人民共和国(?=国务院)")
_LABELLED_BODY = re.compile(
    r"(?:发布机构|发文机关|发布机关|发文机构|发文单位|制定机关|公布机关)[：:]\s*([\u4e00-\u9fff、]{3,40})(?=\s|$)"
)
_LABELLED_DATE = re.compile(
    rf"(?:成文日期|印发日期|发文日期|公布日期|发布日期|发布时间|publish_date)[：:]\s*[\"“”]?(?:(\d{{4}})-(\d\d)-(\d\d)|{DATE.pattern})"
)
_FIRST_LINES, _HEAD_LINES, _ORDER_LENGTH, _HALF_NAME = 12, 400, 80, 30


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
    tail = [n for c in clauses if c.role == "tail" for n in _lines(norm, _line_before(norm, c), norm.at(c.end))]
    ends = tail or _lines(norm, 0, len(norm.text))[-6:]
    found, title_text = _title(lines)
    signature = _signature(lines) or _signature(ends)
    issuer, issued = signature or (None, None)
    passed = [m for line in lines for m in _PASSED.finditer(line.text)]
    head = "\n".join(line.text for line in lines)
    number = _number(lines)
    named = _named_first(title_text)
    if issuer is None or (named and named not in issuer):
        issuer = named or issuer or _ordering(number)
    if passed and not signature:
        latest = max(passed, key=lambda m: iso_date(m) or "")
        issuer = issuer or latest["body"]
        issued = max(iso_date(latest) or "", _dated(lines, "") or "") or None
    return Head(
        title=found,
        title_text=title_text,
        number=number,
        issuer=_STATE.sub("", issuer or _labelled(head) or "") or None,
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


def _line_before(norm: Normalized, tail: Clause) -> int:
    """Where a tail begins, with the line above it if that is short: the first half of a torn name."""
    start = norm.at(tail.start)
    above = norm.text.rfind("\n", 0, max(0, start - 1)) + 1
    return above if 0 < start - above <= _HALF_NAME + 1 else start


def _title(lines: Sequence[Line]) -> tuple[str | None, str]:
    """The line, or two lines, that read like a title: as shown, and its search form."""
    for line in lines[:6]:
        if lines[0].text == "---" and (match := _YAML_TITLE.match(line.text)):
            return match[1], match[1]
    head = "\n".join(line.text for line in lines)
    found: tuple[str, str] | None = None
    prose = False
    ordered = bool(_number(lines))
    for i, line in enumerate(lines):
        if prose and not ordered and _DATE_LINE.fullmatch(line.text):
            break  # the title of what is attached is not the document's
        for shown, text in (_two(lines, i), (line.shown, line.text)):
            named = f"《{text}》" in head
            if text and (not prose or named or "关于" in text) and _reads_as_title(text, 4 if named else 8 if i else 3):
                found = (shown, text)
                break
        if found:
            break
        prose = prose or bool(re.search("[。！？]", line.text))
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
        if len(line.text) <= _ORDER_LENGTH and (match := _ORDER_LINE.fullmatch(line.text)):
            return line.shown[match.start("number") : match.end("number")].replace(" ", "")
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
        if bodies and (upper := _torn(lines, i - len(bodies) - 1, bodies[0])):
            bodies[0] = upper + bodies[0]
        if bodies:
            return " ".join(bodies), day
    return None


def _torn(lines: Sequence[Line], at: int, body: str) -> str | None:
    """The first half of a body's name that a collapsed line end tore in two: it has the place, the second has none."""
    upper = lines[at].text if at >= 0 else ""
    if (
        not upper
        or len(upper) > _HALF_NAME
        or not re.fullmatch("[\u4e00-\u9fff“”]+", upper)
        or _begins_with_place(body)
    ):
        return None
    return lines[at].shown if _begins_with_place(upper) else None


def _begins_with_place(name: str) -> bool:
    return any(mention.start == 0 for mention in regions.find(name))


def _named_first(title: str) -> str | None:
    """The body that the title begins with: it knows its own name."""
    prefix = re.match(r"([^《》：]{2,60}?)(?:关于|印发|转发)", title)
    body = prefix[1].strip() if prefix else ""
    return body if body and _BODY.fullmatch(body.replace(" ", "")) else None


def _ordering(number: str | None) -> str | None:
    """The body whose order it is: 某市人民政府 of 某市人民政府令第1号."""
    match = _ORDER_LINE.fullmatch(number) if number else None
    return match["body"] if match else None


def _labelled(head: str) -> str | None:
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
