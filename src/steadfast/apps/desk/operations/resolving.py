"""Resolve: the work is done, and waits for the client's yes until the confirmation window ends."""

from datetime import datetime

from steadfast.apps.desk.operations.holding import UNSEEN, Seen, hold
from steadfast.apps.desk.operations.replying import say_in_public
from steadfast.apps.desk.operations.waiting import stop_waiting
from steadfast.foundation.actor import Actor


def resolve(ticket_id: int, *, text: str = "", seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Resolve it, saying `text` to the client when there is any.

    A first response that was never given and a promised update end here, too (rule 10 of the vectors).
    """
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        stop_waiting(held)
        if text:
            say_in_public(held, text)
        event = held.record("ticket.resolved")
        held.fulfil("replied", "resolved", evidence=event)
        held.ticket.state, held.ticket.resolved_at = "resolved", now
