"""Why a ticket falls under its agreement, in words, from what was recorded when it was opened."""

from collections.abc import Mapping
from typing import Any

from steadfast.apps.desk.models import Ticket


def told(data: Mapping[str, Any], ticket: Ticket) -> str:
    """Return "Gold, Kestrel Dental’s own agreement, goes before Standard"; nothing where there was no choice."""
    chosen = data.get("chosen") or {}
    if not chosen.get("over"):
        return ""
    before = ", ".join(chosen["over"])
    why = {
        "service": f"for {ticket.category}",
        "site": f"for {ticket.site.name}" if ticket.site else "for its site",
        "client": f"{ticket.client.name}’s own agreement",
    }.get(chosen["by"])
    if why is None:
        nearest, *others = chosen["over"]
        rest = f", and before {', '.join(others)}" if others else ""
        return f"{chosen['name']} goes before {nearest}, as it took effect later{rest}"
    return f"{chosen['name']}, {why}, goes before {before}"
