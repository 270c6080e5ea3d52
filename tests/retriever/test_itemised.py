"""Lists whose items answer together, and the line without which an item says nothing."""

from __future__ import annotations

from dataclasses import replace

from retriever.evidence import Candidate
from retriever.itemised import list_told_of, surest_list, with_heads
from retriever.matching import Weighted
from retriever.reading import Reading
from retriever.terms import Term
from tests.retriever.papers import paper

POOL = (
    "第一条 泳池管理人应当公示开放时间。\n"
    "第二条 游泳者不得有下列行为：\n（一）携带玻璃容器；\n（二）携犬入池；\n（三）在浅水区跳水。\n"
    "第三条 泳池管理人应当做好下列工作：\n"
    "（一）每日换水。换水应当记录。\n（二）每周消毒。消毒应当公示。\n（三）配备救生员。\n"
)


def told(reading: Reading, words: str, trust: float = 0.0) -> Candidate:
    found = (
        Candidate(reading, clause, s, None, 1.0, 1.0, trust=trust)
        for clause in reading.clauses.values()
        for s in clause.sentences
        if words in s.text
    )
    return next(found)


def weighted(word: str) -> list[Weighted]:
    return [Weighted(Term(word), 1.0)]


def test_items_are_as_sure_together_as_they_are_one_by_one() -> None:
    pool = paper(POOL)
    plain = [told(pool, "开放时间", 0.5), told(pool, "玻璃容器", 0.0), told(pool, "携犬", 0.0)]
    head = surest_list(weighted("泳池"), [], plain)
    assert head is not None
    assert head.sentence.text.endswith("不得有下列行为：")
    assert surest_list(weighted("泳池"), [], plain[:2]) is None


def test_an_item_that_is_asked_about_and_far_the_surest_stays_alone() -> None:
    pool = paper(POOL)
    plain = [told(pool, "玻璃容器", 3.0), told(pool, "携犬", 0.0), told(pool, "开放时间", -1.0)]
    assert surest_list(weighted("玻璃容器"), [], plain) is None
    assert surest_list(weighted("玻璃容器"), [], [replace(plain[0], trust=0.5), *plain[1:]]) is not None


def test_items_that_say_more_than_a_sentence_stand_for_themselves() -> None:
    pool = paper(POOL)
    assert surest_list(weighted("泳池"), [], [told(pool, "每日换水", 1.0), told(pool, "每周消毒", 1.0)]) is None


def test_an_item_is_told_with_the_line_that_turns_it_round() -> None:
    pool = paper(POOL)
    lines = with_heads([told(pool, "携犬"), told(pool, "跳水")])
    assert [c.sentence.text.strip() for c in lines] == [
        "第二条 游泳者不得有下列行为：",
        "(二)携犬入池；",
        "(三)在浅水区跳水。",
    ]


def test_an_item_that_says_itself_what_holds_needs_no_line_over_it() -> None:
    pool = paper("一、申请\n按下列规定办理：\n（一）企业应当提交申请表。\n（二）机关应当在五日内答复。\n")
    assert len(with_heads([told(pool, "申请表")])) == 1


def test_no_line_that_announces_a_list_is_told_without_it() -> None:
    pool = paper(POOL)
    head = list_told_of(weighted("泳池"), [told(pool, "开放时间"), told(pool, "不得有下列行为")])
    assert head is not None
    assert head.sentence.text.endswith("不得有下列行为：")
    assert list_told_of(weighted("泳池"), [told(pool, "开放时间")]) is None


def test_a_clause_that_is_asked_about_tells_the_list_it_ends_in() -> None:
    agents = paper("第一条 鼓励设立代办机构。\n代办机构可以提供下列服务：\n（一）代办登记；\n（二）代办年检。\n")
    head = list_told_of(weighted("代办机构"), [told(agents, "鼓励设立")])
    assert head is not None
    assert list_told_of(weighted("设立"), [told(agents, "鼓励设立")]) is None
