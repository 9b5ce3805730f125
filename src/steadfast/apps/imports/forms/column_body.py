"""Parts of the body of a mapping, as the page of columns leaves them."""

from collections.abc import Mapping
from typing import Any

from steadfast.apps.imports.kinds import Field


def formats(body: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    before = list(body.get("dates", {}).get("formats", ["iso"]))
    chosen = said.get("form") or before[0]
    return before if chosen == before[0] else [chosen]


def kept(body: Mapping[str, Any], name: str, chosen: str) -> Any:
    """Return the column that was chosen, with those that may stand for it in other exports."""
    before = body.get("columns", {}).get(name, chosen)
    return before if chosen in ([before] if isinstance(before, str) else before) else chosen


def plain(field: Field, text: str) -> Any:
    return int(text) if field.name in ("impact", "urgency") and text.isdigit() else text


def without(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != name}
