"""The clock of a person: start, stop, switch. Stopping books; a forgotten one is booked only as they say it was."""

from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import Entry, Timer
from steadfast.apps.hours.models.entry import TIMER
from steadfast.apps.hours.operations.booking import Work, book
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.hours import forgotten, spans
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

SLIP = timedelta(seconds=30)  # a clock that ran shorter was pressed by mistake


class Forgotten(Refused):
    """The clock ran so long that it is not booked as it stands."""


@transaction.atomic
def start(ticket: Ticket | None, *, note: str = "", actor: Actor, now: datetime) -> list[Entry]:
    """Start the clock on a ticket, or on work inside; what ran before stops and is booked. Return what was booked.

    On the same ticket it goes on. Raises Forgotten where what ran before must be looked at first.
    """
    timer = _held(actor)
    if timer is not None and timer.ticket_id == (ticket.pk if ticket else None):
        return []
    booked = _stopped(timer, actor=actor, now=now) if timer is not None else []
    Timer.objects.create(person_id=actor.person_id or 0, ticket=ticket, started_at=now, note=note)
    return booked


@transaction.atomic
def stop(*, actor: Actor, now: datetime) -> list[Entry]:
    """Stop the clock and book what it shows; nothing where none runs. Raises Forgotten for one that is too old."""
    timer = _held(actor)
    return _stopped(timer, actor=actor, now=now) if timer is not None else []


@transaction.atomic
def book_forgotten(*, minutes: int, note: str = "", actor: Actor, now: datetime) -> list[Entry]:
    """Book of a clock what its person says it was, from its start on; it ran at least as long."""
    timer = _held(actor)
    if timer is None:
        raise Refused(say("No clock of yours runs any more."))
    end = timer.started_at + timedelta(minutes=minutes)
    if end > now + timedelta(minutes=1):
        raise Refused(say("So long it has not run."))
    timer.note = note or timer.note
    return _booked(timer, min(end, now), actor=actor, now=now)


@transaction.atomic
def drop(*, actor: Actor, now: datetime) -> bool:
    """Stop the clock and book nothing; tell whether one ran."""
    timer = _held(actor)
    if timer is None:
        return False
    chain = timer.ticket.client.chain_id if timer.ticket else PRACTICE_CHAIN
    body = {"from": instants.text(timer.started_at)}
    new = events.NewEvent(chain, "time.clock_dropped", now, timer.ticket_id, body)
    timer.delete()
    events.append(new, actor=actor, now=now)
    return True


def _held(actor: Actor) -> Timer | None:
    """Return the running clock of who acts; they are locked, so that two presses are one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=actor.person_id or 0)
    rows = Timer.objects.filter(person_id=actor.person_id or 0)
    return rows.select_related("ticket__client", "ticket__agreement_version", "ticket__subject").first()


def _stopped(timer: Timer, *, actor: Actor, now: datetime) -> list[Entry]:
    if forgotten.is_forgotten(timer.started_at, now):
        raise Forgotten(say("Your clock ran very long. Say first how long it was."))
    if now - timer.started_at < SLIP:
        timer.delete()
        return []
    return _booked(timer, now, actor=actor, now=now)


def _booked(timer: Timer, end: datetime, *, actor: Actor, now: datetime) -> list[Entry]:
    by = {"actor": actor, "now": now}
    made = [
        book(Work(p.day, p.minutes, timer.ticket, None, timer.note, p.start, p.end), how=TIMER, **by)  # type: ignore[arg-type]
        for p in spans.by_day(timer.started_at, end, actor.zone)
    ]
    timer.delete()
    return made
