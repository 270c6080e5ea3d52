"""From chosen evidence to the lines of an answer, the value first. No language model: the documents' words and ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts.phrases import Span, split
from ingest.facts.values import Value, find_values
from ingest.types import Fact
from retriever.computing import Share, shares, worked_out
from retriever.english import settles
from retriever.evidence import Candidate, siblings
from retriever.language import in_script, simplified
from retriever.lexicon import in_english
from retriever.matching import presence
from retriever.question import Query, is_yes_no
from retriever.staged import by_years
from retriever.types import Language
from retriever.wording import per_text, say, subject_text, translated, value_text

# 一定得按70%来吗, 固定不再加了吗: the value is right, and what the sentence adds to it decides
_ABSOLUTE = re.compile(r"不再|一定[得要]|非得|必须|只能|固定|永远|一直|不变|一律")
_QUALIFIED = re.compile(r"逐步|约定|除外|另有|视|但|原则上|可以?(?:适当|根据|结合)|调整|酌情")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A line of an answer with the evidence it rests on."""

    text: str
    evidence: tuple[Candidate, ...] = ()
    structural: tuple[float, ...] = ()
    named: tuple[str, ...] = ()
    computed: tuple[Share, ...] = ()


def fact_lines(query: Query, chosen: Sequence[Candidate]) -> list[Drafted]:
    """Lines that state facts: the value first, then of what, then what decides whether the asker gets it."""
    chosen = _supposed_first(query, chosen)
    lines = [_fact_line(query.language, c) for c in chosen]
    if is_yes_no(query) and lines:
        lines[0] = _answer_claim(query, chosen, lines[0])
    if worked := shares(query, chosen):
        used = tuple(c for c in chosen if any(s.fact is c.fact for s in worked))
        lines.insert(0, Drafted(worked_out(worked, query.language), used, computed=worked))
    remarks = [r for c in chosen for r in _conditions(query.language, c)]
    if chosen and re.search(r"最多|最高|上限|封顶|at most|maximum|up to", query.question, re.IGNORECASE):
        floors = [c for c in chosen if c.fact is not None and c.fact.bound == "at_least"]
        capped = any(c.fact is not None and (c.fact.bound in ("at_most", "range") or c.fact.cap) for c in chosen)
        remarks += [Drafted(say("only_floor", query.language), tuple(floors))] if floors and not capped else []
    return lines + list({r.text: r for r in remarks}.values())


def _supposed_first(query: Query, chosen: Sequence[Candidate]) -> list[Candidate]:
    """What the question supposes first, where it is right: 是 stands before the value that is confirmed."""
    return sorted(chosen, key=lambda c: not (c.fact and any(_same(claim, c.fact) for claim in query.claims)))


def _fact_line(language: Language, c: Candidate) -> Drafted:
    fact = c.fact
    assert fact is not None
    if fact.bodies:
        names = "、".join(simplified(b) for b in fact.bodies)
        about = _about(language, simplified(fact.subject), fact)
        return Drafted(f"{in_script(names, language)}{about}", (c,))
    value, per = value_text(fact, language), per_text(fact, language)
    if language == "en":
        year = f", by {fact.year}" if _says_year(c) else ""
        tier = f", where {_tier_en(fact)}" if fact.tier else ""
        base = f" of {translated(fact.base)}" if fact.base and fact.unit == "%" and "征" not in fact.text else ""
        subject = f" — {about}" if (about := subject_text(fact, language)) else ""
        return Drafted(f"{value}{base}{f', {per}' if per else ''}{subject}{tier}{year}", (c,))
    details = [subject_text(fact, language)]
    if fact.tier:
        details.insert(0, in_script(_tier_zh(c), language))
    if fact.base and fact.unit == "%" and fact.base not in fact.subject:
        details.append(in_script(f"以{fact.base}计", language))
    if _says_year(c):
        details.append(f"到{fact.year}年")
    if fact.kind == "deadline" and fact.word:
        details.append(in_script(fact.word, language))
    head = f"{value}，{per}" if per and per not in value else value
    about = "，".join(d for d in details if d)
    return Drafted(f"{head}（{about}）" if about else head, (c,))


def _says_year(c: Candidate) -> bool:
    """Whether the quotation itself names the year of the goal (a sentence before it may have)."""
    return (
        c.fact is not None
        and c.fact.year is not None
        and c.fact.kind != "deadline"
        and str(c.fact.year) in c.sentence.text
    )


