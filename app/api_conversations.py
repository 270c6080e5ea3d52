"""What a client may do with its own conversations: list, take away, delete; and say what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import anyio.to_thread
from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api_models import Feedback
from app.records import DatabaseRecords
from app.ui.identity import owner_of
from ingest.errors import NotFound, PolicyQAError

T = TypeVar("T")
PRIVATE = {"Cache-Control": "no-store"}
_BEARER = HTTPBearer(
    auto_error=False,
    description="The secret of whose conversations it is: 43 characters of A–Z, a–z, 0–9, - and _, made at random by "
    "the client (32 random bytes in URL-safe base64). The server keeps its hash alone.",
)


class NoOwner(PolicyQAError):
    """A request without the secret of an owner, or with one that is none."""

    http_status = 401


def owner_if_given(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> str | None:
    """The owner whose secret came with the request.

    Raises:
        NoOwner: What came is no secret.
    """
    if given is None:
        return None
    owner = owner_of(given.credentials)
    if owner is None:
        raise NoOwner("the bearer token is not 43 characters of A–Z, a–z, 0–9, - and _", "see /api/docs")
    return owner


def _owner(owner: Annotated[str | None, Depends(owner_if_given)]) -> str:
    if owner is None:
        raise NoOwner("whose conversations?", "send the header Authorization: Bearer SECRET, see /api/docs")
    return owner


MaybeOwner = Annotated[str | None, Depends(owner_if_given)]
Owner = Annotated[str, Depends(_owner)]


def build_conversations(records: DatabaseRecords) -> APIRouter:
    """The routes; another owner's conversation is as good as none."""
    router = APIRouter(prefix="/api", tags=["conversations"])

    @router.get("/conversations", summary="Your conversations, the one used last first")
    async def listed(owner: Owner) -> JSONResponse:
        found = await off_loop(lambda: records.conversations(owner))
        rows = [
            {"conversation_id": c.conversation_id, "title": c.title, "updated": c.updated.isoformat(),
             "questions": c.questions}
            for c in found
        ]  # fmt: skip
        return JSONResponse(rows, headers=PRIVATE)

    @router.get("/conversations/{conversation_id}", summary="All that is kept of a conversation")
    async def exported(conversation_id: str, owner: Owner) -> JSONResponse:
        found = await off_loop(lambda: records.export(owner, conversation_id))
        if found is None:
            raise _none(conversation_id)
        name = f'attachment; filename="conversation-{found["conversation_id"]}.json"'
        return JSONResponse(found, headers={**PRIVATE, "Content-Disposition": name})

    @router.delete("/conversations/{conversation_id}", summary="Delete a conversation, its answers and your remarks")
    async def deleted(conversation_id: str, owner: Owner) -> dict[str, int]:
        if not await off_loop(lambda: records.delete(owner, conversation_id)):
            raise _none(conversation_id)
        return {"deleted": 1}

    @router.delete("/conversations", summary="Delete all your conversations")
    async def deleted_all(owner: Owner) -> dict[str, int]:
        return {"deleted": await off_loop(lambda: records.delete_all(owner))}

    @router.post("/feedback", summary="Say what you think of an answer you got in a session")
    async def said(body: Feedback, owner: Owner) -> dict[str, str]:
        noted = await off_loop(
            lambda: records.feedback(owner, body.answer_id, body.verdict, body.reasons, body.comment)
        )
        if not noted:
            raise NotFound("you have no such answer", "ask with a session_id and the same bearer token")
        return {"status": "noted"}

    return router


async def off_loop(work: Callable[[], T]) -> T:
    """Work with the database, off the event loop."""
    return await anyio.to_thread.run_sync(work)


def _none(conversation_id: str) -> NotFound:
    return NotFound(f"you have no conversation {conversation_id[:64]!r}", "see GET /api/conversations")
