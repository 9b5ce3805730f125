"""Before a request is sent its writer reads by when we answer and solve it, and which number to call."""

from datetime import datetime
from unittest import mock

import pytest
from django.test import Client as Browser

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity import operations as identity
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import at
from tests.apps.desk.pages import browser, words

pytestmark = pytest.mark.django_db
NEW = "/portal/tickets/new/"
NUMBER = "+44 20 7946 0018"


@pytest.fixture
def amara() -> Browser:
    factories.team()
    factories.agreement()
    return browser(cast.KESTREL)


def told(reader: Browser, chosen: str = "", now: datetime = factories.NOW) -> str:
    with mock.patch.object(clock, "now", return_value=now):
        page = reader.get(f"{NEW}{chosen}").content.decode()
    return words(page.partition('id="times"')[2].partition("Files")[0])


def reached_by(number: str) -> None:
    nora = factories.actor(factories.member(cast.NORA))
    identity.change_practice(
        name="Harbor IT", zone=cast.ZONE, currency="GBP", phone=number, actor=nora, now=clock.now()
    )


def test_the_times_follow_what_is_chosen_and_are_those_that_are_promised(amara: Browser) -> None:
    assert "We answer you by tomorrow 10:00 at the latest, and solve it by 9 Mar 10:00" in told(amara)
    urgent = told(amara, "?impact=1&urgency=1&site=")
    assert "We answer you by today 10:30 at the latest, and solve it by today 14:00" in urgent
    said = {"title": "All is dark", "kind": "incident", "impact": 1, "urgency": 1}
    with mock.patch.object(clock, "now", return_value=factories.NOW):
        amara.post(NEW, said)
    due = Commitment.objects.filter(kind__in=("first response", "resolution")).order_by("due_at")
    assert [row.due_at for row in due] == [at(2, "10:30"), at(2, "14:00")]


def test_what_is_wrong_comes_back_with_the_times_of_what_was_chosen(amara: Browser) -> None:
    with mock.patch.object(clock, "now", return_value=factories.NOW):
        answer = amara.post(NEW, {"title": "", "kind": "incident", "impact": 1, "urgency": 1})
    assert answer.status_code == 422
    assert "today 10:30" in words(answer.content.decode())
    assert "We answer you by tomorrow 10:00" in told(amara, "?impact=99&urgency=soon&site=abc")


def test_outside_the_hours_it_says_from_when_the_time_counts(amara: Browser) -> None:
    assert "We are closed now" not in told(amara)
    late = told(amara, now=at(2, "20:00"))
    assert "We are closed now, and the time counts from tomorrow 09:00 on." in late


def test_who_cannot_work_reads_the_number_to_call_where_there_is_one(amara: Browser) -> None:
    assert "Call us" not in told(amara, "?urgency=1")
    reached_by(NUMBER)
    assert f"Call us: {NUMBER}" in told(amara, "?urgency=1")
    assert "Call us" not in told(amara, "?urgency=2")
    assert 'href="tel:+442079460018"' in amara.get(f"{NEW}?urgency=1").content.decode()


def test_where_nothing_is_agreed_it_says_so() -> None:
    factories.team()
    assert "No time is agreed for this." in told(browser(cast.KESTREL))


def test_the_practice_gives_its_number_on_its_page() -> None:
    factories.practice()
    nora = browser(cast.NORA)
    form = {"name": "Harbor IT", "zone": cast.ZONE, "currency": "GBP"}
    assert nora.post("/practice/", {**form, "phone": "ring us"}).status_code == 422
    assert nora.post("/practice/", {**form, "phone": f" {NUMBER} "}).status_code == 302
    assert NUMBER in nora.get("/practice/").content.decode()
