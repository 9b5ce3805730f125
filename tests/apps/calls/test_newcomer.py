"""Who rings and is not known yet becomes a contact of their client, by whoever takes the call."""

import pytest
from django.test import Client

from steadfast.apps.calls import queries
from steadfast.apps.identity.models import Person
from tests import cast, factories
from tests.apps.calls.switchboard import Switchboard

NOBODY = "+44 1632 960999"


@pytest.fixture
def ines(client: Client, db: None) -> Client:
    factories.contact(cast.KESTREL)
    client.force_login(factories.member(cast.INES).user)
    return client


@pytest.mark.parametrize(("typed", "field"), [("01632 960999", "phone"), ("Lena Brandt", "name")])
def test_what_was_typed_begins_the_form_of_somebody_new(ines: Client, typed: str, field: str) -> None:
    form = ines.get("/calls/new/", {"q": typed}).context["newcomer"]
    assert form.initial[field] == typed


def test_a_technician_goes_on_with_the_call_of_somebody_new(ines: Client) -> None:
    said = {"name": "Lena Brandt", "client": cast.KESTREL.name.upper(), "phone": NOBODY}
    answer = ines.post("/calls/newcomer/", said, follow=True)
    lena = Person.objects.get(name="Lena Brandt")
    assert (lena.party.name, lena.phone) == (cast.KESTREL.name, NOBODY)
    assert answer.context["person"] == lena


def test_a_missed_call_of_nobody_goes_along(ines: Client) -> None:
    call = Switchboard().tell("missed", "1", NOBODY)
    page = ines.get("/calls/new/", {"call": call.pk})
    assert (page.context["newcomer"].initial["phone"], page.context["newcomer"].initial["call"]) == (NOBODY, call.pk)
    said = {"name": "Lena Brandt", "client": cast.KESTREL.name, "phone": NOBODY, "call": call.pk}
    form = ines.post("/calls/newcomer/", said, follow=True).context["form"]
    told = {"key": form.initial["key"], "call": call.pk, "way": "out", "title": "No dial tone"}
    sent = {**told, "kind": "incident", "impact": 3, "urgency": 2, "person": Person.objects.get(name="Lena Brandt").pk}
    assert ines.post("/calls/new/", sent).status_code == 302
    assert queries.unknown(factories.actor(factories.member(cast.INES))) == []


@pytest.mark.parametrize("whose", ["Kest", "Nobody Ltd"])
def test_a_client_is_chosen_by_its_whole_name(ines: Client, whose: str) -> None:
    answer = ines.post("/calls/newcomer/", {"name": "Lena Brandt", "client": whose, "phone": NOBODY})
    assert answer.status_code == 422
    assert answer.context["newcomer"]["phone"].value() == NOBODY
    assert not Person.objects.filter(name="Lena Brandt").exists()


def test_what_is_owed_says_when_it_is_due(ines: Client) -> None:
    ticket = factories.ticket()
    page = ines.get("/calls/new/", {"person": factories.contact(cast.KESTREL).pk}).content.decode()
    assert ticket.subject.label in page
    assert "was due" in page
