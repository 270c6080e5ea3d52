"""Which documents hold on a day, and that an answer rests on those where it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.corpus import Listed
from ingest.succession import End, Succession
from ingest.types import Metadata, Validity
from ingest.validity import validity
from retriever.deciding import Found
from retriever.evidence import Candidate
from retriever.question import Query

Decide = Callable[[Sequence[Candidate], Sequence[Candidate]], Found | None]
# How much better what does not hold may match and still stand back behind what does.
_MARGINS: dict[Validity, float] = {"draft": 0.15, "repealed": 0.15, "not_yet": 0.15, "over": 0.05}
_OTHER_ZONE = 0.1


@dataclass(frozen=True, slots=True)
class Standing:
    """What the documents of a generation say of one another. Made once a generation."""

    succession: Succession
    labels: dict[str, str]

    @classmethod
    def of(cls, documents: Iterable[Listed]) -> Standing:
        """The standing of these documents."""
        listed = list(documents)
        labels = {d.doc_id: d.metadata.title or d.metadata.label or d.source_file for d in listed}
        return cls(Succession.of(listed), labels)

    def state(self, metadata: Metadata, as_of: date) -> Validity:
        """Whether a document holds on a day."""
        return validity(metadata, as_of.isoformat(), self.succession)

    def end(self, metadata: Metadata) -> tuple[End, str] | None:
        """What ends a document, with the name of the document that does."""
        end = self.succession.end(metadata)
        return (end, self.labels.get(end.by, end.by)) if end else None


NO_STANDING = Standing(Succession(), {})


def prefer(
    query: Query, facts: Sequence[Candidate], plain: Sequence[Candidate], standing: Standing, decide: Decide
) -> Found | None:
    """What answers, from documents that hold on the question's day if those answer about as well; else from any.

    A zone's document stands back in the same way where the question does not name the zone.

    Args:
        query: The question and its day.
        facts: Facts that may answer.
        plain: Sentences that may.
        standing: Which documents hold.
        decide: Makes an answer of facts and sentences.
    """
    best = decide(facts, plain)
    if best is None:
        return None
    behind = {c.doc_id: m for c in (*facts, *plain) if (m := _margin(query, c.reading.document.metadata, standing))}
    used = {c.doc_id for line in best.lines for c in line.evidence} & behind.keys()
    if not used:
        return best
    other = decide([c for c in facts if c.doc_id not in behind], [c for c in plain if c.doc_id not in behind])
    if other is None or (other.partial and not best.partial):
        return best
    return other if other.score >= best.score - max(behind[doc_id] for doc_id in used) else best


def _margin(query: Query, metadata: Metadata, standing: Standing) -> float:
    elsewhere = _OTHER_ZONE if metadata.zone and not names_zone(query, metadata.zone) else 0.0
    return max(_MARGINS.get(standing.state(metadata, query.as_of), 0.0), elsewhere)


def names_zone(query: Query, zone: str) -> bool:
    """Whether a question means a zone: 高新区 also names the 高新技术产业开发区."""
    short = next((short for short, every in _ZONES.items() if any(name in zone for name in every)), zone)
    return any(name in query.text or name in query.question for name in _ZONES.get(short, (zone,)))


_ZONES = {
    "高新区": ("高新技术产业开发区", "高新区"),
    "经开区": ("经济技术开发区", "经开区"),
    "保税区": ("保税区", "保税港区"),
    "园区": ("工业园", "产业园", "园区"),
    "新区": ("新区",),
    "自贸区": ("自贸区",),
    "开发区": ("开发区",),
}
