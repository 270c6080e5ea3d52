from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.types import Normalized
from retriever.chunking import LIMIT, chunks_of, pieces
from tests.retriever.fakes import document


def test_a_clause_is_a_chunk_with_its_headings_in_front() -> None:
    made = document("a", ["对省级平台补助20万元。"], heading="三、重点任务")
    norm = Normalized(made.source.text, made.source.text, range(len(made.source.text) + 1))
    assert [chunk.text for chunk in chunks_of(made, norm)] == ["三、重点任务", "三、重点任务\n对省级平台补助20万元。"]


def test_headings_are_in_the_search_texts_script() -> None:
    made = document("a", ["對省級平臺補助20萬元。"], heading="三、重點任務")
    simplified = made.source.text.translate(str.maketrans("對級臺補點務萬", "对级台补点务万"))
    norm = Normalized(simplified, made.source.text, range(len(simplified) + 1))
    assert chunks_of(made, norm)[1].text == "三、重点任务\n对省级平台补助20万元。"


def test_chunk_ids_are_unique_and_name_their_clause() -> None:
    made = document("a", ["一句话。" * 300, "短。"])
    norm = Normalized(made.source.text, made.source.text, range(len(made.source.text) + 1))
    chunks = chunks_of(made, norm)
    assert len({chunk.chunk_id for chunk in chunks}) == len(chunks) > 3
    assert all(chunk.chunk_id.startswith(chunk.clause_id) for chunk in chunks)


def test_a_long_text_is_cut_between_sentences_with_one_of_overlap() -> None:
    sentences = [f"第{number}句说明一件事情，" + "内容" * 50 + "。" for number in range(12)]
    found = list(pieces("".join(sentences)))
    assert len(found) > 1
    for before, after in pairwise(found):
        last = before[before.rstrip("。").rfind("。") + 1 :]
        assert after.startswith(last)
        assert after != last


@given(st.text("甲乙丙。，；\n ", max_size=1500))
def test_pieces_are_within_the_limit_and_lose_nothing(text: str) -> None:
    found = list(pieces(text))
    assert all(0 < len(piece) <= LIMIT for piece in found)
    rest = text.strip()
    for piece in found:  # each piece begins in what is left or in what the piece before held
        assert piece in text
    assert set(rest) - {"\n", " "} == set("".join(found)) - {"\n", " "}


def test_a_text_without_any_mark_is_cut_at_the_limit() -> None:
    assert [len(piece) for piece in pieces("字" * (2 * LIMIT + 10))] == [LIMIT, LIMIT, 10]
