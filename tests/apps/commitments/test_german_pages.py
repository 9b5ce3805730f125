"""Pages in the reader's language, by their own choice or their browser's, and what stays as it was written."""

import pytest
from django.test import Client as Browser

from steadfast.apps.identity.models import Person
from steadfast.foundation.models import EventBody
from steadfast.foundation.subjects import open_subject
from tests import cast, factories
from tests.apps.commitments.desk import Desk

pytestmark = pytest.mark.django_db
GERMAN = {"Accept-Language": "de-AT,de;q=0.9"}


@pytest.fixture
def theo(client: Browser) -> Browser:
    client.force_login(factories.member(cast.THEO).user)
    return client


def test_a_page_speaks_the_language_that_the_browser_asks_for(theo: Browser) -> None:
    answer = theo.get("/register/", headers=GERMAN)
    page = answer.content.decode()
    assert '<html lang="de"' in page
    assert "Niemand schuldet jemandem etwas" in page
    assert answer["Content-Language"] == "de"
    assert "Accept-Language" in answer["Vary"]
    assert "Nobody owes anybody anything" in theo.get("/register/").content.decode()


def test_what_somebody_chose_goes_before_what_their_browser_asks_for(theo: Browser) -> None:
    person = Person.objects.get(name=cast.THEO.name)
    sent = {"name": person.name, "zone": person.zone, "language": "en", "seen": ""}
    assert theo.post("/me/", sent).status_code == 302
    answer = theo.get("/register/", headers=GERMAN)
    assert "Nobody owes anybody anything" in answer.content.decode()
    assert "Accept-Language" not in answer.get("Vary", "")
    assert theo.post("/me/", {**sent, "language": "tlh"}).status_code == 422


def test_a_page_that_is_not_there_is_said_in_the_readers_language(theo: Browser) -> None:
    answer = theo.get("/register/999/", headers=GERMAN)
    assert answer.status_code == 404
    assert "Unter dieser Adresse ist nichts" in answer.content.decode()


def test_a_refusal_is_said_in_german_and_nothing_german_is_written_down(theo: Browser, desk: Desk) -> None:
    desk.subject = open_subject("conversation", "About the line", desk.client.chain_id)
    row = desk.promise()
    answer = theo.post(f"/register/{row.pk}/void/", {"words": " ", "version": row.version}, headers=GERMAN)
    assert "Bitte mit ein paar Worten sagen." in answer.content.decode()
    theo.post(f"/register/{row.pk}/withdrawn/", {"words": "It rained.", "version": row.version}, headers=GERMAN)
    row.refresh_from_db()
    assert row.closed_as == "withdrawn"
    assert "zur" not in "".join(str(body) for body in EventBody.objects.values_list("body", flat=True))
    page = theo.get(f"/register/{row.pk}/", headers=GERMAN).content.decode()
    assert "zog sie zurück; sie zählt als gebrochen" in page
    assert "It rained." in page


def test_a_number_of_many_is_counted_as_germans_count(theo: Browser, desk: Desk) -> None:
    desk.promise()
    assert "1 Zusage<" in theo.get("/register/", headers=GERMAN).content.decode()
    desk.promise()
    assert "2 Zusagen<" in theo.get("/register/", headers=GERMAN).content.decode()
