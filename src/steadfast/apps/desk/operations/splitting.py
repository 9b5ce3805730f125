"""Split: what a client said beside the point becomes a ticket of its own.

What was said stays where it was said; the new ticket tells it again, with the time of then. Its promises count from the
first thing that the client said of it, under the agreement of that time: it did not become younger by being found late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.commitments import operations as register
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import STANDS, Attachment, Message, Ticket
from steadfast.apps.desk.operations import attaching, linking, sent_forms
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.opening import Opening, open_ticket
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent, append
from steadfast.foundation.files.store import Arrived, path_of

MOST = 50  # messages at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitting:
    """What the new ticket says beside the messages: its title, and whose contact it is for."""

    title: str
    contact_id: int | None = None


def split(
    ticket_id: int,
    message_ids: Sequence[int],
    said: Splitting,
    *,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> Ticket:
    """Open a ticket of some messages and return it; the same form sent twice gives back that of the first time."""
    with transaction.atomic():
        before = sent_forms.ticket_of(seen.key)
        if before is not None:
            return before
        linking.lock(ticket_id)
        ticket = Ticket.objects.select_related("subject").get(pk=ticket_id)
        if ticket.merged_into_id is not None or (seen.version is not None and seen.version != ticket.version):
            raise Refused(_("Somebody changed the ticket meanwhile. Look at it, then choose again."))
        messages = _messages(ticket, message_ids)
        since = next((message.at for message in messages if message.kind == "heard"), None)
        if since is None:
            raise Refused(_("Choose at least one thing that the client said: from it on the promises count."))
        new = open_ticket(_opening(ticket, said), since=since, seen=Seen(key=seen.key), actor=actor, now=now)
        with hold(new.pk, UNSEEN, actor=actor, now=now) as held:
            for message in messages:
                _carry(held, message)
        linking.write(new, ticket, "split from", actor=actor, now=now)
        body = {"into": new.pk, "number": new.subject.number, "messages": [message.event_id for message in messages]}
        told = NewEvent(ticket.subject.chain_id, "ticket.split", now, ticket.pk, body)
        append(told, actor=actor, now=now)
        return new


def _messages(ticket: Ticket, message_ids: Sequence[int]) -> list[Message]:
    """Return the chosen messages, in the order in which they were said."""
    if len(message_ids) > MOST:
        raise Refused(_("Choose at most %(most)s messages.") % {"most": MOST})
    there = [ticket.pk, *queries.joined_to(ticket)]
    rows = Message.objects.filter(STANDS, pk__in=message_ids, ticket_id__in=there).order_by("at", "event_id")
    found = list(rows.select_related("event"))
    if len(found) < len(set(message_ids)):
        raise Refused(_("One of the messages is not on this ticket."))
    return found


def _opening(ticket: Ticket, said: Splitting) -> Opening:
    return Opening(
        client_id=ticket.client_id,
        title=said.title,
        kind=ticket.kind,
        impact=ticket.impact,
        urgency=ticket.urgency,
        channel=ticket.channel,
        category=ticket.category,
        contact_id=said.contact_id,
        site_id=ticket.site_id,
        team_id=ticket.team_id,
    )


def _carry(held: Held, message: Message) -> None:
    """Tell a message again; one of ours that answered the client is the first response to them here, too."""
    files = [_again(row) for row in Attachment.objects.filter(message=message).order_by("no")]
    body = {"kind": message.kind, "by": message.author_id, "said": message.event_id, **attaching.body(files)}
    subject = held.ticket.subject
    private = {"text": message.text, **attaching.names(files)}
    told = NewEvent(subject.chain_id, "ticket.carried", message.at, subject.pk, body, None, private)
    event = append(told, actor=held.actor, now=held.now)
    columns = {"kind": message.kind, "author_id": message.author_id, "text": message.text, "files": len(files)}
    columns["by"] = message.by
    attaching.write(Message.objects.create(ticket=held.ticket, at=message.at, event=event, **columns), files)
    if message.kind != "inside":
        held.ticket.last_said_at = message.at
        held.ticket.last_said_by = "client" if message.kind == "heard" else "us"
    if message.kind == "public":
        _answered(held, message, event)


def _answered(held: Held, message: Message, event: object) -> None:
    ticket = held.ticket
    for row in held.ours():
        if row.terms is not None and row.terms.body["stops"] == "replied" and message.at >= row.promised_at:
            register.fulfil(row, at=message.at, evidence=event, actor=held.actor, now=held.now)  # type: ignore[arg-type]
    ticket.first_response_at = ticket.first_response_at or message.at
    if ticket.state == "new":
        ticket.state = "in progress"


def _again(row: Attachment) -> Arrived:
    """Return a file that is kept already, for another row of it."""
    return Arrived(row.name, row.size, row.digest, row.media_type, path_of(row.digest))
