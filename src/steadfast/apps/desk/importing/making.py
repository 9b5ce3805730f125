"""What an import of tickets would make besides tickets: clients, contacts, teams and owners that are not here yet."""

from collections.abc import Iterable, Mapping

from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports import matching
from steadfast.apps.imports.kinds import Made

FIRST = 8  # names that are said


def would_make(tickets: Iterable[TicketHistory], source: str, aliases: Mapping[str, str]) -> dict[str, Made]:
    """Return of each kind how many would be made, and the first names in the order of the file."""
    clients: dict[str, None] = {}
    contacts: dict[tuple[str, str], None] = {}
    teams: dict[str, None] = {}
    owners: dict[str, None] = {}
    for ticket in tickets:
        client = aliases.get(ticket.client, ticket.client)
        clients[client] = None
        for name, into in ((ticket.team, teams), (ticket.owner, owners)):
            if name:
                into[aliases.get(name, name)] = None
        if ticket.contact:
            contacts[client, aliases.get(ticket.contact, ticket.contact)] = None
    here = matching.clients(source, list(clients))
    found = {
        "clients": list({name.casefold(): name for name in reversed(clients) if name not in here}.values())[::-1],
        "contacts": _contacts(contacts, here),
        "teams": _missing(teams, Team.objects.values_list("name", flat=True)),
        "owners": _missing(owners, Person.objects.filter(party_id=PRACTICE_ID).values_list("name", flat=True)),
    }
    return {kind: Made(len(names), names[:FIRST]) for kind, names in found.items() if names}


def _missing(names: Iterable[str], here: Iterable[str]) -> list[str]:
    known = set(here)
    return [name for name in names if name not in known]


def _contacts(pairs: Iterable[tuple[str, str]], clients: Mapping[str, int]) -> list[str]:
    """Return those who are no contact of their client yet."""
    rows = Person.objects.filter(party_id__in=set(clients.values())).values_list("party_id", "name")
    here = set(rows)
    return [name for client, name in pairs if (clients.get(client), name) not in here]
