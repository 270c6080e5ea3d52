"""What documents ask of applicants (data/eligibility.tsv): kinds, sizes and events, with the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Group = Literal["kind", "size", "event", "newly"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something an applicant is, has or does. Labels and questions in Simplified Chinese and in English."""

    key: str
    group: Group
    label: str
    english: str
    question: str
    question_english: str
    pattern: re.Pattern[str]


@cache
def attributes() -> dict[str, Attribute]:
    """All of them by key, in the order of the table."""
    found: dict[str, Attribute] = {}
    for line in files("retriever").joinpath("data", "eligibility.tsv").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            key, group, label, english, question, question_english, pattern = line.split("\t")
            found[key] = Attribute(
                key, group, label, english, question, question_english, re.compile(pattern)  # type: ignore[arg-type]
            )  # fmt: skip
    return found
