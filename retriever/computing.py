"""What a rate makes of the asker's own figure: 8,000,000 of which the first 5,000,000 are free, 10 % of 2,000,000.

Every operand is either the asker's, and echoed, or the fact's, and cited; `verify` works each share out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.values import Value
from ingest.types import Fact
from retriever.bracketing import holds
from retriever.evidence import Candidate
from retriever.language import in_script, simplified
from retriever.question import Query
from retriever.reading import bigrams
from retriever.types import Language

_NEAR = 8  # characters around a figure in which it is said what it is of
_EMPTY = frozenset(("企业", "公司", "年度", "总额", "实际", "金额", "资金", "单位", "项目", "科技", "技术"))
_BOUNDS = {"at_most": "最高", "at_least": "至少", "exact": "", "about": "约", "range": ""}
_BOUNDS_EN = {"at_most": "at most ", "at_least": "at least ", "exact": "", "about": "about ", "range": ""}


@dataclass(frozen=True, slots=True)
class Share:
    """What one fact makes of the part of the asker's figure that it holds for. Amounts in yuan."""

    fact: Fact
    figure: float  # the asker's
    part: float  # of the figure, within the fact's bracket
    value: float | None  # what the rate makes of the part; None where it only exempts or halves a tax

    def amounts(self) -> tuple[float, ...]:
        """Amounts that this share may show."""
        return (self.figure, self.part) if self.value is None else (self.figure, self.part, self.value)


def share(fact: Fact, figure: float) -> Share | None:
    """What a rate makes of a figure, in yuan; None where the fact is no single rate (a goal is none)."""
    if (
        fact.kind not in ("benefit", "rate")
        or fact.unit != "%"
        or not isinstance(fact.value, float | int)
        or fact.value_max is not None
    ):
        return None
    part = figure
    if fact.tier is not None and fact.tier.marginal:
        part = min(figure, fact.tier.max if fact.tier.max is not None else figure) - (fact.tier.min or 0.0)
    if part <= 0:
        return None
    if "征" in fact.text:  # 免征, 减半征收: of a tax whose own rate is not said
        return Share(fact, figure, part, None)
    value = part * fact.value / 100
    return Share(fact, figure, part, min(value, fact.cap) if fact.cap is not None else value)


def shares(query: Query, chosen: Sequence[Candidate]) -> tuple[Share, ...]:
    """What the chosen rates make of the one sum that the question states; nothing where they are of something else."""
    stated = [q for q in query.quantities if q.kind == "money" and isinstance(q.value, float | int)]
    facts = [c.fact for c in chosen if c.fact is not None and c.clause is chosen[0].clause]
    if len(stated) != 1 or stated[0].value_max is not None or stated[0].bound != "exact":
        return ()
    figure = stated[0]
    out = []
    for fact in facts:
        own = share(fact, float(figure.value)) if _is_of(query, figure, fact) else None
        if own is not None and (fact.tier is None or holds(fact, figure)):
            out.append(own)
    marginal = [s for s in out if s.fact.tier is not None and s.fact.tier.marginal]
    if marginal:  # a bracket that was not read would be missing from the sum
        return tuple(marginal) if sum(s.part for s in marginal) == figure.value else ()
    return tuple(out[:1])


def _is_of(query: Query, figure: Value, fact: Fact) -> bool:
    """Whether the rate is of what the figure is: 投入200万元 and 按投入的10%."""
    marginal = fact.tier.of if fact.tier is not None and fact.tier.marginal else ""
    said = simplified(marginal or fact.base or fact.subject)
    near = query.text[max(0, figure.start_bound - _NEAR) : figure.end_bound + _NEAR]
    if query.language == "en":  # offsets are those of the English text
        near = query.text
    words = bigrams(near) - _EMPTY
    if fact.tier is not None and not marginal and words & bigrams(simplified(fact.tier.of)):
        return False  # the figure picks the bracket: what the rate is of is another one
    return bool(words & bigrams(said))


def worked_out(worked: Sequence[Share], language: Language) -> str:
    """The computation with its operands, as one line."""
    if language == "en":
        return _english(worked)
    lead = f"按{_yuan(worked[0].figure)}计算："
    if worked[0].value is None:
        parts = [f"{_yuan(s.part)}{simplified(s.fact.text)}" for s in worked]
        return in_script(lead + "，".join([f"其中{parts[0]}", *(f"其余{p}" for p in parts[1:])]), language)
    terms = "＋".join(f"{_yuan(s.part)}×{s.fact.value:g}%" for s in worked)
    return in_script(
        f"{lead}{_BOUNDS[worked[0].fact.bound]}{_yuan(total(worked))}（{terms}{_capped(worked)}）", language
    )


def total(worked: Sequence[Share]) -> float:
    """What all shares come to, in yuan."""
    return sum(s.value or 0.0 for s in worked)


def _capped(worked: Sequence[Share]) -> str:
    cap = _cap(worked)
    return f"，以{_yuan(cap)}为限" if cap is not None else ""


def _cap(worked: Sequence[Share]) -> float | None:
    """The cap that a share came up to."""
    return next((s.fact.cap for s in worked if s.fact.cap is not None and s.value == s.fact.cap), None)


def _english(worked: Sequence[Share]) -> str:
    lead = f"On RMB {worked[0].figure:,.0f}: "
    if worked[0].value is None:
        said = [f"RMB {s.part:,.0f} {'exempt' if '免' in s.fact.text else 'taxed at half'}" for s in worked]
        return lead + ", ".join(said)
    terms = " + ".join(f"RMB {s.part:,.0f} × {s.fact.value:g}%" for s in worked)
    cap = _cap(worked)
    limit = f", capped at RMB {cap:,.0f}" if cap is not None else ""
    return f"{lead}{_BOUNDS_EN[worked[0].fact.bound]}RMB {total(worked):,.0f} ({terms}{limit})"


def _yuan(value: float) -> str:
    for size, unit in ((1e8, "亿元"), (1e4, "万元")):
        if value >= size:
            return f"{value / size:.10g}{unit}"
    return f"{value:.10g}元"
