"""What the last answer was: what it listed and where it stands, for the question that leans on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.numerals import to_int
from ingest.types import Fact
from retriever.conversation_patterns import POINTING
from retriever.evidence import COVER_SHARE, Candidate
from retriever.types import Citation, ScoredClause

_SAME, _BESIDE = 0.35, 0.15  # of what a question leaves unsaid: understood in the clause last cited, and beside it
_SAID = 0.12  # a value that was just given is not what 那省内的呢 asks for
_ENGLISH = {"first": 1, "former": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_MARKERS = re.compile(r"\s*\[\d+\]")
_NUMBER = re.compile(r"^(?:第?[（(]?[一二三四五六七八九十\d]+[)）]?(?:[条、．.]|(?<=[)）]))\s*|[①-⑳]\s*)")
_VALUE_FIRST = re.compile(r"^[^（]*\d[^（]*（(?P<about>[^，（）]+)")
_LISTED = re.compile(r"(?:包括|分为|为|是|有|：|:)(?=[^、：:]{1,24}、)")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last answer: its items in order, the clauses it cited and the values it gave."""

    items: tuple[str, ...] = ()
    clauses: frozenset[tuple[str, str]] = frozenset()
    values: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, text: str, choices: Sequence[str], citations: Sequence[Citation], facts: Sequence[Fact]) -> Earlier:
        """Of an answer as it was given."""
        return cls(
            tuple(choices) or _items(text),
            frozenset((c.doc_id, c.clause_id) for c in citations),
            frozenset((f.doc_id, f.value_start) for f in facts),
        )

    def unsaid(self) -> Earlier:
        """The same, with no value that was already given: what it said may be said again."""
        return replace(self, values=frozenset())


NOTHING = Earlier()


def pointed(question: str, items: Sequence[str]) -> str:
    """The question with the item it points at in the place of 第二个, 后者, the last one; as it is where it is none."""
    pointing = POINTING.search(question)
    if pointing is None or not items:
        return question
    place = _place(pointing)
    if place == 0 or place > len(items):
        return question
    item = items[place - 1] if place > 0 else items[-1]
    return f"{question[: pointing.start()]}{item}{question[pointing.end() :]}"


def _place(pointing: re.Match[str]) -> int:
    if number := pointing["n"]:
        return to_int(number) or 0
    if english := pointing["en"]:
        return _ENGLISH[english.lower()]
    return {"前者": 1, "后者": 2}.get(pointing[0], -1)


def _items(text: str) -> tuple[str, ...]:
    """The lines of an answer without what is ours; of a single line the members of its list."""
    lines = [_MARKERS.sub("", line) for line in text.split("\n") if line and not line.startswith("条件与说明")]
    if len(lines) == 1 and "、" in lines[0] and not _VALUE_FIRST.match(lines[0]):
        listed = _LISTED.split(lines[0])[-1]
        return tuple(re.sub(r"等?[。；（].*$|等$", "", item) for item in re.split(r"、|以及|和(?=[^、]*$)", listed))
    return tuple(_named(line) for line in lines)


def _named(line: str) -> str:
    """What a line is about: the subject of a value, the words of a heading."""
    value = _VALUE_FIRST.match(line)
    return (value["about"] if value else _NUMBER.sub("", line)).rstrip("。；")


def with_cited(found: Sequence[ScoredClause], earlier: Earlier, scope: Sequence[str]) -> list[ScoredClause]:
    """The clauses found and those last cited, where their documents may answer."""
    known = {(c.doc_id, c.clause_id) for c in found}
    least = min((c.score for c in found), default=0.0)
    cited = sorted(key for key in earlier.clauses - known if key[0] in scope)
    return [*found, *(ScoredClause(doc_id, clause_id, least, 0.0, 0.0) for doc_id, clause_id in cited)]


def nearer(candidates: Sequence[Candidate], earlier: Earlier) -> list[Candidate]:
    """Candidates, best first, with those of the clauses last cited and beside them brought forward."""
    if not earlier.clauses:
        return list(candidates)
    parents = {
        (c.doc_id, c.clause.clause.parent) for c in candidates if _key(c) in earlier.clauses and c.clause.clause.parent
    }

    def moved(c: Candidate) -> Candidate:
        beside = (c.doc_id, c.clause.clause.parent) in parents
        share = _SAME if _key(c) in earlier.clauses else _BESIDE if beside else 0.0
        gain = share * (1.0 - c.cover)
        said = c.fact is not None and (c.doc_id, c.fact.value_start) in earlier.values
        return replace(c, cover=c.cover + gain, score=c.score + COVER_SHARE * gain - (_SAID if said else 0.0))

    return sorted((moved(c) for c in candidates), key=lambda c: (-c.score, c.doc_id, c.sentence.start))


def _key(c: Candidate) -> tuple[str, str]:
    return c.doc_id, c.clause.clause.clause_id
