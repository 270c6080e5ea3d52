"""Texts to unit vectors: the static model with numpy alone, any other through sentence-transformers."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.errors import ModelError
from retriever.settings import EmbeddingSettings

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

DEFAULT_MODEL = Path(__file__).parent / "models" / "default"
_REMEDY = "check POLICYQA_EMBEDDING_MODEL: `default`, a folder, or a model already downloaded"
_WEIGHTS = ("*.safetensors", "*.bin", "*.onnx")


class Encoder(Protocol):
    """What index and search need of a model. Rows are float32 and of length 1; an empty text's row is zero."""

    @property
    def name(self) -> str:
        """The name it was opened by; `default` for the model in the repository."""

    @property
    def dim(self) -> int:
        """Columns of every row."""

    @property
    def fingerprint(self) -> str:
        """Name and sha256 of the weights: two encoders whose vectors may be mixed have the same."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A row a question."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a passage."""


def open_encoder(settings: EmbeddingSettings) -> Encoder:
    """The encoder the settings name; a folder that holds a static model alone needs no torch.

    Raises:
        ModelError: The model is not there, is damaged, or cannot be fetched.
    """
    folder = DEFAULT_MODEL if settings.model == "default" else Path(settings.model)
    if is_static(folder):
        return StaticEncoder(folder, settings)
    if settings.model == "default":
        raise ModelError(f"the default model is missing from {folder}", "make it with python -m retriever.training")
    return SentenceTransformerEncoder(settings)


def is_static(folder: Path) -> bool:
    """Whether the folder is one StaticEmbedding, with or without a Normalize behind it."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


class StaticEncoder:
    """A tokenizer and a matrix: the mean of the rows of a text's tokens, brought to length 1."""

    def __init__(self, folder: Path, settings: EmbeddingSettings) -> None:
        # Imported here: settings and command-line help need neither.
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self.name = settings.model
        self._settings = settings
        module = json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]
        home = folder / str(module.get("path", ""))
        self._weights = home / "model.safetensors"
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
            self._rows: NDArray[Any] = load_file(self._weights)["embedding.weight"]
        except Exception as broken:  # tokenizers and safetensors raise bare Exceptions of their own
            raise ModelError(f"the model in {folder} cannot be read ({_line(broken)})", _REMEDY) from broken
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def dim(self) -> int:
        """Columns of every row."""
        return int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Name and sha256 of matrix and tokenizer."""
        return f"{self.name}:{_sha256([self._weights, self._weights.with_name('tokenizer.json')])}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A row a question."""
        return self._encode(texts, self._settings.query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a passage."""
        return self._encode(texts, self._settings.passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        found = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), self._settings.batch_size):
            batch = [prompt + text for text in texts[start : start + self._settings.batch_size]]
            # A lone text stays off the thread pool: a question must not pay for waking it.
            if len(batch) == 1:
                encodings = [self._tokenizer.encode(batch[0], add_special_tokens=False)]
            else:
                encodings = self._tokenizer.encode_batch(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start):
                if encoding.ids:
                    found[row] = self._rows[encoding.ids].astype(np.float32).mean(axis=0)
        return _unit(found)


class SentenceTransformerEncoder:
    """Any model of sentence-transformers, by name or folder; loading it takes seconds, so it is done lazily."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        # The import costs five seconds and half a gigabyte, which only this encoder has to pay.
        from sentence_transformers import SentenceTransformer

        self.name = settings.model
        self._settings = settings
        offline = os.environ.get("HF_HUB_OFFLINE", "").lower() in {"1", "true", "yes", "on"}
        try:
            self._model = SentenceTransformer(settings.model, device=settings.device, local_files_only=offline)
        except Exception as broken:  # hub, torch and transformers each have trees of their own
            raise ModelError(
                f"the embedding model {settings.model} cannot be loaded ({_line(broken)})", _REMEDY
            ) from broken

    @property
    def dim(self) -> int:
        """Columns of every row."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """Name and sha256 of the weight files; of the parameters where the model lies in no folder of ours."""
        folder = Path(self.name)
        if folder.is_dir():
            files = sorted({file for pattern in _WEIGHTS for file in folder.rglob(pattern)})
            return f"{self.name}:{_sha256(files)}"
        digest = hashlib.sha256()
        for key, value in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(value.detach().cpu().float().numpy().tobytes())
        return f"{self.name}:{digest.hexdigest()}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A row a question."""
        return self._encode(texts, self._settings.query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a passage."""
        return self._encode(texts, self._settings.passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        try:
            found = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=self._settings.batch_size,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        except RuntimeError as failed:
            raise ModelError(f"the embedding model {self.name} failed ({_line(failed)})", "try again") from failed
        return _unit(np.asarray(found, dtype=np.float32))


class LangChainEmbeddings(Embeddings):
    """An encoder as LangChain wants it, so that any of its vector stores can use the model."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector a passage."""
        return [[float(x) for x in row] for row in self._encoder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return [float(x) for x in self._encoder.encode_queries([text])[0]]


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def _sha256(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _line(error: Exception) -> str:
    """The first line of an error, short enough to be read."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
