"""Which documents hold on a day, and that an answer rests on those where it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.succession import End, Succession
from ingest.types import Metadata, Validity
from ingest.validity import validity
from retriever.evidence import Candidate
from retriever.question import Query
from retriever.scope import Listed
from retriever.telling import Found

Decide = Callable[[Sequence[Candidate], Sequence[Candidate]], Found | None]
# The further down, the further back a document stands; and how much better it may match and still stand back.
_BEHIND: dict[Validity, tuple[int, float]] = {
    "over": (1, 0.05), "not_yet": (2, 0.15), "draft": (3, 0.15), "repealed": (4, 0.15),
}  # fmt: skip
_OTHER_ZONE = (1, 0.15)
_DOUBTED = 2.5  # how much less what holds may be trusted than what does not, to answer in its place


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

    A zone's document stands back in the same way where the question does not name it, and all others where it does.

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
    documents = {c.doc_id: c.reading.document.metadata for c in (*facts, *plain)}
    named = any(meta.zone and names_zone(query, meta.zone) for meta in documents.values())
    behind = {doc_id: _behind(query, meta, standing, named) for doc_id, meta in documents.items()}
    used = [behind[c.doc_id] for line in best.lines for c in line.evidence if c.doc_id in behind]
    furthest, margin = max(used, default=(0, 0.0)), max((margin for _, margin in used), default=0.0)
    for place in sorted({place for place, _ in behind.values() if place < furthest[0]}):
        kept = {doc_id for doc_id, (at, _) in behind.items() if at <= place}
        other = decide([c for c in facts if c.doc_id in kept], [c for c in plain if c.doc_id in kept])
        about_as_well = other and other.score >= best.score - margin and _trust(other) >= _trust(best) - _DOUBTED
        if other and about_as_well and not (other.partial and not best.partial):
            return other
    return best


def _trust(found: Found) -> float:
    """How far the surest of an answer's evidence is trusted."""
    return max((c.trust for line in found.lines for c in line.evidence), default=0.0)


def _behind(query: Query, metadata: Metadata, standing: Standing, zone_named: bool) -> tuple[int, float]:
    """How far back a document stands for a question, 0 where it does not, and the margin of that."""
    fits = names_zone(query, metadata.zone) if metadata.zone else not zone_named
    return max(_BEHIND.get(standing.state(metadata, query.as_of), (0, 0.0)), (0, 0.0) if fits else _OTHER_ZONE)


def names_zone(query: Query, zone: str) -> bool:
    """Whether a question means a zone: 高新区 also names the 高新技术产业开发区."""
    names = next((names for names in _SAME_ZONE if any(name in zone for name in names)), (zone,))
    return any(name in query.text or name in query.question for name in names)


_SAME_ZONE = (
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("保税区", "保税港区"),
    ("园区",),
    ("新区",),
    ("自贸区",),
    ("开发区",),
)
