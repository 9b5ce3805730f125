"""Two members on one ticket see each other; nobody else does, and after a minute it is forgotten."""

from datetime import datetime
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Presence, Ticket
from steadfast.apps.desk.queries.presence import others
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser, words


def ask(who: cast.Member, ticket: Ticket, now: datetime, writing: str = "") -> str:
    """Return what the page of a member is told."""
    with mock.patch.object(clock, "now", return_value=now):
        answer = browser(who).post(f"/tickets/{ticket.subject.number}/presence/", {"writing": writing})
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_two_members_see_each_other_and_not_themselves(desk: Desk) -> None:
    ticket = desk.open()
    assert ask(cast.KOFI, ticket, at(2, "11:00")) == ""
    assert ask(cast.INES, ticket, at(2, "11:00")) == "Kofi is here too"
    assert ask(cast.KOFI, ticket, at(2, "11:00")) == "Ines is here too"


def test_who_writes_is_named_first(desk: Desk) -> None:
    ticket = desk.open()
    ask(cast.THEO, ticket, at(2, "11:00"), writing="1")
    ask(cast.KOFI, ticket, at(2, "11:00"))
    assert ask(cast.INES, ticket, at(2, "11:00")) == "Theo is writing Kofi is here too"


def test_after_a_minute_nobody_is_there_and_the_row_goes(desk: Desk) -> None:
    ticket = desk.open()
    ask(cast.KOFI, ticket, at(2, "11:00"), writing="1")
    assert ask(cast.INES, ticket, at(2, "11:01")) == ""
    assert operations.forget_presence(now=at(2, "11:01").replace(second=30)) == 1
    assert [row.person_id for row in Presence.objects.all()] == [desk.ines.person_id]


def test_looking_again_keeps_that_somebody_writes(desk: Desk) -> None:
    ticket = desk.open()
    ask(cast.KOFI, ticket, at(2, "11:00"), writing="1")
    ask(cast.KOFI, ticket, at(2, "11:00").replace(second=15))
    assert Presence.objects.count() == 1
    assert ask(cast.INES, ticket, at(2, "11:00").replace(second=20)) == "Kofi is writing"


def test_it_costs_three_statements(desk: Desk) -> None:
    ticket = desk.open()
    ines = desk.ines.person_id
    assert ines is not None
    with CaptureQueriesContext(connection) as seen:
        operations.be_here(ticket.pk, ines, writing=True, now=at(2, "11:00"))
        others(ticket.pk, ines, at(2, "11:00"))
    assert len(seen) == 2  # and one to find the ticket


def test_a_contact_asks_in_vain(desk: Desk) -> None:
    ticket = desk.open()
    factories.contact()
    assert browser(cast.KESTREL).post(f"/tickets/{ticket.subject.number}/presence/").status_code == 403
    assert 'id="here"' not in browser(cast.KESTREL).get(f"/portal/tickets/{ticket.subject.number}/").content.decode()
