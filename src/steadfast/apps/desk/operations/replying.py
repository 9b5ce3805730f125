"""Reply: say something to the client. It is the first response when none was, and the update that was promised."""

from datetime import datetime

from steadfast.apps.desk import spent
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.promising import promise_update
from steadfast.apps.desk.operations.updating import promise_next
from steadfast.foundation.actor import Actor


def reply(
    ticket_id: int,
    *,
    text: str,
    next_update_at: datetime | None = None,
    files: Files = (),
    minutes: int | None = None,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Send `text` to the client, and promise the next update by `next_update_at` when one is given.

    `minutes`: how long it took, where they said so.
    """
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("closed")
        say_in_public(held, text, files)
        if held.ticket.state != "resolved":
            promise_next(held)
        if next_update_at is not None:
            promise_update(held, next_update_at)
        spent.book(held.ticket, minutes, actor=actor, now=now)


def say_in_public(held: Held, text: str, files: Files = ()) -> None:
    """Say it to the client; what our terms let stop at a reply is done by it."""
    ticket = held.ticket
    event = held.tell("ticket.replied", {"to": ticket.contact_id}, text, files)
    held.write("public", text, event, files=files)
    held.fulfil("replied", evidence=event)
    ticket.first_response_at = ticket.first_response_at or held.now
    if ticket.state == "new":
        ticket.state = "in progress"
