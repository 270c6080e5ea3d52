"""The applicant of the second tab, as form values, as part of an address, and as the engine takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from app.ui.places import picked
from ingest.regions import Region, by_code
from retriever.attributes import attributes
from retriever.eligibility import FIGURE, LEVEL, LEVELS, Profile

SIZES = ("micro", "small", "medium", "large")
MAX_FIGURE = 1e13


@dataclass(frozen=True, slots=True)
class Applicant:
    """Where, what is known, and what was asked already."""

    place: str = ""  # code
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    size: str = ""
    level: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    @property
    def region(self) -> Region | None:
        """The place."""
        return by_code(self.place)

    def profile(self) -> Profile:
        """As the engine takes it. A size that is given rules the others out."""
        answers = dict.fromkeys(self.no, False) | dict.fromkeys(self.yes, True)
        if self.size in SIZES:
            answers |= {one: one == self.size for one in SIZES}
        return Profile(answers, self.level or None, dict(self.figures))

    def answered(self, key: str, value: Any) -> Applicant:
        """With one question answered; None: not known, so it is not asked again."""
        after = replace(self, asked=tuple(dict.fromkeys((*self.asked, key))))
        if value is None:
            return after
        if key == LEVEL:
            return replace(after, level=value if value in LEVELS else "")
        if key.startswith(FIGURE):
            return replace(after, figures={**self.figures, key.removeprefix(FIGURE): float(value)})
        if key in SIZES and value is True:
            return replace(after, size=key)
        if value:
            return replace(after, yes=(*self.yes, key), no=tuple(one for one in self.no if one != key))
        return replace(after, no=(*self.no, key), yes=tuple(one for one in self.yes if one != key))

    def query(self) -> str:
        """As part of an address."""
        pairs = [("place", self.place), ("yes", ",".join(self.yes)), ("no", ",".join(self.no))]
        pairs += [("size", self.size), ("level", self.level)]
        pairs += [(f"figure.{of}", f"{value:.15g}") for of, value in self.figures.items()]
        return urlencode([(name, value) for name, value in pairs if value])


def applicant_of(codes: tuple[Any, ...], kinds: Any, size: Any, events: Any, level: Any, before: Any) -> Applicant:
    """From the form; what was answered to questions is kept. Values that no form sends are left out."""
    known = before if isinstance(before, Applicant) else Applicant()
    region = picked(*codes)
    ticked = [one for group in (kinds, events) if isinstance(group, list) for one in group if one in attributes()]
    return replace(
        known,
        place=region.code if region else "",
        yes=tuple(dict.fromkeys(ticked)),
        no=tuple(one for one in known.no if one not in ticked),
        size=size if size in SIZES else "",
        level=level if level in LEVELS else "",
    )


def applicant_from(query: Mapping[str, str]) -> Applicant:
    """From an address; what is not known is left out."""

    def keys(name: str) -> tuple[str, ...]:
        return tuple(one for one in query.get(name, "").split(",") if one in attributes())

    figures = {}
    for name, value in query.items():
        if name.startswith("figure.") and len(name) < 60:
            try:
                number = float(value)
            except ValueError:
                continue
            if 0 <= number <= MAX_FIGURE:
                figures[name.removeprefix("figure.")] = number
    place = query.get("place", "")
    return Applicant(
        place=place if by_code(place) else "",
        yes=keys("yes"),
        no=keys("no"),
        size=query["size"] if query.get("size") in SIZES else "",
        level=query["level"] if query.get("level") in LEVELS else "",
        figures=figures,
    )
