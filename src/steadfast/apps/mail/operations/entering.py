"""A person's mail enters the desk: as a new ticket, as an answer on one, or on one that follows a ticket that is over.

What is promised counts from the moment in which the mail reached our box.
"""

from dataclasses import dataclass

from steadfast.apps.desk import operations as desk
from steadfast.apps.desk import queries as desk_queries
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import Opening
from steadfast.apps.mail.operations.mail_seen import Seen
from steadfast.apps.mail.operations.referring import refer
from steadfast.apps.mail.queries import before, threads
from steadfast.domain.mail import message_id, subjects
from steadfast.foundation.actor import Actor

UNTITLED = "Mail without a subject"
ANSWERED = "Answered by mail."


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of it, on which ticket, as which message."""

    outcome: str
    ticket: Ticket
    message: Message | None


def open_ticket(
    seen: Seen, *, client_id: int, person_id: int | None, follows: Ticket | None = None, actor: Actor
) -> Entered:
    """Open a ticket of what a mail says, since it came."""
    box = seen.raw.box
    opening = Opening(
        client_id=client_id,
        title=title_of(seen),
        text=seen.text,
        channel="mail",
        contact_id=person_id,
        site_id=follows.site_id if follows else None,
        team_id=follows.team_id if follows else (box.team_id if box else None),
        follows_id=follows.pk if follows else None,
        files=seen.files,
    )
    ticket = desk.open_ticket(opening, since=seen.raw.came_at, actor=actor, now=seen.now)
    return _entered(seen, "opened", ticket)


def reply(seen: Seen, *, ticket_id: int, person_id: int | None, actor: Actor) -> Entered:
    """Add a mail to a ticket; one that is over is reopened inside its window, and followed by another after it."""
    ticket = threads.where_it_goes_on(ticket_id)
    if ticket.state in ("resolved", "closed"):
        if desk_queries.refuses_reopening(ticket, seen.now):
            return open_ticket(seen, client_id=ticket.client_id, person_id=person_id, follows=ticket, actor=actor)
        desk.reopen(ticket.pk, reason=ANSWERED, actor=actor, now=seen.now)
    by_name = "" if person_id else named(seen)
    said = {"by_person_id": person_id, "by_name": by_name, "how": "mail", "files": seen.files}
    desk.hear(ticket.pk, text=seen.text, actor=actor, now=seen.now, **said)  # type: ignore[arg-type]
    return _entered(seen, "replied", ticket)


def title_of(seen: Seen) -> str:
    """Return the title of a ticket: the subject without "Re:", or the first line."""
    first = next((line.strip() for line in seen.text.splitlines() if line.strip()), "")
    return subjects.bare(seen.letter.subject) or first[:80] or UNTITLED


def named(seen: Seen) -> str:
    """Return who wrote, in the words of the mail."""
    name, address = seen.letter.sender_name, seen.letter.sender
    return f"{name} <{address}>" if name and address else name or address or "nobody named"


def _entered(seen: Seen, outcome: str, ticket: Ticket) -> Entered:
    """Remember its name, and return it with the message that was just written: none where it said nothing."""
    refer(message_id.own(seen.letter.header), ticket_id=ticket.pk, ours=False, now=seen.now)
    return Entered(outcome, ticket, before.just_heard(ticket.pk))
