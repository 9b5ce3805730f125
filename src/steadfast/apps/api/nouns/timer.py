"""The clock of whoever's token it is: it runs on a ticket or inside, and what it shows is booked when it stops."""

from typing import Any

from ninja import Field, Router, Schema

from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.nouns.time import NEEDS, EntryOut, told
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Words
from steadfast.apps.hours import operations
from steadfast.apps.hours.models import Timer
from steadfast.apps.hours.queries import timer
from steadfast.domain.hours.typed import MOST
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["time"])


class TimerOut(Schema):
    """The clock that runs: on a ticket, or inside. `running` false: none does."""

    running: bool
    ticket: int | None = None
    started_at: Instant | None = None
    note: str = ""


class Start(Given):
    """On which ticket, by its number; none: inside."""

    ticket: Id | None = None
    note: Words = ""


class Forgotten(Given):
    """How long a clock really was that ran too long."""

    minutes: int = Field(ge=1, le=MOST)
    note: Words = ""


@reads(routes, "/timer", NEEDS, TimerOut)
def get_timer(request: Request) -> Told:
    """Read the clock of whoever's token it is."""
    return Told(_timer(timer.running(request.actor.person_id)))


@writes(routes, "/timer/start", NEEDS, TimerOut)
def start_timer(request: Request, typed: Start) -> Told:
    """Start the clock; what ran before stops and is booked."""
    ticket = tickets.find(request, typed.ticket) if typed.ticket else None
    operations.start(ticket, note=typed.note, actor=request.actor, now=clock.now())
    return get_timer(request)


@writes(routes, "/timer/stop", NEEDS, list[EntryOut])
def stop_timer(request: Request) -> Told:
    """Stop the clock and answer what is booked: nothing for less than half a minute, two entries over midnight."""
    return Told([told(row) for row in operations.stop(actor=request.actor, now=clock.now())])


@writes(routes, "/timer/drop", NEEDS, TimerOut)
def drop_timer(request: Request) -> Told:
    """Stop the clock and book nothing."""
    operations.drop(actor=request.actor, now=clock.now())
    return get_timer(request)


@writes(routes, "/timer/book", NEEDS, list[EntryOut])
def book_forgotten_timer(request: Request, typed: Forgotten) -> Told:
    """Stop a clock that was forgotten and book of it what it really was."""
    said = {"minutes": typed.minutes, "note": typed.note}
    booked = operations.book_forgotten(**said, actor=request.actor, now=clock.now())  # type: ignore[arg-type]
    return Told([told(row) for row in booked])


def _timer(row: Timer | None) -> dict[str, Any]:
    if row is None:
        return {"running": False, "ticket": None, "started_at": None, "note": ""}
    number = row.ticket.subject.number if row.ticket else None
    return {"running": True, "ticket": number, "started_at": row.started_at, "note": row.note}
