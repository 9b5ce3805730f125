"""Pages of clients: what they say, who sees and changes them, and what they cost."""

from typing import Any

import pytest
from django.test import Client as Browser

from steadfast.apps.clients import operations
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def browser(person: Person) -> Browser:
    found = Browser()
    assert person.user is not None
    found.force_login(person.user)
    return found


def mara() -> Browser:
    return browser(factories.member(cast.MARA))


def page(who: Browser, url: str, **query: str) -> str:
    answer = who.get(url, query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def everybody() -> None:
    for who in cast.CLIENTS:
        factories.client(who)


def test_the_list_tells_owner_contacts_and_sites_by_name() -> None:
    everybody()
    said = page(mara(), "/clients/")
    assert said.index("Kestrel Dental") < said.index("Marlow Freight") < said.index("Old Mill Bakery")
    assert "<bdi>Mara</bdi> owns the relationship" in said
    assert "<span>2 contacts</span><span>2 sites</span>" in said


def test_the_search_finds_a_part_of_the_name_and_says_when_nothing_is_found() -> None:
    everybody()
    who = mara()
    found = page(who, "/clients/", q="MILL")
    assert "Old Mill Bakery" in found
    assert "Kestrel Dental" not in found
    assert "No client is called “<bdi>&lt;b&gt;</bdi>”" in page(who, "/clients/", q="<b>")
    assert "No client is called" in page(who, "/clients/", q="% _" + "x" * 5000)


def test_a_contact_sees_their_client_alone() -> None:
    everybody()
    amara = browser(factories.contact(cast.KESTREL))
    marlow = factories.client(cast.MARLOW)
    said = page(amara, "/portal/")
    assert "Kestrel Dental" in said
    assert "Marlow" not in said
    for inner in ("/clients/", f"/clients/{factories.client(cast.KESTREL).pk}/", f"/clients/{marlow.pk}/"):
        assert amara.get(inner).headers["Location"] == "/portal/"
    assert amara.get("/clients/new/").status_code == 403


def test_sales_takes_on_a_client_with_a_contact_and_a_site() -> None:
    who = mara()
    answer = who.post("/clients/new/", {"name": "Old Mill Bakery", "zone": "Europe/Berlin", "since_on": "2026-03-02"})
    client = Client.objects.get()
    assert answer["Location"] == f"/clients/{client.pk}/contacts/new/"
    contact = {"name": "Lena Brandt", "email": "lena@oldmill.example"}
    assert who.post(f"/clients/{client.pk}/contacts/new/", contact).status_code == 302
    assert who.post(f"/clients/{client.pk}/sites/new/", {"name": "Bakery"}).status_code == 302
    assert Person.objects.filter(party=client.party, name="Lena Brandt").exists()
    assert [site.name for site in client.sites.all()] == ["Bakery"]


@pytest.mark.parametrize(
    ("url", "data", "words"),
    [
        ("/clients/new/", {"name": "", "zone": "UTC"}, "required"),
        ("/clients/new/", {"name": "Kestrel dental", "zone": "UTC"}, "There is a client Kestrel dental already."),
        ("/clients/new/", {"name": "New", "zone": "Mars/Base"}, "not one of the available choices"),
        ("/clients/new/", {"name": "x" * 1_000_000, "zone": "UTC"}, "at most 200 characters"),
        ("/clients/{}/contacts/new/", {"name": "Jo", "email": "no address"}, "valid email address"),
        ("/clients/{}/contacts/new/", {"name": "Amara", "email": "amara@kestrel.example"}, "has this address already"),
        ("/clients/{}/sites/new/", {"name": "Harlow Street"}, "has a site Harlow Street already"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(url: str, data: dict[str, str], words: str) -> None:
    kestrel = factories.client(cast.KESTREL)
    answer = mara().post(url.format(kestrel.pk), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_name_of_script_and_of_another_direction_is_shown_as_text() -> None:
    operations.make_client("<script>alert(1)</script> מאפייה 🥐", "UTC", actor=SYSTEM, now=NOW)
    said = page(mara(), "/clients/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; מאפייה 🥐" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9223372036854775808", "9" * 40])
def test_an_unknown_client_is_not_found(number: str) -> None:
    who = mara()
    for part in ("", "contacts/new/", "sites/new/"):
        assert who.get(f"/clients/{number}/{part}").status_code == 404


def test_the_list_costs_the_same_at_3_and_at_30_clients(django_assert_max_num_queries: Any) -> None:
    who, costs = mara(), []
    everybody()
    for rows in (3, 30):
        while Client.objects.count() < rows:
            client = operations.make_client(f"Client {Client.objects.count():02}", "UTC", actor=SYSTEM, now=NOW)
            operations.add_contact(client, "A contact", actor=SYSTEM, now=NOW)
        with django_assert_max_num_queries(8) as asked:
            page(who, "/clients/")
        costs.append(len(asked))
    assert 0 < costs[0] == costs[1]


def test_clients_are_paged_by_name_in_both_directions() -> None:
    for number in range(60):
        operations.make_client(f"Client {number:02}", "UTC", actor=SYSTEM, now=NOW)
    who = mara()
    first = who.get("/clients/")
    second = who.get("/clients/", {"after": first.context["page"].next})
    back = who.get("/clients/", {"before": second.context["page"].previous})
    names = [[client.name for client in answer.context["page"].rows] for answer in (first, second, back)]
    assert (names[0][0], names[0][-1]) == ("Client 00", "Client 49")
    assert (names[1][0], names[1][-1]) == ("Client 50", "Client 59")
    assert names[2] == names[0]
    assert who.get("/clients/", {"after": "nonsense"}).status_code == 200
