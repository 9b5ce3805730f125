"""The card of the checklist beside a ticket: members alone see it, and it asks only where something stands on it."""

from collections.abc import Mapping
from typing import Any

from steadfast.apps.automation.queries import checklists
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor


def draw(ticket: Ticket, actor: Actor) -> tuple[str, Mapping[str, Any]] | None:
    """Return the card; where nothing stands on it only who works on the ticket may add something."""
    if actor.client_id is not None:
        return None
    over = ticket.state in ("resolved", "closed") or bool(getattr(ticket, "led_by", ""))
    changes = actor.may("tickets.work") and not over
    items = checklists.on([ticket.pk, *desk.joined_to(ticket)]) if getattr(ticket, "has_checklist", True) else []
    return ("automation/card.html", {"items": items, "changes": changes}) if items or changes else None
