"""Why a ticket falls under its agreement, in words, from what was recorded when it was opened."""

from collections.abc import Mapping
from typing import Any

from steadfast.apps.desk.models import Ticket
from steadfast.domain.language import say


def told(data: Mapping[str, Any], ticket: Ticket) -> str:
    """Return "Gold, Kestrel Dental’s own agreement, goes before Standard"; nothing where there was no choice."""
    chosen = data.get("chosen") or {}
    if not chosen.get("over"):
        return ""
    before = ", ".join(chosen["over"])
    why = {
        "service": say("for %(category)s", category=ticket.category),
        "site": say("for %(site)s", site=ticket.site.name) if ticket.site else say("for its site"),
        "client": say("%(client)s’s own agreement", client=ticket.client.name),
    }.get(chosen["by"])
    if why is None:
        nearest, *others = chosen["over"]
        if not others:
            return say("%(name)s goes before %(other)s, as it took effect later", name=chosen["name"], other=nearest)
        words = say("%(name)s goes before %(other)s, as it took effect later, and before %(others)s")
        return words % {"name": chosen["name"], "other": nearest, "others": ", ".join(others)}
    return say("%(name)s, %(why)s, goes before %(others)s", name=chosen["name"], why=why, others=before)
