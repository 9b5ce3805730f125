"""Calls as members see them; `visible_to` is the only door."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from steadfast.apps.calls.models import Call, Extension, PhoneSystem, Posted
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import register
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.queries.links import hashed
from steadfast.foundation.actor import Actor

SHOWN = 6
RINGS = timedelta(minutes=2)  # a call whose end nobody told us of rings no longer


def visible_to(actor: Actor) -> QuerySet[Call]:
    """Return all calls, for who takes them; a client's contact sees none."""
    rows = Call.objects.select_related("client", "person", "taken_by", "ticket__subject", "promise__owner", "system")
    return rows if actor.may("calls.take") else rows.none()


def of_ticket(ticket_id: int, actor: Actor) -> QuerySet[Call]:
    """Return the calls about a ticket and what was merged into it, newest first."""
    of_it = Q(ticket=ticket_id) | Q(ticket__merged_into=ticket_id)
    return visible_to(actor).filter(of_it).order_by("-at", "-pk")


def unknown(actor: Actor) -> list[Call]:
    """Return the missed calls of numbers that nobody knows, to which nobody has seen, newest first."""
    return list(missed_of_nobody(visible_to(actor)).order_by("-at")[:50])


def missed_of_nobody(rows: QuerySet[Call] | None = None) -> QuerySet[Call]:
    """Return of calls those that were missed, of nobody we know, and that nobody has seen to."""
    rows = Call.objects.all() if rows is None else rows
    return rows.filter(state="missed", client=None, seen_to_at=None)


def ringing_for(person_id: int, *, now: datetime) -> Call | None:
    """Return the call that rings at a member's telephone."""
    own = Extension.objects.filter(person=person_id).values("number")
    rows = Call.objects.filter(state="ringing", direction="in", extension__in=own, at__gt=now - RINGS)
    return rows.select_related("person", "client").order_by("-at").first()


def extension_of(person_id: int) -> str:
    """Return the extension of a member, "" for none."""
    return Extension.objects.filter(person=person_id).values_list("number", flat=True).first() or ""


def owed_back(*, key: str = "", person: Person | int | None = None) -> QuerySet[Commitment]:
    """Return the open promises to call back a number or a person."""
    missed = Call.objects.filter(promise__isnull=False, promise__closed_at=None)
    missed = missed.filter(key=key) if key else missed.filter(person=person)
    return Commitment.objects.filter(pk__in=missed.values("promise"), closed_at=None)


def open_tickets(person: Person, actor: Actor) -> list[Ticket]:
    """Return the open tickets of a caller, and of their client the nearest due after them."""
    rows = desk.visible_to(actor).filter(client=person.party_id, state__in=(*UNRESOLVED, "resolved"))
    rows = rows.select_related("subject", "owner").order_by("listed_at", "pk")
    own = list(rows.filter(contact=person)[:SHOWN])
    return [*own, *rows.exclude(contact=person)[: SHOWN - len(own)]]


def promises(person: Person, actor: Actor) -> dict[str, list[Commitment]]:
    """Return what we and the caller's client owe each other, the nearest first."""
    rows = register.visible_to(actor).filter(client=person.party_id, closed_at=None).order_by("due_at", "pk")
    rows = rows.select_related("subject", "owner")
    return {way: list(rows.filter(direction=way)[:SHOWN]) for way in ("ours", "theirs")}


def by_token(token: str) -> PhoneSystem | None:
    """Return the telephone system whose address or bearer token this is, unless it is paused."""
    return PhoneSystem.objects.filter(token_hash=hashed(token), paused_at=None).first()


def systems_visible_to(actor: Actor) -> QuerySet[PhoneSystem]:
    """Return the telephone systems, for who sets them up."""
    rows = PhoneSystem.objects.select_related("team").order_by("name")
    return rows if actor.may("calls.manage") else rows.none()


def troubles(actor: Actor) -> list[Posted]:
    """Return what was posted last and could not be read."""
    rows = Posted.objects.filter(system__in=systems_visible_to(actor), state="unreadable").select_related("system")
    return list(rows.order_by("-pk").defer("body")[:SHOWN])


def old_posted(now: datetime) -> QuerySet[Posted]:
    """Return the bodies that nobody needs any longer: read two weeks ago, or unreadable for three months."""
    read = Q(state="read", at__lt=now - timedelta(days=14))
    return Posted.objects.filter(read | Q(state="unreadable", at__lt=now - timedelta(days=90)))
