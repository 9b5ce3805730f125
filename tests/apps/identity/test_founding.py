"""The first start: one link, used once, makes the practice and its owner."""

from datetime import timedelta

import pytest
from django.test import Client

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.models import Party, Person, Practice, SetUpLink, User
from steadfast.apps.identity.operations import Founding, LinkNotGood
from steadfast.foundation import clock
from steadfast.foundation.models import PRACTICE_CHAIN, Delivery, Event
from tests import cast, factories
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db

FOUNDING = Founding(cast.PRACTICE, cast.ZONE, cast.CURRENCY, cast.NORA.name, cast.NORA.email)
ANSWERS = {
    "practice": cast.PRACTICE,
    "zone": cast.ZONE,
    "currency": cast.CURRENCY,
    "owner": cast.NORA.name,
    "email": "Nora@Harbor.example",
    "password": PASSWORD,
}


def token() -> str:
    return operations.set_up_link(now=clock.now()).split("/")[2]


def test_before_the_first_start_there_is_no_practice_and_the_error_says_what_to_do() -> None:
    with pytest.raises(queries.NotSetUp, match=r"\./run"):
        queries.practice()


def test_the_page_behind_the_link_makes_the_practice_and_signs_its_owner_in(client: Client) -> None:
    link = operations.set_up_link(now=clock.now())
    assert client.get(link).status_code == 200
    response = client.post(link, ANSWERS)
    assert (response.status_code, response["Location"]) == (302, "/first-hour/")
    assert "Harbor IT is set up." in client.get("/first-hour/").content.decode()
    practice = queries.practice()
    assert (practice.pk, practice.party.name, practice.zone, practice.currency) == (1, "Harbor IT", cast.ZONE, "GBP")
    nora = Person.objects.get()
    assert nora.user == User.objects.get(email=cast.NORA.email)
    assert client.get("/me/").context["person"] == nora
    assert queries.actor_of(nora).may("people.manage")


def test_the_founding_is_an_event_that_wakes_the_higher_apps() -> None:
    operations.set_up(token(), FOUNDING, PASSWORD, now=NOW)
    event = Event.objects.select_related("text").get(kind="practice.founded")
    assert (event.chain_id, event.actor_id) == (PRACTICE_CHAIN, Person.objects.get().pk)
    assert cast.NORA.name not in event.text.body
    assert Delivery.objects.filter(event=event).exists()


def test_only_the_hash_of_the_link_is_kept() -> None:
    word = token()
    assert len(word) >= 40
    assert word not in str(list(SetUpLink.objects.values()))


def test_a_link_works_once(client: Client) -> None:
    link = operations.set_up_link(now=clock.now())
    client.post(link, ANSWERS)
    again = Client().get(link)
    assert again.status_code == 404
    assert "Sign in" in again.content.decode()
    assert Client().post(link, {**ANSWERS, "email": "second@harbor.example"}).status_code == 404
    assert User.objects.count() == 1


def test_a_newer_link_ends_the_older_one(client: Client) -> None:
    older, newer = operations.set_up_link(now=clock.now()), operations.set_up_link(now=clock.now())
    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_an_invented_link_says_how_to_get_a_real_one(client: Client) -> None:
    response = client.get("/set-up/invented/")
    assert response.status_code == 404
    assert "./run" in response.content.decode()


def test_there_is_no_link_once_the_practice_stands() -> None:
    old = token()
    factories.practice()
    assert operations.set_up_link(now=NOW) == ""
    with pytest.raises(LinkNotGood):
        operations.set_up(old, FOUNDING, PASSWORD, now=NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("practice", " "),
        ("zone", "Europe/Lodnon"),
        ("currency", "XXX"),
        ("owner", "N" * 201),
        ("email", "nora"),
        ("password", "short"),
        ("password", "nora@harbor.example"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_else_is_lost(client: Client, field: str, value: str) -> None:
    link = operations.set_up_link(now=clock.now())
    response = client.post(link, {**ANSWERS, field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'value="{cast.PRACTICE}"' in response.content.decode() or field == "practice"
    assert not Practice.objects.exists()
    assert client.post(link, ANSWERS).status_code == 302


def test_the_link_of_the_first_start_does_not_grow_old(client: Client) -> None:
    link = operations.set_up_link(now=clock.now() - timedelta(days=400))
    assert client.get(link).status_code == 200


def test_names_of_any_script_are_kept_as_they_are(client: Client) -> None:
    name = "<b>مكتب</b> 🛟"
    client.post(operations.set_up_link(now=clock.now()), {**ANSWERS, "practice": name})
    assert Party.objects.get().name == name
    assert "&lt;b&gt;" in client.get("/me/").content.decode()


def test_the_next_party_gets_the_next_number() -> None:
    operations.set_up(token(), FOUNDING, PASSWORD, now=NOW)
    assert Party.objects.create(kind="partner", name=cast.PARTNER).pk == 2
