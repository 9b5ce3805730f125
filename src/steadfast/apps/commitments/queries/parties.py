"""To whom something can be promised: every party by name, and the people of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from steadfast.apps.identity.models import Party, Person

OFFERED = 40  # people to choose from
NAMED = 500  # names offered while typing


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
    """Return who is meant by a name: a party, or a person, who may stand with their party in brackets; at most two."""
    words = " ".join(words.split())
    if not words:
        return []
    person, _, party = words.removesuffix(")").partition(" (")
    parties = [Whom(found) for found in Party.objects.filter(name__iexact=words)[:2]]
    if parties:
        return parties
    people = Person.objects.filter(name__iexact=person, left_at=None).select_related("party")
    if party:
        people = people.filter(party__name__iexact=party)
    return [Whom(found.party, found) for found in people[:2]]


def first_named(candidates: Sequence[str]) -> Whom | None:
    """Return the first of some names that means exactly one party or person."""
    for words in candidates:
        found = named(words)
        if len(found) == 1:
            return found[0]
    return None
