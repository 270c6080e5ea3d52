"""Which clause marks of a text are headings, and how deep: a stack of mark styles, checked by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.markers import RANK, STRUCTURAL, Mark, Style

_LOOKAHEAD = 400  # marks looked at to see whether a series goes on
_PAST_ARTICLES = 2  # marks 一、 that must follow articles before they are taken for the upper level
_GAP_MAX = 10  # numbers that a damaged text may have lost


@dataclass(slots=True)
class Level:
    """An open level of the stack: its style and the last number seen in it."""

    style: Style
    number: int
    sub: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A mark taken for a clause, with its depth (1 for the outermost)."""

    mark: Mark
    depth: int


@dataclass(slots=True)
class Outline:
    """The open levels; `read` takes the marks of one stretch of text after the other."""

    base: int = 0
    marks: Sequence[Mark] = ()
    stack: list[Level] = field(default_factory=list)
    last: dict[Style, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    over_articles: bool = False  # 一、 holds articles, as in 一、 第一条 第二条 二、 第三条
    lost_chapter: int = 0  # chapters before the first one that is there

    def read(self, marks: Sequence[Mark]) -> list[Heading]:
        """The headings among these marks, each decided in turn."""
        self.marks = marks
        self.over_articles = self.over_articles or _han_over_articles(marks)
        first = next((m.number for m in marks if m.style == "chapter"), 0)
        self.lost_chapter = 0 if self.stack else max(0, first - 1)
        headings = []
        for at, mark in enumerate(marks):
            if self._accept(at, mark):
                self.last[mark.style] = mark.number
                headings.append(Heading(mark, self.base + len(self.stack)))
        return headings

    def _accept(self, at: int, mark: Mark) -> bool:
        depth = self._open_at(mark.style)
        if depth is not None:
            return self._continue(at, mark, depth)
        return self._open(at, mark)

    def _open_at(self, style: Style) -> int | None:
        return next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].style == style), None)

    def _continue(self, at: int, mark: Mark, depth: int) -> bool:
        """A style that is open: the next of its series, or a series that starts anew."""
        level = self.stack[depth]
        step = mark.number - level.number
        fits = step == 1 or (step == 0 and mark.sub > level.sub if mark.sub else mark.number == 1)
        if not fits:
            if not self._irregular(at, mark, step):
                return False
            self._warn(mark, level.number)
        if depth < len(self.stack) - 1 and mark.number == 1 and step != 1 and mark.style not in STRUCTURAL:
            outer = self.stack[depth + 1]
            if self._goes_on(at, outer) and not self._goes_on(at, level):
                self.stack.append(Level(mark.style, mark.number, mark.sub))  # the style again, inside a deeper level
                return True
        del self.stack[depth + 1 :]
        self.stack[depth] = Level(mark.style, mark.number, mark.sub)
        return True

    def _open(self, at: int, mark: Mark) -> bool:
        """A style that is not open: it nests in the innermost level that it does not outrank."""
        if mark.style == "latin" and not self._goes_on(at, Level(mark.style, mark.number)):
            return False  # one letter alone is a label: A.某公司
        seen = self.last.get(mark.style)
        if mark.number != 1 and seen != mark.number - 1:
            step = mark.number - seen if seen is not None else mark.number
            if not self._irregular(at, mark, step):
                return False
            self._warn(mark, seen)
        while self.stack and self._outranks(at, mark):
            self.stack.pop()
        if mark.style == "article" and not self.stack:
            # the part of the text that held the upper level's mark is lost
            if self.lost_chapter:
                self.stack.append(Level("chapter", self.lost_chapter))
            elif self.over_articles:
                self.stack.append(Level("han", 0))
        self.stack.append(Level(mark.style, mark.number, mark.sub))
        return True

    def _outranks(self, at: int, mark: Mark) -> bool:
        top = self.stack[-1]
        if self._rank(top.style) < self._rank(mark.style):
            return False
        if mark.style in STRUCTURAL:
            return True
        return not self._goes_on(at, top)

    def _rank(self, style: Style) -> float:
        return RANK["han"] + 0.5 if style == "article" and self.over_articles else RANK[style]

    def _goes_on(self, at: int, level: Level) -> bool:
        """True if the level's series continues at its next mark after `at`."""
        for later in self.marks[at + 1 : at + _LOOKAHEAD]:
            if later.style == level.style:
                return later.number == level.number + 1
        return False

    def _irregular(self, at: int, mark: Mark, step: int) -> bool:
        """A number out of order that is a heading all the same."""
        if mark.style in STRUCTURAL:
            return step > 0
        if mark.style == "latin":
            return False
        if step == 2 and mark.style != "row":
            return True
        later = [m.number for m in self.marks[at + 1 : at + _LOOKAHEAD] if m.style == mark.style]
        follows = later[0] if later else None
        if mark.style == "row":
            return step > 0 and follows == mark.number + 1 and mark.number - step + 1 not in later
        if mark.style in ("han", "han_paren") and 0 < step <= _GAP_MAX and not later:
            return True  # the marks between are lost: nothing later takes their place
        if step == 0:
            return follows in (mark.number + 1, mark.number + 2)
        return step > 0 and follows == mark.number + 1

    def _warn(self, mark: Mark, before: int | None) -> None:
        after = "nothing" if before is None else str(before)
        self.warnings.append(f"numbering: {mark.style} {mark.number} follows {after}")


def _han_over_articles(marks: Sequence[Mark]) -> bool:
    """True where 一、二、 run on past articles whose numbers run on past them: 一、 is the upper level."""
    han = article = since = past = 0
    for mark in marks:
        if mark.style == "article":
            if mark.number < article:
                return False
            article = mark.number
            since += 1
        elif mark.style == "han":
            if mark.number <= han:
                return False
            past += since > 0
            han, since = mark.number, 0
    return past >= _PAST_ARTICLES
