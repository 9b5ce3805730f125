"""The card of time beside a ticket; what it shows is read along with the ticket."""

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Sum

from steadfast.apps.desk.cards import Card
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import Entry, Timer
from steadfast.apps.hours.models.entry import STANDS
from steadfast.foundation.actor import Actor


def draw(ticket: Ticket, actor: Actor) -> Card | None:
    """Return the card for who books time."""
    if not actor.may("hours.own"):
        return None
    return "hours/card.html", {
        "number": ticket.subject.number,
        "spent": getattr(ticket, "time_spent", None),
        "since": getattr(ticket, "my_clock", None),
    }


def along(reader: int) -> dict[str, Any]:
    """Return `time_spent`, seconds, of a ticket and what was merged into it; `my_clock`: since when it runs."""
    of_it = Q(ticket=OuterRef("pk")) | Q(ticket__merged_into=OuterRef("pk"))
    rows = Entry.objects.filter(STANDS, of_it).order_by().annotate(one=F("minutes") * 0).values("one")
    spent = rows.annotate(sum=Sum("minutes") * 60).values("sum")
    clock = Timer.objects.filter(person_id=reader, ticket=OuterRef("pk")).values("started_at")
    return {"time_spent": Subquery(spent), "my_clock": Subquery(clock)}
