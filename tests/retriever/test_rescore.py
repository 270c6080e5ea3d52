"""The re-scorer: its features, its files, and the order it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from retriever.embedder import open_encoder
from retriever.features import NAMES, features
from retriever.generation import Generation
from retriever.index import build_passages
from retriever.rescore import Net, Rescorer, open_rescorer, save
from retriever.search import pool, score, search_passages, sides_of
from retriever.settings import EmbeddingSettings, SearchSettings
from retriever.wanted import Wanted, plain

PASSAGES = [
    ("platform", "三、研发平台\n对新认定的省级研发平台，一次性给予20万元补助。"),
    ("incubator", "四、孵化器\n对新认定的国家级孵化器，一次性给予50万元奖励。研发平台另行规定。"),
    ("report", "企业应当按时报送统计资料。"),
    ("empty", "其他。"),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    with build_passages(PASSAGES, open_encoder(EmbeddingSettings()), tmp_path_factory.mktemp("index")) as made:
        yield made


def table(generation: Generation, want: Wanted) -> dict[str, dict[str, float]]:
    scored = score(generation, want, None, SearchSettings())
    clauses = pool(scored, SearchSettings())
    rows = features(want, generation, Rescorer({}).views(generation, clauses), sides_of(scored, clauses))
    names = [clause_id for _, clause_id in generation.clause_ids(clauses)]
    return {name: dict(zip(NAMES, row.tolist(), strict=True)) for name, row in zip(names, rows, strict=True)}


def test_features_are_finite_and_tell_the_right_passage(generation: Generation) -> None:
    rows = table(generation, plain("省级研发平台补助20万元"))
    assert all(np.isfinite(list(row.values())).all() for row in rows.values())
    right, other = rows["platform"], rows["incubator"]
    for name in ("cover", "window", "head", "numbers", "run", "meaning_best"):
        assert right[name] > other[name], name


def test_the_right_passage_comes_first(generation: Generation) -> None:
    found = search_passages(generation, "省级研发平台补助多少")
    assert found.fused[0].clause_id == "platform"
    assert found.fused[0].score == pytest.approx(1.0)


def test_the_scores_are_dealt_out_anew_never_made(generation: Generation) -> None:
    found = search_passages(generation, "孵化器奖励", k=4)
    assert sorted(c.score for c in found.fused) == sorted(c.score for c in found.mixed)


def test_switched_off_the_mixed_order_stays(generation: Generation) -> None:
    found = search_passages(generation, "孵化器奖励", settings=SearchSettings(rescore=False))
    assert found.fused == found.mixed


def test_a_question_without_any_word_is_no_error(generation: Generation) -> None:
    assert search_passages(generation, "？？").lexical == ()


def test_what_is_saved_scores_alike(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    width = len(NAMES)
    parts = (np.zeros(width), np.ones(width), rng.normal(size=(width, 4)).astype(np.float16), np.zeros(4), np.ones(4))
    net = Net(*(np.asarray(p, np.float32) for p in (*parts, np.ones(width))))
    save(tmp_path, {"zh": [net], "en": [net, net]})
    rows = rng.random((3, width)).astype(np.float32)
    for nets in open_rescorer(tmp_path)._nets.values():
        assert np.allclose(nets[0].scores(rows), net.scores(rows))


def test_weights_that_are_missing_or_of_other_features(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        open_rescorer(tmp_path / "nowhere")
    np.savez(tmp_path / "weights.npz", names=np.array(["length"]))
    with pytest.raises(ModelError, match="other features"):
        open_rescorer(tmp_path)
