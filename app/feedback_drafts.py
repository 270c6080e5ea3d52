"""What users said of answers, as drafts of gold cases: what a maintainer exports with `policyqa eval export`.

They are read from app.db when they are exported and not copied before: a conversation that its owner deletes takes
what was said of it along.
"""

from __future__ import annotations

from pathlib import Path

from app.db import FILE
from app.records import DatabaseRecords
from app.sections import RecordsSettings
from eval.drafts import Draft


def feedback_drafts(data_dir: Path, settings: RecordsSettings) -> tuple[Draft, ...]:
    """A draft for each answer that somebody spoke of, oldest first; none where there is no database."""
    if settings.url is None and not (data_dir / FILE).is_file():
        return ()
    records = DatabaseRecords(data_dir, settings)
    try:
        said = records.said()
    finally:
        records.close()
    return tuple(
        Draft(
            created=one["created"],
            verdict="right" if one["verdict"] == "up" else "wrong",
            note="; ".join(filter(None, (", ".join(one["reasons"]), one["comment"]))),
            history=tuple(one["history"]),
            region=one["region"],
            answer=one["answer"],
        )
        for one in said
    )
