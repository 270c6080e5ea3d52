"""A follow-up becomes a question that stands alone; what stands alone stays as it is."""

from __future__ import annotations

import pytest

from retriever.conversation import Resolved, resolve
from retriever.earlier import Earlier
from retriever.question import parse
from tests.retriever.papers import DAY

FIRST = "锦州新认定的省级研发平台补助多少钱"
ENGLISH = "what subsidy for a new provincial R&D platform in Jinzhou"


def standalone(*turns: str) -> str:
    return resolve(turns[:-1], turns[-1], DAY).question


def test_a_first_question_stays_as_it_is() -> None:
    assert resolve([], FIRST, DAY) == Resolved(FIRST, False)


def test_another_level_takes_the_levels_place() -> None:
    assert standalone(FIRST, "那国家级的呢") == "锦州新认定的国家级研发平台补助多少钱"


def test_another_place_takes_the_places_place() -> None:
    assert standalone(FIRST, "凉山呢") == "凉山新认定的省级研发平台补助多少钱"


@pytest.mark.parametrize(
    ("turn", "level"), [("and the national one?", "国家级"), ("what about the national level?", "国家级")]
)
def test_another_level_in_english(turn: str, level: str) -> None:
    query = parse(standalone(ENGLISH, turn), DAY)
    assert (query.levels, [r.name for r in query.regions]) == ((level,), ["锦州市"])


def test_another_place_in_english() -> None:
    query = parse(standalone(ENGLISH, "what about Liangshan?"), DAY)
    assert (query.levels, [r.name for r in query.regions]) == (("省级",), ["凉山州"])


def test_another_subject_keeps_the_place_and_what_is_asked() -> None:
    query = parse(standalone(FIRST, "院士工作站呢"), DAY)
    assert [r.name for r in query.regions] == ["锦州市"]
    assert [t.text for t in query.terms] == ["院士工作站"]
    assert query.intent == "amount"


def test_another_subject_drops_the_level() -> None:
    assert parse(standalone(FIRST, "院士工作站呢"), DAY).levels == ()


def test_another_kind_of_question_keeps_place_and_subject() -> None:
    query = parse(standalone(FIRST, "责任单位是谁"), DAY)
    assert [r.name for r in query.regions] == ["锦州市"]
    assert query.intent == "who"
    assert "研发平台" in [t.text for t in query.terms]


def test_a_correction_changes_the_place() -> None:
    assert [r.name for r in parse(standalone(FIRST, "不是锦州，是凉山"), DAY).regions] == ["凉山州"]


def test_changes_add_up_over_the_turns() -> None:
    assert standalone(FIRST, "那国家级的呢", "凉山呢") == "凉山新认定的国家级研发平台补助多少钱"


def test_a_whole_question_about_another_place_is_no_follow_up() -> None:
    question = "阿坝州高新技术企业目标多少户"
    assert resolve([FIRST], question, DAY) == Resolved(question, False)


def test_a_resolved_question_resolves_to_itself() -> None:
    resolved = standalone(FIRST, "那国家级的呢")
    assert standalone(resolved) == resolved


def test_the_same_turns_give_the_same_question() -> None:
    assert len({standalone(FIRST, "那国家级的呢", "院士工作站呢") for _ in range(3)}) == 1


def test_a_pronoun_keeps_the_subject() -> None:
    assert "研发平台" in [t.text for t in parse(standalone(FIRST, "它最后要拿出什么成果？"), DAY).terms]


def test_a_question_without_a_subject_is_about_the_last_one() -> None:
    query = parse(standalone(FIRST, "原来叫什么名字？"), DAY)
    assert ("研发平台" in [t.text for t in query.terms], [r.name for r in query.regions]) == (True, ["锦州市"])


def test_this_figure_is_the_one_that_was_asked_for() -> None:
    assert standalone(FIRST, "换成凉山，这个数是多少？") == "凉山新认定的省级研发平台补助多少钱"


def test_another_grade_takes_the_grades_place() -> None:
    assert standalone("信用A级的企业补助多少钱", "B级的呢") == "信用B级的企业补助多少钱"


def test_what_is_pointed_at_is_looked_up_in_the_answer() -> None:
    earlier = Earlier(items=("研发平台", "院士工作站"))
    resolved = resolve(["锦州有哪些补助"], "第二个是谁负责", DAY, lambda _: earlier)
    assert "院士工作站" in resolved.question


@pytest.mark.parametrize(("turn", "leans"), [("责任单位是谁", True), ("凉山呢", False)])
def test_a_question_about_another_place_does_not_lean_on_the_last_answer(turn: str, leans: bool) -> None:
    assert bool(resolve([FIRST], turn, DAY).before) == leans


