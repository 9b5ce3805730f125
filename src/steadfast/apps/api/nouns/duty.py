"""On duty: who is away and who stands in, and who is on call when. Why somebody is away only they and a lead read."""

from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Given, Id, Instant, Named, Paging, Words, page_of, paged, someone
from steadfast.apps.hours.queries import on_call
from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.models import Absence, Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["duty"])
AT = "/people/{number:person_id}/absences"
PLAIN = ("kind", "note", "starts_at", "ends_at", "cancelled_at", "passed_at", "returned_at")


class AbsenceOut(Schema):
    """`deputy` answers while they are away; work passed at `passed_at` and came back at `returned_at`."""

    id: int
    person: Named
    deputy: Named
    kind: str
    note: str
    starts_at: Instant
    ends_at: Instant
    cancelled_at: Instant | None
    passed_at: Instant | None
    returned_at: Instant | None


class NewAbsence(Given):
    """Whole days, in the zone of the person."""

    first: Day
    last: Day
    kind: Literal["holiday", "sick", "other"] = "holiday"
    deputy: Id
    note: Words = ""


class Stretch(Schema):
    """Who is on call from when until when; `stand_ins` answer where they are away meanwhile."""

    team: Named
    person: str
    starts_at: Instant
    ends_at: Instant
    stand_ins: list[str]


class Span(Schema):
    """From when until when."""

    starts_at: Instant
    ends_at: Instant


class DutyDay(Schema):
    """A day in the practice's zone: when it is open, and who is on call."""

    day: Day
    open: list[Span]
    on_call: list[Stretch]


@reads(routes, "/on-call", "board.view", list[DutyDay])
def list_on_call(request: Request) -> Told:
    """Read who is on call on fourteen days from this Monday on, in the practice's zone."""
    return Told([_day(one) for one in on_call.days(clock.now())])


@reads(routes, AT, "absences.own", page_of(AbsenceOut))
def list_absences(request: Request, person_id: int, asked: Query[Paging]) -> Told:
    """List somebody's absences, newest first: one's own, and for who leads anybody's."""
    person = _theirs(request, person_id)
    rows = queries.absences_of(person.pk).select_related("deputy", "person")
    return Told(paged(rows, ("-starts_at", "-id"), asked, _told))


@writes(routes, AT, "absences.own", AbsenceOut, status=201)
def plan_absence(request: Request, person_id: int, typed: NewAbsence) -> Told:
    """Plan an absence; from its first day on the deputy answers for all that is open."""
    person = _theirs(request, person_id)
    deputy = queries.working_members().filter(pk=typed.deputy).first()
    if deputy is None:
        raise Refused("That is no member of the practice.")
    said = typed.dict(exclude={"deputy"})
    made, _ = operations.plan_absence(person, deputy=deputy, **said, actor=request.actor, now=clock.now())
    return Told(_told(made), 201)


@writes(routes, AT + "/{number:absence_id}/cancel", "absences.own", AbsenceOut)
def cancel_absence(request: Request, person_id: int, absence_id: int) -> Told:
    """Cancel an absence to come, or end one that runs: from now on they are here again."""
    rows = queries.absences_of(_theirs(request, person_id).pk).select_related("deputy", "person").filter(pk=absence_id)
    row = rows.first()
    if row is None:
        raise Http404
    operations.cancel_absence(row, actor=request.actor, now=clock.now())
    return Told(_told(rows.get()))


def _theirs(request: Request, person_id: int) -> Person:
    """Return a member whose absences the reader may plan; 404 or 403."""
    person = queries.visible_to(request.actor).filter(pk=person_id).first()
    if person is None:
        raise Http404
    if person.pk != request.actor.person_id and not request.actor.may("absences.manage"):
        raise PermissionDenied("Absences of others are planned by an owner or a service manager.")
    saw(request, "person", person_id)
    return person


def _told(row: Absence) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in PLAIN}
    return {"id": row.pk, "person": someone(row.person), "deputy": someone(row.deputy), **plain}


def _day(one: on_call.Day) -> dict[str, Any]:
    cells = [_stretch(team, cell) for team, found in one.teams for cell in found]
    return {"day": one.date, "open": [_span(start, end) for start, end in one.open], "on_call": cells}


def _stretch(team: Any, cell: on_call.Cell) -> dict[str, Any]:
    who = {"team": someone(team), "person": cell.stretch.name, "stand_ins": cell.stand_ins}
    return {**who, **_span(cell.start, cell.end)}


def _span(start: datetime, end: datetime) -> dict[str, datetime]:
    return {"starts_at": start, "ends_at": end}
