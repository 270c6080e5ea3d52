"""Conversations, their answers and what is said of them, in app.db. Each call names the owner; nobody else's is found.

An owner is the hash of a secret that a browser or a client keeps; the secret itself is stored nowhere. A conversation
is what its turns say, in order, and nothing beside them. Personal data in it is masked before it is stored.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.db import forget, open_database, reading, run, writing
from app.kept import Kept, Limits, Summary
from app.masking import mask, mask_answer
from app.sections import RecordsSettings
from retriever.types import Turn

MAX_TITLE = 80
MAX_COMMENT = 2000


class DatabaseRecords:
    """The records of a data folder; any number of threads and processes may have it open."""

    def __init__(
        self,
        data_dir: Path | None,
        settings: RecordsSettings | None = None,
        told: Callable[[str], None] = lambda verdict: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open app.db of the folder (None: in memory), or the database that the settings name.

        Args:
            data_dir: The folder.
            settings: What is kept.
            told: Called with each verdict that is noted.
            now: The clock.

        Raises:
            StoreError: It cannot be used, or was written by a newer version.
        """
        self._told = told
        self._settings = settings or RecordsSettings()
        self._engine = open_database(data_dir, self._settings.url)
        self._now = now
        self.forget_old()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def limits(self) -> Limits:
        """How much is kept, and for how long."""
        return Limits(self._settings.conversations, self._settings.days)

    # -- a browser's own conversations

    def keep(self, owner: str, conversation_id: str | None, kept: Kept) -> str:
        """Add an answered question to a conversation of the owner's, or begin one; its id."""
        with writing(self._engine) as db:
            if conversation_id is None or not _owns(db, owner, conversation_id):
                conversation_id = uuid.uuid4().hex
            gone = self._append(db, owner, conversation_id, kept)
        if gone:
            forget(self._engine)
        return conversation_id

    def keep_in(self, owner: str, conversation_id: str, kept: Kept) -> None:
        """Add an answered question to the conversation with this id, which begins with it if there is none.

        Args:
            owner: Whose it is.
            conversation_id: Follows from the owner (`app.sessions`), so that two owners never have the same.
            kept: The question and its answer.
        """
        with writing(self._engine) as db:
            gone = self._append(db, owner, conversation_id, kept)
        if gone:
            forget(self._engine)

    def conversations(self, owner: str) -> list[Summary]:
        """The owner's, the one used last first."""
        with reading(self._engine) as db:
            rows: Iterable[Any] = run(
                db,
                "SELECT conversation_id, updated, (SELECT question FROM turns t WHERE t.conversation_id = "
                "c.conversation_id ORDER BY number LIMIT 1), (SELECT COUNT(*) FROM turns t WHERE t.conversation_id = "
                "c.conversation_id) FROM conversations c WHERE owner = :owner ORDER BY updated DESC",
                owner=owner,
            ).all()
        return [
            Summary(name, title[:MAX_TITLE], datetime.fromisoformat(updated), count)
            for name, updated, title, count in rows
            if count
        ]

    def conversation(self, owner: str, conversation_id: str) -> list[Kept] | None:
        """The questions with their answers, oldest first, or None where the owner has no such conversation."""
        sql = "SELECT question, answer, region FROM turns WHERE conversation_id = :id ORDER BY number"
        with reading(self._engine) as db:
            if not _owns(db, owner, conversation_id):
                return None
            rows = run(db, sql, id=conversation_id).all()
        return [Kept(row.question, json.loads(row.answer), row.region) for row in rows]

    def turns(self, owner: str, conversation_id: str, last: int) -> list[Turn]:
        """The last so many questions, oldest first; none where the owner has no such conversation."""
        sql = (
            "SELECT question, answer_id FROM turns JOIN conversations USING (conversation_id) "
            "WHERE conversation_id = :id AND owner = :owner ORDER BY number DESC LIMIT :last"
        )
        with reading(self._engine) as db:
            rows = run(db, sql, id=conversation_id, owner=owner, last=last).all()
        return [Turn(row.question, row.answer_id or None) for row in reversed(rows)]

    def cut(self, owner: str, conversation_id: str, turns: int) -> bool:
        """Drop what came after the first `turns` questions, as when the last is asked anew; whether it was there."""
        with writing(self._engine) as db:
            if not _owns(db, owner, conversation_id):
                return False
            run(
                db,
                "DELETE FROM turns WHERE conversation_id = :id AND number NOT IN "
                "(SELECT number FROM turns WHERE conversation_id = :id ORDER BY number LIMIT :n)",
                id=conversation_id,
                n=turns,
            )
            return True

    def delete(self, owner: str, conversation_id: str) -> bool:
        """Whether there was one to delete; its answers and what was said of them go with it."""
        sql = "DELETE FROM conversations WHERE conversation_id = :id AND owner = :owner"
        with writing(self._engine) as db:
            gone = run(db, sql, id=conversation_id, owner=owner).rowcount
        forget(self._engine)
        return gone > 0

    def delete_all(self, owner: str) -> int:
        """Delete everything the owner has; how many conversations that were."""
        with writing(self._engine) as db:
            gone = run(db, "DELETE FROM conversations WHERE owner = :owner", owner=owner).rowcount
        forget(self._engine)
        return gone

    def export(self, owner: str, conversation_id: str) -> dict[str, Any] | None:
        """All that is kept of a conversation, for its owner to take away; None where the owner has no such one."""
        with reading(self._engine) as db:
            if not _owns(db, owner, conversation_id):
                return None
            began = run(
                db, "SELECT created, updated FROM conversations WHERE conversation_id = :id", id=conversation_id
            )
            turns = run(
                db,
                "SELECT question, region, answer, created FROM turns WHERE conversation_id = :id ORDER BY number",
                id=conversation_id,
            )
            said = run(
                db,
                "SELECT answer_id, verdict, reasons, comment, created FROM feedback WHERE conversation_id = :id",
                id=conversation_id,
            )
            return {
                "conversation_id": conversation_id,
                **began.one()._mapping,
                "turns": [{**row._mapping, "answer": json.loads(row.answer)} for row in turns],
                "feedback": [{**row._mapping, "reasons": json.loads(row.reasons)} for row in said],
            }

    # -- what is said of answers

    def feedback(self, owner: str, answer_id: str, verdict: str, reasons: Sequence[str], comment: str) -> bool:
        """Note what the owner says of an answer of theirs, in place of what they said before.

        Returns:
            False where they got no such answer.
        """
        with writing(self._engine) as db:
            found = run(
                db,
                "SELECT conversation_id FROM turns JOIN conversations USING (conversation_id) "
                "WHERE answer_id = :answer AND owner = :owner",
                answer=answer_id,
                owner=owner,
            ).first()
            if found is None:
                return False
            run(db, "DELETE FROM feedback WHERE answer_id = :answer AND owner = :owner", answer=answer_id, owner=owner)
            run(
                db,
                "INSERT INTO feedback (answer_id, owner, conversation_id, verdict, reasons, comment, created) "
                "VALUES (:answer, :owner, :id, :verdict, :reasons, :comment, :now)",
                answer=answer_id, owner=owner, id=found[0], verdict=verdict, reasons=json.dumps(list(reasons)),
                comment=self._masked(comment[:MAX_COMMENT]), now=self._now().isoformat(),
            )  # fmt: skip
        self._told(verdict)
        return True

    def said(self) -> list[dict[str, Any]]:
        """Everything said of answers, oldest first, with the answers and the questions before; whose it is not said."""
        with reading(self._engine) as db:
            rows = run(
                db,
                "SELECT f.verdict, f.comment, f.created, f.reasons, t.region, t.answer, t.conversation_id, t.number "
                "FROM feedback f JOIN turns t USING (conversation_id, answer_id) ORDER BY f.created, f.answer_id",
            ).all()
            return [
                {
                    **{name: row._mapping[name] for name in ("verdict", "comment", "created", "region")},
                    "reasons": json.loads(row.reasons),
                    "answer": json.loads(row.answer),
                    "history": _before(db, row.conversation_id, row.number),
                }
                for row in rows
            ]

    # -- housekeeping

    def forget_old(self) -> int:
        """Delete the conversations that nobody went on with for longer than is set; how many those were."""
        if not self._settings.days:
            return 0
        before = (self._now() - timedelta(days=self._settings.days)).isoformat()
        with writing(self._engine) as db:
            gone = run(db, "DELETE FROM conversations WHERE updated < :before", before=before).rowcount
        if gone:
            forget(self._engine)
        return gone

    def _append(self, db: Connection, owner: str, conversation_id: str, kept: Kept) -> int:
        """How many conversations had to go for it."""
        now, gone = self._now().isoformat(), 0
        if self._settings.conversations and not _owns(db, owner, conversation_id):
            gone = self._make_room(db, owner)
        run(
            db,
            "INSERT INTO conversations (conversation_id, owner, created, updated) VALUES (:id, :owner, :now, :now) "
            "ON CONFLICT (conversation_id) DO UPDATE SET updated = :now WHERE conversations.owner = :owner",
            id=conversation_id, owner=owner, now=now,
        )  # fmt: skip
        if not _owns(db, owner, conversation_id):
            raise ValueError("the id of a conversation has to follow from its owner")
        answer = mask_answer(kept.answer, company_codes=self._settings.mask_company_codes)
        run(
            db,
            "INSERT INTO turns (conversation_id, number, question, answer_id, answer, created, region) "
            "SELECT :id, COALESCE(MAX(number), 0) + 1, :question, :answer_id, :answer, :now, :region "
            "FROM turns WHERE conversation_id = :id",
            id=conversation_id, question=self._masked(kept.question), answer_id=str(kept.answer.get("answer_id", "")),
            answer=json.dumps(answer, ensure_ascii=False), now=now, region=kept.region,
        )  # fmt: skip
        return gone

    def _make_room(self, db: Connection, owner: str) -> int:
        """Delete the owner's conversations used longest ago, so that one more is no more than are kept."""
        return run(
            db,
            "DELETE FROM conversations WHERE owner = :owner AND conversation_id NOT IN (SELECT conversation_id FROM "
            "conversations WHERE owner = :owner ORDER BY updated DESC, conversation_id LIMIT :others)",
            owner=owner,
            others=self._settings.conversations - 1,
        ).rowcount

    def _masked(self, given: str) -> str:
        return mask(given, company_codes=self._settings.mask_company_codes)


def _owns(db: Connection, owner: str, conversation_id: str) -> bool:
    sql = "SELECT 1 FROM conversations WHERE conversation_id = :id AND owner = :owner"
    return run(db, sql, id=conversation_id, owner=owner).first() is not None


def _before(db: Connection, conversation_id: str, number: int) -> list[str]:
    sql = "SELECT question FROM turns WHERE conversation_id = :id AND number < :number ORDER BY number"
    return [question for (question,) in run(db, sql, id=conversation_id, number=number)]
