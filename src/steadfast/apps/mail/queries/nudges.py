"""What Today tells of mail: a box that cannot be read, mail to sort; to who owns a ticket a reply that did not arrive,
and a stranger who wrote on it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse

from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.mail.models import HELD, Incoming, Sent
from steadfast.apps.mail.queries import boxes
from steadfast.domain.language import say, say_n
from steadfast.foundation.actor import Actor

AGO = timedelta(days=30)
MOST = 5
KEPT, LOST, SORT, KEPT_S = "mail_trouble", "mail_lost", "mail_to_sort", 30  # few are told: looked up for all at once
LOOKED_AT = 200  # mails to sort; where more wait, sorting them is what to do


class Held(NamedTuple):
    """A mail that waits for somebody; where it answers a ticket, whose that is."""

    key: int
    came_at: datetime
    name: str
    address: str
    owner: int | None
    number: int | None
    client: str | None


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return the rows of a member."""
    if actor.person_id is None or actor.client_id is not None:
        return []
    concerned = cache.get_or_set(LOST, lambda: _concerned(now), KEPT_S) or set()
    found = [_lost(row) for row in _of(actor.person_id, now)] if actor.person_id in concerned else []
    if actor.may("mail.triage"):
        found += _to_sort(actor.person_id)
    if actor.may("mail.manage"):
        rows = cache.get_or_set(KEPT, _in_trouble, KEPT_S) or []
        found += [_box(*row) for row in rows]
    return found


def held() -> list[Held]:
    """Return what waits to be sorted, the oldest first."""
    rows = Incoming.objects.filter(outcome__in=HELD).order_by("came_at", "pk")
    on = ("owner_id", "subject__number", "client__name")
    said = rows.values_list("pk", "came_at", "sender_name", "sender", *(f"proposed_ticket__{name}" for name in on))
    return [Held(*row) for row in said[:LOOKED_AT]]


def _to_sort(person: int) -> Iterable[Nudge]:
    """Return one row for all that waits, and one for each stranger on a ticket of the reader."""
    rows: list[Held] = cache.get_or_set(SORT, held, KEPT_S) or []
    mine = [row for row in rows if row.owner == person][:MOST]
    yield from (_stranger(row) for row in mine)
    others = [row for row in rows if row not in mine]
    if others:
        n = len(others)
        what = say_n("%(n)s mail waits to be sorted", "%(n)s mails wait to be sorted", n)
        whose = others[0].name or others[0].address or say("nobody named")
        yield Nudge(what, say("Mail"), reverse("mail:triage"), whose, others[0].came_at)


def _stranger(row: Held) -> Nudge:
    who = row.name or row.address or say("nobody named")
    what = say("%(who)s, whom nobody knows, wrote on your ticket: look who it is", who=who)
    return Nudge(what, f"T-{row.number}", reverse("mail:triaged", args=[row.key]), row.client or "", row.came_at)


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
