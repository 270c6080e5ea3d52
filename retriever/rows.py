"""The rows of an answer: which places are asked about, and the name in front of what answers for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.regions import Region
from retriever.compose import Drafted
from retriever.language import in_script, simplified
from retriever.question import Query, compares
from retriever.scope import Listed, Places
from retriever.telling import Found
from retriever.types import Language
from retriever.wording import place_text


def with_places(query: Query, found: Sequence[Found]) -> list[Drafted]:
    """The lines, with the name of the place in front where there are several or none was asked about."""
    out = []
    for f in found:
        for i, d in enumerate(f.lines):
            said = f.region is not None and i == 0 and (len(found) > 1 or not query.regions)
            name = place_text(f.region, query.language) if f.region and said else ""
            prefix = f"{name}: " if query.language == "en" else f"{name}："
            out.append(replace(d, text=prefix + d.text) if name else d)
    return out


def of_document(document: Listed, found: Found, language: Language) -> Found:
    """What answers, with the document's name in front."""
    name = in_script(simplified(document.metadata.title or document.metadata.label), language)
    first = found.lines[0]
    led = replace(first, text=f"《{name}》：{first.text}", named=(*first.named, name))
    return replace(found, lines=(led, *found.lines[1:]))


def settled(query: Query, documents: Places) -> Query:
    """A name in English that may be of several places is of the only one that has documents here."""
    own = [r for r in query.maybe if r.code in documents.by_code]
    return replace(query, regions=(own[0],)) if len(own) == 1 else query


def placed(query: Query, documents: Places) -> list[Region]:
    """The places that are asked about. Of several that are not named side by side, those with documents here."""
    if len(query.regions) < 2 or query.side_by_side or (query.intent == "compare" and compares(query)):
        return list(query.regions)
    own = [r for r in query.regions if r.code in documents.by_code]
    return own or list(query.regions[:1])
