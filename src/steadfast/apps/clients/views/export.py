"""Clients and contacts as files: those of the list with its filters, and the contacts of all whom the reader sees."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.clients import queries
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.foundation import addresses, spreadsheet
from steadfast.foundation.access import Request, access

CLIENTS = ("name", "zone", "since_on", "relationship_owner", "contacts", "sites", "source_key", "retired_at")
CONTACTS = ("client", "name", "email", "phone", "zone", "left_at")


@access("clients.export")
@require_safe
def clients(request: Request, form: str) -> HttpResponse:
    """Send the clients that the list shows."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    rows = queries.listed(request.actor, words, former="former" in request.GET)
    return spreadsheet.of_rows(rows, CLIENTS, _client, order=("name", "party_id"), name="clients", form=form)


@access("clients.export")
@require_safe
def contacts(request: Request, form: str) -> HttpResponse:
    """Send the contacts of all clients, or of the one that the address names."""
    number = addresses.number_of(request.GET.get("client", ""))
    rows = queries.contacts_visible_to(request.actor)
    rows = rows.filter(party_id=number) if number else rows
    return spreadsheet.of_rows(rows, CONTACTS, _contact, order=("name", "pk"), name="contacts", form=form)


def _client(client: Client) -> list[str]:
    owner = client.relationship_owner
    return [
        client.name,
        client.zone,
        client.since_on.isoformat() if client.since_on else "",
        owner.name if owner else "",
        str(client.contacts_n),  # type: ignore[attr-defined]
        str(client.sites_n),  # type: ignore[attr-defined]
        client.source_key,
        spreadsheet.instant(client.retired_at),
    ]


def _contact(person: Person) -> list[str]:
    left = spreadsheet.instant(person.left_at)
    return [person.party.name, person.name, person.email, person.phone, person.zone, left]
