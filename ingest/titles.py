"""A document's title and number: the lines of its head that read like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line, Said, together
from ingest.numerals import DATE

_KINDS = (
    "通知|通告|公告|公示|意见|方案|办法|规定|条例|细则|规则|规程|决定|决议|规划|计划|措施|纲要|指南|指引|准则|标准|章程|函|批复|"
    "报告|提示|解释|要点|政策|清单|制度|申报|流程|补助|问答|法"
)
_BRACKET = r"(?:[(《〈〔【][^()《》〈》〔〕【】]*[)》〉〕】])*"
_TITLE = re.compile(rf"[^。；！？|>]{{2,100}}(?:{_KINDS}){_BRACKET}")
_ABOUT = re.compile(r"[^。；！？|>：]*关于[^。；！？|>]{2,100}")
_NO_TITLE = re.compile(
    r"：$|：.*20\d\d|当前位置|解读|https?:|[|>]|^[(《]?\d+[年月日、.]|^本|^第.{1,4}[号条]|^根据|^附件"
)
_MAX_TITLE = 100
_YAML_TITLE = re.compile(r"title: *[\"“’']?(?P<title>.+?)[\"”’']? *$")
_REPRINT = re.compile(r"^[(（【\[](?:转载|转|原创|转发)[)）】\]] *")

_BRACKETED_YEAR = r"[〔\[(【]\d{4}[〕\])】]"
NUMBER = re.compile(
    rf"(?:(?:文号|发文字号|文件编号|发文文号)[：:] *)?\(?"
    rf"(?P<number>[\u4e00-\u9fff]{{2,16}}{_BRACKETED_YEAR}(?:第)?\d{{1,5}}号|[\u4e00-\u9fff]{{2,20}}(?:公告|令)\d{{4}}年第\d+号)\)?"
)
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,30}令")
_ORDER_NUMBER = re.compile(r"\(?第\d{1,5}号\)?")
ORDER_LINE = re.compile(
    rf"(?:\(|\(?{DATE.pattern} *)?(?P<number>(?P<body>[\u4e00-\u9fff]{{2,30}})令 *\(?第 *\d{{1,5}} *号\)?)"
    r"(?:\)| *(?:公布|发布)[^。]*)?"
)
_DATE_LINE = re.compile(rf"\(?{DATE.pattern}\)?")
_ORDER_LENGTH = 80


def title_of(lines: Sequence[Line], ordered: bool) -> tuple[Said, str] | None:
    """The line, or two lines, that read like a title, and its search form.

    Args:
        lines: Those before the first clause.
        ordered: Whether the document has a number of its own: then the title of what is attached is its title.
    """
    for line in lines[:6]:
        if lines[0].text == "---" and (match := _YAML_TITLE.match(line.text)):
            return line.said(*match.span("title")), match["title"]
    head = "\n".join(line.text for line in lines)
    prose = False
    for i, line in enumerate(lines):
        if prose and not ordered and _DATE_LINE.fullmatch(line.text):
            break  # the title of what is attached is not the document's
        for said, text in (_two(lines, i), (line.said(), line.text)):
            named = f"《{text}》" in head
            if said and (not prose or named or "关于" in text) and _reads_as_title(text, 4 if named else 8 if i else 3):
                return _without_reprint(said, text)
        prose = prose or bool(re.search("[。！？]", line.text))
    if lines:
        first = lines[0].text.split(" ")[0]  # a collapsed line end leaves a blank between headline and text
        for text in (lines[0].text, first):
            if _headline(text):
                return _without_reprint(lines[0].said(0, len(text)), text)
    return None


def _without_reprint(said: Said, text: str) -> tuple[Said, str]:
    mark = _REPRINT.match(text)
    if not mark:
        return said, text
    return Said(said.value[mark.end() :], said.start + mark.end(), said.end), text[mark.end() :]


def _two(lines: Sequence[Line], i: int) -> tuple[Said | None, str]:
    """A title over two lines: the first has no end of its own and the second brings it."""
    if i + 1 >= len(lines):
        return None, ""
    a, b = lines[i], lines[i + 1]
    begins = _ABOUT.fullmatch(a.text) and not _TITLE.fullmatch(a.text)
    if not begins or _NO_TITLE.search(b.text) or not _TITLE.fullmatch(b.text) or "关于" in b.text:
        return None, ""
    return together([a.said(), b.said()]), a.text + b.text


def _reads_as_title(text: str, shortest: int) -> bool:
    if not shortest <= len(text) <= _MAX_TITLE or _NO_TITLE.search(text):
        return False
    return text.count("，") <= 1 and bool(_TITLE.fullmatch(text))


def _headline(text: str) -> bool:
    """A first line that is a headline although it names no kind of document."""
    han = len(re.findall("[\u4e00-\u9fff]", text))
    return 6 <= len(text) <= 60 and han >= 0.6 * len(text) and not re.search("[。；]|[：令]$|^(?:各|本|根据|为)", text)


def number_of(lines: Sequence[Line]) -> Said | None:
    """The document's own number: alone on its line or between blanks, never one cited inside a sentence."""
    for i, line in enumerate(lines):
        at = 0
        for token in line.text.split(" "):
            if match := NUMBER.fullmatch(token):
                return line.said(at + match.start("number"), at + match.end("number"))
            at += len(token) + 1
        if _ORDER_NUMBER.fullmatch(line.text) and i and _ORDER.fullmatch(lines[i - 1].text.replace(" ", "")):
            return _closed(together([lines[i - 1].said(), line.said()]))
        if len(line.text) <= _ORDER_LENGTH and (match := ORDER_LINE.fullmatch(line.text)):
            return _closed(line.said(*match.span("number")))
    return None


def _closed(number: Said) -> Said:
    return Said(number.value.replace(" ", ""), number.start, number.end)
