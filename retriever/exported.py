"""Models exported to ONNX, run by ONNX Runtime or OpenVINO with tokenizers and numpy: no torch, no import of seconds.

The files are those that sentence-transformers and the hub use: `onnx/model.onnx` or `openvino/openvino_model.xml`
beside `tokenizer.json`, `modules.json` and the pooling's configuration. Optimum, which sentence-transformers asks for
here, pins versions of transformers that are older than ours; what it would do for an encoder is this module.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelError
from retriever.embedder import Vectors, unit
from retriever.model_files import first_line, sha256
from retriever.model_prompts import prompts_for
from retriever.settings import EmbeddingSettings

Arrays = dict[str, NDArray[Any]]
Runtime = Callable[[Arrays], NDArray[Any]]
Pooling = Literal["cls", "mean", "max", "lasttoken"]

FILES = {
    "onnx": ("onnx/model.onnx", "model.onnx"),
    "openvino": ("openvino/openvino_model.xml", "openvino_model.xml", "onnx/model.onnx", "model.onnx"),
}
_LENGTH = 512  # tokens, where no file of the model says how many it reads


class ExportedEncoder:
    """A transformer with a pooling over its last layer."""

    def __init__(self, settings: EmbeddingSettings, folder: Path) -> None:
        from tokenizers import Tokenizer

        self.name = settings.model
        self.prompts = prompts_for(settings, folder)
        self._batch = settings.batch_size
        self._weights = _weights(settings, folder)
        self._tokens = folder / "tokenizer.json"
        self._pooling = _pooling(settings.model, folder)
        try:
            self._tokenizer = Tokenizer.from_file(str(self._tokens))
            self._inputs, self._run = _open(settings.backend, self._weights)
        except ModelError:
            raise
        except Exception as broken:  # tokenizers and the runtimes raise bare Exceptions of their own
            raise ModelError(
                f"the model in {folder} cannot be read ({first_line(broken)})", "download or export it again"
            ) from broken
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_max_length(folder))
        self._pad = int(_read(folder / "config.json").get("pad_token_id") or 0)

    @cached_property
    def dim(self) -> int:
        """Columns of every row."""
        return int(self._rows(["a"]).shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Name and sha256 of the exported file, the weights that may lie beside it, and the tokenizer."""
        beside = sorted(self._weights.parent.glob(f"{self._weights.stem}.*"))  # .onnx, .onnx_data; .xml, .bin
        return f"{self.name}:{sha256([*beside, self._tokens])}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A row a question."""
        return self._encode(texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a passage."""
        return self._encode(texts, self.prompts.passage)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        found = np.zeros((len(texts), self.dim), dtype=np.float32)
        # Texts of like length together: a batch is as wide as its longest.
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        for start in range(0, len(order), self._batch):
            rows = order[start : start + self._batch]
            found[rows] = self._rows([prompt + texts[row] for row in rows])
        return unit(found)

    def _rows(self, texts: Sequence[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(list(texts))
        width = max(1, *(len(encoding.ids) for encoding in encodings))
        ids = np.full((len(texts), width), self._pad, np.int64)
        mask = np.zeros((len(texts), width), np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        given: Arrays = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        given["position_ids"] = np.broadcast_to(np.arange(width), ids.shape).copy()
        try:
            tokens = self._run({name: given[name] for name in self._inputs})
        except Exception as failed:  # each runtime has errors of its own
            raise ModelError(f"the embedding model {self.name} failed ({first_line(failed)})", "try again") from failed
        return _pool(np.asarray(tokens, np.float32), mask, self._pooling)


def _pool(tokens: Vectors, mask: NDArray[np.int64], how: Pooling) -> Vectors:
    """One row a text from its tokens' rows; a text without tokens gets a zero row."""
    weight = mask[:, :, None].astype(np.float32)
    found: Vectors
    if how == "mean":
        found = (tokens * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1.0)
    elif how == "max":
        found = np.where(weight > 0, tokens, -np.inf).max(axis=1)
    else:
        at = np.zeros(len(tokens), np.intp) if how == "cls" else np.maximum(mask.sum(axis=1) - 1, 0)
        found = tokens[np.arange(len(tokens)), at]
    return np.where(mask.any(axis=1, keepdims=True), found, np.float32(0)).astype(np.float32)


def _open(backend: str, path: Path) -> tuple[list[str], Runtime]:
    """The names of the inputs, and what turns them into the rows of all tokens."""
    if backend == "openvino":
        return _openvino(path)
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    outputs = [output.name for output in session.get_outputs()]
    wanted = next((name for name in ("last_hidden_state", "token_embeddings") if name in outputs), outputs[0])
    return _known([given.name for given in session.get_inputs()]), lambda arrays: session.run([wanted], arrays)[0]


def _openvino(path: Path) -> tuple[list[str], Runtime]:
    try:
        import openvino
    except ImportError as absent:
        raise ModelError("OpenVINO is not installed", "pip install openvino, or use the backend onnx") from absent
    model = openvino.Core().compile_model(str(path), "CPU")
    outputs = {name: output for output in model.outputs for name in output.get_names()}
    wanted = next((outputs[n] for n in ("last_hidden_state", "token_embeddings") if n in outputs), model.outputs[0])
    return _known([given.get_any_name() for given in model.inputs]), lambda arrays: np.asarray(model(arrays)[wanted])


def _known(inputs: list[str]) -> list[str]:
    if unknown := set(inputs) - {"input_ids", "attention_mask", "token_type_ids", "position_ids"}:
        raise ModelError(
            f"the exported model asks for {', '.join(sorted(unknown))}",
            "export it for feature extraction",
        )
    return inputs


def _weights(settings: EmbeddingSettings, folder: Path) -> Path:
    names = (settings.file,) if settings.file else FILES[settings.backend]
    found = next((folder / name for name in names if (folder / name).is_file()), None)
    if found is None:
        raise ModelError(
            f"the model {settings.model} has no {names[0]}", "export it, name the file, or use the backend torch"
        )
    return found


def _pooling(model: str, folder: Path) -> Pooling:
    """How the model's own configuration pools.

    Raises:
        ModelError: In a way that is not known here, or further layers follow.
    """
    modules = json.loads((folder / "modules.json").read_text("utf-8")) if (folder / "modules.json").is_file() else []
    kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        raise ModelError(f"{model} is not a transformer with a pooling alone", "use the backend torch for it")
    said = _read(folder / str(modules[1]["path"]) / "config.json")
    old = {"pooling_mode_cls_token": "cls", "pooling_mode_mean_tokens": "mean", "pooling_mode_max_tokens": "max",
           "pooling_mode_lasttoken": "lasttoken"}  # fmt: skip
    how = said.get("pooling_mode") or [name for key, name in old.items() if said.get(key)]
    chosen: list[Any] = [how] if isinstance(how, str) else list(how)
    if len(chosen) != 1 or chosen[0] not in old.values() or not said.get("include_prompt", True):
        raise ModelError(f"{model} pools its tokens in a way that is not known here", "use the backend torch for it")
    return cast(Pooling, chosen[0])


def _max_length(folder: Path) -> int:
    """Tokens that the model reads of a text."""
    said = [_read(folder / "sentence_bert_config.json").get("max_seq_length")]
    said += [_read(folder / "tokenizer_config.json").get("model_max_length")]
    return next((int(n) for n in said if isinstance(n, int | float) and 0 < n < 1e6), _LENGTH)


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found
