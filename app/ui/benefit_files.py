"""The benefits to take away: CSV that spreadsheets open as it is, and a DOCX with every quotation."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from app.ui.benefit_rows import Row, described, rows_of
from app.ui.benefit_table import MARKS
from app.ui.profile import Applicant
from app.ui.strings import Lang, t
from retriever.eligibility import Benefit

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins with one of these
_HEADS = ("verdict", "amount", "benefit", "conditions", "clause", "document", "place", "validity", "quote")


def csv_file(found: Sequence[Benefit], lang: Lang) -> bytes:
    """UTF-8 with its mark, which Excel needs to read Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([t(f"col_{name}", lang) for name in _HEADS])
    for row in rows_of(found, lang):
        writer.writerow([_plain(cell) for cell in _cells(row, lang)])
    return out.getvalue().encode("utf-8-sig")


def docx_file(found: Sequence[Benefit], applicant: Applicant, lang: Lang) -> bytes:
    """A document: what was given, then each benefit with its conditions, clause and quotation."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Microsoft YaHei" if lang != "zh-Hant" else "Microsoft JhengHei")
    document.core_properties.title = t("benefits_title", lang)
    document.add_heading(t("benefits_title", lang), level=1)
    document.add_paragraph(t("as_of", lang, day=date.today().isoformat()))
    for label, value in described(applicant, lang):
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{label}: ").bold = True
        line.add_run(value)
    for row in rows_of(found, lang):
        document.add_heading(f"{row.amount} · {row.subject}"[:200], level=2)
        state = t("col_verdict", lang), t(f"verdict_{row.verdict}", lang)
        for label, value in (state, (t("col_validity", lang), t(f"validity_{row.validity}", lang))):
            line = document.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(value)
        for mark, text in row.requirements:
            document.add_paragraph(f"{MARKS[mark]} {t(f'state_{mark}', lang)}: {text}", style="List Bullet")
        document.add_paragraph(" › ".join(filter(None, (row.document, row.doc_number, row.clause))))
        document.add_paragraph(row.quote, style="Intense Quote")
    document.add_paragraph(t("disclaimer", lang))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _cells(row: Row, lang: Lang) -> tuple[str, ...]:
    asked = "; ".join(f"{text} ({t(f'state_{state}', lang)})" for state, text in row.requirements)
    return (
        t(f"verdict_{row.verdict}", lang), row.amount, row.subject, asked or t("no_condition", lang), row.clause,
        " ".join(filter(None, (row.document, row.doc_number))), row.place, t(f"validity_{row.validity}", lang),
        row.quote,
    )  # fmt: skip


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
