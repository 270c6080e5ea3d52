"""Making the re-scorer: learning to rank, questions made of statutes, the card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.rescoring.card import write_card
from eval.rescoring.dictionary import _learn
from eval.rescoring.groups import Pairs, hits, of_pairs
from eval.rescoring.learn import Group, LearnSettings, learn
from eval.rescoring.sources import apart, lay, official
from retriever.embedder import open_encoder
from retriever.settings import EmbeddingSettings, SearchSettings
from retriever.training.sources import Statute

SMALL = LearnSettings(hidden=4, steps=200, batch=8, nets=1)
STATUTES = tuple(
    Statute(
        f"安徽省{name}条例",
        tuple(f"{name}单位应当按照规定报送{what}资料，主管部门应当及时公布有关情况。" for what in "水电气路"),
    )
    for name in ("档案", "绿化", "渔业", "消防", "公路", "旅游", "气象", "测绘")
)


def groups(n: int = 60) -> list[Group]:
    """The right one of five has the largest second figure; the first is noise."""
    rng = np.random.default_rng(3)
    rows = [rng.random((5, 3)).astype(np.float32) for _ in range(n)]
    return [Group(r, r[:, 1] == r[:, 1].max()) for r in rows]


def test_what_tells_the_right_one_is_learned() -> None:
    (net,) = learn([(groups(), 1.0)], SMALL)
    assert hits(groups(), lambda g: net.scores(g.rows))["hit@1"] > 0.95


def test_the_same_seed_gives_the_same_weights() -> None:
    first, again = (learn([(groups(), 1.0)], SMALL)[0] for _ in range(2))
    assert np.array_equal(first.hidden, again.hidden)
    other = learn([(groups(), 1.0)], replace(SMALL, seed=1))[0]
    assert not np.array_equal(first.hidden, other.hidden)


def test_a_group_without_a_right_clause_teaches_nothing() -> None:
    rows = np.zeros((2, 3), np.float32)
    assert not Group(rows, np.array([False, False])).teaches
    assert not Group(rows, np.array([True, True])).teaches


def test_questions_of_statutes_come_from_those_kept_apart() -> None:
    kept = {n for n, s in enumerate(STATUTES) if apart(s)}
    for pairs in (official(STATUTES, 1), lay(STATUTES, 1)):
        ids = {passage_id for passage_id, _ in pairs.passages}
        for asked in pairs.asked:
            assert asked.right <= ids
            assert {int(name.split(".")[0]) for name in asked.right} <= kept


def test_groups_of_questions_over_passages(tmp_path: Path) -> None:
    pairs = lay(STATUTES, 1)
    some = Pairs("lay", pairs.passages, pairs.asked[:3])
    lines: list[str] = []
    found = of_pairs(some, open_encoder(EmbeddingSettings()), tmp_path, SearchSettings(), lines.append)
    assert len(found) == len(some.asked)
    assert lines


def test_words_that_stand_together_translate_each_other() -> None:
    both = (["tax", "rent"], ["税", "租金"], 1.0)
    pairs = [(["tax"], ["税"], 1.0), (["rent"], ["租金"], 1.0), both, both, (["tax"], ["税"], 1.0)]
    found = _learn([(list(en), list(zh), weight) for en, zh, weight in pairs * 3])
    assert max(found["tax"], key=found["tax"].__getitem__) == "税"
    assert max(found["rent"], key=found["rent"].__getitem__) == "租金"


def test_the_card_says_what_it_was_made_of(tmp_path: Path) -> None:
    write_card(tmp_path, "default:abc", SMALL, {"own": 12}, {"own": {"mixed": {"hit@1": 0.5}}})
    text = (tmp_path / "README.md").read_text("utf-8")
    assert "default:abc" in text
    assert "`own`: 12 questions" in text
