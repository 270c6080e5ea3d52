"""The clause tree: own spans that tile the source, front matter and signature included.

A clause is a mark that `outline` takes for a heading. What comes before the first one is front matter, what closes the
document is its tail, an annex is a node above its own clauses, and a text without marks is its paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.markers import STRUCTURAL, Mark, read_annex, read_mark
from ingest.outline import Outline
from ingest.sections import Paragraph, Section, sections
from ingest.types import Clause, Normalized, Role

_TITLE_MAX, _SENTENCE_MAX = 60, 40
_STOP = re.compile(r"[。；]|$")
_SPACES = re.compile(" +")
_ARTICLE_TITLE = 20


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
        begin = headings[0].mark.start if headings else len(norm.text)
        nodes += _front_nodes(norm.text, [p for p in section.paragraphs if p.start < begin], bool(headings))
    for heading in headings:
        mark = heading.mark
        number = _SPACES.sub("", norm.shown[mark.start : mark.end])
        key = f"{mark.number}z{mark.sub}" if mark.sub else str(mark.number)
        nodes.append(_Node(mark.start, "clause", heading.depth, key, number, _heading(norm, mark)))
    return nodes


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


def _front_nodes(text: str, paragraphs: list[Paragraph], structured: bool) -> list[_Node]:
    """Front matter: short lines together, each paragraph of prose by itself; without clauses, paragraphs."""
    nodes: list[_Node] = []
    in_head = False
    for i, paragraph in enumerate(paragraphs):
        line = text[paragraph.start : paragraph.end]
        prose = _is_prose(line)
        if not structured and (prose or i):
            nodes.append(_Node(paragraph.start, "paragraph", 1, "p"))
            continue
        if prose or not in_head:
            nodes.append(_Node(paragraph.start, "front", 0, "f"))
        in_head = not prose
    return nodes


def _is_prose(line: str) -> bool:
    return (len(line) > 30 and any(c in line for c in "。；，")) or "。" in line


def _is_title(line: str) -> bool:
    return 0 < len(line) <= _TITLE_MAX and not re.search("[，。；：！？]", line)


def _heading(norm: Normalized, mark: Mark) -> str | None:
    """What a mark introduces, cut at its first full stop; None if that is text and no title."""
    end = norm.text.find("\n", mark.end)
    end = len(norm.text) if end < 0 else end
    stop = _STOP.search(norm.text, mark.end, end)
    cut = stop.start() if stop else end
    title = norm.shown[mark.end : cut].strip()
    if not title and mark.style in STRUCTURAL and mark.style != "article":
        return _next_line(norm, end)
    bare = title.rstrip("：:，,")
    if norm.text[cut : cut + 1] == "；" or not bare:
        return None
    if mark.style == "article":
        alone = cut == end and title == bare
        return bare if alone and len(bare) <= _ARTICLE_TITLE and "，" not in norm.text[mark.end : cut] else None
    limit = _TITLE_MAX if cut == end else _SENTENCE_MAX
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
        if node.depth > 0 and node.role != "paragraph":
            open_.append((node.depth, key, clause))
        found.append(clause)
    return tuple(found)


def _key(node: _Node, used: dict[str, int], parent: str) -> str:
    if node.role in ("front", "tail", "annex", "paragraph"):
        used[node.key] = used.get(node.key, 0) + 1
        return f"{node.key}{used[node.key]}"
    key = f"{parent}.{node.key}" if parent else node.key
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}_{used[key]}"


def _element(node: _Node) -> str:
    """Number and heading as one; a blank between where the number has no separator of its own (第一章 总则)."""
    name = node.name or node.number or ""
    gap = " " if name and node.heading and name[-1].isalnum() else ""
    return f"{name}{gap}{node.heading or ''}"
