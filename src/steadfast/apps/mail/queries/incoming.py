"""Mail that came, as somebody may see it, and what of it is not read yet. `visible_to` is the only door for people."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.db.models import QuerySet
from django.urls import reverse

from steadfast.apps.desk.beneath import Note, Notes
from steadfast.apps.mail.models import HELD, Incoming, Raw
from steadfast.domain.language import say, say_n
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

SWEEP = 500
WITH = ("raw__box", "ticket__subject", "proposed_ticket__subject", "proposed_client", "person", "decided_by")


def visible_to(actor: Actor) -> QuerySet[Incoming]:
    """Return the mail that a member may see; no contact ever may (access.py)."""
    rows = Incoming.objects.select_related(*WITH)
    return rows if actor.may("mail.read") else rows.none()


def waiting(actor: Actor, outcome: str = "") -> QuerySet[Incoming]:
    """Return what waits for somebody, or of it what waits for one reason."""
    return visible_to(actor).filter(outcome__in=[outcome] if outcome in HELD else HELD)


def unread(*, before: datetime) -> list[int]:
    """Return mails that were kept before an instant and not read, the oldest first, at most SWEEP."""
    rows = Raw.objects.filter(incoming=None, came_at__lt=before).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:SWEEP])


def held() -> list[int]:
    """Return the mails that wait for somebody or could not be read, the oldest first."""
    return list(Incoming.objects.filter(outcome__in=HELD).order_by("came_at", "pk").values_list("pk", flat=True))


def notes(tickets: Sequence[int], actor: Actor, now: datetime) -> Notes:
    """Return what stands beneath a message that came by mail: what it quotes, folded, and the way to the original."""
    rows = _usual().rows(ticket=tickets[0]) if len(tickets) == 1 else _of(tickets)
    return {row.message_id: list(_told(row, actor)) for row in rows if row.message_id is not None}


def _told(row: Incoming, actor: Actor) -> Sequence[Note]:
    folded = [Note(say("Quoted text and signature"), folded=row.folded)] if row.folded else []
    left = say_n("%(n)s file is in the original alone.", "%(n)s files are in the original alone.", row.left)
    words = f"{say('by mail from %(address)s', address=row.sender)}{f' · {left}' if row.left else ''}"
    link = (reverse("mail:original", args=[row.pk]), say("The original")) if actor.may("mail.read") else ("", "")
    return [*folded, Note(words, link=link)]


def _of(tickets: Sequence[int]) -> Sequence[Incoming]:
    return list(_shown().filter(ticket_id__in=tickets))


def _shown() -> QuerySet[Incoming]:
    rows = Incoming.objects.exclude(message=None)
    return rows.only("message_id", "folded", "left", "sender", "outcome")


@cache
def _usual() -> Rows[Incoming]:
    return Rows(lambda ticket: _shown().filter(ticket_id=ticket), ["ticket"])