def test_the_same_is_asked_of_something_else_in_english() -> None:
    found = resolve(["Up to what age can a master settle in Dongguan?"], "And a doctor?", DAY)
    assert found.question.startswith("Up to what age for a doctor in Dongguan")


def test_a_question_with_a_matter_of_its_own_keeps_what_was_talked_of_as_help() -> None:
    query = parse(standalone("锦州下面的县也要建孵化器吗", "最小得多大，里面要住进多少家"), DAY)
    assert [r.name for r in query.regions] == ["锦州市"]
    # 下面的县 comes with it: no matter, but no place that is known by name either, so it reads as one more word
    assert "孵化器" in [t.text for t in query.context]


def test_a_question_that_names_a_place_of_its_own_leaves_all_behind() -> None:
    question = "凉山州知识产权保护由哪些单位负责"
    assert standalone(FIRST, question) == question


def test_the_place_stays_a_place_where_the_next_word_would_make_it_another_name() -> None:
    query = parse(standalone("新疆的研究所有什么奖励", "大学老师能拿多少"), DAY)
    assert [r.name for r in query.regions] == ["新疆"]


@pytest.mark.parametrize("turn", ["那大公司呢", "那大企业呢？"])
def test_a_contrast_in_general_words_is_not_the_question_before_once_more(turn: str) -> None:
    before = "锦州的中小企业社保能免多久"
    question = standalone(before, turn)
    assert question != before
    assert "社保" in [t.text for t in parse(question, DAY).terms]


def test_a_correction_without_another_place_or_level_is_something_else() -> None:
    question = standalone("北京职务发明转让，发明人能分多少", "那不是卖掉，而是拿去入股呢")
    assert "入股" in question


@pytest.mark.parametrize(
    ("turns", "question"),
    [
        (("鹿城养蜂一年卖了一百五十万，有奖吗？", "要是做大了，卖到六百万呢？"), "鹿城养蜂一年卖了六百万，有奖吗？"),
        (("四川国家高新区2020年的目标是几家？", "省一级的要弄到几个？"), "四川省级高新区2020年的目标是几家？"),
        (("锦州省级孵化器奖多少？", "最高那一级呢？"), "锦州国家级孵化器奖多少？"),
        (("锦州的小微公司社保能免多久？", "那大公司呢？"), "锦州的大公司社保能免多久？"),
        (("锦州高企奖补多少？", "那凉山的呢，也是这么多？"), "凉山高企奖补多少？"),
    ],
)  # fmt: skip
def test_what_is_said_anew_takes_the_place_of_its_like(turns: tuple[str, ...], question: str) -> None:
    assert standalone(*turns) == question


def test_what_is_among_it_is_another_matter_of_the_same() -> None:
    question = standalone("锦州一共要落地多少个成果转化项目？", "其中省里的重大项目占几个？")
    assert question.startswith("锦州省里的重大项目占几个")
    assert "成果转化" in question


def test_what_leans_is_understood_in_traditional_script() -> None:
    question = standalone("監獄受刑人戒菸成功有什麼獎勵？", "換成看守所裡的被告呢？")
    assert question.startswith("看守所裡的被告")
    assert "戒菸" in question


def test_a_body_named_after_a_place_is_no_other_place() -> None:
    question = standalone("锦州高企新三板挂牌补多少", "我们挂的是辽宁股交中心那个科技板，能拿多少？")
    assert [r.name for r in parse(question, DAY).regions] == ["锦州市"]


def test_a_limit_is_one_of_the_share_that_was_asked_for() -> None:
    question = standalone("外国股东在基础电信公司能占几成？", "如果做的是增值业务，外资这边上限是多少？")
    assert parse(question, DAY).intent == "rate"


@pytest.mark.parametrize(
    ("first", "turn", "exchanged"),
    [
        ("年产能10万吨、投资5000万元的项目补助多少", "那投资8000万呢", "年产能10万吨、投资8000万元的项目补助多少"),
        ("投资5000万元的项目补助多少", "要是投了一个亿呢", "投资一个亿元的项目补助多少"),
    ],
)
def test_a_figure_takes_the_place_of_the_one_that_counts_the_same(first: str, turn: str, exchanged: str) -> None:
    assert standalone(first, turn) == exchanged


def test_a_figure_of_another_kind_takes_no_ones_place() -> None:
    asked = standalone("投资5000万元的项目补助多少", "要是年产20万吨呢")
    assert "年产20万吨" in asked
    assert "投资20万" not in asked


def test_another_figure_may_need_the_same_rate_again() -> None:
    assert not resolve(["小型企业贷款100万元贴息多少"], "要是贷款500万呢", DAY).same_kind
