"""The rows of another system in words: what changed on a ticket, as its own log told it."""

from collections.abc import Mapping
from typing import Any

WHOM = {"client": "the client", "supplier": "a supplier", "problem": "a known problem", "evidence": "evidence"}


def told(row: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return what a row of the source says, or "" when nothing that a reader looks for changed in it."""
    waits = row.get("waits_for")
    parts = [
        "reopened" if row.get("reopened") else "",
        f"waiting for {WHOM.get(waits, waits)}" if waits else str(row.get("state") or ""),
        str(row.get("priority") or ""),
        f"with {row['team']}" if row.get("team") else "",
        f"taken by {names[row['owner']]}" if row.get("owner") in names else "",
    ]
    return ", ".join(part for part in parts if part)
