"""Late interaction (Khattab and Zaharia 2020) over a static model: texts compared piece by piece, not by means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Pieces = npt.NDArray[np.int32]


@runtime_checkable
class Worded(Protocol):
    """A static model, whose words can be looked at one by one."""

    def pieces(self, text: str) -> Pieces:
        """The tokens of a text, by the number of their row."""

    def rows(self, pieces: Pieces) -> Floats:
        """The row of each token; its length is how much the token says."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The pieces of texts, all in one line, beside those of a question.

    Attributes:
        cosines: A row a piece of the texts, a column a piece of the question.
        ends: Where each text's pieces end.
        asked: How much each piece of the question says; they add up to 1.
        said: How much each piece of the texts says.
    """

    cosines: Floats
    ends: npt.NDArray[np.int64]
    asked: Floats
    said: Floats


def compare(encoder: Worded, asked: Pieces, texts: Sequence[Pieces]) -> Compared:
    """The cosines of the pieces of a question with those of texts.

    Args:
        encoder: A static model.
        asked: The question's pieces, at least one.
        texts: The texts' pieces; one without any counts as the model's first piece.
    """
    rows = encoder.rows(asked)
    norms = np.linalg.norm(rows, axis=1)
    rows /= np.maximum(norms, 1e-9)[:, None]
    texts = [text if len(text) else np.zeros(1, np.int32) for text in texts]
    ids = np.concatenate(texts)
    column = np.zeros(int(ids.max()) + 1, np.int32)
    column[ids] = 1
    known = np.flatnonzero(column).astype(np.int32)
    column[known] = np.arange(len(known))
    found = encoder.rows(known)
    lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
    found /= np.maximum(lengths, 1e-9)[:, None]
    of = column[ids]
    weights = (norms / max(float(norms.sum()), 1e-9)).astype(np.float32)
    ends = np.cumsum([len(text) for text in texts])
    return Compared(np.ascontiguousarray(found @ rows.T)[of], ends, weights, lengths[of])
