"""An answer over the real documents with one number made ten times larger or smaller does not pass verification."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from ingest.facts.values import Value
from retriever import finishing
from retriever.assistant import Assistant
from retriever.verify import Line, Removed, verify
from tests.metamorphic.conftest import chosen
from tests.real import ask

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?P<unit>\s*(?:百|千|万|萬|亿|億)*(?:元|%|％))?")
Shown = tuple[Line, str, Sequence[Value]]  # a line, the question, and the quantities it states
SHIFTS = (10, 0.1, 100, 0.01)
MORE = (
    "what subsidy for a new provincial R&D platform in Jinzhou",
    "How much does Jinzhou give to a newly built academician workstation?",
    "How many high-tech enterprises does Sichuan want to have by 2020?",
    "凉山企业技术转让所得800万元，所得税怎么算？",
    "阿坝高校职务科技成果转化收益100万元，科技人员能分多少？",
)


@pytest.fixture(scope="module")
def lines(assistant: Assistant) -> list[Shown]:
    """Every line that was shown, as it went into verification, with its question."""
    seen: list[Shown] = []

    def noted(given: list[Line], question: str, stated: Sequence[Value]) -> tuple[list[bool], tuple[Removed, ...]]:
        verdicts, removed = verify(given, question, stated)
        seen.extend((line, question, stated) for line, ok in zip(given, verdicts, strict=True) if ok)
        return verdicts, removed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finishing, "verify", noted)
        for question in (*chosen(), *MORE):
            ask(assistant, question)
    return seen


def changed(line: Line) -> Iterator[tuple[Line, bool]]:
    """The line with one number shifted, and whether that number is money or a rate."""
    for m in NUMBER.finditer(line.text):
        digits = m[0].removesuffix(m["unit"] or "")
        for shift in SHIFTS:
            number = f"{float(digits.replace(',', '')) * shift:,.6f}".rstrip("0").rstrip(".")
            if "," not in digits:
                number = number.replace(",", "")
            money = bool(m["unit"]) or line.text[: m.start()].endswith("RMB ")
            yield replace(line, text=line.text[: m.start()] + number + line.text[m.start() + len(digits) :]), money


def escapes(lines: list[Shown], money: bool) -> list[str]:
    return [
        other.text
        for line, question, stated in lines
        for other, is_money in changed(line)
        if is_money is money and verify([other], question, stated)[0][0]
    ]


def test_no_shifted_amount_or_rate_is_shown(lines: list[Shown]) -> None:
    assert escapes(lines, money=True) == []


def test_no_shifted_count_is_shown(lines: list[Shown]) -> None:
    assert escapes(lines, money=False) == []


def test_the_lines_hold_numbers_enough_to_try(lines: list[Shown]) -> None:
    assert sum(1 for line, *_ in lines for _ in changed(line)) > 100
