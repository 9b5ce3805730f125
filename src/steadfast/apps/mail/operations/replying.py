"""A reply on a ticket becomes a mail, and who opened one by mail may hear so. Once each, by the event that caused it.

An acknowledgement promises nothing but what the agreement does, is marked as a machine's, answers no machine, and goes
to one address at most once an hour: two desks never keep each other awake.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation

from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.mail.models import Box, Sent
from steadfast.apps.mail.operations.letters import domain_of, queue
from steadfast.apps.mail.operations.referring import refer
from steadfast.apps.mail.queries import ways
from steadfast.apps.mail.sending import wording
from steadfast.domain.mail import reply_address
from steadfast.foundation.models import Event

ACKNOWLEDGED_ONCE_IN = timedelta(hours=1)
ANSWERED = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


def mail_reply(event: Event, *, now: datetime) -> Sent | None:
    """Queue the mail of a reply; None where no box sends, or nobody has an address."""
    message = Message.objects.select_related("ticket__subject", "ticket__client", "ticket__contact", "author").get(
        event=event
    )
    ticket, box = message.ticket, ways.box_of(message.ticket)
    to = ways.recipient_of(ticket)
    if box is None or not to:
        return None
    place = place_of(ticket, box, message.author.name if message.author else "", now=now)
    return _queued(f"event:{event.pk}", "reply", ticket, box, to, place, message=message, now=now)


def acknowledge(event: Event, *, now: datetime) -> Sent | None:
    """Queue an acknowledgement for who opened a ticket by mail; None where none is due."""
    ticket = Ticket.objects.select_related("subject", "client", "contact").get(pk=event.subject_id)
    came, to = ways.incoming_of(ticket), ways.recipient_of(ticket)
    box = came.raw.box if came is not None else None
    if came is None or box is None or not (box.acknowledges and came.answerable and to):
        return None
    if Sent.objects.filter(kind="acknowledgement", to=[to], queued_at__gt=now - ACKNOWLEDGED_ONCE_IN).exists():
        return None
    place = place_of(ticket, box, "", now=now)
    with translation.override(_language(ticket)):
        said = wording.acknowledged(box.acknowledgement, place)
    text = wording.framed(said, greeting="", signature=box.signature, place=place)
    key = f"acknowledged:{ticket.pk}"
    return _queued(key, "acknowledgement", ticket, box, to, place, text=text, automatic=ANSWERED, now=now)


def place_of(ticket: Ticket, box: Box, author: str, *, now: datetime) -> wording.Place:
    """Return where the words of a box are filled for a ticket."""
    return wording.Place(ticket, identity.practice().party.name, author, box.name, now)


def _queued(
    key: str,
    kind: str,
    ticket: Ticket,
    box: Box,
    to: str,
    place: wording.Place,
    *,
    message: Message | None = None,
    text: str = "",
    automatic: dict[str, str] | None = None,
    now: datetime,
) -> Sent:
    answers = reply_address.made(box.address, ticket.subject.number, settings.SECRET_KEY)
    headers = {**ways.thread_headers(ticket, domain_of(box)), "Reply-To": answers, **(automatic or {})}
    with translation.override(_language(ticket)):
        subject = wording.filled(box.subject, place) or ticket.subject.title
    row = queue(
        key, kind=kind, box=box, ticket=ticket, message=message, to=[to], subject=subject, text=text, headers=headers,
        now=now,
    )  # fmt: skip
    refer(row.name, ticket_id=ticket.pk, ours=True, now=now)
    refer(ways.root(ticket, domain_of(box)), ticket_id=ticket.pk, ours=True, now=now)
    return row


def _language(ticket: Ticket) -> str:
    return (ticket.contact.language if ticket.contact else "") or settings.LANGUAGE_CODE
