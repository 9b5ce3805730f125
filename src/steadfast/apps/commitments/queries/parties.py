"""To whom something can be promised: every party by name, and the people of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Party, Person

OFFERED = 40  # people to choose from
NAMED = 500  # names offered while typing
LONGEST = 400  # characters of a name with its party


@dataclass(frozen=True, slots=True)
class Whom:
    """A party, and one of its people where somebody in particular was named."""

    party: Party
    person: Person | None = None


def people_of(party_id: int) -> list[Person]:
    """Return who can be asked on the side of a party, by name; at most OFFERED."""
    return list(Person.objects.filter(party_id=party_id, left_at=None).order_by("name", "id")[:OFFERED])


def names() -> list[str]:
    """Return the names to offer: parties, then people with the party that tells them apart; at most NAMED."""
    parties = Party.objects.order_by("name").values_list("name", flat=True)[:NAMED]
    people = Person.objects.filter(left_at=None).select_related("party").order_by("name", "id")[:NAMED]
    return [*parties, *(f"{person.name} ({person.party.name})" for person in people)]


def named(words: str) -> list[Whom]:
    """Return who is meant by a name: a party, or a person, who may stand with their party in brackets; at most two.

    A first name alone is enough where only one person has it.
    """
    words = " ".join(words.replace("\0", " ").split())[:LONGEST]
    if not words:
        return []
    parties = [Whom(found) for found in Party.objects.filter(name__iexact=words)[:2]]
    return parties or [Whom(found.party, found) for found in _people(words)]


def _people(words: str) -> list[Person]:
    name, _, party = words.removesuffix(")").partition(" (")
    people = Person.objects.filter(left_at=None).select_related("party")
    if party:
        people = people.filter(party__name__iexact=party)
    return list(people.filter(name__iexact=name)[:2]) or list(people.filter(name__istartswith=f"{name} ")[:2])


def first_named(candidates: Sequence[str]) -> Whom | None:
    """Return the first of some names that means exactly one party or person."""
    return next((found[0] for words in candidates if len(found := named(words)) == 1), None)


def calendar_with(party: Party, *, now: datetime) -> CalendarVersion:
    """Return the calendar on which we and a party promise: of the agreement that a client has, else our first one."""
    client = Client.objects.filter(pk=party.pk).first()
    version = agreements.applies_to(client, now)
    if version is not None:
        return agreements.current_version(version.calendar)
    return agreements.usual_version()
