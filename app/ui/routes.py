"""Routes beside the page: the benefits to print and to take away, and the original file of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePath
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from app.asking import AssistantLike, document_in_use
from app.html_page import html_page
from app.markup import el
from app.ui.benefit_files import csv_file, docx_file
from app.ui.benefit_rows import described, find
from app.ui.benefit_table import results_html
from app.ui.profile import applicant_from
from app.ui.shelf import Shelf
from app.ui.strings import Lang, preferred, t, ui_file
from ingest import sources
from ingest.errors import NotFound

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def build_routes(assistant: AssistantLike) -> APIRouter:
    """`/benefits`, `/benefits.csv`, `/benefits.docx` and `/doc/{doc_id}/file`."""
    router = APIRouter(include_in_schema=False)
    shelf = Shelf(assistant)

    def language(request: Request) -> Lang:
        return preferred(request.query_params.get("lang"), request.headers.get("accept-language"))

    @router.get("/benefits")
    def printed(request: Request) -> Response:
        """To be printed: no script, no button, everything unfolded by the printer's style."""
        lang, applicant = language(request), applicant_from(request.query_params)
        found = find(assistant, shelf, applicant)
        given = (el("div", {}, el("dt", {}, label), el("dd", {}, value)) for label, value in described(applicant, lang))
        body = el(
            "main",
            {},
            el("h1", {}, t("benefits_title", lang)),
            el("p", {"class": "back"}, t("as_of", lang, day=date.today().isoformat())),
            el("dl", {"class": "meta"}, *given),
            results_html(found, applicant, lang, links=False),
        )
        return html_page(t("benefits_title", lang), body, ui_file("benefits.css"), t("html_lang", lang))

    @router.get("/benefits.csv")
    def as_csv(request: Request) -> Response:
        lang, applicant = language(request), applicant_from(request.query_params)
        return _download(csv_file(find(assistant, shelf, applicant), lang), "text/csv; charset=utf-8", "benefits.csv")

    @router.get("/benefits.docx")
    def as_docx(request: Request) -> Response:
        lang, applicant = language(request), applicant_from(request.query_params)
        return _download(docx_file(find(assistant, shelf, applicant), applicant, lang), DOCX, "benefits.docx")

    @router.get("/doc/{doc_id}/file")
    def original(doc_id: str) -> Response:
        """The bytes as they were ingested, of known documents alone: the name on the disk is the hash of the bytes."""
        document = document_in_use(assistant, doc_id)
        folder = getattr(assistant.corpus, "data_dir", None)
        path = sources.path_of(Path(folder), document.version_id) if folder else None
        if path is None or not path.is_file():
            raise NotFound(f"the original of {doc_id!r} is not kept", "run `policyqa ingest --rebuild` with its file")
        name = quote(PurePath(document.source_file).name)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "X-Content-Type-Options": "nosniff"}
        return FileResponse(path, media_type="application/octet-stream", headers=headers)

    return router


def _download(data: bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
