"""Small policy papers laid out for matching, and candidates out of them, for the tests of the answering modules."""

from __future__ import annotations

import hashlib
from datetime import date

from ingest.facts import extract_facts
from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Document, Metadata, SourceText
from retriever.evidence import Candidate
from retriever.question import Query, parse
from retriever.reading import Reading, Sentence, read_document

DAY = date(2026, 11, 21)
PLATFORMS = (
    "一、支持平台建设\n"
    "1、建设研发平台。对新认定的国家级、省级创新平台，分别给予100万元、20万元一次性财政补助。\n"
    "2、引进人才。对引进的博士，给予安家补贴每人10万元（须服务满五年方可领取）。\n"
    "3、加大投入。年产值在5000万元以下的企业，研发投入比例要达到4%以上；"
    "年产值在5000万元至2亿元的企业，要达到2%以上；年产值在2亿元以上的企业，要达到1.5%以上。\n"
    "4、推广技术。到2020年，培育高新技术企业30户以上。（责任单位：科技局、财政局）\n"
)


def paper(text: str = PLATFORMS, doc_id: str = "d", **metadata: object) -> Reading:
    """A document of this text, parsed by the real parser."""
    norm = normalize(text)
    meta = Metadata(**{"title": "关于支持平台建设的意见", "label": "意见", "region": "北州市", **metadata})  # type: ignore[arg-type]
    clauses, _ = build_clauses(norm, text, doc_id)
    facts = extract_facts(norm, clauses, doc_id, meta.region)
    version = hashlib.sha256(text.encode()).hexdigest()
    document = Document(doc_id, version, f"{doc_id}.txt", SourceText(text, "text"), meta, clauses, facts)
    return read_document(document, norm)


def candidates(reading: Reading, score: float = 1.0) -> list[Candidate]:
    """Every fact of a paper as a candidate, in the order of the text."""
    out = []
    for fact in reading.document.facts:
        start, end = reading.norm.at(fact.start), reading.norm.at(fact.end)
        sentence = Sentence(start, end, reading.norm.text[start:end])
        out.append(Candidate(reading, reading.clauses[fact.clause_id], sentence, fact, score, score))
    return out


def candidate(reading: Reading, words: str, score: float = 1.0) -> Candidate:
    """The fact whose value is written so."""
    (found,) = (c for c in candidates(reading, score) if c.fact is not None and c.fact.text == words)
    return found


def sentence(reading: Reading, words: str, score: float = 1.0) -> Candidate:
    """The sentence that these words stand in, as a candidate without a fact."""
    ((clause, found),) = (
        (clause, s) for clause in reading.clauses.values() for s in clause.sentences if words in s.text
    )
    return Candidate(reading, clause, found, None, score, score)


def asked(question: str) -> Query:
    """A question understood on a fixed day."""
    return parse(question, DAY)
