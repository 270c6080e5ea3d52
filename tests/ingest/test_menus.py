"""Web pages: what a second library finds in them is stored, or counted with the reason why it was left out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ingest.readers import read, read_bytes
from ingest.settings import ReaderLimits
from ingest.types import SourceText
from tests.ingest.rendering import to_html

LIMITS = ReaderLimits()
CORPUS = sorted((Path(__file__).parents[2] / "docs_corpus").glob("*.txt"))
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LEFT_OUT = re.compile(r"^(\d+) characters of ")
ARTICLE = "<h1>管理办法</h1><p>第一条　为鼓励创新，制定本办法。</p><p>第二条　补助20万元。</p>"
MENU = '<ul><li><a href="/a">要闻</a><li><a href="/b">政策</a><li><a href="/c">服务</a></ul>'
WORDS = ["管理办法", "第一条　为鼓励创新，制定本办法。", "第二条　补助20万元。"]


def page(body: str) -> SourceText:
    return read_bytes(f"<!doctype html><html><body>{body}</body></html>".encode(), "a.html", LIMITS)


@cache
def paragraphs(path: Path) -> list[str]:
    return [line.strip() for line in read(path, LIMITS).text.splitlines() if line.strip()]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_a_second_library_finds_is_stored_or_counted(path: Path) -> None:
    data = to_html(paragraphs(path))
    soup = BeautifulSoup(data, "html.parser")
    for node in soup(["script", "style", "title"]):
        node.decompose()
    wanted, source = Counter(_HAN.findall(soup.get_text())), read_bytes(data, "a.html", LIMITS)
    stored = Counter(_HAN.findall(source.text))
    article = Counter(_HAN.findall("".join(paragraphs(path))))
    assert (article - stored).total() <= 0.005 * article.total()
    told = sum(int(found[1]) for warning in source.warnings if (found := _LEFT_OUT.match(warning)))
    assert (wanted - stored).total() <= told  # which counts letters and marks too


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<aside>{}</aside>",
        '<div role="banner">{}</div>',
        '<div style="display:none">{}</div>',  # shown by a script
        "<table><tr><td>" + MENU + "</td><td>{}</td></tr></table>",
        "<div><a href=/1>一</a><a href=/2>二</a><a href=/3>三</a>{}</div>",
    ],
)
def test_an_article_is_kept_wherever_it_stands(around: str) -> None:
    text = page(MENU + around.format(ARTICLE)).text
    assert [word for word in WORDS if word not in text] == []


def test_files_to_fetch_are_the_annexes_of_the_document() -> None:
    links = "".join(f'<a href="/P0{n}.{kind}">{n}.申请表</a><br>' for n, kind in enumerate(("doc", "xlsx", "pdf")))
    assert "0.申请表\n1.申请表\n2.申请表\n" in page(f"{ARTICLE}<div>附件：<br>{links}</div>").text


def test_a_table_with_headings_is_no_menu() -> None:
    rows = "".join(f'<tr><td><a href="/{n}">项目{n}</a></td></tr>' for n in range(5))
    assert "项目4" in page(f"{ARTICLE}<table><tr><th>名单</th></tr>{rows}</table>").text


def test_each_thing_left_out_has_its_reason() -> None:
    source = page(
        f"{ARTICLE}{MENU}<div hidden>浏览次数</div><select><option>全部</option></select><script>var 变量</script>"
    )
    assert source.warnings == (
        "6 characters of menus, links and page furniture were left out: 要闻政策服务",
        "4 characters of parts that the page hides were left out: 浏览次数",
        "2 characters of buttons and lists to pick from were left out: 全部",
    )
    assert "变量" not in source.text


def test_a_saved_page_has_no_menus_either() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    source = read_bytes(head + f"<html><body>{MENU}{ARTICLE}</body></html>".encode(), "a.mht", LIMITS)
    assert "要闻" not in source.text
    assert any("left out" in warning for warning in source.warnings)
