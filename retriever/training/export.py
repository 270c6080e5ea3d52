"""The matrix and the tokenizer as a folder that sentence-transformers opens by its path."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer


def save(tokenizer: Tokenizer, rows: NDArray[np.float32], folder: Path) -> None:
    """Write the model in half precision; a model card that lies there stays."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    # Longest row 1: half precision is finest there, and only directions and ratios of rows count.
    scaled = rows / np.linalg.norm(rows, axis=1).max()
    static = StaticEmbedding(tokenizer, embedding_weights=scaled.astype(np.float16))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu", similarity_fn_name="cosine")
    model.save(str(folder), create_model_card=False)
    (folder / "model.safetensors").chmod(0o644)  # safetensors writes for the owner alone
    written = folder / "tokenizer.json"
    # The indented form is twice as large.
    written.write_text(
        json.dumps(json.loads(written.read_text("utf-8")), ensure_ascii=False, separators=(",", ":")), "utf-8"
    )