def _about(language: Language, subject: str, fact: Fact) -> str:
    label = simplified(fact.word or "责任单位")
    if language == "en":
        return f" — {in_english(label) or 'responsible'} ({label}) for {subject}"
    return in_script(f"（{label}：{subject}）", language)


def _tier_zh(c: Candidate) -> str:
    """The bracket in the document's own words: from what picks it to 以下, 以上, 部分."""
    fact = c.fact
    assert fact is not None
    text = c.reading.norm.text
    value_at = c.reading.norm.at(fact.value_start)
    segment = next(
        (s for s in split(text, Span(c.sentence.start, c.sentence.end), "；") if s.start <= value_at < s.end), None
    )
    if segment is None or fact.tier is None:
        return ""
    values = (c.reading.norm.at(f.value_start) for f in c.clause.facts if f.start == fact.start and f.unit)
    own = text[segment.start : min((at for at in values if at >= segment.start), default=value_at)]
    m = re.search(
        r"[^，。；]*?\d[\d.,]*\s*[万亿千百]*(?:平方米|[元家户人件个%名㎡亩吨台套])(?:(?:至|到|-|—|–)\d[\d.,]*[万亿千百]*(?:平方米|[元家户人件个%名㎡亩吨台套])?)?(?:的部分|部分|(?:及?以[上下内])?)?",
        own,
    )
    words = _ITEM_MARK.sub("", m[0]).strip("在的，") if m else ""
    limits = {fact.tier.min, fact.tier.max} - {None}
    if words and limits and not limits & {v.value for v in find_values(words)}:
        return _listed_tier(own, fact)
    return words


def _listed_tier(text: str, fact: Fact) -> str:
    """The bracket of a member of 费用达1万元、5万元、10万元以上的: its own limits as they are written in the list."""
    assert fact.tier is not None
    written = {v.value: text[v.start : v.end] for v in find_values(text)}
    low, high = (written.get(limit) if limit is not None else None for limit in (fact.tier.min, fact.tier.max))
    parts = [f"达{low}" if low else "", f"{'不超过' if fact.tier.max_inclusive else '不足'}{high}" if high else ""]
    said = "、".join(p for p in parts if p)
    return said if fact.tier.of in fact.subject or not said else f"{fact.tier.of}{said}"


_ITEM_MARK = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)


def _tier_en(fact: Fact) -> str:
    tier = fact.tier
    assert tier is not None
    parts = []
    if tier.min is not None:
        parts.append(f"{'at least' if tier.min_inclusive else 'over'} {tier.min:,.0f}")
    if tier.max is not None:
        parts.append(f"{'at most' if tier.max_inclusive else 'under'} {tier.max:,.0f}")
    return f"{tier.of} is {' and '.join(parts)}"


def _answer_claim(query: Query, chosen: Sequence[Candidate], line: Drafted) -> Drafted:
    """是 or 不是 before the truth, where the question supposes a value; 有 where it asks whether there is one."""
    facts = [c.fact for c in chosen if c.fact]
    if query.claims:
        right = any(_same(claim, fact) for claim in query.claims for fact in facts)
        if right and _ABSOLUTE.search(query.text) and _QUALIFIED.search(chosen[0].sentence.text):
            return sentence_lines(query, [replace(chosen[0], fact=None)])[0]
        return Drafted(
            say("yes" if right else "no", query.language) + line.text, line.evidence, line.structural, line.named
        )
    if len(re.findall(r"[?？]", query.question)) <= 1 and re.search(
        r"有没有|有无|有[^，。？]{0,20}(?:吗|没|么|不)|is there|are there|any\b"
        r"|do(?:es)? .{0,40} (?:get|have|receive|offer)",
        query.question,
        re.IGNORECASE,
    ):
        return Drafted(say("there_is", query.language) + line.text, line.evidence, line.structural, line.named)
    return line


def _same(claim: Value, fact: Fact) -> bool:
    return claim.value == fact.value and (claim.unit == fact.unit or fact.unit is None)


def _conditions(language: Language, c: Candidate) -> list[Drafted]:
    """What decides whether the asker gets it, and what it does not hold for; each with the sentence that says so."""
    fact = c.fact
    if fact is None:
        return []
    label = "Conditions (in Chinese): " if language == "en" else in_script("条件与说明：", language)
    excepted = [e for e in fact.exceptions if not any(e in said for said in fact.conditions)]
    own = [*fact.conditions, *(e for e in excepted if e in c.sentence.text)]
    lines = [Drafted(f"{label}{in_script(simplified('；'.join(own)), language)}", (c,))] if own else []
    for said in excepted:
        where = next((s for s in c.clause.sentences if said in s.text), None)
        if where is not None and said not in c.sentence.text:
            quoted = replace(c, sentence=where, fact=None)
            lines.append(Drafted(f"{label}{in_script(said, language)}", (quoted,)))
    return lines


