"""Maintenance: a time in which alerts of a client, a device or a source are noted and open nothing."""

from datetime import timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.alerts import operations, queries
from steadfast.apps.alerts.models import AlertSource, Maintenance
from steadfast.apps.api.nouns import clients
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.clients import queries as devices
from steadfast.apps.clients.models import Device
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["alerts"])
LONGEST = timedelta(days=31)


class MaintenanceOut(Schema):
    """A time in which alerts of what it names open nothing; `ended_at`: when somebody ended it before its time."""

    id: int
    what: str
    client: Named | None
    device: int | None
    source: Named | None
    starts_at: Instant
    ends_at: Instant
    planned_by: Named | None
    ended_at: Instant | None


class NewMaintenance(Given):
    """What is done, and of what: a client, a device by its number, a source, or several that must all fit."""

    what: str = Field(min_length=1, max_length=200, pattern=r"\S")
    client: Id | None = None
    device: Id | None = None
    source: Id | None = None
    starts_at: Instant
    ends_at: Instant


@reads(routes, "/maintenance", "alerts.view", page_of(MaintenanceOut))
def list_maintenance(request: Request, asked: Query[Paging]) -> Told:
    """List maintenance, what ends last first."""
    return Told(paged(queries.maintenance_visible_to(request.actor), ("-ends_at", "-id"), asked, _maintenance))


@reads(routes, "/maintenance/{number:maintenance_id}", "alerts.view", MaintenanceOut)
def get_maintenance(request: Request, maintenance_id: int) -> Told:
    """Read one maintenance."""
    return Told(_maintenance(_find(request, maintenance_id)))


@writes(routes, "/maintenance", "maintenance.plan", MaintenanceOut, status=201)
def plan_maintenance(request: Request, typed: NewMaintenance) -> Told:
    """Plan maintenance; what fires in it is noted and opens nothing."""
    now = clock.now()
    if typed.ends_at <= max(typed.starts_at, now):
        raise Refused("It has to end after it begins, and not in the past.")
    if typed.ends_at - typed.starts_at > LONGEST:
        raise Refused("That is longer than a month; nobody would hear of anything for so long.")
    said = {**typed.dict(include={"what", "starts_at", "ends_at"}), **_of_what(request, typed)}
    made = operations.plan_maintenance(**said, actor=request.actor, now=now)
    return Told(_maintenance(made), 201, place=reverse("api:v1:get_maintenance", args=[made.pk]))


@writes(routes, "/maintenance/{number:maintenance_id}/end", "maintenance.plan", MaintenanceOut)
def end_maintenance(request: Request, maintenance_id: int) -> Told:
    """End it now, or call it off; what fires still opens its ticket within a minute."""
    operations.end_maintenance(_find(request, maintenance_id).pk, actor=request.actor, now=clock.now())
    return get_maintenance(request, maintenance_id)


def _of_what(request: Request, typed: NewMaintenance) -> dict[str, Any]:
    """Return the client, the device and the source that it names; at least one, and each in sight."""
    device = _device(request, typed.device) if typed.device else None
    client = clients.find(request, typed.client) if typed.client else device.client if device else None
    source = AlertSource.objects.filter(pk=typed.source).first() if typed.source else None
    if typed.source and source is None:
        raise Refused("There is no such source.")
    if client is None and source is None:
        raise Refused("Name a client, a device or a source.")
    if device is not None and client is not None and device.client_id != client.pk:
        raise Refused("That device is none of this client.")
    return {"client": client, "device": device, "source": source}


def _device(request: Request, number: int) -> Device:
    rows = devices.devices_visible_to(request.actor).filter(retired_at=None, subject__kind="device")
    row = rows.filter(subject__number=number).first()
    if row is None:
        raise Refused("There is no such device in use.")
    return row


def _find(request: Request, maintenance_id: int) -> Maintenance:
    row = queries.maintenance_visible_to(request.actor).filter(pk=maintenance_id).first()
    if row is None:
        raise Http404
    return row


def _maintenance(row: Maintenance) -> dict[str, Any]:
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in ("what", "starts_at", "ends_at", "ended_at")},
        **{name: someone(getattr(row, name)) for name in ("client", "source", "planned_by")},
        "device": row.device.subject.number if row.device else None,
    }
