"""Make the re-scorer anew: find the clauses of every question, learn, save, measure, write the card.

python -m eval.rescoring --data DIR --apart MODEL [--work DIR] [--out DIR]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.corpus import Sections
from eval.rescoring.card import write_card
from eval.rescoring.groups import hits, of_pairs
from eval.rescoring.learn import Group, LearnSettings, learn
from eval.rescoring.sources import english, lay, lay_learned, official, own, readings
from retriever.embedder import open_encoder
from retriever.features import NAMES
from retriever.rescore import DEFAULT, Net, save
from retriever.settings import EmbeddingSettings, SearchSettings
from retriever.training.holdout import split
from retriever.training.sources import read_sources

_FOLDS = 4
_MIXED = NAMES.index("mixed")


def main(arguments: list[str] | None = None) -> int:
    """Run the whole making; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.rescoring", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with training/ and documents/ in it")
    parser.add_argument("--apart", type=Path, required=True, help="the model of `python -m eval.rescoring.apart`")
    parser.add_argument("--work", type=Path, help="folder for indexes, kept for the next time")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="folder the weights are written to")
    parser.add_argument("--seed", type=int, default=LearnSettings().seed, help="same seed and data, same weights")
    options = parser.parse_args(arguments)
    settings, learning = SearchSettings(), LearnSettings(seed=options.seed)
    with tempfile.TemporaryDirectory(prefix="policyqa-rescoring-") as temporary:
        work = options.work or Path(temporary)
        groups = _groups(options.data, options.apart, work, settings, options.seed)
    nets = {language: learn(_sets(groups, language), learning) for language in ("zh", "en")}
    save(options.out, nets)
    encoder = open_encoder(EmbeddingSettings())
    figures = _measured(groups, nets, learning)
    write_card(options.out, encoder.fingerprint, learning, {name: len(g) for name, g in groups.items()}, figures)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 0


def _groups(data: Path, apart: Path, work: Path, settings: SearchSettings, seed: int) -> dict[str, list[Group]]:
    encoder = open_encoder(EmbeddingSettings())
    other = open_encoder(EmbeddingSettings(model=str(apart)))
    sources = read_sources(data / "training")
    _, held = split(sources)
    found = {
        "readings": of_pairs(readings(sources.readings, seed), other, work, settings, _say),
        "official": of_pairs(official(sources.statutes, seed), other, work, settings, _say),
        "lay": of_pairs(lay(sources.statutes, seed), other, work, settings, _say),
        "lay, learned": of_pairs(lay_learned(sources.statutes, seed + 1), encoder, work, settings, _say),
        "english": of_pairs(english(held.articles), encoder, work, settings, _say),
    }
    return found | own(Sections(work), data, settings, _say)


def _sets(groups: dict[str, list[Group]], language: str) -> list[tuple[list[Group], float]]:
    """What each language learns from, and in which shares; every other English pair is kept to report by."""
    if language == "en":
        shares = {"english": 1.0, "readings": 0.3, "own": 0.3, "official": 0.5}
    else:
        shares = {"readings": 1.0, "own": 1.3, "outside": 1.0, "official": 0.5, "lay": 0.3, "lay, learned": 0.5}
    return [(groups[name][::2] if name == "english" else groups[name], share) for name, share in shares.items()]


def _measured(
    groups: dict[str, list[Group]], nets: dict[str, tuple[Net, ...]], learning: LearnSettings
) -> dict[str, dict[str, dict[str, float]]]:
    """The mixed order beside the new one, on questions not learned from: folds of our own, the other half of pairs."""
    figures = {"english, other half": _both(groups["english"][1::2], [nets["en"]] * len(groups["english"][1::2]))}
    for name in ("own", "outside"):
        judged: list[tuple[Group, tuple[Net, ...]]] = []
        for fold in range(_FOLDS):
            rest = {n: [g for i, g in enumerate(gs) if i % _FOLDS != fold] for n, gs in groups.items() if n == name}
            learned = learn(_sets({**groups, **rest}, "zh"), replace(learning, nets=1))
            judged += [(group, learned) for i, group in enumerate(groups[name]) if i % _FOLDS == fold]
        figures[f"{name}, in {_FOLDS} folds"] = _both([g for g, _ in judged], [n for _, n in judged])
    return figures


def _both(groups: list[Group], nets: list[tuple[Net, ...]]) -> dict[str, dict[str, float]]:
    scores = {
        id(g): np.mean([net.scores(g.rows) for net in several], axis=0) for g, several in zip(groups, nets, strict=True)
    }
    return {"mixed": hits(groups, lambda g: g.rows[:, _MIXED]), "rescored": hits(groups, lambda g: scores[id(g)])}


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
