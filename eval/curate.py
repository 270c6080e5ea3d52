"""The gold cases themselves: checked against the documents, made from answers, followed when a document changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from eval.cases import Case, Span
from eval.judge import value_said
from eval.library import Library
from eval.text import close
from eval.values import stated
from ingest.normalize import normalize
from ingest.regions import lookup

Fate = Literal["there", "moved", "gone"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a case."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A case whose evidence lies in a document that changed, and what became of the evidence."""

    id: str
    source_file: str
    fate: Fate


def check(cases: Sequence[Case], library: Library) -> list[Problem]:
    """What the documents, or other cases, say against the cases."""
    out = []
    asked: dict[str, str] = {}
    for case in cases:
        out += [Problem(case.id, what) for what in _wrong(case, library)]
        key = "\n".join(map(close, (*case.history, case.question, case.region or "")))
        if (other := asked.setdefault(key, case.id)) != case.id:
            out.append(Problem(case.id, f"asks the same as {other}"))
    return out


def _wrong(case: Case, library: Library) -> Iterable[str]:
    for span in (span for way in case.ways for span in way):
        fate, _ = locate(span, library)
        where = f"{span.source_file}[{span.start}:{span.end}]"
        if fate != "there":
            yield f"{where}: the quotation {'stands elsewhere now' if fate == 'moved' else 'is not in the document'}"
        elif not library.clauses_of(span):
            yield f"{where}: lies in no clause"
    for way in case.ways:
        said = frozenset(s for span in way for s in stated(_mended(span.quote)))
        yield from (f"{v.value} {v.unit} is not in the evidence" for v in case.values if not value_said(v, said))
    for words in set(map(close, case.must_say)) & set(map(close, case.must_not_say)):
        yield f"has to say and may not say {words}"
    if case.region is not None and lookup(case.region) is None:
        yield f"there is no place called {case.region}"
    if case.as_of is not None and not _is_day(case.as_of):
        yield f"{case.as_of} is no date"


def locate(span: Span, library: Library) -> tuple[Fate, Span]:
    """Whether a span still stands where it did, stands elsewhere (once, so that it can follow), or is gone."""
    if library.holds(span):
        return "there", span
    document = library.by_file.get(span.source_file)
    text = document.source.text if document else ""
    if text.count(span.quote) != 1:
        return "gone", span
    start = text.index(span.quote)
    return "moved", span.model_copy(update={"start": start, "end": start + len(span.quote)})


def follow(case: Case, library: Library) -> Case:
    """The case with the spans that moved put where their quotations stand now."""

    def moved(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(locate(span, library)[1] for span in spans)

    alternatives = tuple(moved(way) for way in case.alternatives)
    return case.model_copy(update={"evidence": moved(case.evidence), "alternatives": alternatives})


def touched(cases: Iterable[Case], library: Library, before: Mapping[str, str]) -> list[Touched]:
    """The cases with evidence in documents that are not the version they were.

    Args:
        cases: The cases.
        library: The documents now.
        before: doc_id → version_id as it was.
    """
    now = {d.doc_id: d for d in library.documents}
    changed = {d.source_file for d in library.documents if before.get(d.doc_id) != d.version_id}
    out = []
    for case in cases:
        for name in dict.fromkeys(span.source_file for way in case.ways for span in way):
            if name in changed or (name not in library.by_file and set(before) - set(now)):
                fates = {locate(s, library)[0] for way in case.ways for s in way if s.source_file == name}
                worst: Fate = "gone" if "gone" in fates else "moved" if "moved" in fates else "there"
                out.append(Touched(case.id, name, worst))
    return out


def from_answer(answer: Mapping[str, Any], given: Mapping[str, Any]) -> Case:
    """A case that says of an answer that it is right: its citations as evidence, the values of its facts.

    Args:
        answer: The answer's JSON.
        given: Fields of the case that no answer has: id, category, difficulty, author, source …
    """
    gives = answer["status"] in ("answered", "partial")
    spans = [{k: c[k] for k in ("source_file", "quote", "start", "end")} for c in answer["citations"]] if gives else []
    seen = [
        {"value": f["value"], "value_max": f["value_max"], "unit": f["unit"] or "date", "bound": f["bound"]}
        for f in answer["facts"]
        if f["value"] is not None
    ]
    values = [value for at, value in enumerate(seen) if value not in seen[:at]]
    status = ["answered"] if gives else [answer["status"]]
    drawn = {"question": answer["question"], "language": answer["language"], "status": status}
    return Case.model_validate({**drawn, "evidence": spans, "values": values, **given})


def next_id(category: str, cases: Iterable[Case]) -> str:
    """An id that no case has: the category and the next number."""
    stem = category.replace("_", "-")
    taken = [
        int(c.id.rpartition("-")[2]) for c in cases if c.id.startswith(f"{stem}-") and c.id[len(stem) + 1 :].isdigit()
    ]
    return f"{stem}-{max(taken, default=0) + 1:03}"


def _mended(quote: str) -> str:
    """A quotation with the damage of its file undone, beside itself: values are said in mended form."""
    return f"{quote}\n{normalize(quote).text}"


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
