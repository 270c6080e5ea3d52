"""Drafts of cases that users' feedback leaves in the data folder, to be looked at and exported as gold cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eval import jsonl
from eval.cases import Case
from eval.curate import from_answer, next_id
from eval.jsonl import Row
from ingest.lock import writer_lock

FILE = "drafts.jsonl"


class Draft(Row):
    """An answer a user said something about."""

    created: str  # ISO time
    verdict: str  # right or wrong, in the user's view
    note: str = ""
    history: tuple[str, ...] = ()
    region: str | None = None
    answer: dict[str, Any]


def collect(data_dir: Path, draft: Mapping[str, Any]) -> None:
    """Keep a draft; called by the page when a user rates an answer."""
    line = Draft.model_validate(draft).model_dump_json() + "\n"
    with writer_lock(data_dir), (data_dir / FILE).open("a", encoding="utf-8") as file:
        file.write(line)


def drafts(data_dir: Path) -> tuple[Draft, ...]:
    """The drafts of a data folder, oldest first; none where none was kept."""
    path = data_dir / FILE
    return jsonl.read(path, Draft) if path.is_file() else ()


def as_cases(found: Iterable[Draft], author: str, known: Iterable[Case] = ()) -> list[dict[str, Any]]:
    """Drafts as cases, one a draft, to be completed by hand: what an answer said is what it should say only if it
    was called right; else its status, evidence and values are left for the editor, and `note` says what the user said.
    """
    out = []
    there = list(known)
    for draft in found:
        category = "feedback"
        given = {
            "id": next_id(category, there), "category": category, "difficulty": "medium", "author": author,
            "source": "feedback", "history": draft.history, "region": draft.region, "as_of": draft.answer["as_of"],
        }  # fmt: skip
        case = from_answer(draft.answer, given)
        there.append(case)
        row = case.model_dump(mode="json")
        if draft.verdict != "right":
            row |= {"status": [], "evidence": [], "values": []}
        out.append({**row, "note": draft.note})
    return out


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Append rows to a file of cases."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
