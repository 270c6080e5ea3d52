"""Make the default model: read the sets, build the tokenizer, learn the rows, save, measure, write the card."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch

from ingest.errors import PolicyQAError
from retriever.embedder import open_encoder
from retriever.settings import EmbeddingSettings
from retriever.training.card import write_card
from retriever.training.export import save
from retriever.training.holdout import measure_held_out, split
from retriever.training.learn import LearnSettings, learn
from retriever.training.measure import measure_set
from retriever.training.pairs import build_tasks
from retriever.training.sources import read_sources
from retriever.training.vocabulary import build_tokenizer

OUTSIDE = ("ncp_policies", "lecoqa")


def main(arguments: list[str] | None = None) -> int:
    """Run the whole making; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m retriever.training", description=__doc__)
    defaults = LearnSettings()
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    parser.add_argument("--out", type=Path, required=True, help="folder the model is written to")
    parser.add_argument(
        "--measure", type=Path, help="folder of outside question sets; they are measured, never learned"
    )
    parser.add_argument("--steps", type=int, default=defaults.steps, help="batches to learn from")
    parser.add_argument("--seed", type=int, default=defaults.seed, help="same seed and data, same figures")
    parser.add_argument("--han-words", type=int, default=20_000, help="Chinese words of the vocabulary")
    parser.add_argument("--latin-words", type=int, default=8_000, help="English words and numbers of the vocabulary")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)  # sums split over threads would differ from machine to machine
    settings = LearnSettings(steps=options.steps, seed=options.seed)
    try:
        _say("reading the training sets")
        training, held = split(read_sources(options.data))
        _say("building the tokenizer")
        tokenizer = build_tokenizer(training, options.han_words, options.latin_words)
        _say(f"{tokenizer.get_vocab_size()} tokens; pairing texts")
        tasks = build_tasks(tokenizer, training)
        rows = learn(tokenizer, tasks, settings, _say)
        save(tokenizer, rows, options.out)
        # Measured as it will be used: from the saved files, in half precision.
        encoder = open_encoder(EmbeddingSettings(model=str(options.out)))
        figures = measure_held_out(encoder.encode_passages, held)
        for name in OUTSIDE if options.measure else ():
            figures[name] = measure_set(encoder.encode_passages, options.measure, name)
    except PolicyQAError as error:
        _say(f"error: {error}")
        return error.exit_status
    write_card(options.out, settings, len(rows), figures)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
