"""A page about the HTTP interface, made from its OpenAPI description; loads nothing and runs no script."""

from __future__ import annotations

import json
from typing import Any

from fastapi.responses import HTMLResponse

from app.html_page import html_page
from app.markup import Safe, el, join

STYLE = """
body{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 4rem}
code,pre{font:.875rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
pre{background:var(--soft);padding:.75rem;border-radius:.5rem;overflow:auto;white-space:pre-wrap}
section{border:1px solid var(--line);border-radius:.75rem;padding:.25rem 1rem 1rem;margin:1rem 0}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.35rem .5rem;border-top:1px solid var(--line)}
td:first-child code{white-space:nowrap}
.verb{font-weight:700;color:var(--accent);margin-right:.5rem}
"""


def docs_page(openapi: dict[str, Any]) -> HTMLResponse:
    """The page."""
    schemas = openapi.get("components", {}).get("schemas", {})
    operations = [
        _operation(verb, path, operation, schemas)
        for path, verbs in openapi["paths"].items()
        for verb, operation in verbs.items()
    ]
    info = openapi["info"]
    body = join(
        el("h1", {}, f"{info['title']} {info['version']}"),
        el("p", {}, info.get("description", "")),
        el("p", {}, el("a", {"href": "openapi.json"}, "openapi.json")),
        *operations,
    )
    return html_page(f"{info['title']} · HTTP", body, STYLE, "en")


def _operation(verb: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Safe:
    rows = [(item["name"], item["schema"], item["required"], item["in"]) for item in operation.get("parameters", [])]
    example = None
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content:
        schema = _resolve(content["schema"], schemas)
        required = schema.get("required", [])
        rows += [(name, field, name in required, "body") for name, field in schema["properties"].items()]
        example = next(iter(schema.get("examples", [])), None)
    table = el(
        "table",
        {},
        el("tr", {}, *(el("th", {}, title) for title in ("name", "in", "type", "meaning"))),
        *(
            el("tr", {}, el("td", {}, el("code", {}, name)), el("td", {}, where + ("" if needed else ", optional")),
               el("td", {}, el("code", {}, _type(field))), el("td", {}, field.get("description", "")))
            for name, field, needed, where in rows
        ),
    )  # fmt: skip
    return el(
        "section",
        {"id": operation.get("operationId")},
        el("h2", {}, el("code", {}, el("span", {"class": "verb"}, verb.upper()), path)),
        el("p", {}, operation.get("summary", "")),
        el("p", {}, operation["description"]) if operation.get("description") else None,
        table if rows else None,
        el("pre", {}, json.dumps(example, ensure_ascii=False, indent=2)) if example else None,
    )


def _resolve(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schemas[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    return found


def _type(field: dict[str, Any]) -> str:
    if "anyOf" in field:
        return " | ".join(_type(one) for one in field["anyOf"])
    if field.get("type") == "array":
        return f"[{_type(field['items'])}]"
    named = str(field["$ref"]).rsplit("/", 1)[-1] if "$ref" in field else None
    return str(named or field.get("format") or field.get("type", "any"))
