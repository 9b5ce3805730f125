"""Mail that came, as somebody may see it, and what of it is not read yet. `visible_to` is the only door for people."""

from datetime import datetime

from django.db.models import Q, QuerySet

from steadfast.apps.mail.models import HELD, Incoming, Raw
from steadfast.foundation.actor import Actor

SWEEP = 500
CAME_BACK = ("bounce", "auto-reply", "loop", "duplicate")
WITH = ("raw__box", "ticket__subject", "proposed_ticket__subject", "proposed_client", "person", "decided_by")


def visible_to(actor: Actor) -> QuerySet[Incoming]:
    """Return the mail that a member may see; no contact ever may (access.py).

    What came back without a ticket may hold a letter of ours with a way in that still works: who keeps the boxes sees
    it, and nobody else. Who does not sort mail sees that of tickets alone.
    """
    rows = Incoming.objects.select_related(*WITH)
    if not actor.may("mail.read"):
        return rows.none()
    if actor.may("mail.manage"):
        return rows
    of_tickets = Q(ticket__isnull=False)
    return rows.filter(of_tickets | ~Q(outcome__in=CAME_BACK) if actor.may("mail.triage") else of_tickets)


def waiting(actor: Actor, outcome: str = "") -> QuerySet[Incoming]:
    """Return what waits for somebody, or of it what waits for one reason."""
    return visible_to(actor).filter(outcome__in=[outcome] if outcome in HELD else HELD)


def counted() -> QuerySet[Incoming]:
    """Return what waits for somebody, for the query of an account: it is the same for all who sort."""
    return Incoming.objects.filter(outcome__in=HELD)


def unread(*, before: datetime) -> list[int]:
    """Return mails that were kept before an instant and not read, the oldest first, at most SWEEP."""
    rows = Raw.objects.filter(incoming=None, came_at__lt=before).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:SWEEP])


def held() -> list[int]:
    """Return the mails that wait for somebody or could not be read, the oldest first."""
    return list(Incoming.objects.filter(outcome__in=HELD).order_by("came_at", "pk").values_list("pk", flat=True))
