"""What the tests of the retrieval layer share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retriever.fakes import FakeCorpus, HashEncoder, document


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def corpus(tmp_path: Path) -> FakeCorpus:
    """Three places that say nearly the same."""
    held = FakeCorpus(tmp_path / "data")
    held.put(
        document(
            "north",
            [
                "对新认定的省级研发平台一次性补助20万元。",
                "对新认定的高新技术企业奖励10万元。",
                "本意见自印发之日起施行。",
            ],
            heading="三、重点任务",
            region="北州",
        ),
        document(
            "south", ["对新认定的省级研发平台给予50万元支持。", "鼓励企业引进高层次人才，发放安家补贴。"], region="南州"
        ),
        document(
            "west", ["到2020年，全州培育高新技术企业30户以上。", "研发投入占地区生产总值的比重达2.5%。"], region="西州"
        ),
    )
    return held
