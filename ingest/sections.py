"""The parts of a document: its body, the signature and closing lines, annexes and attached documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.markers import Mark, read_annex, read_mark
from ingest.numerals import DATE
from ingest.unwrap import TITLE

Kind = Literal["body", "tail", "annex"]

_DATE_LINE = re.compile(rf"[（(]?{DATE.pattern}[）)]?(?:印发)?")
_BODY_NAME = re.compile(
    r"[^，。；：！？、]{2,60}(?:政府|委员会|办公厅|办公室|厅|局|部|院|委|会|署|行|社|中心|办|处|组|指挥部|人大|法院|检察院|公司|馆|站|所|校|司)"
)
_CLOSING = re.compile(
    r"本[^，。；]{0,14}自[^，。；]{2,24}起(?:施行|实施|执行|生效|试行)|特此(?:通知|公告|通告|函告|函复|批复)|此复|"
    r"[（(]?(?:此件|信息公开|公开方式|公开属性|公开类型)|抄送|主题词|相关(?:附件|链接)|浏览次数|分享[：到]|版权所有|【?返回顶部|"
    r"[【\[]?(?:打印|关闭)|责任编辑|ICP备|网站标识码|[^，。；]{2,40}\d{4}年\d{1,2}月\d{1,2}日印发"
)
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_GLUED_ARTICLE = re.compile(
    r"第(?:(?<=[。；]第)|(?<![照据按依合反违及和与或至到本法例定、，（(\n]第)[^第\n]{1,8}[条條](?= ))"
)
_ROW_HEAD = re.compile("序 ?号|编 ?号|項次|项次")
_ROW_NUMBER = re.compile("[0-9]{1,3}")
_MAX_COLUMNS = 12
_CONTENTS_MAX, _ENTRY_MAX = 200, 60
_QUOTED_MAX = 6000  # a quotation that is not closed within this many characters is a slip of the pen


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A logical paragraph [start, end) of the normalised text, and the mark it begins with."""

    start: int
    end: int
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of paragraphs of one kind."""

    kind: Kind
    paragraphs: tuple[Paragraph, ...]

    def marks(self, text: str) -> Sequence[Mark]:
        """The marks that may be headings, in order."""
        found: list[Mark] = []
        article = 0
        for paragraph in self.paragraphs:
            if paragraph.mark:
                found.append(paragraph.mark)
                article = paragraph.mark.number if paragraph.mark.style == "article" else article
            if not article:
                continue
            for glued in _GLUED_ARTICLE.finditer(text, paragraph.start, paragraph.end):
                mark = read_mark(text, glued.start())
                if mark and mark.style == "article" and mark.number == article + 1:
                    found.append(mark)
                    article += 1
        return found


def sections(text: str) -> list[Section]:
    """The parts of a normalised text, in order; together they hold every paragraph."""
    paragraphs = _paragraphs(text)
    if not paragraphs:
        return []
    paragraphs = _with_rows(text, _without_contents(text, paragraphs))
    kinds = _kinds(text, paragraphs)
    found: list[Section] = []
    begin = 0
    for i in range(1, len(paragraphs) + 1):
        if i == len(paragraphs) or kinds[i] != kinds[i - 1]:
            found.append(Section(kinds[begin][0], tuple(paragraphs[begin:i])))
            begin = i
    return found


def _paragraphs(text: str) -> list[Paragraph]:
    found, at, quoted_until = [], 0, 0
    for line in text.split("\n"):
        if line:
            mark = read_mark(text, at) if at >= quoted_until else None
            found.append(Paragraph(at, at + len(line), mark))
            if at >= quoted_until and line.rfind("“") > line.rfind("”"):
                close = text.find("”", at + len(line), at + _QUOTED_MAX)
                again = text.find("“", at + len(line), at + _QUOTED_MAX)
                if close >= 0 and not 0 <= again < close:
                    quoted_until = close
        at += len(line) + 1
    return found


def _without_contents(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those of a table of contents without their marks: the same first heading comes again."""
    first = next((i for i, p in enumerate(paragraphs) if p.mark), None)
    if first is None:
        return paragraphs
    heading = _entry(text, paragraphs[first])
    for i in range(first + 1, min(first + _CONTENTS_MAX, len(paragraphs))):
        paragraph = paragraphs[i]
        if paragraph.mark and paragraph.mark.number == 1 and _entry(text, paragraph) == heading:
            return [*(Paragraph(p.start, p.end, None) for p in paragraphs[:i]), *paragraphs[i:]]
        if paragraph.end - paragraph.start > _ENTRY_MAX or "。" in text[paragraph.start : paragraph.end]:
            break
    return paragraphs


