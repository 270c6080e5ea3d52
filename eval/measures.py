"""What is measured of one case: each measure a number in [0, 1], left out where it does not apply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from eval.cases import Case
from eval.citations import alce, rule_supports, statements
from eval.judge import Verdict, meets
from eval.library import Library
from eval.metrics import hit, ndcg, reciprocal_rank
from eval.text import plain
from eval.values import stated
from retriever.language import simplified, traditional
from retriever.types import Answer, Citation

CHECKS = (
    "status", "value_said", "value_proved", "must_say", "must_not_say", "evidence", "cited", "verbatim", "supported",
)  # fmt: skip
RETRIEVAL = ("hit@1", "hit@3", "hit@5", "mrr", "ndcg@5")
NAMES = (
    "right", *CHECKS, "exists", "evidence_precision", "evidence_recall", "alce_precision", "alce_recall",
    *RETRIEVAL, "abstain_precision", "abstain_recall", "abstain_f1", "pointed", "follow_up", "language",
    "delivered",
)  # fmt: skip
DERIVED = {"abstain_f1": ("abstain_precision", "abstain_recall")}
_ABSTAINS = ("not_found", "out_of_scope", "refused", "clarify")
_LEVEL = re.compile("(国家|自治区|省|市|州|县|区)级")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]|「[^」]*」|“[^”]*”")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
_HAN = re.compile("[㐀-鿿]")
_WRONG_SCRIPT = 0.03  # share of characters that conversion may change: words that both scripts write alike, names


def measures(case: Case, answer: Answer, verdict: Verdict, library: Library) -> dict[str, float]:
    """Every measure that applies to a case."""
    out: dict[str, float | None] = {"right": float(verdict.right), "delivered": float(answer.status != "error")}
    for name in CHECKS:
        held = verdict.checks.get(name)
        out[name] = None if held is None else float(held)
    out["language"] = None if answer.status == "error" else float(in_language(answer, case.language))
    abstained, should = answer.status in _ABSTAINS, not case.wants_answer
    out["abstain_precision"] = float(should) if abstained else None
    out["abstain_recall"] = float(abstained) if should else None
    if answer.citations:
        out["exists"] = float(all(_exists(c, library) for c in answer.citations))
        echoed = stated(" ".join((case.question, *case.history, *library.names)))
        precision, recall = alce(statements(answer), lambda text, quotes: rule_supports(text, quotes, echoed))
        out |= {"alce_precision": precision, "alce_recall": recall}
    if case.ways:
        out |= _evidence(case, answer, library)
        ranked = ranking(answer.trace)
        right = {clause for way in case.ways for span in way for clause in library.clauses_of(span)}
        if right and answer.status == "not_found":
            out["pointed"] = float(any(near.clause_id in right for near in answer.nearest))
        if right and ranked:
            out |= {f"hit@{k}": hit(ranked, right, k) for k in (1, 3, 5)}
            out |= {"mrr": reciprocal_rank(ranked, right), "ndcg@5": ndcg(ranked, right, 5)}
    if case.history:
        out["follow_up"] = float(verdict.checks["status"] is not False and verdict.checks["evidence"] is not False)
    return {name: value for name, value in out.items() if value is not None}


def slices(case: Case, library: Library) -> tuple[str, ...]:
    """The slices a case belongs to."""
    files = sorted({span.source_file for way in case.ways for span in way})
    regions = sorted({region for name in files if (region := library.region(name))})
    level = _LEVEL.search(simplified(" ".join((*case.history, case.question))))
    own = {
        "split": case.split, "category": case.category, "language": case.language, "difficulty": case.difficulty,
        "level": level[0] if level else "none", "wording": "paraphrased" if case.paraphrased else "near",
    }  # fmt: skip
    named = [f"{kind}:{name}" for kind, name in own.items()]
    places = [*(f"document:{name}" for name in files), *(f"region:{name}" for name in regions)]
    return ("all", *named, *places, *(f"own:{name}" for name in case.slices))


def in_language(answer: Answer, language: str) -> bool:
    """Whether an answer says it is in a language, and its words are; what it quotes in brackets aside."""
    if answer.language != language:
        return False
    text = plain(answer.answer)
    if language == "en":
        own = _BRACKETS.sub("", text)
        return len(_LATIN_WORD.findall(own)) >= 1
    if not _HAN.search(text):
        return True
    converted = simplified(text) if language == "zh-Hans" else traditional(text)
    return sum(a != b for a, b in zip(text, converted, strict=False)) <= _WRONG_SCRIPT * len(text) + 1


def ranking(trace: dict[str, Any]) -> list[str]:
    """The clauses a search found, best first, those of several places in turn."""
    lists = [[item["clause_id"] for item in found] for found in (trace.get("search") or {}).values()]
    turns = [one[rank] for rank in range(max(map(len, lists), default=0)) for one in lists if rank < len(one)]
    return list(dict.fromkeys(turns))


def confidence(trace: dict[str, Any]) -> float:
    """How sure the assistant was: the best score of a fact that fits or of a sentence, 0 where it found none."""
    facts = [item["score"] for found in (trace.get("facts") or {}).values() for item in found if item.get("fits")]
    plain_ones = [item["score"] for found in (trace.get("sentences") or {}).values() for item in found]
    return float(max((*facts, *plain_ones), default=0.0))


def _evidence(case: Case, answer: Answer, library: Library) -> dict[str, float | None]:
    """Recall over the spans of the best way; precision over citations that meet a span or lie in its clause."""
    recalls = [sum(any(meets(c, s) for c in answer.citations) for s in way) / len(way) for way in case.ways]
    right = {clause for way in case.ways for span in way for clause in library.clauses_of(span)}
    good = [c for c in answer.citations if _any_meets(c, case) or c.clause_id in right]
    cited = len(answer.citations)
    return {"evidence_recall": max(recalls), "evidence_precision": len(good) / cited if cited else None}


def _any_meets(citation: Citation, case: Case) -> bool:
    return any(meets(citation, span) for way in case.ways for span in way)


def _exists(citation: Citation, library: Library) -> bool:
    document = library.by_id.get(citation.doc_id)
    return document is not None and document.clause(citation.clause_id) is not None


def risk_coverage(points: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Coverage and risk at each threshold of confidence: of the surest share of answers, how many are wrong.

    Answers of one confidence come in together, since no threshold parts them.
    """
    ordered = sorted(points, key=lambda point: -point[0])
    out: list[tuple[float, float]] = []
    wrong = 0
    for done, (sure, right) in enumerate(ordered, 1):
        wrong += not right
        if done == len(ordered) or ordered[done][0] != sure:
            out.append((done / len(ordered), wrong / done))
    return out


def area(curve: Sequence[tuple[float, float]]) -> float | None:
    """Area under a risk–coverage curve, by steps: the mean risk over all coverages. Lower is better."""
    total = before = 0.0
    for coverage, risk in curve:
        total += (coverage - before) * risk
        before = coverage
    return total if curve else None
