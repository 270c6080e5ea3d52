"""The same question asked of a place below: what a prefecture or a province gives answers for its counties and cities.

Few questions of the gold sets name a county, and those that the documents leave open often do: from them alone one
would learn that a document of the level above never answers.
"""

from __future__ import annotations

import zlib
from functools import cache

from eval.cases import Case
from ingest.region_table import Level
from ingest.regions import Region, find, lookup, regions

_ONE_OF = 3  # questions: the share that is asked so as well
_BELOW: dict[str, Level] = {"province": "prefecture", "prefecture": "county"}
_OF_ONE_PLACE = frozenset(("compare", "other_city", "injection"))  # the place itself is what is asked about


def asked_below(case: Case) -> Case | None:
    """The case with a place below in the place's stead, for a part of those that name one place in Chinese."""
    chosen = zlib.crc32(case.id.encode())
    if chosen % _ONE_OF or not case.evidence or case.region or case.language == "en" or case.category in _OF_ONE_PLACE:
        return None
    mentions = find(case.question)
    place = mentions[0].region if len(mentions) == 1 else None
    if place is None or place.level not in _BELOW:
        return None
    if place.level == "province" and case.category in ("target", "date"):
        return None  # aims of a province are no city's
    below = _places_below(place)
    if not below:
        return None
    name = below[chosen // _ONE_OF % len(below)].name
    start, end = mentions[0].start, mentions[0].end
    return case.model_copy(update={"question": f"{case.question[:start]}{name}{case.question[end:]}"})


@cache
def _places_below(place: Region) -> tuple[Region, ...]:
    """The places right below whose names are no other's."""
    return tuple(r for r in regions(_BELOW[place.level]) if r.parent == place.code and lookup(r.name) == r)
