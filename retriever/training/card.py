"""The model card: what the model is, what it learned from, on what terms, and how well it finds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from retriever.training.learn import LearnSettings

_CARD = """\
---
language: [zh, en]
license: cc-by-sa-4.0
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---

# Default embedding model

A static bilingual embedding: a Unigram tokenizer of {tokens:,} words and characters and one row of {dim} numbers
(float16) a token. The vector of a text is the mean of its tokens' rows, brought to length 1. Simplified and
Traditional Chinese share rows (the tokenizer folds characters one by one) and English lies in the same space.
`sentence_transformers.SentenceTransformer(<this folder>)` opens it; `retriever.embedder.StaticEncoder` reads the same
files with tokenizers and numpy alone. No prompts, no length limit, no network.

## Making it again

    python -m retriever.training --data DIR --out retriever/models/default --measure DIR

Seed {seed}, {steps:,} batches of {batch:,} pairs, one thread. The same seed, data and pinned
versions give the same figures.

## Figures

Vectors alone, cosine, one vector a passage. The first three sets were held out of training by whole passage and whole
statute; no question of the outside sets was learned from and nothing was chosen by them (634 of the 1,445 passages of
lecoqa are articles that stand among the statutes).

| set | questions | hit@1 | hit@10 |
|---|---|---|---|
{figures}

- `question → passage`: held-out encyclopedia questions over all passages of their sets, learned ones included.
- `sentence → rest of its article`: the last sentence of a held-out statute article finds what is left of it.
- `English → Chinese`: the first sentence of the English version of a held-out article finds the Chinese article.
- `ncp_policies`: questions over 599 policy notices of early 2020.
- `lecoqa`: lay people's legal questions over 1,445 statute articles.

## Data and terms

| data | used for | terms |
|---|---|---|
| CMRC 2018 (development set) | questions and their passages | CC BY-SA 4.0 |
| DRCD (development set) | questions and their passages, Traditional | CC BY-SA 3.0 |
| CC-CEDICT | words and their glosses | CC BY-SA 4.0 |
| Tatoeba, Chinese-English | sentence pairs | CC BY 2.0 FR |
| statutes of the People's Republic of China | stretch and article, titles, word counts | official texts |
| statutes of Taiwan with their English versions | parallel articles, titles | official texts |

Learned in part from CC BY-SA sets, the model files of this folder are offered under CC BY-SA 4.0, apart from the
licence of the code. No text of these sets is in the folder, single words and characters of the vocabulary aside.

## Limits

Word order, negation and numbers count for nothing; a text in a third language has no vector; characters outside the
vocabulary (rare names) are skipped. Long news-like notices are its weak side. It is meant to
stand beside a lexical search.
"""


def write_card(folder: Path, settings: LearnSettings, tokens: int, figures: Mapping[str, Mapping[str, float]]) -> None:
    """Write README.md into the model's folder."""
    rows = "\n".join(
        f"| {name} | {found['n']:,} | {found['hit@1']:.3f} | {found['hit@10']:.3f} |" for name, found in figures.items()
    )
    card = _CARD.format(
        tokens=tokens, dim=settings.dim, seed=settings.seed, steps=settings.steps, batch=settings.batch, figures=rows
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
