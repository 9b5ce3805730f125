"""Succeed: a new ticket takes up one whose window to reopen is over. Each tells of the other."""

from datetime import datetime

from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.events import NewEvent


def refuse_to_follow(ticket_id: int, client_id: int) -> None:
    """Refuse to follow what is not over, and what is another client's."""
    ended = Ticket.objects.filter(client_id=client_id, state__in=("resolved", "closed"))
    if not ended.filter(pk=ticket_id).exists():
        raise Refused(say("Only a resolved or closed ticket of the same client can be followed by another."))


def told_to_the_followed(ticket: Ticket, now: datetime) -> list[NewEvent]:
    """Return what tells the ticket before that this one takes it up again; nothing where there is none."""
    if ticket.follows_id is None:
        return []
    body = {"by": ticket.pk, "number": ticket.subject.number}
    return [NewEvent(ticket.subject.chain_id, "ticket.followed", now, ticket.follows_id, body)]
