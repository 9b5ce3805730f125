"""Whom and where a new ticket may name: the contacts and sites of its client, and the teams."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import F, QuerySet, Value

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team
from steadfast.foundation.prepared import Rows

MOST = 1000  # of all together; teams come first, and contacts last, of whom a client may have most
TEAM, SITE, CONTACT = 1, 2, 3
Named = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Nameable:
    """Each as (id, name), by name."""

    contacts: list[Named]
    sites: list[Named]
    teams: list[Named]


def nameable(client: Client) -> Nameable:
    """Return what a ticket of a client may name, in one query."""
    found: dict[int, list[Named]] = defaultdict(list)
    for of, key, name in _rows().rows(client=client.pk):
        found[of].append((key, name))
    return Nameable(found[CONTACT], found[SITE], found[TEAM])


@cache
def _rows() -> Rows[tuple[int, int, str]]:
    def build(client: int) -> QuerySet[Any, tuple[int, int, str]]:
        whose = Client(pk=client)
        teams, sites = _named(Team.objects.all(), TEAM), _named(clients.sites_of(whose), SITE)
        contacts = _named(clients.contacts_of(whose), CONTACT)
        found: QuerySet[Any, tuple[int, int, str]] = teams.union(sites, contacts, all=True)
        return found.order_by("of", "called", "key")[:MOST]

    return Rows(build, ["client"])


def _named(rows: QuerySet[Any], of: int) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = rows.order_by().annotate(of=Value(of), key=F("pk"), called=F("name"))
    return named.values_list("of", "key", "called")
