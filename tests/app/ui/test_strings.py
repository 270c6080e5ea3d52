from __future__ import annotations

import string
from typing import get_args

import pytest

from app.ui.strings import STRINGS, preferred, script, t
from ingest.types import Validity
from retriever.language import traditional
from retriever.types import Status


@pytest.mark.parametrize("key", STRINGS)
def test_both_languages_have_the_same_fields(key: str) -> None:
    chinese, english = ({field for _, field, _, _ in string.Formatter().parse(one) if field} for one in STRINGS[key])
    assert chinese == english
    assert all(STRINGS[key])


def test_every_status_and_validity_has_a_label() -> None:
    wanted = {f"status_{one}" for one in get_args(Status) if one != "answered"}
    wanted |= {f"validity_{one}" for one in get_args(Validity)}
    assert wanted <= STRINGS.keys()


@pytest.mark.parametrize(
    ("asked", "accepted", "lang"),
    [
        ("en", "zh-CN", "en"),
        (None, "en-US,zh", "en"),
        (None, None, "zh"),
        ("fr", "fr", "zh"),
        ("zh", "en", "zh"),
        (None, "zh-TW,zh", "zh-Hant"),
        (None, "zh-HK", "zh-Hant"),
        ("zh-Hant", "en", "zh-Hant"),
        (None, "zh-CN", "zh"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_browsers(asked: str | None, accepted: str | None, lang: str) -> None:
    assert preferred(asked, accepted) == lang


def test_traditional_labels_hold_nothing_simplified() -> None:
    for key, (chinese, _) in STRINGS.items():
        fields = {field for _, field, _, _ in string.Formatter().parse(chinese) if field}
        label = t(key, "zh-Hant", **dict.fromkeys(fields, ""))
        assert label == traditional(label), key


def test_traditional_is_written_as_readers_expect() -> None:
    assert script("核实这里为何众多审核", "zh-Hant") == "核實這裡為何眾多審核"
