"""What the HTTP interface takes in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from app.records import MAX_COMMENT
from app.sessions import SESSION_ID
from retriever.types import Turn

MAX_HISTORY = 50


class PastTurn(BaseModel):
    """An earlier question and, where known, the id of its answer."""

    question: StrictStr
    answer_id: StrictStr | None = None


class Question(BaseModel):
    """A question and what it is asked about."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "高新技术企业有什么奖励？", "region": None, "history": []}]}
    )

    question: StrictStr = Field(description="The question, in Chinese or English.")
    history: list[StrictStr | PastTurn] = Field(
        default=[], max_length=MAX_HISTORY, description="Earlier questions, oldest first."
    )
    region: StrictStr | None = Field(None, max_length=50, description="Answer for this place only.")
    as_of: date | None = Field(None, description="Judge what is in force on this day (ISO date).")
    session_id: Annotated[str, Field(pattern=SESSION_ID)] | None = Field(
        None,
        description="16 to 128 unguessable characters; the server then keeps the conversation, bound to the bearer "
        "token if one is sent. Wins over history.",
    )

    def turns(self) -> tuple[Turn, ...]:
        """The history as the assistant takes it."""
        return tuple(
            Turn(item) if isinstance(item, str) else Turn(item.question, item.answer_id) for item in self.history
        )


class Feedback(BaseModel):
    """What somebody thinks of an answer they got."""

    answer_id: Annotated[StrictStr, Field(min_length=1, max_length=64)]
    verdict: Literal["up", "down", "wrong"] = Field(description="Helpful, not helpful, or wrong.")
    reasons: list[
        Literal["wrong_value", "wrong_clause", "wrong_place", "outdated", "incomplete", "not_found", "other"]
    ] = Field(default=[], max_length=7)
    comment: StrictStr = Field("", max_length=MAX_COMMENT)
