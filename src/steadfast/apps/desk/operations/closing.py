"""Close: the client said yes to the resolution, or nobody objected. What stops at closing is done by it."""

from datetime import datetime

from steadfast.apps.desk import queries
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.models import Event


def confirm(ticket_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """The client confirmed that it is resolved; the ticket closes."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        _needs_resolution(held)
        _close(held, held.record("ticket.confirmed", {"by": held.ticket.contact_id}))


def close(ticket_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Close without the client's word."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        _needs_resolution(held)
        _close(held, held.record("ticket.closed"))


def close_unobjected(ticket_id: int, *, now: datetime) -> bool:
    """Close a ticket whose confirmation window is over; tell whether it was."""
    with hold(ticket_id, UNSEEN, actor=SYSTEM, now=now) as held:
        ends = queries.window_ends(held.ticket)
        if held.ticket.state != "resolved" or ends is None or now < ends:
            held.idle = True
            return False
        _close(held, held.record("ticket.closed"))
        return True


def _needs_resolution(held: Held) -> None:
    if held.ticket.state == "closed":
        raise Refused(say("%(label)s is closed already.", label=held.ticket.subject.label))
    if held.ticket.state != "resolved":
        raise Refused(say("Resolve it first; a ticket closes only after that."))


def _close(held: Held, event: Event) -> None:
    held.fulfil("replied", "resolved", "closed", evidence=event)
    held.ticket.state, held.ticket.closed_at = "closed", held.now
    held.ticket.first_closed_at = held.ticket.first_closed_at or held.now
