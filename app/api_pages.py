"""Routes of the server-made pages: the list of documents, and a document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from app.asking import AssistantLike, document_in_use
from app.document_page import document_page, list_page
from app.library import succession_in_use
from app.ui.strings import Lang, preferred
from ingest.errors import NotFound

Offset = Annotated[int | None, Query(ge=0, le=10**9)]


def build_pages(assistant: AssistantLike) -> APIRouter:
    """`/doc` and `/doc/{doc_id}`."""
    router = APIRouter(include_in_schema=False)

    def language(request: Request, lang: str | None) -> Lang:
        return preferred(lang, request.headers.get("accept-language"))

    @router.get("/doc")
    def documents(request: Request, lang: str | None = None) -> HTMLResponse:
        in_use = dict(assistant.generation.manifest.documents)
        rows = [row for row in assistant.corpus.documents() if row.doc_id in in_use]
        return list_page(rows, language(request, lang), succession_in_use(assistant))

    @router.get("/doc/{doc_id}")
    def document(
        request: Request, doc_id: str, start: Offset = None, end: Offset = None, lang: str | None = None
    ) -> HTMLResponse:
        found = document_in_use(assistant, doc_id)
        if start is not None and (end is None or not start < end <= len(found.source.text)):
            raise NotFound(f"document {doc_id!r} has no characters {start} to {end}")
        span = (start, end) if start is not None and end is not None else None
        others = succession_in_use(assistant)
        return document_page(found, assistant.corpus.norm(found), language(request, lang), span, others)

    return router
