"""Clients: whom the practice serves. A change must say in If-Match which version was read."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.serving.answers import Told, saw, values_seen, values_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Given, Id, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.models import Client
from steadfast.apps.clients.queries import present
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request
from steadfast.foundation.addresses import numbered

routes = Router(tags=["clients"])


class ClientOut(Schema):
    """`zone` is an IANA name; `retired_at`: since when we serve them no longer."""

    id: int
    page: str
    name: str
    zone: str
    since_on: Day | None
    relationship_owner: Named | None
    source_key: str
    retired_at: Instant | None


class Wanted(Paging):
    """Which clients."""

    q: str = Field("", max_length=200, description="words of the name")
    former: bool = False


class NewClient(Given):
    """What is known of a client."""

    name: str = Field(min_length=1, max_length=200, pattern=r"\S")
    zone: str = Field(max_length=64)
    since_on: Day | None = None
    relationship_owner: Id | None = None


class ClientChange(Given):
    """What is otherwise; what is left out stays."""

    name: str = Field("", min_length=1, max_length=200, pattern=r"\S")
    zone: str = Field("", max_length=64)
    since_on: Day | None = None
    relationship_owner: Id | None = None


@reads(routes, "/clients", "clients.view", page_of(ClientOut))
def list_clients(request: Request, asked: Query[Wanted]) -> Told:
    """List clients by name."""
    rows = queries.visible_to(request.actor).filter(retired_at__isnull=not asked.former)
    if words := asked.q.replace("\0", ""):
        rows = rows.filter(name__icontains=words)
    return Told(paged(rows, ("name", "party_id"), asked, told))


@reads(routes, "/clients/{number:client_id}", "clients.view", ClientOut)
def get_client(request: Request, client_id: int) -> Told:
    """Read one client."""
    return one(request, client_id)


@writes(routes, "/clients", "clients.change", ClientOut, status=201)
def make_client(request: Request, typed: NewClient) -> Told:
    """Take on a client."""
    said = {"since_on": typed.since_on, "relationship_owner": _member(typed.relationship_owner)}
    made = operations.make_client(typed.name, typed.zone, **said, actor=request.actor, now=clock.now())
    return one(request, made.pk, status=201)


@writes(routes, "/clients/{number:client_id}", "clients.change", ClientOut, method="PATCH")
def change_client(request: Request, client_id: int, typed: ClientChange) -> Told:
    """Change a client."""
    client = find(request, client_id)
    values: dict[str, Any] = typed.dict(exclude_unset=True)
    if "relationship_owner" in values:
        values["relationship_owner"] = _member(typed.relationship_owner)
    seen = values_seen(request, present.client_of(client))
    operations.change_client(client, values, seen=seen, actor=request.actor, now=clock.now())
    return one(request, client_id)


def find(request: Request, client_id: int) -> Client:
    """Return a client in sight, or answer 404."""
    row = queries.find(client_id, request.actor)
    if row is None:
        raise Http404
    return row


def one(request: Request, client_id: int, *, status: int = 200) -> Told:
    """Return one as it is now."""
    row = find(request, client_id)
    saw(request, "client", client_id)
    place = reverse("api:v1:get_client", args=[client_id]) if status == 201 else ""
    return Told(told(row), status, values_tag(present.client_of(row)), place)


def told(row: Client) -> dict[str, Any]:
    """Return what is told of a client."""
    plain = {name: getattr(row, name) for name in ("name", "zone", "since_on", "source_key", "retired_at")}
    page = numbered("clients:show", row.pk)
    return {"id": row.pk, "page": page, **plain, "relationship_owner": someone(row.relationship_owner)}


def _member(person_id: int | None) -> Any:
    if person_id is None:
        return None
    found = identity.working_members().filter(pk=person_id).first()
    if found is None:
        raise Refused("That is no member of the practice.")
    return found
