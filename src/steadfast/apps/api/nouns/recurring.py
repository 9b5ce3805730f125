"""Recurring tickets: what is opened again and again, when it comes next, and what became of each time."""

from typing import Any

from django.http import Http404
from ninja import Router, Schema

from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Instant, Named, someone
from steadfast.apps.automation.models import Recurrence, RecurrenceTime
from steadfast.apps.automation.operations import recurring as operations
from steadfast.apps.automation.queries import recurring as queries
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])
PLAIN = (
    "title", "text", "kind", "impact", "urgency", "category", "unit", "every", "weekdays", "monthday", "holiday",
    "begins", "ends", "paused_at", "next_at",
)  # fmt: skip


class RecurrenceOut(Schema):
    """`unit`, `every`, `weekdays` (0 is Monday) and `monthday` say on which days; `at` is a wall time there."""

    id: int
    title: str
    text: str
    kind: str
    impact: int
    urgency: int
    category: str
    clients: list[Named]
    team: Named
    checklist: Named | None
    unit: str
    every: int
    weekdays: list[int]
    monthday: int
    at: str
    holiday: str
    begins: Day
    ends: Day | None
    paused_at: Instant | None
    next_at: Instant | None


class TimeOut(Schema):
    """One time for one client. `outcome`: made, late, missed or refused with why."""

    client: Named
    day: Day
    outcome: str
    why: str
    ticket: int | None
    at: Instant


@reads(routes, "/recurring", "automation.view", list[RecurrenceOut])
def list_recurring(request: Request) -> Told:
    """Read the recurring tickets, the next due first, at most 200."""
    return Told([_told(row) for row in queries.all_of_them()[: queries.MOST]])


@reads(routes, "/recurring/{number:recurrence_id}", "automation.view", RecurrenceOut)
def get_recurring(request: Request, recurrence_id: int) -> Told:
    """Read one recurring ticket."""
    return Told(_told(_find(recurrence_id)))


@reads(routes, "/recurring/{number:recurrence_id}/times", "automation.view", list[TimeOut])
def list_times_of_recurring(request: Request, recurrence_id: int) -> Told:
    """Read what became of its last 100 times, the newest first."""
    return Told([_time(row) for row in queries.times_of(_find(recurrence_id))])


@writes(routes, "/recurring/{number:recurrence_id}/pause", "automation.change", RecurrenceOut)
def pause_recurring(request: Request, recurrence_id: int) -> Told:
    """Let it rest."""
    return _paused(request, recurrence_id, paused=True)


@writes(routes, "/recurring/{number:recurrence_id}/resume", "automation.change", RecurrenceOut)
def resume_recurring(request: Request, recurrence_id: int) -> Told:
    """Let it come again; its days meanwhile are not made up for."""
    return _paused(request, recurrence_id, paused=False)


def _paused(request: Request, recurrence_id: int, *, paused: bool) -> Told:
    row = _find(recurrence_id)
    operations.pause(row.pk, paused=paused, actor=request.actor, now=clock.now())
    return get_recurring(request, recurrence_id)


def _find(recurrence_id: int) -> Recurrence:
    row = queries.all_of_them().filter(pk=recurrence_id).first()
    if row is None:
        raise Http404
    return row


def _told(row: Recurrence) -> dict[str, Any]:
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        "clients": [someone(client) for client in row.clients.all()],
        "team": someone(row.team),
        "checklist": someone(row.checklist),
        "at": f"{row.at:%H:%M}",
    }


def _time(row: RecurrenceTime) -> dict[str, Any]:
    number = row.ticket.subject.number if row.ticket else None
    plain = {name: getattr(row, name) for name in ("day", "outcome", "why", "at")}
    return {"client": someone(row.client), **plain, "ticket": number}
