"""Devices of clients: computers, servers, printers, whatever somebody reports trouble with."""

from typing import Any, Literal

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns import clients
from steadfast.apps.api.serving.answers import Told, saw, values_seen, values_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Given, Id, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.models import Device, Site
from steadfast.apps.clients.queries import present
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request
from steadfast.foundation.addresses import numbered

routes = Router(tags=["devices"])
PLAIN = ("name", "kind", "serial", "maker", "model", "system", "bought_on", "warranty_until", "retired_at")
Kind = Literal["computer", "server", "network", "printer", "phone", "other"]
Short: Any = Field("", max_length=100)


class DeviceOut(Schema):
    """`user` is the contact who uses it."""

    number: int
    page: str
    client: Named
    site: Named | None
    user: Named | None
    name: str
    kind: str
    serial: str
    maker: str
    model: str
    system: str
    bought_on: Day | None
    warranty_until: Day | None
    retired_at: Instant | None


class Wanted(Paging):
    """Whose devices; `q`: words of the name or the serial number."""

    client: Id | None = None
    q: str = Field("", max_length=200)
    retired: bool = False


class DeviceChange(Given):
    """What is otherwise; what is left out stays."""

    name: str = Field("", min_length=1, max_length=200, pattern=r"\S")
    kind: Kind = "computer"
    serial: str = Short
    maker: str = Short
    model: str = Short
    system: str = Short
    site: Id | None = None
    user: Id | None = None
    bought_on: Day | None = None
    warranty_until: Day | None = None


class NewDevice(DeviceChange):
    """What is known of a device, and whose it is."""

    client: Id
    name: str = Field(min_length=1, max_length=200, pattern=r"\S")


@reads(routes, "/devices", "devices.view", page_of(DeviceOut))
def list_devices(request: Request, asked: Query[Wanted]) -> Told:
    """List devices by name, of one client or of all."""
    client = clients.find(request, asked.client) if asked.client else None
    words = asked.q.replace("\0", "")
    rows = queries.devices_listed(request.actor, client=client, words=words, retired=asked.retired)
    return Told(paged(rows, ("name", "subject_id"), asked, told))


@reads(routes, "/devices/{number:number}", "devices.view", DeviceOut)
def get_device(request: Request, number: int) -> Told:
    """Read one device."""
    return one(request, number)


@writes(routes, "/devices", "devices.change", DeviceOut, status=201)
def add_device(request: Request, typed: NewDevice) -> Told:
    """Add a device of a client."""
    client = clients.find(request, typed.client)
    values = _values(typed.dict(exclude={"client"}), client.pk)
    made = operations.add_device(client, values, actor=request.actor, now=clock.now())
    return one(request, made.subject.number, status=201)


@writes(routes, "/devices/{number:number}", "devices.change", DeviceOut, method="PATCH")
def change_device(request: Request, number: int, typed: DeviceChange) -> Told:
    """Change a device."""
    row = _find(request, number)
    seen = values_seen(request, present.device_of(row))
    values = _values(typed.dict(exclude_unset=True), row.client_id)
    operations.change_device(row, values, seen=seen, actor=request.actor, now=clock.now())
    return one(request, number)


@writes(routes, "/devices/{number:number}/retire", "devices.change", DeviceOut)
def retire_device(request: Request, number: int) -> Told:
    """Say that it is in use no longer."""
    operations.retire_device(_find(request, number), actor=request.actor, now=clock.now())
    return one(request, number)


@writes(routes, "/devices/{number:number}/restore", "devices.change", DeviceOut)
def restore_device(request: Request, number: int) -> Told:
    """Say that it is in use again."""
    operations.restore_device(_find(request, number), actor=request.actor, now=clock.now())
    return one(request, number)


def one(request: Request, number: int, *, status: int = 200) -> Told:
    """Return one as it is now."""
    row = _find(request, number)
    saw(request, "device", number)
    place = reverse("api:v1:get_device", args=[number]) if status == 201 else ""
    return Told(told(row), status, values_tag(present.device_of(row)), place)


def told(row: Device) -> dict[str, Any]:
    """Return what is told of a device."""
    number = row.subject.number
    plain = {name: getattr(row, name) for name in PLAIN}
    related = {name: someone(getattr(row, name)) for name in ("client", "site", "user")}
    return {"number": number, "page": numbered("clients:device", number), **plain, **related}


def _find(request: Request, number: int) -> Device:
    rows = queries.devices_visible_to(request.actor)
    row = rows.filter(subject__kind="device", subject__number=number).first()
    if row is None:
        raise Http404
    return row


def _values(typed: dict[str, Any], client_id: int) -> dict[str, Any]:
    """Return the values with the site and the user as rows of this client."""
    found = dict(typed)
    rows: dict[str, Any] = {
        "site": Site.objects.filter(client_id=client_id),
        "user": Person.objects.filter(party_id=client_id),
    }
    for name, among in rows.items():
        if found.get(name) is not None:
            found[name] = among.filter(pk=found[name]).first()
            if found[name] is None:
                raise Refused(f"That {name} is none of this client.")
    bought, until = found.get("bought_on"), found.get("warranty_until")
    if bought and until and until < bought:
        raise Refused("The warranty ended before it was bought.")
    return found
