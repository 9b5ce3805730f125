"""Link two tickets, and take a link away. Both tell of it; no form that somebody types in is out of date by it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.desk.models import Ticket, TicketLink
from steadfast.apps.desk.models.ticket_link import PARENT, SYMMETRIC
from steadfast.apps.identity.models import Practice
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@transaction.atomic
def link(ticket_id: int, other_id: int, kind: str, *, actor: Actor, now: datetime) -> TicketLink:
    """Write that the first ticket stands to the other as `kind` says, read from the first to the other."""
    if ticket_id == other_id:
        raise Refused(_("A ticket cannot be linked with itself."))
    if kind == SYMMETRIC:
        ticket_id, other_id = sorted((ticket_id, other_id))
    tickets = lock(ticket_id, other_id)
    same = TicketLink.objects.filter(from_ticket_id=ticket_id, to_ticket_id=other_id, kind=kind, ended_at=None).first()
    if same is not None:
        return same  # a second press
    if kind == PARENT:
        _refuse_second_parent(tickets[ticket_id])
        _refuse_circle(tickets[ticket_id], tickets[other_id])
    return write(tickets[ticket_id], tickets[other_id], kind, actor=actor, now=now)


@transaction.atomic
def unlink(link_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a link away; that it stood stays in the thread of both. What was split stays known as split."""
    row = TicketLink.objects.get(pk=link_id)
    tickets = lock(row.from_ticket_id, row.to_ticket_id)
    row.refresh_from_db()
    if row.ended_at is not None:
        return
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _record("ticket.unlinked", tickets[row.from_ticket_id], tickets[row.to_ticket_id], row.kind, actor=actor, now=now)


def write(ticket: Ticket, other: Ticket, kind: str, *, actor: Actor, now: datetime) -> TicketLink:
    """Write a link of two tickets that are locked or new, with an event on each."""
    said = {"kind": kind, "made_by_id": actor.person_id, "made_at": now}
    row = TicketLink.objects.create(from_ticket=ticket, to_ticket=other, **said)
    _record("ticket.linked", ticket, other, kind, actor=actor, now=now)
    return row


def lock(*ticket_ids: int) -> dict[int, Ticket]:
    """Lock tickets in the order of their keys; the practice's row first, so that no three close a circle at once."""
    Practice.objects.select_for_update(no_key=True).order_by("pk").first()
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("subject").order_by("pk")
    found = {ticket.pk: ticket for ticket in rows.filter(pk__in=ticket_ids)}
    if len(found) < len(set(ticket_ids)):
        raise Refused(_("There is no such ticket."))
    return found


def _refuse_second_parent(ticket: Ticket) -> None:
    parent = TicketLink.objects.filter(from_ticket=ticket, kind=PARENT, ended_at=None).first()
    if parent is not None:
        names = {"this": ticket.subject.label, "that": parent.to_ticket.subject.label}
        raise Refused(_("%(this)s is a child of %(that)s already.") % names)


def _refuse_circle(ticket: Ticket, parent: Ticket) -> None:
    """Refuse a parent that is a child of the ticket itself, however far down."""
    above: Sequence[int] = [parent.pk]
    while above:
        if ticket.pk in above:
            names = {"this": ticket.subject.label, "that": parent.subject.label}
            raise Refused(_("%(that)s is below %(this)s already; it cannot stand above it, too.") % names)
        links = TicketLink.objects.filter(from_ticket_id__in=above, kind=PARENT, ended_at=None)
        above = list(links.values_list("to_ticket_id", flat=True))


def _record(kind: str, ticket: Ticket, other: Ticket, link_kind: str, *, actor: Actor, now: datetime) -> None:
    numbers = {"from_number": ticket.subject.number, "to_number": other.subject.number}
    body = {"kind": link_kind, "from": ticket.pk, "to": other.pk, **numbers}
    told = [NewEvent(each.subject.chain_id, kind, now, each.pk, body) for each in (ticket, other)]
    events.append_many(told, actor=actor, now=now)
