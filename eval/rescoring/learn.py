"""Learning to rank: a softmax over the clauses of a question, the right ones to be the likeliest (ListNet)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.adam import Adam
from retriever.rescore import Net

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses that were found for a question: a row of features each, and which of them are right."""

    rows: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]

    @property
    def teaches(self) -> bool:
        """Whether there is anything to tell apart."""
        return bool(self.right.any() and not self.right.all())


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """How the networks are learned.

    Attributes:
        hidden: Width of the hidden layer.
        steps: Batches.
        batch: Questions in a batch.
        rate: Step size of Adam, falling to nothing over the second half.
        decay: Pull of the weights to zero.
        drop: Share of the features left out of a question while learning, so that no one of them carries it all.
        nets: How many networks, each from another seed, are averaged.
        seed: Same seed and data, same weights.
    """

    hidden: int = 24
    steps: int = 1500
    batch: int = 64
    rate: float = 0.008
    decay: float = 1e-3
    drop: float = 0.25
    nets: int = 3
    seed: int = 20161


def learn(sets: Sequence[tuple[Sequence[Group], float]], settings: LearnSettings) -> tuple[Net, ...]:
    """The networks, from sets of questions each with its share of what is learned from."""
    return tuple(_one(sets, settings, np.random.default_rng(settings.seed + n)) for n in range(settings.nets))


def _one(sets: Sequence[tuple[Sequence[Group], float]], settings: LearnSettings, rng: np.random.Generator) -> Net:
    groups = [group for several, _ in sets for group in several if group.teaches]
    chances = np.concatenate(
        [np.full(n, share / n) for several, share in sets if (n := sum(g.teaches for g in several))]
    )
    chances /= chances.sum()
    every = np.concatenate([g.rows for g in groups]).astype(np.float64)
    mean, scale = every.mean(axis=0), every.std(axis=0) + 1e-3
    width = every.shape[1]
    weights = [
        rng.normal(0, 0.3 / np.sqrt(width), (width, settings.hidden)),
        np.zeros(settings.hidden),
        rng.normal(0, 0.1, settings.hidden),
        np.zeros(width),
    ]
    adam = Adam(weights)
    for step in range(1, settings.steps + 1):
        chosen = [groups[i] for i in rng.choice(len(groups), settings.batch, p=chances)]
        slopes = _slopes(weights, chosen, mean, scale, settings.drop, rng)
        rate = settings.rate * min(1.0, (settings.steps - step) / (settings.steps * 0.5))
        pulled = [slope + settings.decay * w for slope, w in zip(slopes, weights, strict=True)]
        weights = [w - rate * move for w, move in zip(weights, adam.moves(pulled), strict=True)]
    return Net(*(np.asarray(part, np.float32) for part in (mean, scale, *weights)))


def _slopes(
    weights: Sequence[Doubles], chosen: Sequence[Group], mean: Doubles, scale: Doubles, drop: float,
    rng: np.random.Generator,
) -> list[Doubles]:  # fmt: skip
    """Gradient of the mean of -log P(a right clause is first)."""
    hidden, bias, out, straight = weights
    lengths = [len(g.right) for g in chosen]
    owner = np.repeat(np.arange(len(chosen)), lengths)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    z = (np.concatenate([g.rows for g in chosen]) - mean) / scale
    if drop:
        z = z * (rng.random((len(chosen), z.shape[1])) >= drop)[owner]
    right = np.concatenate([g.right for g in chosen])
    layer = np.tanh(z @ hidden + bias)
    scores = layer @ out + z @ straight
    likely = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    wanted = likely * right
    error = likely / np.add.reduceat(likely, starts)[owner] - wanted / np.add.reduceat(wanted, starts)[owner]
    error /= len(chosen)
    back = np.outer(error, out) * (1 - layer * layer)
    return [z.T @ back, back.sum(axis=0), layer.T @ error, z.T @ error]
