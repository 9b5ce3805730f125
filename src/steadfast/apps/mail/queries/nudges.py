"""What Today tells of mail: of a box that cannot be read, and the owner of a ticket of a reply that did not arrive."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse

from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.mail.models import Sent
from steadfast.apps.mail.queries import boxes
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

AGO = timedelta(days=30)
MOST = 5
KEPT, LOST, KEPT_S = "mail_trouble", "mail_lost", 30  # what few have to be told is looked up for all at once


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return the rows of a member."""
    if actor.person_id is None or actor.client_id is not None:
        return []
    concerned = cache.get_or_set(LOST, lambda: _concerned(now), KEPT_S) or set()
    found = [_lost(row) for row in _of(actor.person_id, now)] if actor.person_id in concerned else []
    if actor.may("mail.manage"):
        rows = cache.get_or_set(KEPT, _in_trouble, KEPT_S) or []
        found += [_box(*row) for row in rows]
    return found


def _concerned(now: datetime) -> set[int]:
    """Return who owns an open ticket of which a reply did not arrive."""
    return {owner for owner in _not_delivered(now).values_list("ticket__owner_id", flat=True).distinct() if owner}


def _of(person: int, now: datetime) -> Iterable[Sent]:
    mine = _not_delivered(now).filter(ticket__owner_id=person)
    return mine.select_related("ticket__subject", "ticket__client").order_by("-pk")[:MOST]


def _not_delivered(now: datetime) -> QuerySet[Sent]:
    return Sent.objects.filter(state__in=("failed", "bounced"), ended_at__gt=now - AGO, ticket__closed_at=None)


def _in_trouble() -> list[tuple[int, str, datetime | None]]:
    return list(boxes.in_trouble().values_list("pk", "name", "trouble_since")[:MOST])


def _lost(row: Sent) -> Nudge:
    assert row.ticket is not None
    return Nudge(
        what=say("Your reply did not reach %(to)s", to=", ".join(row.to)),
        label=row.ticket.subject.label,
        url=reverse("desk:ticket", args=[row.ticket.subject.number]),
        about=row.ticket.client.name,
        at=row.ended_at or row.queued_at,
    )


def _box(key: int, name: str, since: datetime) -> Nudge:
    what = say("The mail of %(box)s cannot be read", box=name)
    return Nudge(what, say("Box"), reverse("mail:box", args=[key]), say("it waits on its server"), since)
