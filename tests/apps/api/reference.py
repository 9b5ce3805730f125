"""docs/reference/api.md, from the description that is served: `python -m tests.apps.api.reference` writes it anew."""

import os
from typing import Any

from tests.architecture.sources import ROOT

FILE = ROOT / "docs/reference/api.md"
HEAD = """# The API, operation by operation

Written from `/api/v1/openapi.json` by `python -m tests.apps.api.reference`; a test compares them. How to use it tells
[the guide](../guide/api.md). Every operation may also answer the problems that the guide lists.
"""


def page() -> str:
    """Return the text of the page."""
    from steadfast.apps.api import hook_kinds, problems, scopes
    from steadfast.apps.api.served import api
    from steadfast.apps.api.serving import schema

    document = schema.of(api)
    by_tag: dict[str, list[str]] = {}
    for address, methods in document["paths"].items():
        for method, one in methods.items():
            scope = " or ".join(f"`{name}`" for name in one["x-scopes"]) or "any"
            line = f"| `{method.upper()} {address}` | {one['description']} | {_takes(one, document)} | {scope} |"
            by_tag.setdefault(one["tags"][0], []).append(line)
    lines = [HEAD]
    for tag, rows in by_tag.items():
        lines += [f"## {tag}", "", "| Operation | What it does | Takes | Scope |", "|---|---|---|---|", *rows, ""]
    lines += ["## Scopes", "", *(f"- `{name}`: {words}" for name, (words, _) in scopes.SCOPES.items()), ""]
    lines += ["## Problems", "", *(f"- {status} `{kind}`" for status, kind in problems.KINDS.items()), ""]
    lines += ["## What webhooks can be told", "", *(f"- `{kind}`: {says}" for kind, says in hook_kinds.KINDS.items())]
    return "\n".join(lines) + "\n"


def _takes(one: dict[str, Any], document: dict[str, Any]) -> str:
    """Return the names of what an operation takes in its address and its body; what must be there is bold."""
    asked = [p for p in one.get("parameters", []) if p["in"] == "query"]
    names = [f"`?{p['name']}`" for p in asked]
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    found = document["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {})
    must = set(found.get("required", []))
    names += [f"**`{name}`**" if name in must else f"`{name}`" for name in found.get("properties", {})]
    return " ".join(names)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    FILE.write_text(page())
