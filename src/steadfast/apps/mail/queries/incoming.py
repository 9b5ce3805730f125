"""Mail that came, as somebody may see it, and what of it is not read yet. `visible_to` is the only door for people."""

from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.mail.models import HELD, Incoming, Raw
from steadfast.foundation.actor import Actor

SWEEP = 500
WITH = ("raw__box", "ticket__subject", "proposed_ticket__subject", "proposed_client", "person", "decided_by")


def visible_to(actor: Actor) -> QuerySet[Incoming]:
    """Return the mail that a member may see; no contact ever may (access.py)."""
    rows = Incoming.objects.select_related(*WITH)
    return rows if actor.may("mail.read") else rows.none()


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
