"""The contrastive loop: each batch pulls the two texts of a pair together and all others apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from retriever.training.pairs import Batch, Task

_RARE = 1e-3  # a token of this probability starts with half the weight of the rarest


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """How long and how the rows are learned."""

    dim: int = 256
    steps: int = 2400
    batch: int = 1024
    rate: float = 0.02
    scale: float = 20.0
    seed: int = 20161


def learn(
    tokenizer: Tokenizer, tasks: Sequence[Task], settings: LearnSettings, say: Callable[[str], None]
) -> NDArray[np.float32]:
    """The embedding matrix, one row a token, each row already times its learned weight."""
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    parts = _parts(tokenizer)
    rows = torch.nn.Parameter(torch.randn(parts.count, settings.dim) / settings.dim**0.5)
    weights = torch.nn.Parameter(_first_weights(tokenizer, tasks, rng))
    optimizer = torch.optim.Adam([rows, weights], lr=settings.rate, fused=True)
    shares = np.array([task.share for task in tasks])
    began = time.monotonic()
    for step in range(settings.steps):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * _pace(step, settings.steps)
        task = tasks[int(rng.choice(len(tasks), p=shares / shares.sum()))]
        batch = task.draw(rng, settings.batch)
        left, right = _sides(rows, weights, parts, batch)
        scores = settings.scale * left @ right.T
        keys = torch.from_numpy(batch.keys)
        same = (keys[:, None] == keys[None, :]) & ~torch.eye(len(keys), dtype=torch.bool)
        scores = scores.masked_fill(same, -1e4)
        target = torch.arange(len(keys))
        loss = functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
        optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        optimizer.step()
        if step % 50 == 0:
            say(f"step {step} of {settings.steps}, {time.monotonic() - began:.0f} s, {task.name} {loss.item() / 2:.3f}")
    with torch.no_grad():
        table = _compose(rows, weights, parts, np.arange(tokenizer.get_vocab_size()))
        table[0] = 0  # the unknown token says nothing
    return np.asarray(table.numpy(), dtype=np.float32)


def _pace(step: int, steps: int) -> float:
    """Share of the full rate: 50 steps up, then straight down to nothing."""
    return min((step + 1) / 50, (steps - step) / (steps - min(50, steps // 2)), 1.0)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What each token's row is the mean of: parts `flat[starts[t] : starts[t + 1]]`, of `count` in all."""

    flat: NDArray[np.int64]
    starts: NDArray[np.int64]
    count: int


def _parts(tokenizer: Tokenizer) -> _Parts:
    """A token's parts: its own vector, and those of its characters or of its English stem.

    补贴 and 补助 begin as relatives, and so do subsidy and subsidised; a rare word borrows from common ones.
    """
    vocabulary = tokenizer.get_vocab()
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    stems: dict[str, int] = {}
    flat: list[int] = []
    starts = [0]
    for index, piece in enumerate(pieces):
        flat.append(index)
        if piece.isascii():
            if piece.isalpha() and len(piece) >= 5:
                flat.append(stems.setdefault(piece[:5], len(pieces) + len(stems)))
        elif len(piece) > 1:
            flat.extend(vocabulary[c] for c in piece if c in vocabulary)
        starts.append(len(flat))
    return _Parts(np.array(flat), np.array(starts), len(pieces) + len(stems))


def _first_weights(tokenizer: Tokenizer, tasks: Sequence[Task], rng: np.random.Generator) -> torch.Tensor:
    counts = np.ones(tokenizer.get_vocab_size())
    for task in tasks:
        batch = task.draw(rng, 2048)
        np.add.at(counts, np.concatenate([*batch.left, *batch.right]), 1)
    return torch.from_numpy(np.log(_RARE / (_RARE + counts / counts.sum()))).float()


def _sides(rows: torch.Tensor, weights: torch.Tensor, parts: _Parts, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Unit vectors of both sides; only the rows of tokens in the batch are composed."""
    texts = [*batch.left, *batch.right]
    tokens, places = np.unique(np.concatenate(texts), return_inverse=True)
    table = _compose(rows, weights, parts, tokens)
    lengths = np.fromiter((len(t) for t in texts), dtype=np.int64, count=len(texts))
    offsets = torch.from_numpy(np.cumsum(lengths) - lengths)
    sums = functional.embedding_bag(torch.from_numpy(places), table, offsets, mode="sum")
    unit = functional.normalize(sums, dim=1)
    return unit[: len(batch.left)], unit[len(batch.left) :]


def _compose(rows: torch.Tensor, weights: torch.Tensor, parts: _Parts, tokens: NDArray[Any]) -> torch.Tensor:
    lengths = parts.starts[tokens + 1] - parts.starts[tokens]
    offsets = np.cumsum(lengths) - lengths
    within = np.arange(lengths.sum()) - np.repeat(offsets, lengths)
    flat = torch.from_numpy(parts.flat[np.repeat(parts.starts[tokens], lengths) + within])
    mean = functional.embedding_bag(flat, rows, torch.from_numpy(offsets), mode="mean")
    return mean * weights[torch.from_numpy(tokens.astype(np.int64))].exp()[:, None]
