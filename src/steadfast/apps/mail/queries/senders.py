"""Who wrote a mail: of which clients the address is a contact, whether it is one of us, whose domain it is."""

from collections.abc import Set as AbstractSet
from functools import cache

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.mail.models import Box
from steadfast.domain.mail.header import Header
from steadfast.domain.mail.placing import Sender, domain_of
from steadfast.domain.mail.proof import is_disproved
from steadfast.domain.mail.public_domains import is_public
from steadfast.domain.mail.reply_address import plain
from steadfast.foundation.prepared import Rows

MOST = 20
FEW = 2  # parties of one address, nearly always


def sender(address: str, header: Header, *, trusted: str = "") -> Sender:
    """Return what is known of an address, in any case of its letters. `trusted`: whose proof of senders counts."""
    if not address:
        return Sender("")
    people = Person.objects.filter(email__iexact=address, left_at=None).order_by("pk")
    found = list(people.values_list("party_id", "pk")[:MOST])
    member = any(party == PRACTICE_ID for party, _ in found)
    served = _served({party for party, _ in found})
    contacts = tuple((party, person) for party, person in found if party in served)
    first: dict[int, int] = {}
    for client, person in contacts:
        first.setdefault(client, person)
    near = () if contacts or member else of_domain(domain_of(address))
    unproved = is_disproved(header.all("authentication-results"), trusted=trusted)
    return Sender(address, tuple(first.items()), member, near, unproved)


def of_domain(domain: str) -> tuple[int, ...]:
    """Return the clients that have a contact with an address of a domain; none of a public one."""
    if not domain or is_public(domain):
        return ()
    rows = Person.objects.filter(email__iendswith=f"@{domain}", left_at=None).exclude(party_id=PRACTICE_ID)
    return tuple(sorted(_served(set(rows.values_list("party_id", flat=True).distinct()[:MOST]))))


def is_box(address: str) -> bool:
    """Tell whether an address is that of one of our boxes, with a token or without."""
    return bool(address) and plain(address).lower() in {each.lower() for each in _boxes().rows()}


@cache
def _boxes() -> Rows[str]:
    return Rows(lambda: Box.objects.order_by().values_list("address", flat=True))  # a handful


def _served(parties: AbstractSet[int]) -> set[int]:
    return set(_clients().rows(parties=sorted(parties))) if parties else set()


@cache
def _clients() -> Rows[int]:
    rows = Client.objects.filter(retired_at=None).values_list("pk", flat=True)
    return Rows(lambda parties: rows.filter(pk__in=parties), lists={"parties": FEW})
