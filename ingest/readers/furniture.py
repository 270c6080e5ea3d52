"""Running heads and page numbers: what stands at the edge of page after page is no text of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pieces import Line

_NUMBER = re.compile("[0-9０-９]+")
_PAGE = re.compile(
    r"[-—–－―─·•\s]*(?:第\s*)?(?P<n>[0-9０-９]{1,4})(?:\s*页|\s*頁)?(?:[\s/／,，]*[共总總]?\s*[0-9０-９]{1,4}\s*[页頁]?)?[-—–－―─·•\s]*"
)
_DECORATED = re.compile(r"[-—–－―─·•]\s*[0-9０-９]{1,4}\s*[-—–－―─·•]|第\s*[0-9０-９]{1,4}\s*[页頁].*")
_EDGE = 2  # lines at the top and at the bottom of a page that may be such


def drop_furniture(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The pages without it, and a warning for each thing that was left out."""
    edges = [_edge_rows(page) for page in pages]
    heads = _heads(edges)
    shift = _numbering(edges)
    dropped: Counter[str] = Counter()
    numbers = 0
    out = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        for row in edge:
            text = _text(row)
            if text in heads:
                dropped[text] += 1
            elif (found := _PAGE.fullmatch(text)) and (
                _DECORATED.fullmatch(text) or (shift is not None and int(found["n"]) - number == shift)
            ):
                numbers += 1
            else:
                continue
            gone |= {id(line) for line in row}
        out.append([line for line in page if id(line) not in gone])
    warnings = [f"left out on {count} pages: the running head “{text[:60]}”" for text, count in dropped.items()]
    if numbers:
        warnings.append(f"left out: page numbers on {numbers} pages" if numbers > 1 else "left out: a page number")
    return out, tuple(warnings)


def _edge_rows(page: Sequence[Line]) -> list[list[Line]]:
    """The first and the last rows of a page, each as its segments."""
    rows: list[list[Line]] = []
    for line in page:
        if rows and not line.table and rows[-1][0].row == line.row and not rows[-1][0].table:
            rows[-1].append(line)
        else:
            rows.append([line])
    edge = rows if len(rows) <= 2 * _EDGE else [*rows[:_EDGE], *rows[-_EDGE:]]
    return [row for row in edge if not row[0].table]


def _heads(edges: Sequence[list[list[Line]]]) -> set[str]:
    """Texts that stand at the edge, at one height, of at least three pages and a third of them."""
    seen: dict[str, list[float]] = {}
    for edge in edges:
        for text, top in {(_text(row), round(row[0].top, 1)) for row in edge}:
            seen.setdefault(text, []).append(top)
    few = max(3, (len(edges) + 2) // 3)
    out = set()
    for text, tops in seen.items():
        size = 12.0
        middle = sorted(tops)[len(tops) // 2]
        if text and sum(abs(top - middle) <= size for top in tops) >= few:
            out.add(text)
    return out


def _numbering(edges: Sequence[list[list[Line]]]) -> int | None:
    """By how much the numbers at the edge of the pages differ from the count of the pages, where they count on."""
    shifts: Counter[int] = Counter()
    for number, edge in enumerate(edges):
        for row in edge:
            if found := _PAGE.fullmatch(_text(row)):
                shifts[int(found["n"]) - number] += 1
    if not shifts:
        return None
    shift, count = shifts.most_common(1)[0]
    return shift if count >= 2 and count >= 0.5 * len(edges) else None


def _text(row: Sequence[Line]) -> str:
    return " ".join(line.text for line in row)
