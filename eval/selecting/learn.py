"""Learning to select: a softmax over the candidates of a question and "none of them", the right ones the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.adam import Adam
from retriever.selector import MOST, Net

Floats = npt.NDArray[np.float32]

_RISE = 0.3  # of the steps


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one question in one index: a row of traits each, and which of them answer, maybe none.

    Attributes:
        name: The gold set it is from.
        rows: Candidates × traits.
        right: A flag a row.
        weight: How much the question counts.
        kept: Whether it is measured by, and not only learned from.
    """

    name: str
    rows: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]
    weight: float
    kept: bool


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """How the networks are learned.

    Attributes:
        hidden: Width of the hidden layer.
        steps: Batches.
        batch: Questions in a batch.
        rate: Largest step size of AdamW, in one cycle.
        decay: Pull of the weights to zero.
        drop: Share of the traits left out of a question while learning, so that no one of them carries it all.
        nets: How many networks, each from another seed, are averaged.
        seed: Same seed and data, same weights.
    """

    hidden: int = 16
    steps: int = 700
    batch: int = 256
    rate: float = 0.01
    decay: float = 0.02
    drop: float = 0.2
    nets: int = 5
    seed: int = 0


def learn(groups: Sequence[Group], settings: LearnSettings) -> tuple[Net, ...]:
    """The networks, from questions with their candidates."""
    rows = np.concatenate([group.rows for group in groups])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-3)
    scaled = [np.clip((group.rows - mean) / scale, -MOST, MOST) for group in groups]
    several = range(settings.seed, settings.seed + settings.nets)
    return tuple(Net(mean, scale, *_one(groups, scaled, settings, seed)) for seed in several)


def _one(
    groups: Sequence[Group], scaled: Sequence[Floats], settings: LearnSettings, seed: int
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """AdamW (Loshchilov and Hutter 2019) with one cycle of the step size (Smith and Topin 2019)."""
    rng = np.random.default_rng(seed)
    width, hidden = scaled[0].shape[1], settings.hidden
    bound = 1.0 / np.sqrt(width)
    weights = [
        rng.uniform(-bound, bound, (width, hidden)).astype(np.float32),
        rng.uniform(-bound, bound, hidden).astype(np.float32),
        rng.uniform(-1, 1, hidden).astype(np.float32) / np.float32(np.sqrt(hidden)),
        rng.uniform(-bound, bound, width).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    adam = Adam(weights)
    for step in range(1, settings.steps + 1):
        chosen = rng.integers(0, len(groups), settings.batch)
        slopes = _slopes(weights, [groups[n] for n in chosen], [scaled[n] for n in chosen], settings.drop, rng)
        rate = settings.rate * _cycle(step / settings.steps)
        shrink = 1 - rate * settings.decay
        weights = [w * shrink - rate * move for w, move in zip(weights, adam.moves(slopes), strict=True)]
    hidden_, bias, out, straight, level = (np.asarray(w, np.float32) for w in weights)
    return hidden_, bias, out, straight, level


def _cycle(done: float) -> float:
    """Share of the largest step: up over three tenths of the way, down to nothing over the rest, both as a cosine."""
    if done < _RISE:
        return float(0.04 + 0.48 * (1 - np.cos(np.pi * done / _RISE)))
    return float(0.5 * (1 + np.cos(np.pi * (done - _RISE) / (1 - _RISE))))


def _slopes(
    weights: Sequence[Floats], chosen: Sequence[Group], scaled: Sequence[Floats], drop: float, rng: np.random.Generator
) -> list[Floats]:
    """Gradient of the weighted mean of -log P(one that is right, or none where none is)."""
    hidden, bias, out, straight, level = weights
    lengths = [len(rows) for rows in scaled]
    owner = np.repeat(np.arange(len(chosen)), lengths)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    z = np.concatenate(scaled) * (rng.random((len(chosen), len(straight))) >= drop).astype(np.float32)[owner]
    right = np.concatenate([g.right for g in chosen])
    layer = np.tanh(z @ hidden + bias)
    odds = layer @ out + z @ straight + level
    most = np.maximum(np.maximum.reduceat(odds, starts), 0.0)  # none has log-odds 0
    likely = np.exp(odds - most[owner])
    wanted = likely * right
    total = np.add.reduceat(likely, starts) + np.exp(-most)
    aimed = np.add.reduceat(wanted, starts)
    error = likely / total[owner] - wanted / np.where(aimed > 0, aimed, 1.0)[owner]
    error = (error * np.array([g.weight for g in chosen])[owner] / len(chosen)).astype(np.float32)
    back = np.outer(error, out) * (1 - layer * layer)
    return [z.T @ back, back.sum(axis=0), layer.T @ error, z.T @ error, error.sum(keepdims=True)]
