"""Who answers for a ticket, and on which calendar its promises are made."""

from datetime import datetime
from functools import cache

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Party, Person, Team
from steadfast.apps.identity.models.party import OUTSIDE
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.prepared import Rows

CONTACTS = 40  # more do not help choosing


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
    teams = Team.objects.order_by("id")
    team = (teams.filter(pk=ticket.team_id).first() if ticket.team_id else None) or teams.first()
    if team is None:
        raise Refused("Nobody answers for this ticket, and there is no team with a duty owner; take it first.")
    return identity.duty_owner_of(team, now).pk


def calendar_of(ticket: Ticket) -> CalendarVersion:
    """Return the calendar on which time left is told: that of the ticket's agreement, else the practice's first."""
    if ticket.agreement_version is not None:
        return agreements.current_version(ticket.agreement_version.calendar)
    return agreements.usual_version()


def suppliers() -> list[str]:
    """Return the names of the suppliers and partners that are known, at most CONTACTS."""
    return _suppliers().rows()


@cache
def _suppliers() -> Rows[str]:
    known = Party.objects.filter(kind__in=OUTSIDE).order_by("name").values_list("name", flat=True)
    return Rows(lambda: known[:CONTACTS])
