"""The benefits as a table that can be sorted, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from app.markup import Safe, el
from app.ui.benefit_rows import Row, rows_of
from app.ui.cards import badge
from app.ui.places import place_name
from app.ui.profile import Applicant
from app.ui.strings import Lang, t
from retriever.eligibility import Benefit, State

MARKS: dict[State, str] = {"met": "✓", "not_met": "✗", "unknown": "?"}
COLUMNS = ("verdict", "amount", "benefit", "conditions", "clause", "validity")
_ORDER: dict[State, int] = {"met": 0, "unknown": 1, "not_met": 2}


def results_html(found: Sequence[Benefit], applicant: Applicant, lang: Lang, links: bool = True) -> Safe:
    """All that was found, with the sums above, what does not fit folded away, and the downloads."""
    region = applicant.region
    if region is None:
        return el("p", {"class": "empty"}, t("choose_place", lang))
    place = place_name(region, lang)
    if not found:
        return el("p", {"class": "empty"}, t("benefits_none", lang, place=place))
    rows = rows_of(found, lang)
    fit = [row for row in rows if row.verdict != "not_met"]
    rest = [row for row in rows if row.verdict == "not_met"]
    met = sum(1 for row in fit if row.verdict == "met")
    over = sum(1 for row in fit if row.validity == "over")
    summary = t("benefits_found", lang, place=place, count=len(fit), met=met, unknown=len(fit) - met)
    return el(
        "section",
        {"class": "results", "aria-live": "polite"},
        el("h2", {}, summary),
        el("p", {"class": "warning"}, t("benefits_over", lang, count=over)) if over else None,
        _downloads(applicant, lang) if links else None,
        table_html(fit, lang, sortable=links) if fit else None,
        el("details", {"class": "rest"}, el("summary", {}, t("not_for_you", lang, count=len(rest))),
           table_html(rest, lang, sortable=links)) if rest else None,
        el("p", {"class": "disclaimer"}, t("disclaimer", lang)),
    )  # fmt: skip


def table_html(rows: Sequence[Row], lang: Lang, sortable: bool = True) -> Safe:
    """The rows. A head that sorts is a button; a cell repeats its column for the narrow view."""
    heads = []
    for name in COLUMNS:
        label = t(f"col_{name}", lang)
        button = el("button", {"type": "button", "class": "sort"}, label) if sortable else label
        heads.append(el("th", {"scope": "col", "aria-sort": "none" if sortable else None}, button))
    return el(
        "table",
        {"class": "benefits"},
        el("thead", {}, el("tr", {}, *heads)),
        el("tbody", {}, *(_row(row, lang) for row in rows)),
    )


def requirements_html(row: Row, lang: Lang) -> Safe:
    """Each requirement with its mark; the words behind the mark are for those who do not see it."""
    if not row.requirements:
        return el("p", {"class": "none"}, t("no_condition", lang))
    items = (
        el("li", {"class": f"req {state}"},
           el("span", {"class": "mark", "aria-hidden": "true"}, MARKS[state]),
           el("span", {"class": "state"}, t(f"state_{state}", lang)), " ", text)
        for state, text in row.requirements
    )  # fmt: skip
    return el("ul", {"class": "reqs"}, *items)


def _row(row: Row, lang: Lang) -> Safe:
    def cell(name: str, sort: object, *children: str | None) -> Safe:
        return el("td", {"data-label": t(f"col_{name}", lang), "data-sort": str(sort), "class": name}, *children)

    above = el("span", {"class": "chip"}, t("from_above", lang), " ", row.place) if row.higher else None
    return el(
        "tr",
        {"class": row.verdict},
        cell("verdict", _ORDER[row.verdict],
             el("span", {"class": f"badge badge-{row.verdict}"}, t(f"verdict_{row.verdict}", lang))),
        cell("amount", "" if row.amount_number is None else f"{row.amount_number:.0f}", el("b", {}, row.amount)),
        cell("benefit", row.subject, row.subject, above),
        cell("conditions", len(row.requirements), requirements_html(row, lang)),
        cell("clause", row.document + row.clause,
             el("a", {"href": row.url, "class": "open-clause"}, row.clause.split(" › ")[-1] or row.document),
             el("p", {"class": "path"}, row.document),
             el("details", {"open": row.rate}, el("summary", {}, t("col_quote", lang)),
                el("blockquote", {}, row.quote))),
        cell("validity", row.validity, badge(row.validity, lang)),
    )  # fmt: skip


def _downloads(applicant: Applicant, lang: Lang) -> Safe:
    query = f"{applicant.query()}&lang={lang}"
    links = (("print_view", "benefits"), ("download_docx", "benefits.docx"), ("download_csv", "benefits.csv"))
    return el(
        "p",
        {"class": "downloads"},
        *(
            el("a", {"href": f"{path}?{query}", "target": "_blank", "rel": "noopener"}, t(name, lang))
            for name, path in links
        ),
    )
