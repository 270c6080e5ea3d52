"""Which rung of a sentence the asker's own figure stands on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retriever.rungs import misses_its_rung, narrowed, off_the_rung, on_a_ladder, rungs, stood_on
from tests.retriever.papers import asked, candidate, candidates, paper

LEAVE = "职工累计工作已满1年不满10年的，年休假5天；已满10年不满20年的，年休假10天；已满20年的，年休假15天。"
TRIAL = (
    "合同期限三个月以上不满一年的，试用期不得超过一个月；"
    "一年以上不满三年的，试用期不得超过二个月；三年以上的合同，试用期不得超过六个月。"
)
HEADS = "职工不足10人的企业，补贴1000元；10人以上不足50人的，补贴1500元；50人以上的，补贴2000元。"
AREA = "场地300平方米以下的企业，租金补贴3000元；面积超过300平方米的，租金补贴5000元。"


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("我干了八年，年休假几天", LEAVE, "5天"),
        ("工龄刚满二十年的年休假几天", LEAVE, "15天"),
        ("工作十年整，年休假几天", LEAVE, "10天"),
        ("合同签一年半，试用期多长", TRIAL, "二个月"),
        ("合同签了半年，试用期多长", TRIAL, "一个月"),
        ("合同签两年多，试用期多长", TRIAL, "二个月"),
        ("我们厂20个职工，补贴多少", HEADS, "1500元"),
        ("租了五百平的场地，租金补贴一个月多少钱", AREA, "5000元"),
        ("工作十五年，年休假是15天吗", LEAVE, "10天"),
        ("年休假有几天", LEAVE, None),
        ("一年能休几天年假", LEAVE, None),
        ("从干了八年到干了十二年，年休假几天", LEAVE, None),
        ("我们厂20个职工，年休假几天", LEAVE, None),
    ],
)
def test_the_figure_picks_its_rung(question: str, text: str, shown: str | None) -> None:
    rung = stood_on(asked(question), text)
    assert (rung is not None and (shown or "?") in text[rung.start : rung.end]) is (shown is not None)


@pytest.mark.parametrize(
    "text",
    [
        "不超过500万元的部分，免征；超过500万元的部分，减半征收。",
        "属于前项的，应当在180日内审查完毕；属于后项的，应当在90日内审查完毕。",
        "情节较轻的，处10万元以下的罚款；情节严重的，处50万元以下的罚款。",
        "于五年内受警告满三次者，停业；于五年内受停业满三次者，废止许可。",
    ],
)
def test_what_is_given_or_kept_is_no_rung(text: str) -> None:
    assert rungs(text) == ()


def test_a_sentence_is_cut_to_the_rung() -> None:
    whole = replace(candidates(paper(f"一、合同\n{TRIAL}\n"))[0], fact=None)
    cut = narrowed(asked("合同签一年半，试用期多长"), whole)
    assert cut.sentence.text == "一年以上不满三年的，试用期不得超过二个月；"
    norm = cut.reading.norm.text
    assert norm[cut.sentence.start : cut.sentence.end] == cut.sentence.text
    assert narrowed(asked("试用期多长"), whole) is whole


def test_values_of_other_rungs_are_no_answer() -> None:
    reading = paper(f"一、合同\n{TRIAL}\n")
    query = asked("合同签一年半，试用期多长")
    first, second = candidate(reading, "不得超过一个月"), candidate(reading, "不得超过二个月")
    assert off_the_rung(query, first, [second])
    assert not off_the_rung(query, second, [first])
    assert on_a_ladder(first)


def test_a_sentence_beside_it_may_be_the_rung() -> None:
    reading = paper("一、存款\n净值一亿元以上的，不得超过存款的20%。\n净值不足一亿元的，不得超过存款的10%。\n")
    large, small = (candidate(reading, f"不得超过存款的{share}%") for share in (20, 10))
    assert misses_its_rung(asked("净值五千万的，最多占存款的百分之几"), large, [small])
    assert not misses_its_rung(asked("净值五千万的，最多占存款的百分之几"), small, [large])
