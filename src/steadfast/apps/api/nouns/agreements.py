"""Agreements, what is promised to whom; and calendars, the open hours that their clocks run on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Agreement, Calendar
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads
from steadfast.apps.api.serving.shapes import Instant, Named, Paging, page_of, paged, someone
from steadfast.foundation.access import Request
from steadfast.foundation.actor import Actor

routes = Router(tags=["agreements"])


class AgreementOut(Schema):
    """Without a client it is everybody's. `offered`: new work falls under it."""

    number: int
    name: str
    client: Named | None
    site: Named | None
    service: str
    offered: bool


class VersionOut(Schema):
    """What was promised from an instant on; `body` holds the clauses: kinds with targets in seconds by priority."""

    no: int
    valid_from: Instant
    calendar: int
    body: dict[str, Any]


class AgreementWhole(AgreementOut):
    """With all its versions, the newest last."""

    versions: list[VersionOut]


class CalendarOut(Schema):
    """A calendar, by number and name."""

    number: int
    name: str


class CalendarWhole(CalendarOut):
    """With the hours of its newest version."""

    version: int
    body: dict[str, Any]


@reads(routes, "/agreements", "agreements.view", page_of(AgreementOut))
def list_agreements(request: Request, asked: Query[Paging]) -> Told:
    """List agreements by name."""
    rows = queries.visible_to(request.actor).select_related("subject", "client", "site")
    return Told(paged(rows, ("name", "id"), asked, told))


@reads(routes, "/agreements/{number:number}", "agreements.view", AgreementWhole)
def get_agreement(request: Request, number: int) -> Told:
    """Read one agreement with its versions."""
    rows = queries.visible_to(request.actor).select_related("subject", "client", "site")
    row = rows.filter(subject__number=number, subject__kind="agreement").first()
    if row is None:
        raise Http404
    saw(request, "agreement", number)
    versions = row.versions.select_related("calendar__subject").order_by("no")
    return Told({**told(row), "versions": [_version(one) for one in versions]})


@reads(routes, "/calendars", "agreements.view", page_of(CalendarOut))
def list_calendars(request: Request, asked: Query[Paging]) -> Told:
    """List calendars by name."""
    rows = queries.calendars_visible_to(request.actor).select_related("subject")
    return Told(paged(rows, ("name", "id"), asked, _calendar))


@reads(routes, "/calendars/{number:number}", "agreements.view", CalendarWhole)
def get_calendar(request: Request, number: int) -> Told:
    """Read one calendar with its hours."""
    rows = queries.calendars_visible_to(request.actor).select_related("subject")
    row = rows.filter(subject__number=number, subject__kind="calendar").first()
    if row is None:
        raise Http404
    saw(request, "calendar", number)
    newest = queries.current_version(row)
    return Told({**_calendar(row), "version": newest.no, "body": newest.body})


def told(row: Agreement) -> dict[str, Any]:
    """Return what is told of an agreement."""
    whose = {"client": someone(row.client), "site": someone(row.site)}
    return {"number": row.subject.number, "name": row.name, **whose, "service": row.service, "offered": row.offered}


def calendar_called(number: int, actor: Actor) -> Calendar:
    """Return the calendar that a body names; refuse one that is not in sight."""
    row = queries.calendars_visible_to(actor).filter(subject__number=number, subject__kind="calendar").first()
    if row is None:
        raise ValidationError({"calendar": "There is no such calendar."})
    return row


def _version(row: Any) -> dict[str, Any]:
    calendar = row.calendar.subject.number
    return {"no": row.no, "valid_from": row.valid_from, "calendar": calendar, "body": row.body}


def _calendar(row: Calendar) -> dict[str, Any]:
    return {"number": row.subject.number, "name": row.name}
