"""Hear: write down what the client said by phone or mail. It ends a wait for the client."""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.desk import spent
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.waiting import open_wait, stop_waiting
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


def hear(
    ticket_id: int,
    *,
    text: str,
    by_person_id: int | None = None,
    by_name: str = "",
    how: str = "phone",
    answered: bool = True,
    files: Files = (),
    minutes: int | None = None,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Record the client's words. `answered`: they hold what we waited for, and a promise of it is kept by them.

    Where we asked somebody by name, as for a yes to a request, the words of another that come by themselves do not.

    `by_name`: who said it, where that is nobody known here; else it is who is named, or the ticket's contact.
    """
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        person = by_person_id or (None if by_name else held.ticket.contact_id)
        answered = answered and not _asks_another(held, person)
        event = held.tell("ticket.heard", {"by": person, "how": how, "answered": answered}, text, files)
        held.write("heard", text, event, author_id=person, by=by_name, files=files)
        if answered:
            _answered(held, event)
        spent.book(held.ticket, minutes, actor=actor, now=now)


def _asks_another(held: Held, person: int | None) -> bool:
    """Tell whether we wait for somebody else than who speaks; a member who writes it down judges that themselves."""
    if held.actor.person_id is not None and held.actor.client_id is None:
        return False
    waiting = open_wait(held)
    return waiting is not None and not waiting.takes_answer_of(person, contact_id=held.ticket.contact_id)


def _answered(held: Held, event: Event) -> None:
    waiting = open_wait(held)
    promised = waiting.answer_id if waiting is not None and waiting.reason == "client" else None
    if waiting is not None:
        stop_waiting(held, reason="client")
    for row in held.theirs():
        if row.pk == promised or (row.terms is not None and row.terms.body["stops"] == "answered"):
            register.fulfil(row, at=held.now, evidence=held.prove(row, event), actor=held.actor, now=held.now)
