"""What a question asks: intent, region, levels, quantities, claims, and the content terms to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.facts.phrases import levels as named_levels
from ingest.facts.values import Value, find_values
from ingest.normalize import normalize
from ingest.regions import Mention, Region, find, lookup, possible
from retriever import english
from retriever import language as lang
from retriever.conversation_patterns import CONTEXT
from retriever.indefinite import without_indefinite
from retriever.kinds import names_nothing
from retriever.named_places import asked_about, lowest, side_by_side
from retriever.patterns import (
    ATTRIBUTES,
    BARE_AMOUNT,
    BENEFIT,
    BOUND_WORDS,
    CLAIM,
    COMPARE,
    COUNTED,
    EVERYDAY,
    INTENTS,
    LEVEL_WORDS,
    LISTS_BENEFITS,
    SOME,
    WANTS_BENEFIT,
    WHO_ASKS,
    YES_NO,
)
from retriever.terms import Term, chinese_terms, english_terms, translated
from retriever.types import Intent, Language

MAX_QUESTION = 1000  # characters; a longer one is a document, not a question


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. All Chinese is Simplified."""

    question: str  # as asked
    text: str  # normalised, Simplified; for English the Chinese of its terms
    language: Language
    intent: Intent
    compared: Intent  # what a comparison compares; else the intent
    attribute: str | None  # issued, doc_number, issuer: asks about a document, not about what it says
    regions: tuple[Region, ...]
    names_place: bool  # the question itself, and not only the page's choice
    names_document: bool  # by its title: 按企业国有资产法
    side_by_side: bool  # 锦州和凉山: places named in one breath
    unclear_place: str | None  # a place name that several places bear
    maybe: tuple[Region, ...]  # what a name in English may be that says nothing alone: the documents decide
    levels: tuple[str, ...]
    quantities: tuple[Value, ...]  # of the asker: 年产值1亿元
    claims: tuple[Value, ...]  # what a yes/no question supposes: 补助100万
    year: int | None
    units: tuple[str, ...]  # 多少户 → 户
    wants_benefit: bool
    lists_benefits: bool
    terms: tuple[Term, ...]
    context: tuple[Term, ...]  # what the conversation was about before; helps to rank, need not be covered
    as_of: date


