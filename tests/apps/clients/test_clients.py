"""Taking on clients, contacts and sites: what is written, and what is refused by which field."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def take_on(name: str = "Kestrel Dental", zone: str = "Europe/London", **parts: Any) -> Client:
    return operations.make_client(name, zone, actor=SYSTEM, now=NOW, **parts)


def test_a_client_is_a_party_with_a_chain_of_its_own() -> None:
    kestrel, marlow = take_on(), take_on("Marlow Freight")
    assert (kestrel.party.kind, kestrel.party.name) == ("client", "Kestrel Dental")
    assert kestrel.chain_id != marlow.chain_id
    event = Event.objects.select_related("text").get(chain=kestrel.chain_id)
    assert (event.kind, event.data["client"], event.data["zone"]) == ("client.made", kestrel.pk, "Europe/London")
    assert "Kestrel" not in event.text.body
    assert events.attests(event.text, "name", "Kestrel Dental")


@pytest.mark.parametrize(
    ("name", "zone", "field"),
    [
        ("Kestrel Dental", "Europe/Lodnon", "zone"),
        ("Kestrel Dental", "", "zone"),
        ("  ", "UTC", "name"),
        ("x" * 201, "UTC", "name"),
        ("KESTREL dental", "UTC", "name"),
    ],
)
def test_a_client_that_cannot_be_is_refused_by_its_field(name: str, zone: str, field: str) -> None:
    take_on()
    with pytest.raises(ValidationError) as refused:
        take_on(name, zone)
    assert list(refused.value.message_dict) == [field]
    assert Client.objects.count() == 1


def test_the_owner_of_a_relationship_is_a_member() -> None:
    with pytest.raises(ValidationError, match="no member"):
        take_on("Marlow Freight", relationship_owner=factories.contact(cast.KESTREL))
    assert take_on("Old Mill Bakery", relationship_owner=factories.member(cast.MARA)).relationship_owner is not None


def test_a_contact_is_a_person_of_the_client_who_reads_its_times() -> None:
    client = take_on("Old Mill Bakery", "Europe/Berlin")
    lena = operations.add_contact(client, " Lena Brandt ", email="Lena@OldMill.example", actor=SYSTEM, now=NOW)
    assert (lena.party_id, lena.name, lena.email, lena.zone) == (
        client.pk,
        "Lena Brandt",
        "lena@oldmill.example",
        "Europe/Berlin",
    )
    assert [held.role for held in lena.roles.all()] == ["contact"]
    event = Event.objects.select_related("text").get(kind="client.contact_added")
    assert event.chain_id == client.chain_id
    assert "lena" not in event.text.body.lower()


def test_an_address_and_a_site_are_given_once_a_client() -> None:
    kestrel, marlow = take_on(), take_on("Marlow Freight")
    for client in (kestrel, marlow):
        operations.add_contact(client, "Sam Okafor", email="sam@marlow.example", actor=SYSTEM, now=NOW)
        operations.add_site(client, "Gate 4", actor=SYSTEM, now=NOW)
    with pytest.raises(ValidationError, match="address already"):
        operations.add_contact(kestrel, "Sam", email="SAM@marlow.example", actor=SYSTEM, now=NOW)
    with pytest.raises(ValidationError, match="has a site Gate 4 already"):
        operations.add_site(kestrel, "Gate 4", actor=SYSTEM, now=NOW)
    assert Person.objects.filter(email="sam@marlow.example").count() == 2


def test_the_facts_of_a_client_are_three_queries(django_assert_num_queries: Any) -> None:
    marlow = factories.client(cast.MARLOW)
    with django_assert_num_queries(3):
        facts = queries.facts(marlow)
    assert [person.name for person in facts.contacts] == ["Jo Marlow", "Sam Okafor"]
    assert [site.name for site in facts.sites] == ["Gate 4", "Harlow Street depot"]
