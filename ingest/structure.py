"""The clause tree: own spans that tile the source, front matter and signature included.

A clause is a mark that `outline` takes for a heading. What comes before the first one is front matter, what closes the
document is its tail, an annex is a node above its own clauses, and a text without marks is its paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.markers import STRUCTURAL, Mark, read_annex, read_mark
from ingest.outline import Heading, Outline
from ingest.sections import Paragraph, Section, sections
from ingest.tables import Table, find_tables, name_of
from ingest.types import Clause, Normalized, Role

_TITLE_MAX, _SENTENCE_MAX = 60, 40
_STOP, _SEMICOLON = re.compile("。|$"), re.compile("；")
_SPACES = re.compile(" +")
_ARTICLE_TITLE = 20
_TITLED_BELOW = frozenset(("part", "chapter", "section", "row"))


@dataclass(slots=True)
class _Node:
    """A clause before its end, path and id are known. Offsets are of the normalised text."""

    at: int
    role: Role
    depth: int
    key: str
    number: str | None = None
    heading: str | None = None
    name: str | None = None  # what the path shows for the number: 附件： of an annex without one


def build_clauses(norm: Normalized, source: str, doc_id: str) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Clauses of a normalised text whose own spans tile `source`, and warnings about its numbering.

    Args:
        norm: `normalize(source)`.
        source: The text that every span indexes.
        doc_id: Prefix of the clause ids.
    """
    if not source:
        return (), ()
    nodes: list[_Node] = []
    warnings: list[str] = []
    body = Outline()
    for i, section in enumerate(sections(norm.text)):
        outline = body if section.kind == "body" else Outline(base=1)
        nodes += _section_nodes(norm, section, outline, first=i == 0)
        warnings += outline.warnings
    for table in reversed(find_tables(norm, source)):
        _add_table(norm, nodes, table)
    if not nodes:
        nodes = [_Node(0, "front", 0, "f1")]
    return _clauses(norm, source, doc_id, nodes), tuple(dict.fromkeys(warnings))


def _section_nodes(norm: Normalized, section: Section, outline: Outline, first: bool) -> list[_Node]:
    if section.kind == "tail":
        return [_Node(section.paragraphs[0].start, "tail", 0, "t")]
    nodes: list[_Node] = []
    if section.kind == "annex":
        nodes.append(_annex_node(norm, section))
    headings = outline.read(section.marks(norm.text))
    if first:
        if headings:
            nodes += _front_nodes(norm.text, [p for p in section.paragraphs if p.start < headings[0].mark.start])
        else:
            nodes += _paragraph_nodes(norm, list(section.paragraphs))
    for i, heading in enumerate(headings):
        mark = heading.mark
        number = _SPACES.sub("", norm.shown[mark.start : mark.end])
        key = f"{mark.number}z{mark.sub}" if mark.sub else str(mark.number)
        nodes.append(_Node(mark.start, "clause", heading.depth, key, number, _heading(norm, mark)))
        after = _after_list(norm.text, section, headings, i)
        if after is not None:
            nodes.append(_Node(after, "paragraph", heading.depth, "p"))
    return nodes


def _after_list(text: str, section: Section, headings: list[Heading], i: int) -> int | None:
    """Where text goes on after a list whose items end with ；and the last with 。: it is no part of the last item."""
    mark, depth = headings[i].mark, headings[i].depth
    before = headings[i - 1] if i else None
    if mark.style in STRUCTURAL or before is None or before.depth != depth or before.mark.style != mark.style:
        return None
    if i + 1 < len(headings) and headings[i + 1].depth == depth and headings[i + 1].mark.number != 1:
        return None
    close = text.find("\n", mark.end)
    if close < 0 or text[close - 1] != "。" or text[mark.start - 2 : mark.start].strip() != "；":
        return None
    end = headings[i + 1].mark.start if i + 1 < len(headings) else section.paragraphs[-1].end
    return close + 1 if close + 1 < end else None


def _add_table(norm: Normalized, nodes: list[_Node], table: Table) -> None:
    """The nodes with one for the names of a table's columns and, below it, one a record; numbered rows are clauses."""
    first, last = bisect_right(nodes, table.head.start, key=_at), bisect_right(nodes, table.rows[-1].end, key=_at)
    if first == 0 or any(node.role != "paragraph" for node in nodes[first:last]):
        return
    above = nodes[first - 1]
    own = above.at == table.head.start and above.role != "clause"  # the table is the whole of the node
    depth = max(1, above.depth + (not own))
    head = _Node(table.head.start, "paragraph", depth, "b", heading=" | ".join(c for c in table.head.cells if c))
    found = [head, *(_Node(row.start, "paragraph", depth + 1, "r", heading=name_of(row)) for row in table.rows)]
    end = table.rows[-1].end + 1
    following = nodes[last].at if last < len(nodes) else len(norm.text)
    if norm.text[end:following].strip():
        found.append(_Node(end, "paragraph", depth, "p"))
    nodes[first - own : last] = found


def _at(node: _Node) -> int:
    return node.at


