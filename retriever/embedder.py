"""Texts to unit vectors: the static model with numpy alone, an exported one by its runtime, any other with torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.errors import ModelError
from retriever.model_files import first_line, folder_of, offline, sha256
from retriever.model_prompts import Prompts, prompts_for
from retriever.settings import EmbeddingSettings

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

DEFAULT_MODEL = Path(__file__).parent / "models" / "default"
_REMEDY = "check POLICYQA_EMBEDDING_MODEL: `default`, a folder, or a model already downloaded"
_ABSENT = "download it once with HF_HUB_OFFLINE=0, or name its folder in POLICYQA_EMBEDDING_MODEL"
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
        """Name and sha256 of the weights: with the prompts it decides which vectors may be mixed."""

    @property
    def prompts(self) -> Prompts:
        """What is put before questions and passages."""

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
    found = folder_of(settings.model)
    if found is None and offline():
        raise ModelError(f"the embedding model {settings.model} is not on this machine", _ABSENT)
    if settings.backend != "torch":
        from retriever.exported import ExportedEncoder

        if found is None:
            raise ModelError(f"the embedding model {settings.model} is not on this machine", _ABSENT)
        return ExportedEncoder(settings, found)
    return SentenceTransformerEncoder(settings, found)


def reading_encoder(searching: Encoder) -> Encoder:
    """The default model, which is what reads sentences and words whatever model searches: likeness is set on it."""
    return searching if searching.name == "default" else _default()


@cache
def _default() -> Encoder:
    return open_encoder(EmbeddingSettings())


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
        self.prompts = prompts_for(settings, folder)
        self._batch = settings.batch_size
        module = json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]
        home = folder / str(module.get("path", ""))
        self._weights = home / "model.safetensors"
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
            self._rows: NDArray[Any] = load_file(self._weights)["embedding.weight"]
        except Exception as broken:  # tokenizers and safetensors raise bare Exceptions of their own
            raise ModelError(f"the model in {folder} cannot be read ({first_line(broken)})", _REMEDY) from broken
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def dim(self) -> int:
        """Columns of every row."""
        return int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Name and sha256 of matrix and tokenizer."""
        return f"{self.name}:{sha256([self._weights, self._weights.with_name('tokenizer.json')])}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A row a question."""
        return self._encode(texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a passage."""
        return self._encode(texts, self.prompts.passage)

    def pieces(self, text: str) -> NDArray[np.int32]:
        """The tokens of a text, by the number of their row."""
        return np.asarray(self._tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.int32)

    def rows(self, pieces: NDArray[np.int32]) -> Vectors:
        """The row of each token; its length is how much the token says."""
        found: Vectors = self._rows[pieces].astype(np.float32)
        return found

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        found = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), self._batch):
            batch = [prompt + text for text in texts[start : start + self._batch]]
            # A lone text stays off the thread pool: a question must not pay for waking it.
            if len(batch) == 1:
                encodings = [self._tokenizer.encode(batch[0], add_special_tokens=False)]
            else:
                encodings = self._tokenizer.encode_batch(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start):
                if encoding.ids:
                    found[row] = self._rows[encoding.ids].astype(np.float32).mean(axis=0)
        return unit(found)


class SentenceTransformerEncoder:
    """Any model of sentence-transformers, by name or folder; code that a model brings along is never run."""

    def __init__(self, settings: EmbeddingSettings, folder: Path | None = None) -> None:
        # The import costs five seconds and half a gigabyte, which only this encoder has to pay.
        from sentence_transformers import SentenceTransformer

        self.name = settings.model
        self.prompts = prompts_for(settings, folder)
        self._folder = folder
        self._batch = settings.batch_size
        try:
            self._model = SentenceTransformer(
                str(folder or settings.model), device=settings.device, local_files_only=folder is not None or offline(),
                trust_remote_code=False,
            )  # fmt: skip
        except Exception as broken:  # hub, torch and transformers each have trees of their own
            raise ModelError(
                f"the embedding model {settings.model} cannot be loaded ({first_line(broken)})", _REMEDY
            ) from broken

    @property
    def dim(self) -> int:
        """Columns of every row."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """Name and sha256 of the weight files; of the parameters where the model lies in no folder."""
        if self._folder is not None:
            files = sorted({file for pattern in _WEIGHTS for file in self._folder.rglob(pattern)})
            return f"{self.name}:{sha256(files)}"
        digest = hashlib.sha256()
        for key, value in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(value.detach().cpu().float().numpy().tobytes())
        return f"{self.name}:{digest.hexdigest()}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A row a question."""
        return self._encode(self._model.encode_query, texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a passage."""
        return self._encode(self._model.encode_document, texts, self.prompts.passage)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        try:
            found = encode(
                list(texts), prompt=prompt, batch_size=self._batch, show_progress_bar=False, convert_to_numpy=True
            )
        except RuntimeError as failed:
            raise ModelError(f"the embedding model {self.name} failed ({first_line(failed)})", "try again") from failed
        return unit(np.asarray(found, dtype=np.float32))


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


def unit(rows: Vectors) -> Vectors:
    """The rows brought to length 1; a zero row stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    brought: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return brought
