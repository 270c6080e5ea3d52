"""The contrastive loop: each batch pulls the two texts of a pair together and all others apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from retriever.training.pairs import Ids, Task

_RARE = 1e-3  # a token of this probability starts with half the weight of the rarest


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """How long and how the rows are learned."""

    dim: int = 256
    steps: int = 1800
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
    parts, starts, n_parts = _parts(tokenizer)
    rows = torch.nn.Parameter(torch.randn(n_parts, settings.dim) / settings.dim**0.5)
    weights = torch.nn.Parameter(_first_weights(tokenizer, tasks, rng))
    optimizer = torch.optim.Adam([{"params": [rows], "lr": settings.rate}, {"params": [weights], "lr": settings.rate}])
    shares = np.array([task.share for task in tasks])
    began = time.monotonic()
    for step in range(settings.steps):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * _pace(step, settings.steps)
        task = tasks[int(rng.choice(len(tasks), p=shares / shares.sum()))]
        batch = task.draw(rng, settings.batch)
        table = _compose(rows, weights, parts, starts)
        left, right = _bag(table, batch.left), _bag(table, batch.right)
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
        table = _compose(rows, weights, parts, starts)
        table[0] = 0  # the unknown token says nothing
    return np.asarray(table.numpy(), dtype=np.float32)


def _pace(step: int, steps: int) -> float:
    """Share of the full rate: 50 steps up, then straight down to nothing."""
    return min((step + 1) / 50, (steps - step) / (steps - min(50, steps // 2)), 1.0)


def _parts(tokenizer: Tokenizer) -> tuple[torch.Tensor, torch.Tensor, int]:
    """What each row is the mean of: its own vector, and those of its characters or of its English stem.

    补贴 and 补助 begin as relatives, and so do subsidy and subsidised; a rare word borrows from common ones.
    """
    vocabulary = tokenizer.get_vocab()
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    extra: dict[str, int] = {}
    flat: list[int] = []
    starts: list[int] = []
    for index, piece in enumerate(pieces):
        starts.append(len(flat))
        flat.append(index)
        if piece.isascii():
            if piece.isalpha() and len(piece) >= 5:
                flat.append(extra.setdefault(piece[:5], len(pieces) + len(extra)))
        elif len(piece) > 1:
            flat.extend(vocabulary[c] for c in piece if c in vocabulary)
    return torch.tensor(flat), torch.tensor(starts), len(pieces) + len(extra)


def _first_weights(tokenizer: Tokenizer, tasks: Sequence[Task], rng: np.random.Generator) -> torch.Tensor:
    counts = np.ones(tokenizer.get_vocab_size())
    for task in tasks:
        batch = task.draw(rng, 2048)
        np.add.at(counts, np.concatenate([*batch.left, *batch.right]), 1)
    return torch.from_numpy(np.log(_RARE / (_RARE + counts / counts.sum()))).float()


def _compose(rows: torch.Tensor, weights: torch.Tensor, parts: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
    return functional.embedding_bag(parts, rows, starts, mode="mean") * weights.exp()[:, None]


def _bag(table: torch.Tensor, texts: list[Ids]) -> torch.Tensor:
    lengths = np.fromiter((len(t) for t in texts), dtype=np.int64, count=len(texts))
    offsets = torch.from_numpy(np.cumsum(lengths) - lengths)
    ids = torch.from_numpy(np.concatenate(texts).astype(np.int64))
    return functional.normalize(functional.embedding_bag(ids, table, offsets, mode="sum"), dim=1)
