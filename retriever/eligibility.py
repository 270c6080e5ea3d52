"""What an applicant can get: the benefits that the documents of a place state, each checked against the applicant.

A benefit is a fact with its quotation; without one nothing is listed. What a clause asks is read from the fact's own
subject, level, bracket and conditions. It is met or not met only where the applicant said so; all else is unknown, and
so is every condition that no attribute of the table names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.facts.values import Value
from ingest.succession import Succession
from ingest.types import Document, Fact, Normalized, Validity
from ingest.validity import validity
from retriever.attributes import attributes
from retriever.bracketing import holds

State = Literal["met", "not_met", "unknown"]
LEVELS = ("国家级", "省级", "市级", "县级")
LEVEL, FIGURE = "level", "figure:"  # keys of what is no attribute: the level, a figure that picks the bracket
_SAME_LEVEL = {"自治区级": "省级", "省部级": "省级", "州级": "市级", "区级": "县级"}
_OFF: frozenset[Validity] = frozenset({"draft", "repealed"})
# A rate is a benefit where its sentence says that something is given or waived, not where it is demanded.
_GIVES = re.compile(r"税|免征|减半|减按|加计|扣除|贴息|补贴|补助|奖励|资助|返还|退还|补偿|收益.{0,12}(?:归|用于|奖励)")
_NO_CONDITION = re.compile(r"^(?:上述|所需|补助|奖励|扶持)?(?:资金|经费)由")  # who pays is no condition
# Words of a subject that ask for nothing by themselves.
_GENERIC = re.compile(
    r"企业|单位|机构|项目|产品|对|给予|获得|获批|通过|取得|成功|符合|条件|认定|备案|评定|建设|当年|首次|一次性|我[省市州县区]|本[省市州县区]|"
    r"国家|自治区|省|市|州|县|区|级|的|新|在|并|且|和|与|及|或|等|其|被|为|每|个|家|户|一批|“|”|、|，|（|）|\(|\)"
)
_APPLICANT = re.compile("企业|单位|机构|公司|商户|个体")
_LEFT = 6  # characters of a subject that no attribute names, from which it has to be checked by a person


@dataclass(frozen=True, slots=True)
class Profile:
    """The applicant, as far as it is known. A key that is absent from `answers` is unknown.

    Attributes:
        answers: Attribute → whether it holds.
        level: 国家级, 省级, 市级 or 县级: at which level it was recognised; None if unknown.
        figures: The quantity that picks a bracket (年产值) → its value in yuan.
    """

    answers: Mapping[str, bool] = field(default_factory=dict)
    level: str | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something a clause asks: of `keys` one is enough; without keys it is words that only a person can check."""

    keys: tuple[str, ...]
    text: str  # the document's words, Simplified
    state: State = "unknown"


@dataclass(frozen=True, slots=True)
class Benefit:
    """A benefit, its proof, and how the applicant stands to it. `quote` is source_text[start:end], `shown` mended."""

    fact: Fact
    doc_id: str
    label: str
    region: str | None
    doc_number: str | None
    clause_id: str
    clause_path: tuple[str, ...]
    start: int
    end: int
    quote: str
    shown: str
    validity: Validity
    higher: bool  # of a level above the place asked about
    requirements: tuple[Requirement, ...]

    @property
    def verdict(self) -> State:
        """Not met if anything is not; met if everything is, and something was asked."""
        states = {one.state for one in self.requirements}
        if "not_met" in states:
            return "not_met"
        return "met" if states == {"met"} else "unknown"


@dataclass(frozen=True, slots=True)
class Deciding:
    """The one question whose answer settles most: an attribute's key, `level`, or `figure:` and what it is of."""

    key: str
    count: int  # benefits that wait for it

    @property
    def of(self) -> str:
        """What a figure is of."""
        return self.key.removeprefix(FIGURE)


def benefits(
    documents: Iterable[tuple[Document, Normalized, bool]],
    profile: Profile,
    as_of: str,
    others: Succession | None = None,
) -> tuple[Benefit, ...]:
    """The benefits of some documents for an applicant: those that fit first, documents in force first.

    Args:
        documents: Each with its mended text, and whether it is of a level above the place asked about.
        profile: The applicant.
        as_of: ISO date on which validity is judged. Drafts and repealed documents are left out; those whose period
            is over are listed and say so.
        others: What the documents of the corpus repeal.
    """
    found: list[Benefit] = []
    for document, norm, higher in documents:
        state = validity(document.metadata, as_of, others)
        if state not in _OFF:
            found += (_benefit(fact, document, norm, state, higher) for fact in _given(document, norm))
    return tuple(sorted((judge(one, profile) for one in _once(found)), key=_order))


def judge(benefit: Benefit, profile: Profile) -> Benefit:
    """The benefit with each requirement checked against an applicant."""
    checked = tuple(replace(one, state=_state(one, benefit.fact, profile)) for one in benefit.requirements)
    return replace(benefit, requirements=checked)


