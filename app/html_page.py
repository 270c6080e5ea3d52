"""The frame of the server-made pages: no script, no request, styles allowed by their hash."""

from __future__ import annotations

import base64
import hashlib

from starlette.responses import HTMLResponse

from app.markup import Safe, el, join

BASE = """
:root{color-scheme:light dark;--ink:#1c2430;--soft:#f3f5f8;--line:#dde2ea;--dim:#5b6675;--paper:#fff;--accent:#1d4ed8;
--mark:#fff0a6;--mark-edge:#d9a406;--here:#eef4ff}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#1d2430;--line:#333c4a;--dim:#9aa6b5;--paper:#12161d;
--accent:#8ab4ff;--mark:#5c4a00;--mark-edge:#f2c94c;--here:#182338}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{color:var(--ink);background:var(--paper);
font:1rem/1.75 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;
overflow-wrap:anywhere}
a{color:var(--accent)}
"""


def html_page(title: str, body: Safe, style: str, lang: str, status: int = 200) -> HTMLResponse:
    """A whole page around `body`."""
    css = BASE + style
    page = el(
        "html",
        {"lang": lang},
        el(
            "head",
            {},
            el("meta", {"charset": "utf-8"}),
            el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            el("title", {}, title),
            el("style", {}, Safe(css)),
        ),
        el("body", {}, body),
    )
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )
    return HTMLResponse(join(Safe("<!doctype html>"), page), status, {"Content-Security-Policy": policy})
