"""How well facts are found: precision and recall over annotated clauses, by kind, loosely and strictly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from eval.annotated import Annotated, AnnotatedDocument, Bracket, Stated
from eval.metrics import f1
from eval.run import Progress
from ingest.normalize import normalize
from ingest.parser import parse
from ingest.settings import ReaderLimits
from ingest.types import Fact

SENTENCES = ("definition", "condition", "prohibition", "procedure", "material", "duty")
_STRICT = ("subject", "level", "bound", "per", "tier", "who", "exception")


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact found, one annotated, or both; `wrong` names the fields in which the two differ."""

    clause: Annotated
    found: Fact | None
    stated: Stated | None
    wrong: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether what was found is what is stated: place, kind, value and unit."""
        return self.found is not None and self.stated is not None


def judge(documents: Sequence[AnnotatedDocument], progress: Progress | None = None) -> list[Judged]:
    """Every document through the parser; each fact within an annotated clause against those stated there."""
    out: list[Judged] = []
    for done, document in enumerate(documents, 1):
        facts = parse(document.data, PurePath(document.file).name, "d", {}, ReaderLimits()).facts
        for clause in document.clauses:
            inside = [f for f in facts if clause.start <= f.value_start < clause.end]
            out += judge_clause(clause, inside, document.text)
        if progress is not None:
            progress("reading", done, len(documents))
    return out


def judge_clause(clause: Annotated, found: Sequence[Fact], text: str) -> Iterator[Judged]:
    """Pair what was found in a clause with what is stated there; what is optional counts neither way."""
    wanted = [s for s in clause.facts if s.kind != "optional"]
    optional = [s for s in clause.facts if s.kind == "optional"]
    left = list(found)
    for stated in sorted(wanted, key=lambda s: not s.valued):
        pair = min(
            (f for f in left if _same(f, stated)), key=lambda f: len(_differences(f, stated, text)), default=None
        )
        if pair is not None:
            left.remove(pair)
            yield Judged(clause, pair, stated, _differences(pair, stated, text))
        else:
            yield Judged(clause, None, stated)
    for fact in left:
        if not any(_allowed(fact, s) for s in optional) and not any(_echo(fact, s) for s in wanted):
            yield Judged(clause, fact, None)


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Precision and recall: all, values alone, and by kind. A matched fact counts under the kind it is stated to be."""
    out: dict[str, Any] = {"all": _row(judged), "values": _row([j for j in judged if _valued(j)])}
    kinds = Counter(_kind(j) for j in judged)
    out["kinds"] = {kind: _row([j for j in judged if _kind(j) == kind]) for kind, _ in kinds.most_common()}
    fields = Counter(field for j in judged if j.right for field in j.wrong)
    out["differ"] = {field: fields[field] for field in _STRICT}
    return out


def _row(judged: Sequence[Judged]) -> dict[str, Any]:
    right = sum(j.right for j in judged)
    strict = sum(j.right and not j.wrong for j in judged)
    found = sum(j.found is not None for j in judged)
    stated = sum(j.stated is not None for j in judged)
    precision, recall = _share(right, found), _share(right, stated)
    return {
        "stated": stated, "found": found, "right": right, "precision": precision, "recall": recall,
        "f1": _rounded(f1(precision, recall)),
        "strict_precision": _share(strict, found), "strict_recall": _share(strict, stated),
    }  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return _rounded(part / whole) if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _kind(judged: Judged) -> str:
    return judged.stated.kind if judged.stated else judged.found.kind if judged.found else ""


def _valued(judged: Judged) -> bool:
    if judged.stated is not None:
        return judged.stated.valued
    return judged.found is not None and judged.found.kind not in SENTENCES


def _same(fact: Fact, stated: Stated) -> bool:
    """Whether a fact is the one stated: at its place, of its kind, with its value and unit."""
    if fact.kind not in (stated.kind, stated.or_kind):
        return False
    start, end = stated.span
    if not stated.valued:
        return _overlap(fact.start, fact.end, start, end) and start < fact.value_end and fact.value_start < end
    if not (fact.value_start < end and start < fact.value_end):
        return False
    if stated.value is None:
        return True
    if isinstance(stated.value, str):
        return fact.value == stated.value and fact.value_max in (None, stated.value_max)
    same = _near(fact.value, stated.value) and _near(fact.value_max, stated.value_max)
    return same and (fact.unit or None) == stated.unit


def _near(found: Any, stated: Any) -> bool:
    if isinstance(found, (int, float)) and isinstance(stated, (int, float)):
        return abs(found - stated) <= 1e-6 * max(1.0, abs(stated))
    return bool(found == stated)


def _overlap(a: int, b: int, c: int, d: int) -> bool:
    """Whether two spans share at least half of the shorter."""
    return 2 * (min(b, d) - max(a, c)) >= min(b - a, d - c)


def _allowed(fact: Fact, optional: Stated) -> bool:
    """Whether a fact says what an annotator may or may not call a fact."""
    start, end = optional.span
    if optional.valued:
        return fact.value_start < end and start < fact.value_end and fact.kind not in SENTENCES[2:]
    return fact.kind in SENTENCES and _overlap(fact.start, fact.end, start, end)


def _echo(fact: Fact, stated: Stated) -> bool:
    """The sentence around a value that is stated as a condition, or the end of a period whose begin was paired."""
    start, end = stated.span
    if isinstance(stated.value_max, str) and fact.kind == stated.kind and fact.value == stated.value_max:
        return start <= fact.value_start < end
    if fact.kind != "condition" or stated.kind != "condition":
        return False
    return fact.start < end and start < fact.end


def _differences(fact: Fact, stated: Stated, text: str) -> tuple[str, ...]:
    """The fields in which a fact differs from the one stated; a field that was not annotated differs in nothing."""
    if not stated.valued:
        return () if _said(fact.bodies, stated.who_start, stated.who_end, text) else ("who",)
    wrong = []
    if not _said(fact.exceptions, stated.exception_start, stated.exception_end, text):
        wrong.append("exception")
    if stated.subject_start is not None and not _names(fact, text[stated.subject_start : stated.subject_end]):
        wrong.append("subject")
    if stated.level is not None and fact.level != stated.level:
        wrong.append("level")
    if stated.bound is not None and not isinstance(stated.value, str) and fact.bound != stated.bound:
        wrong.append("bound")
    if stated.per is not None and fact.per not in stated.per:
        wrong.append("per")
    if stated.tier != "any" and not _bracket(fact, stated.tier):
        wrong.append("tier")
    return tuple(wrong)


def _names(fact: Fact, subject: str) -> bool:
    """Whether the subject of a fact holds the words of the one stated, or is held by them."""
    plain = _plain(subject)
    named = "".join(f"{fact.subject}{fact.level or ''}{fact.base or ''}".split())
    return plain in named or (len(fact.subject) > 1 and "".join(fact.subject.split()) in plain)


def _said(found: Sequence[str], start: int | None, end: int | None, text: str) -> bool:
    """Whether what was found holds the words annotated, or nothing was annotated."""
    return start is None or _plain(text[start:end]) in _plain("、".join(found))


def _plain(text: str) -> str:
    return "".join(normalize(text).text.split())


def _bracket(fact: Fact, stated: Bracket | None) -> bool:
    tier = fact.tier
    if tier is None or stated is None:
        return tier is None and stated is None
    same = _near(tier.min, stated.min) and _near(tier.max, stated.max)
    low = stated.min is None or tier.min_inclusive == stated.min_inclusive
    return same and low and (stated.max is None or tier.max_inclusive == stated.max_inclusive)