def _annex_node(norm: Normalized, section: Section) -> _Node:
    """The node of an annex: 附件1 and its title, which may stand on the next line."""
    first = section.paragraphs[0]
    line = norm.shown[first.start : first.end]
    match = read_annex(line)
    number = heading = name = None
    if match:
        name = _SPACES.sub("", line[: match.start("rest")])
        number = _SPACES.sub("", match["word"] + match["n"]) if match["n"] else None
        heading = match["rest"].strip() or None
        following = section.paragraphs[1] if len(section.paragraphs) > 1 else None
        if not heading and following and not following.mark and _is_title(norm.text[following.start : following.end]):
            heading = norm.shown[following.start : following.end].strip()
    else:
        heading = line.strip()
    return _Node(first.start, "annex", 1, "a", number, heading, name)


def _front_nodes(text: str, paragraphs: list[Paragraph]) -> list[_Node]:
    """Front matter: short lines together, each paragraph of prose by itself."""
    nodes: list[_Node] = []
    in_head = False
    for paragraph in paragraphs:
        prose = _is_prose(text[paragraph.start : paragraph.end])
        if prose or not in_head:
            nodes.append(_Node(paragraph.start, "front", 0, "f"))
        in_head = not prose
    return nodes


def _paragraph_nodes(norm: Normalized, paragraphs: list[Paragraph]) -> list[_Node]:
    """A text without clauses: its paragraphs, each with the short lines above it; the last of them is its heading."""
    nodes: list[_Node] = []
    short_before = False
    for i, paragraph in enumerate(paragraphs):
        line = norm.text[paragraph.start : paragraph.end]
        short = not _is_prose(line) and len(line) <= _SENTENCE_MAX
        if i == 0 and short and _is_title(line):
            nodes.append(_Node(0, "front", 0, "f"))
            continue
        if not short_before:
            nodes.append(_Node(paragraph.start, "paragraph", 1, "p"))
        if short:
            nodes[-1].heading = norm.shown[paragraph.start : paragraph.end].rstrip("：:")
        short_before = short
    return nodes


def _is_prose(line: str) -> bool:
    return (len(line) > 30 and any(c in line for c in "。；，")) or "。" in line


def _is_title(line: str) -> bool:
    return 0 < len(line) <= _TITLE_MAX and not re.search("[，。；：！？]", line)


def _heading(norm: Normalized, mark: Mark) -> str | None:
    """What a mark introduces, cut at its first full stop, else at a semicolon; None if that is text and no title."""
    end = norm.text.find("\n", mark.end)
    end = len(norm.text) if end < 0 else end
    stop = _STOP.search(norm.text, mark.end, end)
    cut = stop.start() if stop else end
    title = norm.shown[mark.end : cut].strip()
    if not title and mark.style in _TITLED_BELOW:
        return _next_line(norm, end)
    bare = title.rstrip("：:，,；;")
    if not bare:
        return None
    if mark.style == "article":
        alone = cut == end and title == bare
        return bare if alone and len(bare) <= _ARTICLE_TITLE and "，" not in norm.text[mark.end : cut] else None
    limit = _TITLE_MAX if cut == end else _SENTENCE_MAX
    if len(bare) > limit and (part := _SEMICOLON.search(norm.text, mark.end, cut)):
        bare, limit = norm.shown[mark.end : part.start()].strip(), _SENTENCE_MAX
    return bare if len(bare) <= limit else None


def _next_line(norm: Normalized, end: int) -> str | None:
    following = norm.text.find("\n", end + 1)
    following = len(norm.text) if following < 0 else following
    line = norm.text[end + 1 : following]
    return norm.shown[end + 1 : following].strip() if _is_title(line) and not read_mark(line) else None


def _clauses(norm: Normalized, source: str, doc_id: str, nodes: list[_Node]) -> tuple[Clause, ...]:
    """Close the spans and give each node its path, parent and id."""
    starts = [0] + [norm.offsets[n.at] for n in nodes[1:]]
    ends = [*starts[1:], len(source)]
    found: list[Clause] = []
    open_: list[tuple[int, str, Clause]] = []  # depth, key, clause
    used: dict[str, int] = {}
    for node, start, end in zip(nodes, starts, ends, strict=True):
        while open_ and open_[-1][0] >= node.depth:
            open_.pop()
        parent = open_[-1][2] if open_ and node.depth > 0 else None
        own = _element(node)
        path = (*(parent.path if parent else ()), *((own,) if own else ()))
        key = _key(node, used, open_[-1][1] if parent else "")
        clause = Clause(
            f"{doc_id}-{key}", node.number, node.heading, path, node.depth, node.role, start, end,
            parent.clause_id if parent else None,
        )  # fmt: skip
        if node.depth > 0 and (node.role != "paragraph" or node.key == "b"):
            open_.append((node.depth, key, clause))
        found.append(clause)
    return tuple(found)


def _key(node: _Node, used: dict[str, int], parent: str) -> str:
    key = f"{parent}.{node.key}" if parent else node.key
    used[key] = used.get(key, 0) + 1
    if node.role != "clause":
        return f"{key}{used[key]}"
    return key if used[key] == 1 else f"{key}_{used[key]}"


def _element(node: _Node) -> str:
    """Number and heading as one; a blank between where the number has no separator of its own (第一章 总则)."""
    name = node.name or node.number or ""
    gap = " " if name and node.heading and name[-1].isalnum() else ""
    return f"{name}{gap}{node.heading or ''}"
