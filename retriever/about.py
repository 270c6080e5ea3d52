"""Questions about a document itself: when it was issued, its number, who issued it, from when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ingest.facts.values import find_values
from ingest.regions import covers
from ingest.types import Metadata
from retriever.compose import Drafted
from retriever.evidence import Candidate
from retriever.language import in_script, simplified
from retriever.matching import presence
from retriever.question import Query
from retriever.reading import ReadClause, Reading, Sentence
from retriever.scope import Listed, region_of

_PERIOD = re.compile(r"(?:19|20)\d\d(?:年)?[—–\-~至到－]+(?:19|20)\d\d年")
_FROM_ITS_DAY = re.compile(r"自[^，。]{0,6}之日起(?:正式)?(?:施行|实施|执行|生效)")
_HAPPENED = re.compile(
    "施行|实施|执行|生效|修订|修正|修改|印发|发布|公布|颁布|出台|制定|通过|下发|签发|开始|正式|有效|管用|算数|作数|失效|到期|过期|废止|为止|[\u4e00-\u9fff]?到[哪几什].*"
)
_OWN = r"本[^，。；]{0,10}(?:文件|意见|办法|方案|规定|政策|细则|通知|条例|法|公告|通告|措施|规划|计划|规则)"
_LASTS = (  # how long a document holds: first as it says so of itself, then as what closes it does
    re.compile(
        rf"{_OWN}[^。]{{0,40}}(?:有效期|(?:至|到)[^，。；]{{4,16}}(?:止|废止|失效|日[。，；]?$)|试行[^，。；]{{0,4}}年)"
    ),
    re.compile(
        r"(?:施行|实施|执行|生效)[^。]{0,20}(?:有效期|(?:至|到)[^，。；]{4,16}(?:止|废止|失效|日[。，；]?$)|试行[^，。；]{0,4}年)"
    ),
    re.compile(
        r"有效期[^，。；]{0,4}(?:自|从)[^，。；]{2,16}(?:至|到)|(?:解除|截止|终止|失效)(?:日期|时间)[^，。；]{0,4}另行(?:通知|公告)"
    ),
)
_BESIDES = (  # what is asked beside the day a document is of, and how it says so
    (
        re.compile("废止|废掉|废除|废了|作废|取代|取消|代替|替代|顶替"),
        re.compile("(?:同时|即行|予以|随之)(?:废止|失效|作废)"),
    ),
    (re.compile("批准"), re.compile(r"\d{1,2}日[^。]{0,60}批准")),
    (re.compile("(?:会议?|常委会|人大)[^，。？]{0,6}通过|通过[的日]"), re.compile(r"\d{1,2}日[^。]{0,60}通过")),
)
_IN_FORCE = re.compile(r"自[^，。]{1,12}起(?:正式)?(?:施行|实施|执行|生效)")


def about_document(query: Query, readings: Sequence[Reading]) -> list[Drafted] | None:
    """Lines for the documents the question means, or None where none says it (or none is meant)."""
    lines = []
    for reading in readings:
        value, place = _stated(query.attribute or "issued", reading)
        if place is not None:
            clause, sentence = place
            name = reading.document.metadata.title or reading.document.metadata.label
            value = value or place[1].text
            text = (
                f"{value} — {name}"
                if query.language == "en"
                else in_script(f"{simplified(value)}（{simplified(name)}）", query.language)
            )
            lines.append(Drafted(text, (Candidate(reading, clause, sentence, None, 1.0, 1.0),), named=(name, value)))
            lines += _also_asked(query, reading) if query.attribute not in ("expires", "period") else []
    return lines or None


def _also_asked(query: Query, reading: Reading) -> list[Drafted]:
    """What else a question about a document asks of it: 何时施行，同时废止了哪个, in the document's sentences."""
    out = []
    for asked, said in _BESIDES:
        if not asked.search(query.text):
            continue
        stated = ((c, s) for c in _head_first(reading) for s in c.sentences if said.search(s.text))
        if place := next(stated, None):
            clause, sentence = place
            told = Candidate(reading, clause, sentence, None, 1.0, 1.0)
            out.append(Drafted(in_script(sentence.text.strip(), query.language), (told,)))
    return out


