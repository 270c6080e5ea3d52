"""The schema of app.db as numbered steps. A step that was released never changes; a change is a step of its own.

Plain SQL that SQLite and PostgreSQL both take; times are ISO texts in UTC, objects are JSON texts.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (  # 1: conversations and their turns
        "CREATE TABLE conversations (conversation_id TEXT PRIMARY KEY, owner TEXT NOT NULL, created TEXT NOT NULL, "
        "updated TEXT NOT NULL)",
        "CREATE INDEX conversations_of_owner ON conversations (owner, updated)",
        "CREATE TABLE turns (conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, "
        "number INTEGER NOT NULL, question TEXT NOT NULL, answer_id TEXT NOT NULL, answer TEXT NOT NULL, "
        "created TEXT NOT NULL, PRIMARY KEY (conversation_id, number))",
        "CREATE INDEX turns_of_answer ON turns (answer_id)",
    ),
    (  # 2: what is said of answers
        "CREATE TABLE feedback (answer_id TEXT NOT NULL, owner TEXT NOT NULL, "
        "conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, verdict TEXT NOT NULL, "
        "reasons TEXT NOT NULL, comment TEXT NOT NULL, created TEXT NOT NULL, PRIMARY KEY (answer_id, owner))",
    ),
    (  # 3: the place that a question was asked for; conversations by age, to delete the old ones
        "ALTER TABLE turns ADD COLUMN region TEXT",
        "CREATE INDEX conversations_by_age ON conversations (updated)",
    ),
)
