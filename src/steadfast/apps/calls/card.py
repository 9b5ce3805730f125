"""The card of calls beside a ticket: who called about it, when, and who took it. Only one with calls asks for them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from steadfast.apps.calls import queries
from steadfast.apps.calls.models import Call
from steadfast.apps.desk.cards import Card
from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor

SHOWN = 6


def draw(ticket: Ticket, actor: Actor) -> Card | None:
    """Return the card for who takes calls."""
    if not getattr(ticket, "has_calls", False) or not actor.may("calls.take"):
        return None
    rows = list(queries.of_ticket(ticket.pk, actor)[: SHOWN + 1])
    return "calls/card.html", {"calls": rows[:SHOWN], "more": len(rows) > SHOWN}


def along(reader: int) -> dict[str, Any]:
    """Return `has_calls` of a ticket and what was merged into it."""
    return {"has_calls": Exists(Call.objects.filter(Q(ticket=OuterRef("pk")) | Q(ticket__merged_into=OuterRef("pk"))))}
