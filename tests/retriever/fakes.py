"""An encoder that can be reasoned about, and a corpus in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.types import Clause, Document, Metadata, Normalized, SourceText
from retriever.model_prompts import Prompts
from retriever.tokenize import tokenize

DIM = 2048  # wide enough that tokens of the tests do not share a column


class HashEncoder:
    """A bag of hashed tokens: the cosine of two texts grows with the share of tokens they have in common."""

    def __init__(self, name: str = "hash", dim: int = DIM) -> None:
        self.name = name
        self.dim = dim
        self.fingerprint = f"{name}:{dim}"
        self.prompts = Prompts()
        self.encoded = 0

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.encoded += len(texts)
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for token in tokenize(text):
                row[int.from_bytes(hashlib.sha256(token.encode()).digest()[:4], "big") % self.dim] += 1.0
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=rows, where=lengths > 0)


def document(doc_id: str, clauses: Sequence[str], *, heading: str | None = None, region: str | None = None) -> Document:
    """A document whose clauses stand one after the other, under one heading where that is given."""
    text, found = "", []
    parent = None
    if heading is not None:
        parent = f"{doc_id}-h"
        found.append(Clause(parent, None, heading, (heading,), 1, "clause", 0, len(heading) + 1, None))
        text = heading + "\n"
    for number, body in enumerate(clauses):
        start = len(text)
        text += body + "\n"
        path = (heading, body[:8]) if heading else (body[:8],)
        found.append(Clause(f"{doc_id}-c{number}", None, None, path, 2, "clause", start, len(text), parent))
    version = hashlib.sha256(text.encode()).hexdigest()
    source = SourceText(text, "text", "utf-8")
    return Document(doc_id, version, f"{doc_id}.txt", source, Metadata(label=doc_id, region=region), tuple(found), ())


@dataclass
class FakeCorpus:
    """The corpus methods that the retrieval layer calls, over documents in memory."""

    data_dir: Path
    held: dict[str, Document] = field(default_factory=dict)
    reads: int = 0

    def put(self, *documents: Document) -> None:
        self.held |= {document.doc_id: document for document in documents}

    def documents(self) -> list[Document]:
        return list(self.held.values())

    def get(self, doc_id: str, version_id: str | None = None) -> Document:
        self.reads += 1
        found = self.held[doc_id]
        assert version_id in (None, found.version_id)
        return found

    def norm(self, document: Document) -> Normalized:
        text = document.source.text
        return Normalized(text, text, range(len(text) + 1))

    def corpus_hash(self) -> str:
        return hashlib.sha256(repr(sorted((d.doc_id, d.version_id) for d in self.held.values())).encode()).hexdigest()
