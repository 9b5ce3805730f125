"""Names of the source as rows of ours: clients, contacts, teams and owners, matched by name or else made.

Two imports at once must not make the same client twice, so the practice's row is locked while names are matched.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import make_client
from steadfast.apps.identity.models import Person, Practice, RoleHeld, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.operations import make_team
from steadfast.apps.imports import matching
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@dataclass(frozen=True, slots=True)
class Place:
    """A client: its party and the chain of its events."""

    party_id: int
    chain_id: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whom the source names as owner. Who left, or never was here but by name, answers for nothing open."""

    person_id: int
    present: bool


@dataclass(slots=True)
class Names:
    """What the names of one source mean, remembered from chunk to chunk by our names.

    `aliases` renames the source's words first (a location that is a client of ours under another name). Clients that
    `source` brought as records are found by its key or its name for them, whatever they are called here.
    """

    mapping: str
    zone: str
    duty_owner: Person
    source: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    clients: dict[str, Place] = field(default_factory=dict)
    contacts: dict[tuple[int, str], int] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    owners: dict[str, Member] = field(default_factory=dict)

    def ours(self, name: str) -> str:
        """Return what a name of the source is called here."""
        return self.aliases.get(name, name)

    def client(self, name: str) -> Place:
        return self.clients[self.ours(name)]

    def contact(self, client: Place, name: str | None) -> int | None:
        return self.contacts[client.party_id, self.ours(name)] if name else None

    def team(self, name: str | None) -> Team | None:
        return self.teams[self.ours(name)] if name else None

    def owner(self, name: str | None) -> Member | None:
        return self.owners[self.ours(name)] if name else None

    def learn_clients(self, names: Iterable[str], *, actor: Actor, now: datetime) -> None:
        """Match or make the clients with these names. A new one has a chain that nobody else can hold yet."""
        new = {self.ours(name): name for name in names if self.ours(name) not in self.clients}
        if not new:
            return
        here = self.known_clients(new)
        rows = Client.objects.in_bulk(here.values())
        made: dict[str, Client] = {}
        for name in sorted(new):
            row = rows.get(here.get(name, 0)) or made.get(name.casefold())
            if row is None:
                key = f"{self.mapping}:{new[name]}"[:200]
                row = make_client(name, self.zone, source_key=key, actor=actor, now=now)
                made[name.casefold()] = row
            self.clients[name] = Place(row.pk, row.chain_id)

    def known_clients(self, names: Mapping[str, str]) -> dict[str, int]:
        """Return which of these names, given with the source's words for them, are clients that are here already."""
        own = [name for name, word in names.items() if name == word]
        found = matching.clients(self.source, own) | matching.by_name(names.keys() - set(own))
        return {name: key if key != matching.AMBIGUOUS else _first(name) for name, key in found.items()}

    def learn_contacts(self, pairs: Collection[tuple[str, str]], *, now: datetime) -> list[NewEvent]:
        """Match or make the contacts, given as (client, name); return the events to append with those of the chunk."""
        places = {self.client(client).party_id: self.client(client) for client, _ in pairs}
        new = {(self.client(client).party_id, self.ours(name)) for client, name in pairs} - self.contacts.keys()
        if not new:
            return []
        parties, names = {party for party, _ in new}, {name for _, name in new}
        known = Person.objects.filter(party_id__in=parties, name__in=names).order_by("-pk")
        self.contacts |= {(row.party_id, row.name): row.pk for row in known}
        missing = sorted(new - self.contacts.keys())
        rows = Person.objects.bulk_create(Person(party_id=party, name=name, zone=self.zone) for party, name in missing)
        RoleHeld.objects.bulk_create(RoleHeld(person=row, role="contact") for row in rows)
        self.contacts |= {(row.party_id, row.name): row.pk for row in rows}
        return [_added(row, places[row.party_id], now) for row in rows]

    def learn_teams(self, names: Iterable[str], *, actor: Actor, now: datetime) -> None:
        """Match or make the teams; a new one answers through the duty owner until it gets one of its own."""
        new = {self.ours(name) for name in names} - self.teams.keys()
        if new:
            self.teams |= {row.name: row for row in Team.objects.filter(name__in=new)}
        for name in sorted(new - self.teams.keys()):
            self.teams[name] = make_team(name=name, duty_owner=self.duty_owner, members=[], actor=actor, now=now)

    def learn_owners(self, names: Iterable[str], *, now: datetime) -> None:
        """Match the owners to members by name. Those who are none are kept by name, as people who left."""
        new = {self.ours(name) for name in names} - self.owners.keys()
        for row in Person.objects.filter(party_id=PRACTICE_ID, name__in=new).order_by("-pk") if new else ():
            self.owners[row.name] = Member(row.pk, row.left_at is None)
        missing = sorted(new - self.owners.keys())
        rows = Person.objects.bulk_create(
            Person(party_id=PRACTICE_ID, name=name, zone=self.zone, left_at=now) for name in missing
        )
        self.owners |= {row.name: Member(row.pk, present=False) for row in rows}


def _first(name: str) -> int:
    """Return the first of several clients that are called so."""
    return Client.objects.filter(name__iexact=name).order_by("pk").values_list("pk", flat=True)[0]


def _added(row: Person, place: Place, now: datetime) -> NewEvent:
    body = {"client": row.party_id, "person": row.pk}
    return NewEvent(place.chain_id, "client.contact_added", now, None, body, private={"name": row.name})


def lock() -> Practice:
    """Lock the practice's row and return it."""
    return Practice.objects.select_for_update(no_key=True).get(pk=PRACTICE_ID)
