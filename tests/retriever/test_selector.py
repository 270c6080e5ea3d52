"""The selector: log-odds of candidates, the order and certainty they make, its files."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from retriever.embedder import open_encoder
from retriever.evidence import UNTRUSTED, Candidate
from retriever.generation import Generation
from retriever.index import build_passages
from retriever.likeness import WordLikeness
from retriever.matching import weigh
from retriever.remembering import Passages
from retriever.selector import LOOKED_AT, Net, Selector, certainty, open_selector, save
from retriever.settings import EmbeddingSettings
from retriever.traits.table import NAMES
from retriever.types import ScoredClause
from tests.retriever.papers import asked, candidates, paper

WIDTH = len(NAMES)


def net(**straight: float) -> Net:
    """A network that looks at the traits named alone."""
    zero = np.zeros(WIDTH, np.float32)
    direct = zero.copy()
    for name, weight in straight.items():
        direct[NAMES.index(name)] = weight
    one = np.ones(WIDTH, np.float32)
    return Net(zero, one, np.zeros((WIDTH, 1), np.float32), np.zeros(1, np.float32), np.zeros(1, np.float32), direct,
               np.zeros(1, np.float32))  # fmt: skip


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    encoder = open_encoder(EmbeddingSettings())
    return build_passages([("a", "对新认定的省级创新平台给予补助。")], encoder, tmp_path_factory.mktemp("index"))


def weighed(selector: Selector, generation: Generation, facts: list[Candidate]) -> list[Candidate]:
    query = asked("省级创新平台补助多少")
    encoder = open_encoder(EmbeddingSettings())
    found = [ScoredClause(c.doc_id, c.clause.clause.clause_id, 1.0, 1.0, 1.0) for c in facts]
    terms = weigh(query.terms, generation)
    given, texts = selector.weighed(
        query, terms, found, facts, [], Passages(encoder), WordLikeness(encoder), generation
    )
    assert texts == []
    return given


def test_the_log_odds_are_what_the_formula_says() -> None:
    rows = np.zeros((2, WIDTH), np.float32)
    rows[1, NAMES.index("cover")] = 2.0
    assert net(cover=0.5).odds(rows).tolist() == [0.0, 1.0]


def test_a_figure_far_out_counts_no_more_than_five_deviations() -> None:
    rows = np.zeros((1, WIDTH), np.float32)
    rows[0, NAMES.index("cover")] = 400.0
    assert net(cover=1.0).odds(rows).tolist() == [5.0]


def test_the_most_trusted_comes_first_and_what_was_not_looked_at_last(generation: Generation) -> None:
    facts = candidates(paper())
    many = [*facts, *facts * (LOOKED_AT // len(facts) + 1)]
    given = weighed(Selector([net(money=1.0, level=1.0)]), generation, many)
    assert given[0].fact is not None
    assert given[0].fact.level == "省级"
    assert {c.trust for c in given[LOOKED_AT:]} == {UNTRUSTED}


def test_several_networks_are_averaged(generation: Generation) -> None:
    facts = candidates(paper())[:1]
    one, two = (weighed(Selector([n]), generation, facts)[0].trust for n in (net(money=1.0), net(money=3.0)))
    both = weighed(Selector([net(money=1.0), net(money=3.0)]), generation, facts)[0].trust
    assert both == pytest.approx((one + two) / 2)


def test_certainty_is_the_probability_that_any_answers() -> None:
    first, second = (replace(c, trust=z) for c, z in zip(candidates(paper()), (0.0, math.log(2)), strict=False))
    assert certainty([first]) == pytest.approx(0.5)
    assert certainty([first, second]) == pytest.approx(0.75)
    assert certainty([]) == 0.0


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    save(tmp_path, [net(cover=0.5), net(score=0.25)])
    rows = np.ones((1, WIDTH), np.float32)
    kept = open_selector(tmp_path)._nets
    assert [n.odds(rows).tolist() for n in kept] == [[0.5], [0.25]]


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make it"):
        open_selector(tmp_path / "none")


def test_weights_for_other_traits_are_refused(tmp_path: Path) -> None:
    save(tmp_path, [net()])
    with np.load(tmp_path / "weights.npz") as file:
        arrays = dict(file)
    arrays["names"] = arrays["names"][::-1]
    np.savez(tmp_path / "weights.npz", **arrays)
    with pytest.raises(ModelError, match="made for other traits"):
        open_selector(tmp_path)
