"""Benefits as rows of text, the same for the page's table, the print view, CSV and DOCX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from app.asking import AssistantLike, document_in_use
from app.library import succession_in_use
from app.ui.places import place_name
from app.ui.profile import Applicant
from app.ui.shelf import Shelf
from app.ui.strings import Lang, script, t
from app.ui.understood import level_name
from ingest.types import Validity
from retriever.attributes import attributes
from retriever.eligibility import Benefit, State, benefits
from retriever.scope import scope_for
from retriever.types import Language
from retriever.wording import per_text, subject_text, value_text

_LANGUAGES: dict[Lang, Language] = {"zh": "zh-Hans", "zh-Hant": "zh-Hant", "en": "en"}


@dataclass(frozen=True, slots=True)
class Row:
    """A benefit in the page's language; the quotation stays as issued."""

    verdict: State
    amount: str
    amount_number: float | None  # yuan, to sort by
    subject: str
    requirements: tuple[tuple[State, str], ...]
    clause: str
    url: str  # relative
    document: str
    doc_number: str
    place: str
    higher: bool
    validity: Validity
    quote: str
    rate: bool  # a share or a tax rate: what it is of stands in the quotation


def find(assistant: AssistantLike, shelf: Shelf, applicant: Applicant) -> tuple[Benefit, ...]:
    """What the documents of the place and of the levels above give; nothing where no place is chosen."""
    region = applicant.region
    if region is None:
        return ()
    rows = [row for row in assistant.corpus.documents() if row.doc_id in shelf.items()]
    scope = scope_for(region, rows)
    found = []
    for doc_id in scope.doc_ids:
        document = document_in_use(assistant, doc_id)
        if any(fact.kind in ("benefit", "rate") for fact in document.facts):
            found.append((document, assistant.corpus.norm(document), doc_id in scope.higher))
    others = succession_in_use(assistant)
    return benefits(found, applicant.profile(), date.today().isoformat(), others)


def rows_of(found: Sequence[Benefit], lang: Lang) -> list[Row]:
    """The rows, in the order of the benefits."""
    return [_row(one, lang) for one in found]


def described(applicant: Applicant, lang: Lang) -> list[tuple[str, str]]:
    """What was given, as pairs of label and value."""
    region = applicant.region
    known = attributes()
    given = {group: [one for one in applicant.yes if known[one].group in groups]
             for group, groups in (("profile_kind", ("kind",)), ("profile_event", ("event", "newly")))}  # fmt: skip
    pairs = [("region", place_name(region, lang) if region else "")]
    pairs += [(name, "、".join(attribute_label(one, lang) for one in keys)) for name, keys in given.items()]
    pairs += [("profile_size", attribute_label(applicant.size, lang) if applicant.size else ""),
              ("profile_level", level_name(applicant.level, lang))]  # fmt: skip
    figures = [(script(of, lang), f"{value / 1e4:g}万元") for of, value in applicant.figures.items()]
    return [*((t(name, lang), value) for name, value in pairs if value), *figures]


def attribute_label(key: str, lang: Lang) -> str:
    """What an attribute is called."""
    one = attributes()[key]
    return one.english if lang == "en" else script(one.label, lang)


def _row(one: Benefit, lang: Lang) -> Row:
    fact, language = one.fact, _LANGUAGES[lang]
    per = per_text(fact, language)
    amount = value_text(fact, language) + (("，" if lang != "en" else ", ") + per if per else "")
    return Row(
        verdict=one.verdict,
        amount=amount,
        amount_number=float(fact.value) if fact.unit == "CNY" and isinstance(fact.value, int | float) else None,
        subject=subject_text(fact, language),
        requirements=tuple((req.state, script(req.text, lang)) for req in one.requirements),
        clause=" › ".join(one.clause_path),
        url=f"doc/{quote(one.doc_id, safe='')}?start={one.start}&end={one.end}&lang={lang}#{quote(one.clause_id)}",
        document=one.label,
        doc_number=one.doc_number or "",
        place=script(one.region or t("no_place", "zh"), lang),
        higher=one.higher,
        validity=one.validity,
        quote=one.shown,
        rate=fact.kind == "rate",
    )
