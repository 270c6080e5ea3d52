"""A conversation as a pure fold over its turns: a follow-up becomes a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.regions import find
from retriever.conversation_patterns import (
    AMONG,
    ANY_LEVEL,
    ASKED_AGAIN,
    ASKS,
    BOUNDS,
    CONTEXT,
    CORRECTION,
    ELLIPTIC,
    END_MARKS,
    ENGLISH_PRONOUN,
    FIGURE,
    FILLER,
    KIND_OF,
    OF_MONEY,
    OF_THE_STATE,
    ONE_LEVEL,
    OPENING,
    OWN_NAME,
    POINTING,
    PRONOUN,
    SAME_FIGURE,
)
from retriever.earlier import NOTHING, Earlier, pointed
from retriever.english import intent_of
from retriever.language import detect, in_script, simplified
from retriever.question import Query, parse

_HAN = re.compile(r"[㐀-鿿]")

Answered = Callable[[str], Earlier]  # a question that stands alone → what its answer was


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question that stands alone, whether the conversation had to be asked for it, and what it leans on."""

    question: str
    follow_up: bool
    before: str = ""  # the question before, standing alone, where its answer is what this one is about
    same_kind: bool = False  # asks the same of something else


def _unanswered(_: str) -> Earlier:
    return NOTHING


def resolve(history: Sequence[str], question: str, as_of: date, answered: Answered = _unanswered) -> Resolved:
    """The question with what the earlier turns leave unsaid.

    Args:
        history: The user's earlier questions, oldest first.
        question: The question now.
        as_of: The day for which it is asked.
        answered: Gives what an earlier question was answered, for 第二个.
    """
    standalone = ""
    for earlier in history:
        standalone = _next(standalone, simplified(earlier), as_of, answered).question
    resolved = _next(standalone, simplified(question), as_of, answered)
    if not resolved.follow_up:
        return replace(resolved, question=question)
    return replace(resolved, question=in_script(resolved.question, detect(question)))


def _next(previous: str, question: str, as_of: date, answered: Answered) -> Resolved:
    if not previous:
        return Resolved(question, False)
    if POINTING.search(question):
        question = pointed(question, answered(previous).items)
    question = ONE_LEVEL.sub(lambda m: f"{m[1] or '国家'}级", question)
    now, before = _parsed(question, as_of), parse(previous, as_of)
    if before.compared == "rate" and now.intent == "amount" and not OF_MONEY.search(question):
        question = BOUNDS.sub(lambda m: f"比例{m[0]}", question, count=1)  # 那外资的上限是多少: of the share asked for
        now = _parsed(question, as_of)
    if now.regions and before.regions and _names_a_body(question):
        now = replace(now, regions=())  # 辽宁股交中心: no place that is asked about
    says_something = bool(now.regions or now.levels or now.quantities or ASKS.search(question))
    elliptic = bool(ELLIPTIC.search(question.strip())) or (
        not now.terms and not now.lists_benefits and not now.attribute and says_something
    )
    elsewhere = now.regions and before.regions and not {r.code for r in now.regions} & {r.code for r in before.regions}
    if elsewhere and len(now.terms) > 1 and ASKS.search(question):
        elliptic = bool(ELLIPTIC.search(OPENING.sub("", question.strip())))  # 那山东的学生多久体检一次: all is said
    if not elliptic and (now.regions or len(now.terms) != 1):
        # says a matter of its own, but the place goes on where nothing says otherwise, and what was talked of helps
        if not now.regions and not now.unclear_place and _same_matter(now, before):
            placed = _with_region(question, previous, before) if before.regions else question
            return Resolved(_about(placed, before), True, previous)
        return Resolved(question, False)
    if corrected := CORRECTION.search(question):
        right = (corrected["right"] or corrected["right_en"]).strip()
        if (exchanged := _replace(previous, right, as_of)) != previous:
            return Resolved(exchanged, True)
    merged = _merge(previous, question, before, now, as_of)
    among = bool(AMONG.search(FILLER.sub("", question)))  # 其中: another value than the one that was just given
    # a figure of the asker's needs the same rate or bracket again
    same_kind = among or (bool(now.terms) and not now.quantities and now.intent in ("open", before.intent))
    return Resolved(merged, True, "" if now.regions else previous, same_kind)


def _parsed(question: str, as_of: date) -> Query:
    """A turn understood: what stands for the matter before is no subject, nor is a level (B级) one of its own."""
    query = parse(SAME_FIGURE.sub("", AMONG.sub("", FILLER.sub("", question.strip()))), as_of)
    return replace(query, terms=tuple(t for t in query.terms if not ANY_LEVEL.fullmatch(t.text)))


def _same_matter(now: Query, before: Query) -> bool:
    return bool(now.terms) and now.language == before.language and len(before.regions) <= 1


def _about(question: str, before: Query) -> str:
    """The question with what was talked of before, which helps to find the answer and need not stand in it."""
    subject = "、".join(t.text for t in (*before.terms, *before.context))
    return f"{question}（上文：{subject}）" if subject and before.language != "en" else question


def _with_region(question: str, previous: str, before: Query) -> str:
    name = _place_in(previous, before)
    return _placed(name, question) if before.language != "en" else f"{question.rstrip('?？ ')} in {name}?"


def _place_in(previous: str, before: Query) -> str:
    """The first place of a question, as it is written there."""
    mention = next(iter(find(previous)), None)
    return previous[mention.start : mention.end] if mention else before.regions[0].name


def _names_a_body(question: str) -> bool:
    """Whether the places of a question are but parts of names of bodies."""
    return all(OWN_NAME.match(question, m.end) for m in find(question))


