"""How a reply on a ticket leaves through a box: its words around those of who writes, with what the variables say."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation

from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.queries import outgoing, ways
from steadfast.apps.mail.sending import wording
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail that is shown and never sent; `acknowledgement`: what who opens a ticket hears, "" where they do not."""

    ticket: Ticket
    name: str
    address: str
    to: str
    subject: str
    text: str
    acknowledgement: str


def newest(actor: Actor) -> Ticket | None:
    """Return the ticket that a preview shows where nobody chose one."""
    number = desk.visible_to(actor).order_by("-pk").values_list("subject__number", flat=True).first()
    return desk.find(number, actor) if number else None


def of(box: Box, ticket: Ticket, author: str, *, now: datetime) -> Preview:
    """Return what a reply of `author` would look like."""
    place = wording.Place(ticket, identity.practice().party.name, author, box.name, now)
    name, address = outgoing.sender_of(box)
    said = say("What you write on the ticket stands here.")
    quoted = ways.answered_text(ticket) if box.quotes else ""
    text = wording.framed(said, greeting=box.greeting, signature=box.signature, place=place, quoted=quoted)
    with translation.override(_language(ticket)):
        subject = wording.filled(box.subject, place) or ticket.subject.title
        told = wording.acknowledged(box.acknowledgement, place) if box.acknowledges else ""
    heard = wording.framed(told, greeting="", signature=box.signature, place=place) if told else ""
    return Preview(ticket, name, address, ways.recipient_of(ticket), subject, text, heard)


def _language(ticket: Ticket) -> str:
    return (ticket.contact.language if ticket.contact else "") or settings.LANGUAGE_CODE