def _stated(attribute: str, reading: Reading) -> tuple[str | None, tuple[ReadClause, Sentence] | None]:
    """What the document says of itself, and where."""
    if attribute == "period":
        for clause in _head_first(reading):
            for sentence in clause.sentences:
                if m := _PERIOD.search(sentence.text):
                    return m[0], (clause, sentence)
        return None, None
    if attribute == "expires":
        return _lasting(reading)
    value = getattr(reading.document.metadata, attribute)
    place = next(_places(reading, str(value), attribute), None) if value else None
    if place is None and attribute == "effective":
        starts = ((c, s) for c in _head_first(reading) for s in c.sentences if _IN_FORCE.search(s.text))
        return None, next(starts, None)
    return value, place


def _lasting(reading: Reading) -> tuple[str | None, tuple[ReadClause, Sentence] | None]:
    """The sentence that says how long the document holds; else the period of a plan."""
    for pattern in _LASTS:
        for clause in reversed(list(reading.clauses.values())):
            for sentence in clause.sentences:
                if pattern.search(sentence.text):
                    return None, (clause, sentence)
    return _stated("period", reading)


def meant_documents(query: Query, documents: Iterable[Listed]) -> list[Listed]:
    """The documents that a question about documents means, of several places the one of each whose title fits best."""
    meant = [d for d in documents if is_meant(query, d.metadata)]
    titled = [d for d in meant if is_titled(query, d.metadata)]
    if len(query.regions) < 2:
        return titled or meant
    best = []
    for place in query.regions:
        own = [d for d in meant if (region := region_of(d.metadata)) is not None and region.code == place.code]
        shares = {d.doc_id: _title_share(query, d.metadata) for d in own}
        most = max(shares.values(), default=0.0)
        best += [d for d in own if most and shares[d.doc_id] == most]
    return best or titled or meant


def _head_first(reading: Reading) -> list[ReadClause]:
    """Front matter and signature before the rest."""
    return sorted(reading.clauses.values(), key=lambda c: c.clause.role not in ("front", "tail"))


def is_meant(query: Query, metadata: Metadata) -> bool:
    """Whether a question means the document: it is the place's, or its title holds the question's words."""
    region = region_of(metadata)
    if query.regions:
        return region is not None and any(
            region.code == r.code or (covers(region, r) and r.level == "county") for r in query.regions
        )
    return is_titled(query, metadata)


def is_titled(query: Query, metadata: Metadata) -> bool:
    """Whether a document's title holds the question's words."""
    return _title_share(query, metadata) >= 0.6


def _title_share(query: Query, metadata: Metadata) -> float:
    title = _simplified(metadata.title or "")
    # 哪天起 is no word of a title, nor is what happened to the document
    words = [t for t in query.terms if len(t.text) > 1 and not t.written and not _HAPPENED.fullmatch(t.text)]
    return sum(presence(t, title) for t in words) / len(words) if title and words else 0.0


_simplified = lru_cache(maxsize=50_000)(simplified)


def _places(reading: Reading, value: str, attribute: str) -> Iterator[tuple[ReadClause, Sentence]]:
    """Sentences of the front matter and the signature, then of all, that state the value."""
    for clause in _head_first(reading):
        for sentence in clause.sentences:
            if attribute in ("issued", "effective"):
                if any(v.kind == "date" and v.value == value for v in find_values(sentence.text)):
                    yield clause, sentence
            elif simplified(value).replace(" ", "") in sentence.text.replace(" ", ""):
                yield clause, sentence
    if attribute == "effective":
        yield from ((c, s) for c in _head_first(reading) for s in c.sentences if _FROM_ITS_DAY.search(s.text))
