"""Plain questions made from facts."""

from __future__ import annotations

import pytest

from eval.cases import Case
from eval.corpus import Sections, indexed_apart, opened
from eval.selecting.groups import Recorder
from eval.selecting.plain import plain_cases
from retriever.types import Ask

PAPER = (
    "北京市支持创新平台办法\n北京市人民政府\n第一条 对新认定的省级创新平台，一次性给予20万元补助。\n"
    "第二条 到2020年，科技进步贡献率达到60%以上，科技服务机构达到30家。\n"
    "第三条 对年产值一亿元以上的企业、个人以及（境外）团队，给予奖励5万元。\n"
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    folder, recorder = tmp_path_factory.mktemp("papers"), Recorder()
    (folder / "paper.txt").write_text(PAPER, "utf-8")
    sections = Sections(tmp_path_factory.mktemp("data"))
    with indexed_apart([folder], sections) as apart, opened(apart, selector=recorder) as assistant:
        assistant.ask(Ask("北京创新平台补助多少"))
        assert recorder.generation is not None
        first = plain_cases("made", recorder.generation, 9)
        assert first == plain_cases("made", recorder.generation, 9)
        assert first[:2] == plain_cases("made", recorder.generation, 2)
    return first


def test_sums_and_aims_of_one_subject_are_asked_for(cases: list[Case]) -> None:
    asked = {case.evidence[0].quote: case.question for case in cases}
    assert {"20万元", "60%以上", "30家"} >= set(asked) >= {"20万元", "60%以上"}
    assert "省级创新平台" in asked["20万元"]
    assert "科技进步贡献率" in asked["60%以上"]


def test_each_names_the_place_and_proves_itself(cases: list[Case]) -> None:
    for case in cases:
        assert "北京" in case.question
        assert PAPER[case.evidence[0].start : case.evidence[0].end] == case.evidence[0].quote