def sentence_lines(query: Query, chosen: Sequence[Candidate]) -> list[Drafted]:
    """Lines that give the document's own sentences."""
    lead = say("original", query.language) if query.language == "en" else ""
    lines = [Drafted(f"{lead}{in_script(cut(query, c.sentence.text), query.language)}", (c,)) for c in chosen]
    words = [(t.text, *t.variants) for t in query.terms]
    if query.language == "en" and chosen and (said := settles(query.question, words, chosen[0].sentence.text)):
        lines[0] = replace(lines[0], text=say(said, "en") + lines[0].text)
    return lines


def led(query: Query, lines: Sequence[Drafted]) -> list[Drafted]:
    """A list as the document writes it: in English it is said that it is Chinese."""
    if query.language != "en" or not lines:
        return list(lines)
    return [replace(lines[0], text=say("original", "en") + lines[0].text), *lines[1:]]


def cut(query: Query, text: str) -> str:
    """A sentence without its list word in front; whole otherwise, so that nothing that decides is lost."""
    return re.sub(r"^\s*(?:——\s*|[一二三四五六七八九十]+是)", "", text.strip()).rstrip("；")


def choose_facts(query: Query, facts: Sequence[Candidate], limit: int = 8) -> list[Candidate]:
    """The facts that answer: the best one with the members of its list or scale, and others that do as well."""
    if not facts:
        return []
    best = facts[0]
    chosen = by_years(facts) or _each(query, facts) or siblings(best, facts) or [best]
    # another fact that matches the question as well says something the asker should know
    for other in facts[1:]:
        if len(chosen) >= limit or other.score < best.score - 0.02:
            break
        if other.cover >= best.cover - 0.005 and other not in chosen and not _repeats(other, chosen):
            chosen.append(other)
    return chosen


_START, _END = re.compile("启动|开始|起始|开工|动工|起步"), re.compile("完成|结束|收官|终止|截止|竣工")


def with_other_end(query: Query, chosen: Sequence[Candidate], facts: Sequence[Candidate]) -> list[Candidate]:
    """哪年启动、哪年完成: beside the one day the other one of the same task, where both are asked for."""
    both = _START.search(query.text) and _END.search(query.text)
    if not both or len(chosen) != 1 or chosen[0].fact is None or chosen[0].fact.kind != "deadline":
        return list(chosen)
    own = chosen[0].fact
    wanted = _END if _START.search(own.word or "") else _START
    other = next(
        (
            c for c in facts
            if c.fact is not None and c.fact.kind == "deadline" and c.fact.subject == own.subject
            and c.doc_id == chosen[0].doc_id and wanted.search(c.fact.word or "")
            and c.clause.clause.parent == chosen[0].clause.clause.parent
        ),
        None,
    )  # fmt: skip
    return sorted([*chosen, *([other] if other else [])], key=lambda c: c.fact.value_start if c.fact else 0)


def _each(query: Query, facts: Sequence[Candidate]) -> list[Candidate]:
    """Several subjects in one question (高企、创新型企业各多少家): the best fact of each, where each has its own."""
    if len(query.terms) < 2 or not re.search(r"各|分别|、|都是|\bboth\b|\beach\b", query.question):
        return []
    out: dict[int, Candidate] = {}
    for term in query.terms:
        own = next(
            (c for c in facts if c.fact and presence(term, c.fact.subject) >= 0.9 and c.score >= facts[0].score - 0.2),
            None,
        )
        if own is not None and own.fact is not None:
            out[own.fact.value_start] = own
    return [out[k] for k in sorted(out)] if len(out) >= 2 else []


def _repeats(other: Candidate, chosen: Sequence[Candidate]) -> bool:
    """The same value said again, as an annex repeats a goal."""
    assert other.fact is not None
    return any(
        c.fact is not None
        and (c.fact.value, c.fact.unit, c.fact.level) == (other.fact.value, other.fact.unit, other.fact.level)
        and c.doc_id == other.doc_id and (other.fact.value is not None or c.fact.bodies == other.fact.bodies)
        for c in chosen
    )  # fmt: skip
