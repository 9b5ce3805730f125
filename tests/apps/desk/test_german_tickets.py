"""Words that are stored as data are said in the reader's language wherever a page of tickets shows them."""

import pytest

from steadfast.apps.commitments.models import Commitment
from tests import cast
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser, words

GERMAN = {"Accept-Language": "de"}


def read(address: str) -> str:
    answer = browser(cast.INES).get(address, headers=GERMAN)
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_impact_urgency_and_priority_are_said_in_german(desk: Desk) -> None:
    ticket = desk.open()
    page = read(f"/tickets/{ticket.subject.number}/")
    assert "ein ganzer Standort ein Team eine Person" in page
    assert "sofort bald kann warten" in page
    assert "can wait" not in page


def test_the_state_of_another_ticket_is_said_in_german(desk: Desk) -> None:
    ticket, other = desk.open(), desk.open(now=at(2, "11:00"), title="Scanners lose the network")
    page = read(f"/tickets/{ticket.subject.number}/merge/")
    assert f"{other.subject.label} neu" in page


@pytest.mark.parametrize("kind", ["resolution", "first response"])
def test_a_promise_is_called_by_its_kind_in_german(desk: Desk, kind: str) -> None:
    ticket = desk.open()
    row = Commitment.objects.get(subject=ticket.subject, kind=kind)
    said = {"resolution": "Lösung", "first response": "Erste Antwort"}[kind]
    assert f"{row} {said}" in read(f"/register/{row.pk}/offer/")
