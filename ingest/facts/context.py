"""What a sentence is read with: the year of its goal, the line over its list, whether it tells of the past."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read with."""

    year: int | None = None  # the year of its goal
    lead: str = ""  # the line over the list it stands in
    told: bool = False  # it tells of the past
    qualifies: bool = False  # it stands in a list of conditions
    audience: str = ""  # whom the lines before name: 补贴对象：…
