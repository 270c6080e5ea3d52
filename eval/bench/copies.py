"""A large index out of a smaller one: its documents several times over, each time under other ids and of other places.

Parsing and embedding a million clauses takes an hour where two cores are shared; what a question costs over so many
does not depend on how they came there. The rows are taken over with the functions that an ordinary build takes
unchanged documents over with; scores, directions and keys are computed for all of them together.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import numpy as np

from ingest.regions import by_code, regions
from retriever import archive, sparse
from retriever.catalog import GENERATIONS, open_current, promote
from retriever.dense import KEYS, VECTORS, finish
from retriever.embedder import Encoder
from retriever.generation import BM25, CLAUSES, OFFSETS, STARTS, Manifest
from retriever.mapped import mapped
from retriever.settings import IndexSettings


def multiply(home: Path, to: Path, times: int, encoder: Encoder, settings: IndexSettings, seed: int = 0) -> Manifest:
    """Write an index that holds the live one of `home` so many times, and make it live in `to`."""
    chance = random.Random(seed)
    with open_current(home, encoder, settings) as one:
        name = f"{one.id}-x{times}"
        folder = to / GENERATIONS / name
        folder.mkdir(parents=True)
        tokens, blocks = sparse.Writer(folder / BM25, one.path / BM25), archive.Writer(folder, one.archive)
        documents: list[tuple[str, str]] = []
        keys = mapped(one.path / KEYS, np.uint64)
        with (
            (folder / CLAUSES).open("wb") as lines,
            (folder / VECTORS).open("wb") as vectors,
            (folder / KEYS).open("wb") as names,
        ):
            for turn in range(times):
                for number, card in enumerate(one.archive.cards):
                    new = f"d{blake2b(f'{turn} {card.doc_id}'.encode(), digest_size=5).hexdigest()}"
                    assert len(new) == len(card.doc_id)
                    first, last = one.archive.clause_starts[number : number + 2].tolist()
                    lines.write(one.lines(first, last)[0].replace(card.doc_id.encode(), new.encode()))
                    block = one.archive.block(number).replace(card.doc_id.encode(), new.encode())
                    place = by_code(card.metadata.region_code or "")
                    if turn and place is not None:
                        place = chance.choice(regions(place.level))
                        said = replace(card.metadata, region=place.name, region_code=place.code)
                        card = replace(card, metadata=said)
                    blocks.block(replace(card, doc_id=new), block)
                    tokens.copy(first, last)
                    documents.append((new, card.version_id))
                vectors.write(np.ascontiguousarray(one.dense.vectors).tobytes())
                names.write((keys + np.uint64(turn)).tobytes())
        blocks.close()
        tokens.finish()
        sizes = np.diff(mapped(one.path / OFFSETS, np.int64))
        np.concatenate([[0], np.cumsum(np.tile(sizes, times))]).astype(np.int64).tofile(folder / OFFSETS)
        rows = one.dense.rows
        np.concatenate([one.starts + turn * rows for turn in range(times)]).astype(np.int64).tofile(folder / STARTS)
        finish(folder, encoder.dim, settings.exact_rows)
        manifest = replace(
            one.manifest, generation_id=name, created=datetime.now(UTC).isoformat(timespec="microseconds"), key=name,
            documents=tuple(documents), clauses=one.manifest.clauses * times, chunks=one.manifest.chunks * times,
        )  # fmt: skip
    manifest.write(folder)
    shutil.copy(home / "corpus.db", to)  # of the name that the manifest gives; what is answered lies in the index
    promote(to, name)
    return manifest
