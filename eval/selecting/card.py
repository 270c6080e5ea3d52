"""The card of the selector: what it is, what it learned from, how well it chooses and declines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.selecting.learn import LearnSettings
from retriever.traits.table import NAMES

_CARD = """# Selector

{nets} small networks ({traits} traits, {hidden} hidden units, numpy alone), whose log-odds are averaged: which of the
facts and sentences found answers a question, and whether any does. Traits: {names}.

## Making it again

    python -m eval.selecting --data DATA

Seed {seed}. The same seed, data, embedding model and pinned versions give the same weights. Make it anew whenever what
it reads changes: the embedding model, the search, the understanding of questions, `retriever/traits/`; these were
made with `{fingerprint}`.

## Learned from

The develop halves of the gold sets, {groups:,} groups of candidates: each question over its documents, once more
without those that answer it, a third of them of a place below, and, of the outside sets, over an index of one document
alone; and plain questions made from the facts of the documents. The score halves were not looked at. The weights hold
no text; they are offered under the licence of the code.

## Figures

On each set with weights that were learned without it (four folds). `first`: the most trusted candidate lies in the
evidence, where one does. `declines`: of a question answered rightly and one that nothing answers, how often the first
is thought surer. A follow-up that is looked at alone and with what was said before is two groups.

| set | groups | first | declines |
|---|---:|---:|---:|
{figures}
"""


def write_card(
    folder: Path, fingerprint: str, settings: LearnSettings, groups: int, figures: Mapping[str, Mapping[str, float]]
) -> None:
    """Write the card beside the weights."""
    rows = [
        f"| {name} | {f['groups']:.0f} | {f['first']:.3f} | {f['declines']:.3f} |"
        for name, f in sorted(figures.items())
    ]
    text = _CARD.format(
        nets=settings.nets, traits=len(NAMES), hidden=settings.hidden, names=", ".join(NAMES), seed=settings.seed,
        fingerprint=fingerprint, groups=groups, figures="\n".join(rows),
    )  # fmt: skip
    (folder / "README.md").write_text(text, "utf-8")