def parse(question: str, as_of: date, region: Region | None = None) -> Query:
    """Understand a stand-alone question.

    Args:
        question: In Chinese of either script or in English.
        as_of: The day for which it is asked.
        region: The page's choice, used where the question names no place.
    """
    before = CONTEXT.search(question)
    about = _about(before)
    question = question[: before.start()] if before else question
    language = lang.detect(question)
    text = without_indefinite(_everyday(_bare_amounts(normalize(question).text.strip().replace("\n", " "))))
    named = question if language == "en" else text
    mentions = asked_about(named, find(named))
    regions = lowest(named, mentions)
    unclear = next((named[m.start : m.end] for m in mentions if m.region is None), None)
    if unclear and language == "en" and (plain := lookup(re.sub(r"(?i) (?:county|district)$", "", unclear))):
        regions, unclear = (*regions, plain), None  # "a Jinzhou county": any of them
    affirmed = _NOT_OF_LEVEL.sub("，", _without_names(text, mentions))
    levels = tuple(name for name, pattern in LEVEL_WORDS if re.search(pattern, affirmed, re.IGNORECASE))
    listed = tuple(
        lv
        for lv in named_levels(_NO_LEVEL.sub("", affirmed))
        if re.fullmatch(r"(?:国家|自治区|省部|省|市|州|县|区|[A-E]+|特|一|二|三|四|五)级|.等奖|[A-E一二三]类", lv)
    )
    levels = tuple(dict.fromkeys(levels + listed))
    asked = english.intent_of(question)[0] if language == "en" else None
    bare = _without(named, [(m.start, m.end) for m in mentions])
    terms, chinese = (
        english_terms(english.without_asking(bare)) if language == "en" else (chinese_terms(translated(bare)), text)
    )
    figures = text if language != "en" else english.figures(text)
    values = tuple(v for v in find_values(figures) if v.kind != "date")
    years = [
        int(str(v.value)[:4]) for v in find_values(text) if v.kind == "date" and re.match(r"\d{4}", str(v.value))
    ] or [int(y) for y in re.findall(r"\b(20\d\d)\b", text)]
    kind = names_nothing(text)
    asker = _ASKER.search(text)
    aside = kind | {t.text for t in terms if BOUND_WORDS.fullmatch(t.text) or (asker and t.text in asker[0])}
    terms = tuple(replace(t, optional=True) if t.text in aside else t for t in terms)
    if not terms:  # 那大公司呢: it is about what was talked of
        terms, about = about, ()
    attribute = next((name for name, pattern in ATTRIBUTES if re.search(pattern, text, re.IGNORECASE)), None)
    claims, quantities = _claims_and_quantities(figures, values)
    intent = _intent(text, regions, asked)
    if intent == "who":
        terms = tuple(t for t in terms if t.text not in WHO_ASKS) or terms
    return Query(
        question=question,
        text=chinese,
        language=language,
        intent=intent,
        compared=_intent(_COMPARED.sub("", text), (), asked) if intent == "compare" else intent,
        attribute=attribute,
        regions=regions or ((region,) if region else ()),
        names_place=bool(regions),
        names_document=False,  # the documents decide
        side_by_side=side_by_side(named, mentions),
        unclear_place=unclear if not regions else None,
        maybe=possible(question) if language == "en" and not mentions and region is None else (),
        levels=levels,
        quantities=quantities,
        claims=claims,
        year=years[-1] if years else None,
        units=tuple(
            re.findall(rf"(?:多少|(?<![哪那这好])几)({COUNTED})(?!工作日|月|小时|星期|百分点)", text)
            + re.findall("([家户件])数(?![据字学])", text)
            + ["CNY"] * bool(_OF_MONEY.search(text))
            + ["㎡"] * bool(_HOW_LARGE.search(text))
        )
        + english.asked_units(question),
        wants_benefit=english.wants_benefit(text) if language == "en" else bool(WANTS_BENEFIT.search(text)),
        lists_benefits=bool(LISTS_BENEFITS.search(text)),
        terms=terms,
        context=tuple(t for t in about if t.text not in {x.text for x in terms}),
        as_of=as_of,
    )


# where the asker is from: documents for all need not speak of it
_ASKER = re.compile(
    "(?:我们?|敝公司|本公司|我司)(?:是|来自)[^，。！？,]{0,6}?(?:台商|台胞|台资|台湾人|港商|港人|港资|澳门人|侨胞|华侨|外商|陆资)"
    "(?:公司|企业|厂商)?"
)
_HOW_LARGE = re.compile("多大(?:的)?(?:总?面积|场地|空间|专区)|面积[^，。？]{0,6}(?:多[大少]|几)")


def _about(before: re.Match[str] | None) -> tuple[Term, ...]:
    """The terms of what a follow-up leaves unsaid."""
    if before is None:
        return ()
    return english_terms(before["about"])[0] if before["about"] else chinese_terms(normalize(before["context"]).text)


def _everyday(text: str) -> str:
    """Dialect and everyday forms of asking as standard ones."""
    for pattern, plain in EVERYDAY:
        text = re.sub(pattern, plain, text)
    return SOME.sub(r"\1数", text)


_NO_LEVEL = re.compile(r"[哪每各这那上下逐]一?级")  # 哪一级 asks for one, and names none
# 不是国家级: what the asker says they are not is not asked about
_NOT_OF_LEVEL = re.compile(
    r"(?:(?:不是|并非|不算|不属于|没[有到评拿进]*|还?未[到评进]*|[达够]不[到上])了?|(?<!除)非)(?:国家|自治区|省|市|州|县|区)(?:级|那一?[档级])(?!以[上下])"
)
# of a comparison: the places themselves, not who or which
_COMPARED = re.compile(
    r"(?<![由归找给])(?:谁|哪(?:一?个?地方|边|里|儿|家|个))(?=[^，。？]{0,4}(?:写|说|定|给|规定|更|明|高|多|少|低))"
)
_HAN = re.compile(r"[㐀-鿿]")
_OF_MONEY = re.compile(r"(?:多少|几)[个十百千]*[亿万](?=[元块，。？?！!啊呢呀吗嘛哦的]|$)")  # 产值冲到多少个亿
_SPOKEN = re.compile(r"[一二两三四五六七八九\d][亿万][一二三四五六七八九](?![十百千万亿个项家户])")
_TAIL_DIGIT = re.compile(r"(\d)([亿万])(\d)(?![\d十百千万亿个项家户])")  # 两亿六 → 2.6亿
# 两个亿出头, 刚过两亿; 将近五千万: on which side of a limit the asker's own figure lies
_JUST_OVER = re.compile(
    r"(?:刚刚?|才)(?:过|破|超过?)(?=[\d一二两三四五六七八九十百])"
    r"|([\d一二两三四五六七八九十百千][\d.一二三四五六七八九十百千]*个?[万亿千百]*[元块人户家]?)(?:出头|挂零|开外)"
)
_NOT_QUITE = re.compile(r"(?:将近|快到|差一?点到?|还?没到|还?不满|接近)(?=[\d一二两三四五六七八九十百])")
_PEOPLE = re.compile(r"(?:人口|人数|户籍|居民|职工|员工|学生)[^，。？；、]{0,8}$")
_DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")


