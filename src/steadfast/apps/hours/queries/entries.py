"""Entries as somebody may see them: their own; who leads a team or keeps the books, everybody's. No contact may."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.models.entry import STANDS
from steadfast.foundation.actor import Actor

WEEK = timedelta(days=7)
MOST = 500


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """Return what an actor may see: a permission that no contact has."""
    if not actor.may("hours.own"):
        return Entry.objects.none()
    rows = Entry.objects.select_related("ticket__subject", "client", "person")
    if actor.may("hours.team") or actor.may("hours.bill"):
        return rows
    return rows.filter(person_id=actor.person_id or 0)


def corrects(entry: Entry, actor: Actor) -> bool:
    """Tell whether an actor may correct an entry."""
    return entry.person_id == actor.person_id or actor.may("hours.team")


def of_week(person_id: int, monday: date) -> list[Entry]:
    """Return the entries of a person in a week, each day in the order of the work."""
    rows = Entry.objects.filter(STANDS, person_id=person_id, day__gte=monday, day__lt=monday + WEEK)
    rows = rows.select_related("ticket__subject", "client").order_by("day", "started_at", "pk")
    return list(rows[:MOST])


def on_ticket(ticket: Ticket) -> list[Entry]:
    """Return the entries on a ticket and on what was merged into it, newest first."""
    rows = Entry.objects.filter(STANDS).filter(Q(ticket=ticket) | Q(ticket__merged_into=ticket))
    return list(rows.select_related("person", "ticket__subject").order_by("-day", "-pk")[:MOST])


def history(entry: Entry) -> Sequence[Entry]:
    """Return the versions of an entry, newest first, without the one that stands."""
    found, at = list[Entry](), entry
    while at.replaces_id is not None and len(found) < MOST:
        at = Entry.objects.select_related("made_by", "ticket__subject", "client").get(pk=at.replaces_id)
        found.append(at)
    return found
