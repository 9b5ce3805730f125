"""Resolve: the work is done, and waits for the client's yes until the confirmation window ends."""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.desk import spent, unready
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.replying import say_in_public
from steadfast.apps.desk.operations.waiting import stop_waiting
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

SHOWN = 5  # of what is still open, in a sentence


def resolve(
    ticket_id: int,
    *,
    text: str = "",
    files: Files = (),
    minutes: int | None = None,
    in_spite: str = "",
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Resolve it, saying `text` to the client when there is any.

    A first response that was never given and a promised update end here, too (rule 10 of the vectors). What the client
    promised us for it is let go where it has not fallen due: nobody needs it any longer, and they shall not look late.
    Unready while something must be done first, but `in_spite` of it for the reason that who may do so gives.
    """
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        still = _still_open(held, in_spite)
        stop_waiting(held)
        register.overtake(held.ticket.pk, actor=actor, now=now)
        _let_go(held)
        if text:
            say_in_public(held, text, files)
        event = held.record("ticket.resolved", {"still_open": still} if still else None)
        if still:
            held.write("inside", in_spite, held.record("ticket.noted", {}, text=in_spite))
        held.fulfil("replied", "resolved", evidence=event)
        held.ticket.state, held.ticket.resolved_at = "resolved", now
        spent.book(held.ticket, minutes, actor=actor, now=now)


def _still_open(held: Held, in_spite: str) -> int:
    """Return how much is left open for a reason; raise Unready where there is none, or the actor may not."""
    names = unready.of(held.subjects)
    if names and not held.actor.may(unready.PERMISSION):
        raise unready.Unready(say("Do this first: %(names)s.", names=_listed(names)), names)
    if names and not in_spite.strip():
        words = say("Do this first, or say why it is resolved without: %(names)s.", names=_listed(names))
        raise unready.Unready(words, names)
    return len(names)


def _listed(names: list[str]) -> str:
    """Return names as a sentence lists them, the first few."""
    shown = [say("“%(name)s”", name=name) for name in names[:SHOWN]]
    return ", ".join(shown if len(names) <= SHOWN else [*shown, "…"])


def _let_go(held: Held) -> None:
    for row in held.theirs():
        if row.kind in ("answer", "promise") and row.due_at >= held.now:
            register.release(row, evidence="Resolved without it.", actor=held.actor, now=held.now)
