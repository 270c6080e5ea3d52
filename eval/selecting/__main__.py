"""Make the selector anew: ask every develop question, learn, save, measure, write the card.

python -m eval.selecting --data DIR [--out DIR] [--seed N]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from eval.cases import GOLD, Case, load
from eval.corpus import Sections, documents, indexed_apart, opened
from eval.elsewhere import load_outside
from eval.selecting.card import write_card
from eval.selecting.folds import folds, names
from eval.selecting.groups import Recorder, alone, of_cases
from eval.selecting.learn import Group, LearnSettings, learn
from eval.selecting.measure import figures
from retriever.embedder import open_encoder
from retriever.selector import DEFAULT, save
from retriever.settings import EmbeddingSettings

_FEW = 8  # questions of other documents that are asked of one document, at least


def main(arguments: list[str] | None = None) -> int:
    """Run the whole making; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.selecting", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with documents/ in it")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="folder the weights are written to")
    parser.add_argument("--folds", type=Path, help="folder for weights learned without each set, to measure with")
    parser.add_argument("--seed", type=int, default=LearnSettings().seed, help="same seed and data, same weights")
    options = parser.parse_args(arguments)
    learning = LearnSettings(seed=options.seed)
    groups = [group for name in names() for group in _groups(name, options.data)]
    save(options.out, learn(groups, learning))
    measured: dict[str, dict[str, float]] = {}
    for apart in folds():
        nets = learn([g for g in groups if g.name not in apart], replace(learning, nets=2))
        for name in apart:
            measured[name] = figures([g for g in groups if g.name == name and g.kept], nets)
            if options.folds:
                save(options.folds / name, nets)
    write_card(options.out, open_encoder(EmbeddingSettings()).fingerprint, learning, len(groups), measured)
    sys.stdout.write(json.dumps(measured, indent=1) + "\n")
    return 0


def _groups(name: str, data: Path) -> Iterator[Group]:
    if name.startswith("outside"):
        outside = load_outside(name, data)
        cases, files = outside.cases, list(outside.files)
    else:
        cases, files = load(GOLD / f"{name}.jsonl"), [documents()]
    with tempfile.TemporaryDirectory(prefix="policyqa-selecting-") as folder:
        sections, recorder = Sections(Path(folder)), Recorder()
        with indexed_apart(files, sections) as apart, opened(apart, selector=recorder) as assistant:
            found = list(of_cases(name, cases, assistant, recorder))
        if name.startswith("outside"):
            for file in files:
                own, others = _of_one(cases, file.name)
                with indexed_apart([file], sections) as apart, opened(apart, selector=recorder) as assistant:
                    found += alone(name, own, others, assistant, recorder)
    sys.stderr.write(f"{name}: {len(cases)} questions, {len(found)} groups\n")
    yield from found


def _of_one(cases: tuple[Case, ...], file: str) -> tuple[list[Case], list[Case]]:
    """The questions that one document answers, and some that others do."""
    by_file: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        files = {span.source_file for span in case.evidence}
        if len(files) == 1:
            by_file[files.pop()].append(case)
    own = by_file.get(file, [])
    others = [case for other, several in sorted(by_file.items()) if other != file for case in several]
    random.Random(file).shuffle(others)
    return own, others[: max(_FEW, len(own) // 2)]


if __name__ == "__main__":
    sys.exit(main())
