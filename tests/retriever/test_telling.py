"""What the sentences answer: which of several that are trusted alike are given."""

from __future__ import annotations

from retriever.evidence import Candidate
from retriever.telling import best_sentences
from tests.retriever.papers import paper

AIDS = (
    "一、资助\n支持企业设立研发中心。鼓励企业共建研发中心。推动研发中心对外开放。\n"
    "二、落实\n鼓励企业共建研发中心。\n三、租金\n研发中心租用场地的，减免租金。\n"
)


def trusted(**trust: float) -> list[Candidate]:
    """Sentences by a word of theirs, with their trust, the most trusted first."""
    reading = paper(AIDS)
    found = [
        Candidate(reading, clause, s, None, 1.0, 1.0, trust=t)
        for word, t in trust.items()
        for clause in reading.clauses.values()
        for s in clause.sentences
        if word in s.text
    ]
    return sorted(found, key=lambda c: -c.trust)


def told(plain: list[Candidate]) -> list[str]:
    return [c.sentence.text for c in best_sentences(plain)]


def test_a_sentence_that_is_trusted_as_much_is_given_as_well() -> None:
    assert told(trusted(租用=3.0, 设立=2.5)) == ["研发中心租用场地的，减免租金。", "支持企业设立研发中心。"]
    assert told(trusted(租用=3.0, 设立=1.0)) == ["研发中心租用场地的，减免租金。"]


def test_sentences_of_one_clause_stand_in_its_order() -> None:
    assert told(trusted(开放=3.0, 设立=1.5)) == ["支持企业设立研发中心。", "推动研发中心对外开放。"]


def test_what_another_clause_says_again_is_given_once() -> None:
    assert told(trusted(共建=3.0)) == ["鼓励企业共建研发中心。"]


def test_no_more_than_three_sentences_are_given() -> None:
    assert len(told(trusted(设立=3.0, 共建=2.9, 开放=2.8, 租用=2.7))) == 3
