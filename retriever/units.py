"""Units that count the same: 户 and 家, 平米 and ㎡."""

from __future__ import annotations

COUNTS = (
    frozenset(("日", "天", "工作日")),
    frozenset(("年", "周岁", "岁")),
    frozenset("家户个所座"),
    frozenset("件项篇个"),
    frozenset("名人位个"),
    frozenset(("㎡", "平方米", "平米", "平方", "亩")),
    frozenset("台套"),
)
SHARES = frozenset({"%", "‰", "百分点", "倍"})  # what a rate is in
ASKED = {"天": "日", "平米": "㎡", "平方米": "㎡", "平方": "㎡"}  # as people say it


def group_of(unit: str) -> frozenset[str]:
    """The units that a value may have which is held against one of this unit."""
    return next((group for group in COUNTS if unit in group), frozenset({unit}))


def answers_unit(asked: str, unit: str | None) -> bool:
    """Whether a value of a unit answers a question that counts in another."""
    wanted = ASKED.get(asked, asked)
    return unit == wanted or any(unit in group for group in COUNTS if wanted in group)
