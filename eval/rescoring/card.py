"""The card of the re-scorer: what it is, what it learned from, how well it orders."""

from __future__ import annotations

from pathlib import Path

from eval.rescoring.learn import LearnSettings
from retriever.features import NAMES

_CARD = """# Re-scorer

{nets} small networks a language ({features} features, {hidden} hidden units, numpy alone), whose scores are averaged:
they put the clauses that BM25 and the vectors found best in a better order. Features: {names}.

## Making it again

    python -m eval.rescoring.apart --data DATA/training --out MODEL
    python -m eval.rescoring --data DATA --apart MODEL

Seed {seed}. The same seed, data, embedding model and pinned versions give the same weights. Make it anew whenever the
embedding model changes; these were made with `{fingerprint}`.

## Learned from

{sets}

`readings` (CMRC 2018 and DRCD development questions over their passages) and `official`, `lay` (questions made by rule
of statutes' words) are searched with an embedding model that has seen neither the questions nor those statutes;
`lay, learned` with the model itself, which learned from those statutes; `english` are held-out articles of statutes of
Taiwan with their English; `own`, `outside` the project's develop questions that stand alone. No set that the README
reports was learned from. The weights hold no text; they are offered under the licence of the code.

## Figures

Of the clauses found, how often a right one is among the first; on questions not learned from.

| | | hit@1 | hit@3 | hit@10 |
|---|---|---:|---:|---:|
{figures}
"""


def write_card(
    folder: Path, fingerprint: str, settings: LearnSettings, sizes: dict[str, int],
    figures: dict[str, dict[str, dict[str, float]]],
) -> None:  # fmt: skip
    """Write the card beside the weights."""
    rows = [
        f"| {name} | {order} | " + " | ".join(f"{value:.3f}" for value in hits.values()) + " |"
        for name, orders in figures.items()
        for order, hits in orders.items()
    ]
    text = _CARD.format(
        nets=settings.nets, features=len(NAMES), hidden=settings.hidden, names=", ".join(NAMES), seed=settings.seed,
        fingerprint=fingerprint, sets="\n".join(f"- `{name}`: {size:,} questions" for name, size in sizes.items()),
        figures="\n".join(rows),
    )  # fmt: skip
    (folder / "README.md").write_text(text, "utf-8")
