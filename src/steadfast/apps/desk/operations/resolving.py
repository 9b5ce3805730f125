"""Resolve: the work is done, and waits for the client's yes until the confirmation window ends."""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.desk import spent
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.replying import say_in_public
from steadfast.apps.desk.operations.waiting import stop_waiting
from steadfast.foundation.actor import Actor


def resolve(
    ticket_id: int,
    *,
    text: str = "",
    files: Files = (),
    minutes: int | None = None,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Resolve it, saying `text` to the client when there is any.

    A first response that was never given and a promised update end here, too (rule 10 of the vectors). What the client
    promised us for it is let go where it has not fallen due: nobody needs it any longer, and they shall not look late.
    """
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        stop_waiting(held)
        register.overtake(held.ticket.pk, actor=actor, now=now)
        _let_go(held)
        if text:
            say_in_public(held, text, files)
        event = held.record("ticket.resolved")
        held.fulfil("replied", "resolved", evidence=event)
        held.ticket.state, held.ticket.resolved_at = "resolved", now
        spent.book(held.ticket, minutes, actor=actor, now=now)


def _let_go(held: Held) -> None:
    for row in held.theirs():
        if row.kind in ("answer", "promise") and row.due_at >= held.now:
            register.release(row, evidence="Resolved without it.", actor=held.actor, now=held.now)
