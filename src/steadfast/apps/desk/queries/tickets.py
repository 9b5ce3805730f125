"""Tickets as somebody may see them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from steadfast.apps.commitments.models import HandOver, Wait
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports import queries as imports
from steadfast.foundation.actor import Actor

UNRESOLVED = ("new", "in progress", "waiting")
SWEEP = 500  # tickets that one run of a periodic task works on
WITH = (
    "subject", "client", "site", "contact", "owner", "team__duty_owner", "follows__subject",
    "agreement_version__agreement", "agreement_version__calendar", "batch",
)  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Ticket]:
    """Return what an actor may see: members all, a client's contact their own client's; never a hidden batch."""
    if not actor.may("tickets.view"):
        return Ticket.objects.none()
    rows = Ticket.objects.filter(imports.IsShown("batch"))
    return rows if actor.client_id is None else rows.filter(client_id=actor.client_id)


def find(number: int, actor: Actor) -> Ticket | None:
    """Return the ticket of a human number with all that its page names, or None when the actor sees no such ticket."""
    offered = Exists(HandOver.objects.filter(subject=OuterRef("pk"), answered_at=None))
    rows = visible_to(actor).select_related(*WITH).annotate(offered=offered)
    return rows.filter(subject__kind="ticket", subject__number=number).first()


def expired(now: datetime) -> list[int]:
    """Return tickets whose wait should be over, at most SWEEP, oldest expiry first."""
    rows = Wait.objects.filter(until=None, expires_at__lte=now, subject__kind="ticket")
    return list(rows.order_by("expires_at", "id").values_list("subject_id", flat=True)[:SWEEP])
