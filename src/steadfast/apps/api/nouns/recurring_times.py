"""The times of a recurring ticket: what became of each, and letting it rest and come again."""

from typing import Any

from ninja import Router, Schema

from steadfast.apps.api.nouns import recurring
from steadfast.apps.api.nouns.recurring import ONE, RecurrenceOut
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Instant, Named, someone
from steadfast.apps.automation.models import RecurrenceTime
from steadfast.apps.automation.operations import recurring as operations
from steadfast.apps.automation.queries import recurring as queries
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])


class TimeOut(Schema):
    """One time for one client. `outcome`: made, late, missed or refused with why."""

    client: Named
    day: Day
    outcome: str
    why: str
    ticket: int | None
    at: Instant


@reads(routes, ONE + "/times", "automation.view", list[TimeOut])
def list_times_of_recurring(request: Request, recurrence_id: int) -> Told:
    """Read what became of its last 100 times, the newest first."""
    return Told([_time(row) for row in queries.times_of(recurring.find(recurrence_id))])


@writes(routes, ONE + "/pause", "automation.change", RecurrenceOut)
def pause_recurring(request: Request, recurrence_id: int) -> Told:
    """Let it rest."""
    return _paused(request, recurrence_id, paused=True)


@writes(routes, ONE + "/resume", "automation.change", RecurrenceOut)
def resume_recurring(request: Request, recurrence_id: int) -> Told:
    """Let it come again; its days meanwhile are not made up for."""
    return _paused(request, recurrence_id, paused=False)


def _paused(request: Request, recurrence_id: int, *, paused: bool) -> Told:
    row = recurring.find(recurrence_id)
    operations.pause(row.pk, paused=paused, actor=request.actor, now=clock.now())
    return recurring.one(recurrence_id)


def _time(row: RecurrenceTime) -> dict[str, Any]:
    number = row.ticket.subject.number if row.ticket else None
    plain = {name: getattr(row, name) for name in ("day", "outcome", "why", "at")}
    return {"client": someone(row.client), **plain, "ticket": number}
