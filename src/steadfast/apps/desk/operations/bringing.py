"""Bring in what was said on a ticket in another system: a fact of the past, which sends nothing and moves no clock.

Nothing of it is overwritten: another text, another time or an import that was undone is an event of its own, and the
message says what the latest of them does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from steadfast.apps.desk.models import Message, Ticket
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Event

BROUGHT, CORRECTED = "ticket.message_brought", "ticket.message_corrected"
KINDS = (BROUGHT, CORRECTED)


def bring(message: Message, *, actor: Actor, now: datetime) -> Message:
    """Write a new message; the head of its chain is locked already where several are brought at once."""
    message.event = _tell(message, BROUGHT, {}, actor=actor, now=now)
    message.save(force_insert=True)
    return message


def correct(message: Message, *, actor: Actor, now: datetime) -> None:
    """Write what a message, locked, says from now on."""
    message.event = _tell(message, CORRECTED, {"instead": message.event_id}, actor=actor, now=now)
    message.save()


def _tell(message: Message, kind: str, body: Mapping[str, Any], *, actor: Actor, now: datetime) -> Event:
    subject = Ticket.objects.select_related("subject").only("subject__chain_id").get(pk=message.ticket_id).subject
    said = {"kind": message.kind, "by": message.author_id, "gone": message.gone_at is not None, **body}
    private = {"text": message.text} | ({"name": message.by} if message.by else {})
    told = NewEvent(subject.chain_id, kind, message.at, subject.pk, said, None, private)
    return events.append(told, actor=actor, now=now)