def next_question(found: Iterable[Benefit], asked: Collection[str] = ()) -> Deciding | None:
    """The question that most benefits still wait for; None where none would decide anything.

    Args:
        found: As `benefits` judged them.
        asked: Keys that were asked already, answered or not.
    """
    waiting: Counter[str] = Counter()
    for one in found:
        if one.verdict == "unknown":
            waiting.update({req.keys[0] for req in one.requirements if req.state == "unknown" and req.keys} - {*asked})
    order = list(attributes())
    best = min(waiting, key=lambda key: (-waiting[key], order.index(key) if key in order else -1, key), default=None)
    return Deciding(best, waiting[best]) if best else None


def _given(document: Document, norm: Normalized) -> Iterator[Fact]:
    """The facts that give something, each with its value inside its quotation."""
    for fact in document.facts:
        if (
            fact.value is None
            or isinstance(fact.value, str)
            or not fact.start <= fact.value_start < fact.value_end <= fact.end
        ):
            continue
        said = norm.text[norm.at(fact.start) : norm.at(fact.end)]
        if fact.kind == "benefit" or (fact.kind == "rate" and _GIVES.search(said)):
            yield fact


def _benefit(fact: Fact, document: Document, norm: Normalized, state: Validity, higher: bool) -> Benefit:
    clause, meta = document.clause(fact.clause_id), document.metadata
    return Benefit(
        fact=fact,
        doc_id=document.doc_id,
        label=meta.title or meta.label or document.source_file,
        region=meta.region,
        doc_number=meta.doc_number,
        clause_id=fact.clause_id,
        clause_path=clause.path if clause else (),
        start=fact.start,
        end=fact.end,
        quote=document.source.text[fact.start : fact.end],
        shown=norm.shown[norm.at(fact.start) : norm.at(fact.end)].strip(),
        validity=state,
        higher=higher,
        requirements=tuple(requirements(fact)),
    )


def requirements(fact: Fact) -> Iterator[Requirement]:
    """What a fact asks of an applicant."""
    said = "；".join((fact.subject, *fact.conditions))
    left = fact.subject
    groups: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for one in attributes().values():
        if named := list(one.pattern.finditer(said)):
            groups.setdefault(one.group, []).append(one.key)
            words.setdefault(one.group, []).extend(match[0] for match in named)
        left = one.pattern.sub("", left)
    for group, keys in groups.items():
        yield Requirement(tuple(keys), "、".join(dict.fromkeys(words[group])))
    if fact.level:
        named_level = re.sub("(?:及以上|以上)$", "", fact.level)
        known = _SAME_LEVEL.get(named_level, named_level) in LEVELS
        yield Requirement((LEVEL,) if known else (), fact.level)
    if fact.tier is not None:
        yield Requirement((FIGURE + fact.tier.of,), _bracket(fact))
    nameless = not groups and not _APPLICANT.search(fact.subject)  # 省级: of what, only the sentence says
    if nameless or len(_GENERIC.sub("", left)) >= _LEFT:
        yield Requirement((), fact.subject)
    for condition in fact.conditions:
        if not _NO_CONDITION.match(condition):
            yield Requirement((), condition)


def _state(requirement: Requirement, fact: Fact, profile: Profile) -> State:
    if not requirement.keys:
        return "unknown"
    key = requirement.keys[0]
    if key == LEVEL:
        return _level_state(fact.level or "", profile.level)
    if key.startswith(FIGURE):
        value = profile.figures.get(key.removeprefix(FIGURE))
        if value is None:
            return "unknown"
        return "met" if holds(fact, Value(0, 0, "money", value, "CNY")) else "not_met"
    known = [profile.answers.get(one) for one in requirement.keys]
    if True in known:
        return "met"
    return "unknown" if None in known else "not_met"


def _level_state(wanted: str, level: str | None) -> State:
    if level not in LEVELS:
        return "unknown"
    bare = re.sub("(?:及以上|以上)$", "", wanted)
    bare = _SAME_LEVEL.get(bare, bare)
    if bare == level:
        return "met"
    above = bare != wanted and bare in LEVELS and LEVELS.index(level) < LEVELS.index(bare)
    return "met" if above else "not_met"


def _bracket(fact: Fact) -> str:
    tier = fact.tier
    assert tier is not None
    low = f"{tier.min / 1e4:g}万元{'及以上' if tier.min_inclusive else '以上'}" if tier.min is not None else ""
    high = f"{tier.max / 1e4:g}万元{'及以下' if tier.max_inclusive else '以下'}" if tier.max is not None else ""
    return f"{tier.of}{low}{'、' if low and high else ''}{high}"


def _once(found: Iterable[Benefit]) -> Iterator[Benefit]:
    """One of those that say the same in the same words of the same document."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        fact = one.fact
        key = (
            one.doc_id,
            fact.kind,
            fact.subject,
            fact.value,
            fact.value_max,
            fact.unit,
            fact.level,
            fact.tier,
            fact.base,
        )
        if key not in seen:
            seen.add(key)
            yield one


def _order(one: Benefit) -> tuple[object, ...]:
    states: tuple[State, ...] = ("met", "unknown", "not_met")
    met = sum(1 for req in one.requirements if req.state == "met")
    value = one.fact.value if one.fact.unit == "CNY" and isinstance(one.fact.value, float | int) else 0
    return states.index(one.verdict), -met, one.validity == "over", one.higher, -value, one.doc_id, one.start
