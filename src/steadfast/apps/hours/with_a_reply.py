"""Time that goes with a reply, a note or another act of the composer: booked in its transaction, for today."""

from datetime import datetime

from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models.entry import REPLY
from steadfast.apps.hours.operations import Work
from steadfast.apps.hours.operations import book as write
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor


def book(ticket: Ticket, minutes: int, *, actor: Actor, now: datetime) -> None:
    """Book minutes of who acts on a ticket."""
    today = now.astimezone(moments.zone_of(actor.zone)).date()
    write(Work(today, minutes, ticket), how=REPLY, actor=actor, now=now)
