"""Who answers for a ticket, and on which calendar its promises are made."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Party, Person
from steadfast.apps.identity.models.party import OUTSIDE
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.prepared import Rows

CONTACTS = 40  # more do not help choosing
CONTACT, SUPPLIER = 1, 2


def contacts_of(ticket: Ticket) -> list[Person]:
    """Return whom to choose from: at most CONTACTS of the client by name, the ticket's own contact first."""
    found = _contacts().rows(client=ticket.client_id)
    if ticket.contact is None:
        return found
    return [ticket.contact, *(person for person in found if person.pk != ticket.contact_id)]


@cache
def _contacts() -> Rows[Person]:
    return Rows(lambda client: clients.contacts_of(Client(client))[:CONTACTS], ["client"])


def answerable(ticket: Ticket, now: datetime) -> int:
    """Return its owner, else who is on duty for its team, else for the first one: imported history may name nobody."""
    if ticket.owner_id is not None:
        return ticket.owner_id
    team = identity.team(ticket.team_id) if ticket.team_id else identity.first_team()
    if team is None:
        raise Refused("Nobody answers for this ticket, and there is no team with a duty owner; take it first.")
    return identity.duty_owner_of(team, now).pk


def calendar_of(ticket: Ticket) -> CalendarVersion:
    """Return the calendar on which time left is told: that of the ticket's agreement, else the practice's first."""
    if ticket.agreement_version is not None:
        return agreements.current_version(ticket.agreement_version.calendar)
    return agreements.usual_version()


class Choice(NamedTuple):
    """Somebody whom a field of a ticket's page offers."""

    pk: int
    name: str


def choices(ticket: Ticket, *, suppliers: bool) -> tuple[list[Choice], list[str]]:
    """Return whom `contacts_of` gives, and the names of suppliers where one can be named; in one query."""
    if not suppliers:
        return [Choice(person.pk, person.name) for person in contacts_of(ticket)], []
    found = _choices().rows(client=ticket.client_id)
    people = [Choice(key, name) for of, key, name in found if of == CONTACT and key != ticket.contact_id]
    first = [Choice(ticket.contact.pk, ticket.contact.name)] if ticket.contact is not None else []
    return [*first, *people], [name for of, _, name in found if of == SUPPLIER]


@cache
def _choices() -> Rows[tuple[int, int, str]]:
    """Return the statement of the contacts of a client and of all suppliers and partners, CONTACTS each at most."""
    outside = Party.objects.filter(kind__in=OUTSIDE).order_by("name", "pk")

    def build(client: int) -> QuerySet[Any, tuple[int, int, str]]:
        people = clients.contacts_of(Client(client)).values("pk")[:CONTACTS]
        ours = Person.objects.filter(pk__in=people).order_by()
        theirs = Party.objects.filter(pk__in=outside.values("pk")[:CONTACTS]).order_by()
        found: QuerySet[Any, Any] = _named(ours, CONTACT).union(_named(theirs, SUPPLIER), all=True)
        return found.order_by("called", "key")

    return Rows(build, ["client"])


def _named(rows: QuerySet[Any], of: int) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = rows.annotate(of=Value(of), key=F("pk"), called=F("name"))
    return named.values_list("of", "key", "called")