def _placed(name: str, question: str) -> str:
    """The question with the place before it, so that it stays a place: 新疆大学 is none."""
    mentions = find(f"{name}{question}")
    return f"{name}{question}" if not name or any(m.end == len(name) for m in mentions) else f"{name}，{question}"


def _replace(previous: str, part: str, as_of: date) -> str:
    """The previous question with its place or level exchanged for the one in `part`."""
    out = previous
    if mentions := find(part):
        new = part[mentions[0].start : mentions[0].end]
        old = find(out)
        if old:
            out = out[: old[0].start] + new + out[old[-1].end if len(old) == 1 else old[0].end :]
        else:
            out = f"{new}{out}" if parse(out, as_of).language != "en" else f"{out.rstrip('?？ ')} in {new}?"
    out = _with_figure(out, part) or out  # 那没到五千万的呢: another figure, the same question
    found = ANY_LEVEL.search(part)
    level = found[0] if found else next(iter(parse(part, as_of).levels), "")  # 省里认定的
    if level and ANY_LEVEL.search(out):
        out = ANY_LEVEL.sub(level, out, count=1)
    elif level and OF_THE_STATE.search(out):
        out = OF_THE_STATE.sub(level, out, count=1)
    elif level:
        spot = find(out)
        at = spot[0].end if spot else 0
        out = f"{out[:at]}{level}{out[at:]}" if parse(out, as_of).language != "en" else f"{level} level: {out}"
    return out


def _with_figure(previous: str, part: str) -> str | None:
    """The previous question with the figure of `part` for the only one that counts the same; None without one."""
    figure = FIGURE.search(part)
    alike = [m for m in FIGURE.finditer(previous) if figure and _counted(previous, m) == _counted(part, figure)]
    if figure is None or len(alike) != 1:
        return None
    old = alike[0]
    yuan = "元" if old[0].endswith("元") and not figure[0].endswith("元") else ""
    return f"{previous[: old.start()]}{figure[0]}{yuan}{previous[old.end() :]}"


def _counted(text: str, figure: re.Match[str]) -> str:
    """What a figure counts, by the character behind it: 吨 of 10万吨; money where nothing else stands there."""
    behind = text[figure.end() : figure.end() + 1]
    return behind if behind and behind in "吨人户家件项个名平㎡亩公台套度" else "元"


def _merge(previous: str, question: str, before: Query, now: Query, as_of: date) -> str:
    """Place, level, subject and kind of question: each from now where it is said, else from before."""
    rest = SAME_FIGURE.sub("", FILLER.sub("", question.strip()))
    if not ASKS.search(rest) and (exchanged := _with_figure(previous, rest)):  # 要是做大了，一年卖到六百万呢
        return exchanged
    if (kind := KIND_OF.fullmatch(rest)) and (other := _other_kind(previous, kind)):
        return other
    if (not now.terms and _asks_the_same(rest, before, now)) or _only_place_or_level(rest, now):
        exchanged = _replace(previous, rest, as_of)
        if exchanged != previous or not _HAN.search(rest):  # 那大公司呢: nothing to exchange, something else is meant
            return exchanged
    if now.language == "en":
        return _english(previous, rest, now)
    mention = find(previous)
    place = "" if now.regions or not mention else previous[mention[0].start : mention[0].end]
    levels = "" if now.levels or now.terms else "".join(before.levels)
    subject = "、".join(t.text for t in (*before.terms, *before.context))
    meant = bool(PRONOUN.match(question.strip()))
    rest = END_MARKS.sub("", AMONG.sub("", PRONOUN.sub("", rest)))
    if (not now.terms and ASKS.search(rest)) or meant:  # 责任单位是谁, 它要拿出什么成果: something else of the same
        return f"{_placed(place, f'{levels}{subject}{rest}')}？"
    # 那孵化器呢: the same kind of question
    asked = ASKED_AGAIN.get(before.intent, "") if now.intent == "open" and not ASKS.search(rest) else ""
    return _about(f"{_placed(place, f'{levels}{rest}{asked}')}？", before)


def _other_kind(previous: str, kind: re.Match[str]) -> str:
    """The question before with the other kind of the same body in its place: 小微公司, 那大公司呢."""
    for said in KIND_OF.finditer(previous):
        if said["kind"] != kind["kind"]:
            return f"{previous[: said.start()]}{kind[0]}{previous[said.end() :]}"
    return ""


def _asks_the_same(rest: str, before: Query, now: Query) -> bool:
    """Whether what is left asks nothing else than before: 那凉山呢, 凉山是多少; 原来叫什么 asks something else."""
    if now.intent == "open":
        return not ASKS.search(rest)
    of_a_place = bool(now.regions) and not now.units and {now.intent, before.intent} <= {"amount", "rate", "target"}
    return now.intent == before.intent or of_a_place


def _english(previous: str, rest: str, now: Query) -> str:
    """What is asked now about what was asked about before; of something else, the same is asked."""
    asked = intent_of(previous)[1]
    matter = re.sub(r"[()]", " ", _plain(CONTEXT.sub("", previous)))
    if not now.terms or ENGLISH_PRONOUN.search(rest):  # and how many tenants must it have
        return f"{_plain(rest)}: {matter}?"
    mention = find(previous)
    place = "" if now.regions or not mention else f" in {previous[mention[0].start : mention[0].end]}"
    lead = f"{asked} for " if asked and now.intent == "open" else ""
    return f"{lead}{_plain(rest)}{place}? (about: {matter})"


def _only_place_or_level(rest: str, now: Query) -> bool:
    said = bool(now.regions or now.levels or now.quantities)
    return said and not now.terms and now.intent in ("open", "list", "yes_no", "compare")


def _plain(text: str) -> str:
    return END_MARKS.sub("", text)
