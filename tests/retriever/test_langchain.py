from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from langchain_core.runnables import RunnableLambda

from retriever.generation import Generation
from retriever.index import build
from retriever.langchain import PolicyRetriever, build_chain
from retriever.settings import IndexSettings
from retriever.types import Answer, Ask
from tests.retriever.fakes import FakeCorpus, HashEncoder


class EchoAssistant:
    """Answers with what it was asked."""

    def ask(self, ask: Ask, /) -> Answer:
        said = f"问：{ask.question}，{len(ask.history)}，{ask.region}"
        return Answer("a1", "g1", "2026-11-21", ask.question, ask.question, "zh-Hans", "not_found", said)


@pytest.fixture
def generation(corpus: FakeCorpus, encoder: HashEncoder) -> Iterator[Generation]:
    with build(corpus, encoder, IndexSettings()) as made:
        yield made


def test_a_found_document_is_the_clause_verbatim(generation: Generation, corpus: FakeCorpus) -> None:
    page = PolicyRetriever(generation=generation, corpus=corpus, k=1).invoke("省级研发平台一次性补助")[0]
    said = page.metadata
    assert page.page_content == corpus.held["north"].source.text[said["start"] : said["end"]]
    assert (said["doc_id"], said["clause_id"], said["source_file"]) == ("north", "north-c0", "north.txt")
    assert (said["region"], said["path"][0], said["score"]) == ("北州", "三、重点任务", pytest.approx(1.0))


def test_async_gives_the_same(generation: Generation, corpus: FakeCorpus) -> None:
    retriever = PolicyRetriever(generation=generation, corpus=corpus)
    assert asyncio.run(retriever.ainvoke("安家补贴")) == retriever.invoke("安家补贴")


def test_the_filter_and_the_preparation_are_used(generation: Generation, corpus: FakeCorpus) -> None:
    retriever = PolicyRetriever(
        generation=generation,
        corpus=corpus,
        doc_ids=frozenset({"south"}),
        prepare=lambda question: ("研发平台", [("支持", 0.5)]),
    )
    assert {page.metadata["doc_id"] for page in retriever.invoke("whatever")} == {"south"}


def test_the_retriever_is_a_step_of_a_chain(generation: Generation, corpus: FakeCorpus) -> None:
    chain = PolicyRetriever(generation=generation, corpus=corpus, k=1) | RunnableLambda(lambda pages: len(pages))
    assert chain.invoke("研发平台") == 1


def test_the_chain_answers_a_question_and_a_dict_alike() -> None:
    chain = build_chain(EchoAssistant())
    assert chain.invoke("补助多少") == chain.invoke({"question": "补助多少"})
    assert chain.invoke("补助多少")["answer"] == "问：补助多少，0，None"


def test_the_chain_runs_in_batches_and_asynchronously() -> None:
    chain = build_chain(EchoAssistant())
    assert [answer["answer"] for answer in chain.batch(["甲", "乙"])] == ["问：甲，0，None", "问：乙，0，None"]
    assert asyncio.run(chain.ainvoke("丙"))["answer"] == "问：丙，0，None"


def test_history_and_region_reach_the_assistant() -> None:
    given = {"question": "省级的呢", "history": ["国家级平台补助多少", {"question": "北州呢"}], "region": "北州"}
    assert build_chain(EchoAssistant()).invoke(given)["answer"] == "问：省级的呢，2，北州"
