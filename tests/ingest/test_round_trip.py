"""Random trees written out in the styles of official documents parse back to themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalize import normalize
from ingest.structure import build_clauses

HAN = ["", *"一二三四五六七八九"]
WORDS = ["支持企业研发", "完善服务体系", "加强组织领导", "落实税收优惠", "培育创新主体", "扩大对外开放", "优化营商环境"]
SENTENCES = [
    "对符合条件的企业按实际投入给予补助，每家最高不超过200万元。",
    "各有关部门要密切配合，按照第三条的规定抓好落实，确保取得实效。",
    "到2025年，全市研究与试验发展经费投入强度达到2.8%以上。",
    "增长1.5亿元，其中“双创”平台20个；有关经费由财政安排。",
]
MEASURE = 34  # characters a line where the text is wrapped


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens == 1 else HAN[tens] + "十" if tens else "") + HAN[ones]


MARKS = {
    "chapter": lambda n: f"第{han(n)}章",
    "article": lambda n: f"第{han(n)}条",
    "article_arabic": lambda n: f"第{n}条",
    "han": lambda n: f"{han(n)}、",
    "han_paren": lambda n: f"（{han(n)}）",
    "arabic": lambda n: f"{n}.",
    "arabic_wide": lambda n: f"{n}．",
    "arabic_comma": lambda n: f"{n}、",
    "arabic_paren": lambda n: f"（{n}）",
    "circled": lambda n: chr(0x2460 + n - 1),
}
# Which styles stand under one another, outermost first.
ORDERS: Sequence[Sequence[str]] = (
    ("chapter", "article", "han_paren", "arabic"),
    ("article", "han_paren", "arabic", "arabic_paren"),
    ("article_arabic", "han", "han_paren"),
    ("han", "han_paren", "arabic", "arabic_paren"),
    ("han", "han_paren", "arabic_wide", "circled"),
    ("arabic_comma", "arabic_paren", "circled"),
    ("han_paren", "arabic", "arabic_paren"),
)
RUNNING = ("article", "article_arabic")  # their numbers run on through the document


@dataclass(frozen=True)
class Node:
    title: str
    body: str | None
    children: tuple[Node, ...]


@dataclass(frozen=True)
class Style:
    marks: Sequence[str]
    gap: str  # behind the mark
    indent: str
    blank_lines: bool
    wrapped: bool


def nodes(depth: int) -> st.SearchStrategy[Node]:
    below = st.lists(nodes(depth - 1), max_size=4).map(tuple) if depth > 1 else st.just(())
    return st.builds(Node, st.sampled_from(WORDS), st.none() | st.sampled_from(SENTENCES), below)


STYLES = st.builds(
    Style,
    st.sampled_from(ORDERS),
    st.sampled_from(["", " ", "\u3000"]),
    st.sampled_from(["", "\u3000\u3000", "    ", "\u00a0\u00a0"]),
    st.booleans(),
    st.booleans(),
)


@dataclass
class Writer:
    style: Style
    lines: list[str]
    wanted: list[tuple[str, int, str | None]]
    running: int = 0

    def write(self, siblings: Sequence[Node], depth: int = 0) -> None:
        name = self.style.marks[depth]
        for place, node in enumerate(siblings, start=1):
            self.running += name in RUNNING
            mark = MARKS[name](self.running if name in RUNNING else place)
            self.wanted.append((mark, depth + 1, None if name in RUNNING else node.title))
            # An article is its text; chapters and headings have a gap of their own or none.
            gap = self.style.gap or (" " if name in ("chapter", *RUNNING) else "")
            title = node.title if name == "chapter" else f"{node.title}。{node.body or ''}"
            self.line(f"{mark}{gap}{title}")
            if name == "chapter" and node.body:
                self.line(node.body)
            if depth + 1 < len(self.style.marks):
                self.write(node.children, depth + 1)

    def line(self, text: str) -> None:
        text = self.style.indent + text
        width = MEASURE if self.style.wrapped else len(text)
        self.lines += [text[at : at + width] for at in range(0, len(text), width)]
        if self.style.blank_lines:
            self.lines.append("")


@given(st.lists(nodes(4), min_size=1, max_size=6), STYLES)
@settings(max_examples=300, deadline=None)
def test_a_tree_written_out_parses_back(forest: list[Node], style: Style) -> None:
    writer = Writer(style, ["某市促进创新若干措施", "各县区人民政府：", "现就有关事项提出如下措施。"], [])
    writer.write(forest)
    source = "\n".join(writer.lines) + "\n"
    clauses, _ = build_clauses(normalize(source), source, "d")
    assert [(c.number, c.depth, c.heading) for c in clauses if c.role == "clause"] == writer.wanted
    assert "".join(source[c.start : c.end] for c in clauses) == source
