"""What the selector learns from: candidates of gold questions, and which of them answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.cases import Case
from eval.corpus import Sections, indexed_apart, opened
from eval.selecting.groups import Recorder, alone, of_cases
from retriever.traits.table import NAMES

PAPER = (
    "北州市支持创新平台办法\n第一条 对新认定的省级创新平台，一次性给予20万元补助。\n"
    "第二条 对引进的博士，给予安家补贴10万元。\n"
)
QUOTE = "对新认定的省级创新平台，一次性给予20万元补助"


def case(question: str, answered: bool = True) -> Case:
    start = PAPER.index(QUOTE)
    evidence = [{"source_file": "paper.txt", "quote": QUOTE, "start": start, "end": start + len(QUOTE)}]
    return Case.model_validate(
        {
            "id": question, "question": question, "language": "zh-Hans", "category": "amount" if answered else "absent",
            "status": ["answered"] if answered else ["not_found"], "evidence": evidence if answered else [],
            "values": [{"value": 200000, "value_max": None, "unit": "CNY", "bound": "exact"}] if answered else [],
            "difficulty": "easy", "author": "maintainers", "source": "written", "split": "develop",
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Sections:
    return Sections(tmp_path_factory.mktemp("data"))


def test_what_lies_in_the_evidence_is_right(sections: Sections, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    recorder = Recorder()
    with indexed_apart([tmp_path], sections) as apart, opened(apart, selector=recorder) as assistant:
        found = list(of_cases("made", [case("省级创新平台补助多少"), case("渔船补助多少", False)], assistant, recorder))
    first, second = (g for g in found if g.kept)
    assert first.rows.shape[1] == len(NAMES)
    facts = first.rows[:, NAMES.index("is_fact")] == 1.0
    assert first.right[facts].sum() == 1  # 20万元 alone, not 10万元
    assert not second.right.any()
    assert second.weight > first.weight


def test_in_an_index_of_one_document_the_questions_of_others_have_no_answer(sections: Sections, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    recorder = Recorder()
    own, other = case("省级创新平台补助多少"), case("创新平台一次性给多少钱")
    with indexed_apart([tmp_path], sections) as apart, opened(apart, selector=recorder) as assistant:
        first, second = alone("made", [own], [other], assistant, recorder)
    assert (first.right.any(), second.right.any()) == (True, False)
