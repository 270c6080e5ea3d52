"""What of a web page is no text of the document: scripts, hidden parts, menus, lists of links; each with its reason."""

from __future__ import annotations

import re

from lxml import html

NEVER = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas", "button", "select",
))  # fmt: skip
_SILENT = NEVER - {"button", "select", "noscript"}  # what shows no text in any browser
_FURNITURE = frozenset(["nav", "footer", "aside", "menu", "dialog"])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu"])
_LISTS = frozenset(["div", "ul", "ol", "table", "section", "header", "p", "dl"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SENTENCE = re.compile("[。；！？]")
_CRUMBS = re.compile("(?:您|你)?(?:当前|當前|现在|現在|目前|所在)?的?位置[:：]|首[页頁]\\s*[>＞»›/]")
# A file to fetch: a list of those is the document's list of annexes.
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|rtf|txt|zip|rar|7z)(?:$|[?#])", re.I)
_MOST = 0.5  # of the page's text: a part that holds more is the page, whatever it is called

MENUS, HIDDEN, CONTROLS = (
    "menus, links and page furniture",
    "parts that the page hides",
    "buttons and lists to pick from",
)


def drop_furniture(root: html.HtmlElement) -> dict[str, list[str]]:
    """Take it out of the page; the texts that went, by reason."""
    for node in list(root.iter(*_SILENT)):
        if node.tag != "head" and node is not root:
            node.drop_tree()
    whole = len(_SPACE.sub("", root.text_content()))
    dropped: dict[str, list[str]] = {}
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in ("html", "body") or node.getroottree().getroot() is not root:
            continue
        reason = _reason(node)
        if reason is None:
            continue
        text = _SPACE.sub(" ", node.text_content()).strip()
        if len(_SPACE.sub("", text)) > _MOST * whole and _SENTENCE.search(text):
            continue
        if text:
            dropped.setdefault(reason, []).append(text)
        node.drop_tree()
    return dropped


def _reason(node: html.HtmlElement) -> str | None:
    if node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
        return HIDDEN
    if node.tag in _FURNITURE or (node.get("role") or "").lower() in _ROLES or _is_link_list(node):
        return MENUS
    return CONTROLS if node.tag in NEVER and node.tag != "head" else None


def _is_link_list(node: html.HtmlElement) -> bool:
    """Whether a block is mostly links and no sentence: a menu, breadcrumbs, related pages."""
    if node.tag not in _LISTS or node.find(".//th") is not None:
        return False
    links = node.findall(".//a")
    if not links:
        return False
    whole = node.text_content()
    if _SENTENCE.search(whole):
        return False
    text = _SPACE.sub("", whole)
    if _CRUMBS.match(whole.strip()):
        return len(text) <= 120
    # A table of contents links within the page and is part of the document.
    outward = [link for link in links if _leads_away(link.get("href") or "#")]
    linked = sum(len(_SPACE.sub("", link.text_content())) for link in outward)
    return len(outward) >= 3 and linked > 0.7 * len(text)


def _leads_away(target: str) -> bool:
    return not target.startswith("#") and not _FILE.search(target)
