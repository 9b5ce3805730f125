"""Clients as somebody may see them. `visible_to` is the only door."""

from dataclasses import dataclass
from functools import cache

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.identity.models import Person
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Counted, Rows, counting

CARD = 50  # contacts and sites shown on a card


@dataclass(frozen=True, slots=True)
class Facts:
    """What the card of a client says: at most CARD contacts and sites, by name. `devices`: how many are in use."""

    client: Client
    contacts: list[Person]
    sites: list[Site]
    devices: int


def visible_to(actor: Actor) -> QuerySet[Client]:
    """Return the clients that an actor may see: members all, a contact their own."""
    if not actor.may("clients.view"):
        return Client.objects.none()
    rows = Client.objects.select_related("relationship_owner")
    return rows if actor.client_id is None else rows.filter(pk=actor.client_id)


def find(party_id: int, actor: Actor) -> Client | None:
    """Return the client of a key with who looks after it, or None when the actor sees no such client."""
    may = actor.may("clients.view") and actor.client_id in (None, party_id)
    return next(iter(_keyed().rows(party=party_id)), None) if may else None


@cache
def _keyed() -> Rows[Client]:
    rows = Client.objects.select_related("relationship_owner")
    return Rows(lambda party: rows.filter(pk=party), ["party"])


def listed(actor: Actor, words: str = "", *, former: bool = False) -> QuerySet[Client]:
    """Return clients with `contacts_n` and `sites_n`, those whose name holds the words; `former`: served no longer."""
    rows = visible_to(actor).filter(retired_at__isnull=not former)
    if words:
        rows = rows.filter(name__icontains=words)
    contacts = Person.objects.filter(party_id=OuterRef("pk"), left_at=None)
    sites = Site.objects.filter(client_id=OuterRef("pk"), retired_at=None)
    return rows.annotate(contacts_n=_number_of(contacts, "party"), sites_n=_number_of(sites, "client"))


def has_former(actor: Actor) -> bool:
    """Tell whether there is a client who is served no longer."""
    return visible_to(actor).filter(retired_at__isnull=False).exists()


def contacts_of(client: Client, *, former: bool = False) -> QuerySet[Person]:
    """Return the contacts who have not left, or those who have, by name."""
    return Person.objects.filter(party_id=client.pk, left_at__isnull=not former).order_by("name", "id")


def sites_of(client: Client, *, former: bool = False) -> QuerySet[Site]:
    """Return the sites that are open, or those that are closed, by name."""
    return Site.objects.filter(client=client, retired_at__isnull=not former).order_by("name")


def facts(client: Client) -> Facts:
    """Return what the card of a client says, in three queries."""
    (devices,) = _devices().row(client=client.pk)
    return Facts(client, _contacts().rows(client=client.pk), _sites().rows(client=client.pk), devices)


@cache
def _contacts() -> Rows[Person]:
    return Rows(lambda client: contacts_of(Client(pk=client))[:CARD], ["client"])


@cache
def _sites() -> Rows[Site]:
    return Rows(lambda client: sites_of(Client(pk=client))[:CARD], ["client"])


@cache
def _devices() -> Counted:
    return Counted(lambda client: counting(Device.objects.filter(client=client, retired_at=None)), "client")


def _number_of(rows: QuerySet[Person] | QuerySet[Site], group: str) -> Coalesce:
    """Return a subquery that counts the rows of each client; no join, so that counts do not multiply."""
    counted = rows.order_by().values(group).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def contacts_visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the contacts of the clients that an actor may see, those who have left among them."""
    return Person.objects.filter(party_id__in=visible_to(actor).values("pk")).select_related("party")
