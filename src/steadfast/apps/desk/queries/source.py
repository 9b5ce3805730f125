"""The rows of another system in words: what changed on a ticket, as its own log told it."""

from collections.abc import Mapping
from typing import Any

from steadfast.domain.language import known, say

WHOM = {
    "client": known("the client"),
    "supplier": known("a supplier"),
    "problem": known("a known problem"),
    "evidence": known("evidence"),
}


def told(row: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return what a row of the source says, or "" when nothing that a reader looks for changed in it."""
    parts = [
        say("reopened") if row.get("reopened") else "",
        _happened(row),
        str(row.get("priority") or ""),
        say("with %(team)s", team=row["team"]) if row.get("team") else "",
        say("taken by %(name)s", name=names[row["owner"]]) if row.get("owner") in names else "",
    ]
    return ", ".join(part for part in parts if part)


def _happened(row: Mapping[str, Any]) -> str:
    """Return the activity in the source's own word, or what became of the ticket; an unknown state says nothing."""
    if activity := row.get("activity"):
        return str(activity)
    if waits := row.get("waits_for"):
        return say("waiting for %(whom)s", whom=say(WHOM.get(waits, waits)))
    state = str(row.get("state") or "")
    return "" if state == "unknown" else say(state)