def _bare_amounts(text: str) -> str:
    """补助100万, 五个亿, 四千来万, 5000块: in a question the yuan is understood."""
    text = _JUST_OVER.sub(r"超过\1", _NOT_QUITE.sub("不足", text))
    text = _TAIL_DIGIT.sub(r"\1.\3\2", text.translate(_DIGITS) if _SPOKEN.search(text) else text)
    text = BARE_AMOUNT.sub(_amount, text)
    return re.sub(r"(?<=\d)块(?:钱)?", "元", text)


def _amount(m: re.Match[str]) -> str:
    """The figure in yuan, or in people where it is they who were spoken of: 户籍人口有150万."""
    of_people = _PEOPLE.search(m.string, max(0, m.start() - 10), m.start())
    return re.sub(r"来|多|几|个|元|块", "", m[0]) + ("人" if of_people else "元")


def compares(query: Query) -> bool:
    """Whether places are held against each other in so many words."""
    return bool(COMPARE.search(query.question) or (query.language != "en" and COMPARE.search(query.text)))


def is_yes_no(query: Query) -> bool:
    """Whether the question wants 是 or 不是 (有 or 没有) first."""
    return bool(YES_NO.search(query.question.strip()) or YES_NO.search(query.text))


def _intent(text: str, regions: tuple[Region, ...], asked: Intent | None) -> Intent:
    if len(regions) >= 2 and (COMPARE.search(text) or len(regions) == 2):
        return "compare"
    if asked is not None and (asked != "open" or not _HAN.search(text)):
        return asked
    for intent, pattern in INTENTS:
        if re.search(pattern, text, re.IGNORECASE):
            return intent
    if re.search(r"多少|几|how many|how much|how large|how big", text, re.IGNORECASE):
        return "amount" if re.search(BENEFIT, text) else "target"
    if YES_NO.search(text):
        return "yes_no"
    if WANTS_BENEFIT.search(text) and not re.search("什么|怎么|如何|为何|哪", text):
        return "amount"
    return "open"


def _claims_and_quantities(text: str, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Values a yes/no question supposes, and values that describe the asker (年产值1亿元的企业)."""
    claims: list[Value] = []
    quantities: list[Value] = []
    supposes = bool(CLAIM.search(text)) and bool(YES_NO.search(text))
    for v in values:
        before = text[max(0, v.start_bound - 8) : v.start_bound]
        share = v.unit == "%" and re.search("(?:比例|比重|占比|率)[^，。？]{0,5}$", before)
        describes = not share and re.search(
            r"产值|收入|销售|投资|所得|营收|规模|人数|面积|利润|赚|output|sales|revenue|income|turnover|earn",
            before + text[v.end_bound : v.end_bound + 10],
            re.IGNORECASE,
        )
        if v.kind == "duration" and not supposes:
            continue
        (quantities if describes or not supposes else claims).append(v)
    return tuple(claims), tuple(quantities)


def _without_names(text: str, mentions: Sequence[Mention]) -> str:
    """The text without places that 的 follows: 锦州的呢 asks for no 州级."""
    return _without(text, [(m.start, m.end) for m in mentions if text.startswith("的", m.end)])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    out, last = [], 0
    for start, end in spans:
        out.append(text[last:start])
        last = end
    return "，".join([*out, text[last:]])