def _with_rows(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, a figure alone on its line marked where a table is written as lines under 序号."""
    found = list(paragraphs)
    heads = [i for i, p in enumerate(found) if _ROW_HEAD.fullmatch(text, p.start, p.end)]
    for at, head in enumerate(heads):
        until = heads[at + 1] if at + 1 < len(heads) else len(found)
        rows = [i for i in range(head + 1, until) if _ROW_NUMBER.fullmatch(text, found[i].start, found[i].end)]
        if not rows or rows[0] > head + _MAX_COLUMNS or int(text[found[rows[0]].start : found[rows[0]].end]) != 1:
            continue
        for i in rows:
            start, end = found[i].start, found[i].end
            found[i] = Paragraph(start, end, Mark(start, end, "row", int(text[start:end])))
    return found


def _entry(text: str, paragraph: Paragraph) -> str:
    """A line of a table of contents without its leaders and page."""
    return re.sub(r"[ .…·\d]+$", "", text[paragraph.start : paragraph.end])


def _kinds(text: str, paragraphs: list[Paragraph]) -> list[tuple[Kind, int]]:
    """Kind of each paragraph, with a running number that tells one annex from the next."""
    first = next((i for i, p in enumerate(paragraphs) if p.mark), len(paragraphs))
    kinds: list[tuple[Kind, int]] = [("body", 0)] * len(paragraphs)
    kind: tuple[Kind, int] = ("body", 0)
    i = 0
    while i < len(paragraphs):
        if i > first:
            line = text[paragraphs[i].start : paragraphs[i].end]
            if _starts_annex(text, paragraphs, i, line, kind[0]):
                kind = ("annex", kind[1] + 1)
            elif kind[0] != "tail" and _starts_tail(text, paragraphs, i, line):
                kind = ("tail", kind[1] + 1)
            elif _attached(text, paragraphs, i, line, after_tail=kind[0] == "tail"):
                kind = ("annex", kind[1] + 1)
            elif kind[0] == "tail" and _resumes(paragraphs[i].mark):
                kind = ("body", kind[1] + 1)
        kinds[i] = kind
        i += 1
    return kinds


def _starts_annex(text: str, paragraphs: list[Paragraph], i: int, line: str, kind: Kind) -> bool:
    """附件 alone on its line (its title follows), or with a title after the signature."""
    match = read_annex(line)
    if not match or len(line) > 60 or re.search("[。；，]", line):
        return False
    if match["rest"]:
        return kind == "tail" and bool(match["colon"] or match["n"]) and _has_marks(paragraphs, i + 1)
    if i + 1 >= len(paragraphs):
        return False
    following = paragraphs[i + 1]
    return not (following.mark and following.mark.style == "arabic" and _is_list(text, paragraphs, i + 1))


def _is_list(text: str, paragraphs: list[Paragraph], i: int) -> bool:
    """True if the numbered lines from i on are names of annexes, with the signature after them."""
    for paragraph in paragraphs[i : i + 20]:
        line = text[paragraph.start : paragraph.end]
        if _DATE_LINE.fullmatch(line):
            return True
        if len(line) > 50 or "。" in line:
            return False
    return True


def _has_marks(paragraphs: list[Paragraph], i: int) -> bool:
    return any(p.mark for p in paragraphs[i : i + 12])


def _starts_tail(text: str, paragraphs: list[Paragraph], i: int, line: str) -> bool:
    """A signature (names of bodies, then a date), a list of annexes before one, or a closing line."""
    if paragraphs[i].mark:
        return False
    if _CLOSING.match(line) and len(line) < 80:
        return True
    match = read_annex(line)
    if match and (match["colon"] or match["n"]) and len(line) < 80 and "。" not in line:
        return match["rest"] != "" or _is_list(text, paragraphs, i + 1)
    for j in range(i, min(i + 8, len(paragraphs))):
        line = text[paragraphs[j].start : paragraphs[j].end]
        if j > i and _DATE_LINE.fullmatch(line):
            return True
        if not _BODY_NAME.fullmatch(line.replace(" ", "")):
            tail = _DATE_LINE.search(line) if "日" in line else None
            return bool(
                tail and tail.end() == len(line) and _BODY_NAME.fullmatch(line[: tail.start()].replace(" ", ""))
            )
    return False


def _resumes(mark: Mark | None) -> bool:
    """A clause after a closing line: that line closed nothing (numbered names of annexes are no clauses)."""
    return bool(mark) and mark.style not in ("arabic", "arabic_paren", "arabic_close", "circled")  # type: ignore[union-attr]


def _attached(text: str, paragraphs: list[Paragraph], i: int, line: str, after_tail: bool) -> bool:
    """The title of an attached document, whose own clauses start again at one; any short line after a signature."""
    if paragraphs[i].mark or not 4 <= len(line) <= 60 or re.search("[，。；：！？]|印发", line):
        return False
    if _DATE_LINE.fullmatch(line) or _BODY_NAME.fullmatch(line) or _CLOSING.match(line) or _BRACKETED.fullmatch(line):
        return False
    if not after_tail and not TITLE.fullmatch(line):
        return False
    if any(_DATE_LINE.fullmatch(text[p.start : p.end]) for p in paragraphs[i + 1 : i + 4]):
        return False  # a body's name over two lines, the date still to come
    following = next((p.mark for p in paragraphs[i + 1 : i + 12] if p.mark), None)
    if not following or following.number != 1:
        return False
    return after_tail or following.style in ("part", "chapter", "han") or _first_article(following, paragraphs[:i])


def _first_article(mark: Mark, before: list[Paragraph]) -> bool:
    return mark.style == "article" and any(p.mark and p.mark.style == "article" for p in before)
