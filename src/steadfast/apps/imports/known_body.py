"""The body of a mapping that comes along, as a page edits it."""

import tomllib
from functools import cache
from typing import Any

from steadfast.apps.imports.mapping.known import text


@cache
def _read(name: str) -> dict[str, Any]:
    body = tomllib.loads(text(name))
    return {**body, "kind": body.get("kind", "tickets"), "source": body.get("source", name)}


def body_of(name: str) -> dict[str, Any]:
    """Return what the TOML of a mapping says, with the kind and the source that it leaves out."""
    return dict(_read(name))
