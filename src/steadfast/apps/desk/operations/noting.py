"""Note: say something inside. The client never sees it, and no clock hears it."""

from datetime import datetime

from steadfast.apps.desk import spent
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Seen, hold
from steadfast.foundation.actor import Actor


def note(
    ticket_id: int,
    *,
    text: str,
    files: Files = (),
    minutes: int | None = None,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Write a note inside."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.write("inside", text, held.tell("ticket.noted", {}, text, files), files=files)
        spent.book(held.ticket, minutes, actor=actor, now=now)
