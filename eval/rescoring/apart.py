"""Make an embedding model without the reading questions and without half of the statutes, to learn the re-scorer with.

python -m eval.rescoring.apart --data DIR --out DIR
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from eval.rescoring.sources import apart
from retriever.training.sources import read_sources


def main(arguments: list[str] | None = None) -> int:
    """Learn and save it; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.rescoring.apart", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    parser.add_argument("--out", type=Path, required=True, help="folder the model is written to")
    parser.add_argument("--steps", type=int, default=700, help="batches to learn from")
    options = parser.parse_args(arguments)

    from retriever.training.export import save
    from retriever.training.holdout import split
    from retriever.training.learn import LearnSettings, learn
    from retriever.training.pairs import build_tasks
    from retriever.training.vocabulary import build_tokenizer

    training, _ = split(read_sources(options.data))
    tokenizer = build_tokenizer(training, 20_000, 8_000)
    kept = replace(training, statutes=tuple(s for s in training.statutes if not apart(s)))
    tasks = tuple(task for task in build_tasks(tokenizer, kept) if task.name not in ("questions", "passages"))
    rows = learn(tokenizer, tasks, LearnSettings(steps=options.steps), lambda line: print(line, file=sys.stderr))  # noqa: T201
    save(tokenizer, rows, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
