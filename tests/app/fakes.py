"""An assistant that gives one canned answer over one tiny document, and raises what it is told to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from threading import Event

from ingest.errors import NotFound
from ingest.types import Clause, Document, Fact, Metadata, Normalized, SourceText
from retriever.types import Answer, Ask, Citation, Warning_

TEXT = (
    "锦州市创新平台支持办法<试行>\n"
    "一、总则\n为培育创新主体,制定本办法ꎬ请遵照执行。\n"
    "二、补助标准\n"
    "1、鼓勵企業建設研發機構。對新認定的國家級、省級創新平臺,\n"
    "市財政分別給予100萬元、20萬元的資金補助。\n"
    + "2、其他支持。" + "對符合條件的企業給予支持。" * 120 + "\n"
)  # fmt: skip
QUOTE = TEXT[TEXT.index("對新認定") : TEXT.index("資金補助。") + 5]
SHOWN = QUOTE.replace("\n", "")
QUESTION = "锦州新认定的省级研发平台补助多少钱"


def document(doc_id: str = "d1") -> Document:
    """Four clauses that tile the text."""
    cuts = [0, *(TEXT.index(name) for name in ("一、", "二、", "1、", "2、")), len(TEXT)]
    paths = [
        (),
        ("一、总则",),
        ("二、补助标准",),
        ("二、补助标准", "1、鼓勵企業建設研發機構"),
        ("二、补助标准", "2、其他支持"),
    ]
    clauses = tuple(
        Clause(f"{doc_id}-{n}", path[-1][:2] if path else None, path[-1][2:] if path else None, path, len(path),
               "clause" if path else "front", cuts[n], cuts[n + 1], None)
        for n, path in enumerate(paths)
    )  # fmt: skip
    start = TEXT.index("20萬元")
    fact = Fact("benefit", "省级创新平台", doc_id, clauses[3].clause_id, start, start + 4, start, start + 4, "20萬元",
                value=200000.0, unit="CNY", region="锦州市", word="补助")  # fmt: skip
    meta = Metadata(
        title="锦州市创新平台支持办法<试行>", label="锦州市创新平台支持办法", region="锦州市", region_code="210700"
    )
    return Document(doc_id, "0" * 64, "jinzhou.txt", SourceText(TEXT, "text", "utf-8"), meta, clauses, (fact,))


def norm() -> Normalized:
    """Line ends inside a clause's sentence removed, the leaked comma mended."""
    kept = [n for n, char in enumerate(TEXT) if not (char == "\n" and TEXT[n - 1] == ",")]
    shown = "".join(TEXT[n] for n in kept).replace("ꎬ", ",")
    return Normalized(shown, shown, [*kept, len(TEXT)])


class FakeCorpus:
    """One document."""

    def documents(self) -> list[Document]:
        return [document()]

    def get(self, doc_id: str, version_id: str | None = None) -> Document:
        if doc_id != "d1":
            raise NotFound(f"no document {doc_id!r}", "see policyqa docs list")
        return document()

    def norm(self, document: Document | str) -> Normalized:
        return norm()


@dataclass
class FakeManifest:
    generation_id: str = "g1"
    model: str = "fake"
    documents: tuple[tuple[str, str], ...] = (("d1", "0" * 64),)
    clauses: int = 5


@dataclass
class FakeGeneration:
    manifest: FakeManifest = field(default_factory=FakeManifest)


@dataclass
class FakeAssistant:
    """Keeps what it was asked; waits for `gate` where there is one, or three seconds if asked slowly (慢)."""

    corpus: FakeCorpus = field(default_factory=FakeCorpus)
    generation: FakeGeneration = field(default_factory=FakeGeneration)
    asked: list[Ask] = field(default_factory=list)
    error: Exception | None = None
    gate: Event | None = None

    def ask(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        if self.gate or "慢" in ask.question:
            (self.gate or Event()).wait(3)
        if self.error:
            raise self.error
        common = {
            "answer_id": f"a{len(self.asked)}",
            "generation": "g1",
            "as_of": ask.as_of or date.today().isoformat(),
        }
        if "script" in ask.question or "吃" in ask.question:
            return Answer(**common, question=ask.question, standalone_question=ask.question, language="zh-Hans",
                          status="out_of_scope", answer="这不是政策问题。", choices=(QUESTION,))  # fmt: skip
        start = TEXT.index(QUOTE)
        found = document()
        meta, path = found.metadata, found.clauses[3].path
        cited = Citation(1, "d1", meta.title, meta.label, "锦州市", None, "d1-3", path, "jinzhou.txt",
                         None, start, start + len(QUOTE), QUOTE, SHOWN)  # fmt: skip
        return Answer(
            **common, question=ask.question, standalone_question=ask.question, language="zh-Hans", status="answered",
            answer="20万元[1]。\n一次性，给予新认定的省级创新平台[1]。", citations=(cited,), facts=found.facts,
            warnings=(Warning_("period_over", "该规划的期限已过。"),), elapsed_ms=1.5,
            trace={
                "removed": ["100万元"],
                "query": {"intent": "amount", "regions": ["锦州市"], "levels": ["省级"], "terms": ["研发平台"]},
            },
        )  # fmt: skip
