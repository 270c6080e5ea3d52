"""All stress sets over a folder of documents: how many of the answers stand."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case
from eval.corpus import Sections, indexed_apart
from eval.library import Library
from eval.parallel import evaluate
from eval.run import Progress, Result
from eval.runs import manifest_of
from eval.stats import interval
from eval.stress import documents, facts, questions
from ingest.corpus import Corpus
from ingest.errors import UsageError

KINDS = (*questions.RULES, *facts.KINDS, *documents.MAKERS)


@dataclass(frozen=True, slots=True)
class Robustness:
    """One kind: how many cases, how many right, and of those whose original was right, how many still are."""

    kind: str
    n: int
    right: float
    low: float
    high: float
    kept: float | None  # None where the cases were made of facts and have no original


def stress(
    sections: Sections,
    source: Path,
    cases: Sequence[Case],
    today: str,
    kinds: Sequence[str] = KINDS,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> tuple[list[Robustness], tuple[Result, ...]]:
    """Measure the kinds over the documents of a folder.

    Raises:
        UsageError: There is no such kind.
    """
    if wrong := [kind for kind in kinds if kind not in KINDS]:
        raise UsageError(f"there is no stress set {wrong[0]}", "sets: " + ", ".join(KINDS))
    found: dict[str, tuple[Result, ...]] = {}
    with indexed_apart([source], sections, progress) as apart:
        library = Library.of(Corpus(apart.data_dir), manifest_of(apart).documents)
        covered = frozenset(d.metadata.region_code for d in library.documents if d.metadata.region_code)
        before = {r.id: r.right for r in evaluate(apart, cases, today, jobs=jobs, progress=progress)}
        sets = {kind: questions.made(cases, kind, covered) for kind in questions.RULES if kind in kinds}
        sets |= {kind: facts.made(library, kind) for kind in facts.KINDS if kind in kinds}
        everything = [case for made in sets.values() for case in made]
        results = iter(evaluate(apart, everything, today, jobs=jobs, progress=progress) if everything else ())
        found |= {kind: tuple(next(results) for _ in made) for kind, made in sets.items()}
    for kind in (kind for kind in documents.MAKERS if kind in kinds):
        with tempfile.TemporaryDirectory(prefix="policyqa-stress-") as folder:
            documents.made(Path(folder), source, library, kind)
            with indexed_apart([Path(folder)], sections, progress) as apart:
                made = documents.asked(tuple(cases), kind)
                found[kind] = evaluate(apart, made, today, jobs=jobs, progress=progress)
    ordered = [(kind, found[kind]) for kind in kinds if found.get(kind)]
    rows = [_row(kind, results, before) for kind, results in ordered]
    return rows, tuple(result for _, results in ordered for result in results)


def _row(kind: str, results: Sequence[Result], before: dict[str, bool]) -> Robustness:
    right = [float(r.right) for r in results]
    had = [float(r.right) for r in results if before.get(r.id.partition("/")[2])]
    has_original = any(r.id.partition("/")[2] in before for r in results)
    kept = sum(had) / len(had) if has_original and had else None
    return Robustness(kind, len(results), sum(right) / len(right), *interval(right), kept)
