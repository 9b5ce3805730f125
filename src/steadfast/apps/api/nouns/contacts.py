"""Contacts, the people of a client; and sites, their places."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns import clients
from steadfast.apps.api.serving.answers import Told, saw, values_seen, values_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.models import Client, Site
from steadfast.apps.clients.queries import present
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["contacts"])
Email: Any = Field("", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")


class ContactOut(Schema):
    """`left_at`: since when they are there no longer."""

    id: int
    client: Named
    name: str
    email: str
    phone: str
    zone: str
    left_at: Instant | None


class SiteOut(Schema):
    """A place of a client."""

    id: int
    name: str
    retired_at: Instant | None


class Wanted(Paging):
    """Whose contacts; `q`: words of the name or the address."""

    client: Id | None = None
    q: str = Field("", max_length=200)
    former: bool = False


class NewContact(Given):
    """What is known of a contact."""

    name: str = Field(min_length=1, max_length=200, pattern=r"\S")
    email: str = Email
    phone: str = Field("", max_length=40)


class ContactChange(NewContact):
    """What is otherwise; what is left out stays."""

    name: str = Field("", min_length=1, max_length=200, pattern=r"\S")


class NewSite(Given):
    """As people there call it."""

    name: str = Field(min_length=1, max_length=200, pattern=r"\S")


@reads(routes, "/contacts", "clients.view", page_of(ContactOut))
def list_contacts(request: Request, asked: Query[Wanted]) -> Told:
    """List contacts by name, of one client or of all."""
    rows = queries.contacts_visible_to(request.actor).filter(left_at__isnull=not asked.former)
    if asked.client:
        rows = rows.filter(party_id=asked.client)
    if words := asked.q.replace("\0", ""):
        rows = rows.filter(name__icontains=words) | rows.filter(email__icontains=words)
    return Told(paged(rows, ("name", "id"), asked, told))


@reads(routes, "/contacts/{number:contact_id}", "clients.view", ContactOut)
def get_contact(request: Request, contact_id: int) -> Told:
    """Read one contact."""
    return one(request, contact_id)


@writes(routes, "/clients/{number:client_id}/contacts", "clients.change", ContactOut, status=201)
def add_contact(request: Request, client_id: int, typed: NewContact) -> Told:
    """Add a contact of a client."""
    client, now = clients.find(request, client_id), clock.now()
    made = operations.add_contact(
        client, typed.name, email=typed.email, phone=typed.phone, actor=request.actor, now=now
    )
    return one(request, made.pk, status=201)


@writes(routes, "/contacts/{number:contact_id}", "clients.change", ContactOut, method="PATCH")
def change_contact(request: Request, contact_id: int, typed: ContactChange) -> Told:
    """Change a contact."""
    row = find(request, contact_id)
    client = Client.objects.get(pk=row.party_id)
    seen, values = values_seen(request, present.contact_of(row)), typed.dict(exclude_unset=True)
    operations.change_contact(client, row, values, seen=seen, actor=request.actor, now=clock.now())
    return one(request, contact_id)


@reads(routes, "/clients/{number:client_id}/sites", "clients.view", list[SiteOut])
def list_sites(request: Request, client_id: int) -> Told:
    """Read the sites of a client that are open."""
    return Told([_site(row) for row in queries.sites_of(clients.find(request, client_id))])


@writes(routes, "/clients/{number:client_id}/sites", "clients.change", SiteOut, status=201)
def add_site(request: Request, client_id: int, typed: NewSite) -> Told:
    """Add a site of a client."""
    client = clients.find(request, client_id)
    return Told(_site(operations.add_site(client, typed.name, actor=request.actor, now=clock.now())), 201)


def one(request: Request, contact_id: int, *, status: int = 200) -> Told:
    """Return one as they are now."""
    row = find(request, contact_id)
    saw(request, "person", contact_id)
    place = reverse("api:v1:get_contact", args=[contact_id]) if status == 201 else ""
    return Told(told(row), status, values_tag(present.contact_of(row)), place)


def told(row: Person) -> dict[str, Any]:
    """Return what is told of a contact."""
    plain = {name: getattr(row, name) for name in ("name", "email", "phone", "zone", "left_at")}
    return {"id": row.pk, "client": someone(row.party), **plain}


def find(request: Request, contact_id: int) -> Person:
    """Return a contact in sight, or answer 404."""
    row = queries.contacts_visible_to(request.actor).filter(pk=contact_id).first()
    if row is None:
        raise Http404
    return row


def _site(row: Site) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "retired_at": row.retired_at}
