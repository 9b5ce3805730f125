"""Today: my promises in the groups in which a day is worked, at the same cost for three as for thirty."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.queries import today
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.desk import operations as desk
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def taken(title: str, *, of: cast.Client = cast.KESTREL, who: cast.Member = cast.INES, hours_ago: int = 1) -> int:
    """Open a P3 ticket so many hours before NOW (a Monday at ten) and let somebody take it; return its key."""
    then = NOW - timedelta(hours=hours_ago)
    ticket = factories.ticket(title, of=of, now=then)
    desk.take(ticket.pk, actor=factories.actor(factories.member(who)), now=then)
    return ticket.subject_id


def page(who: cast.Member = cast.INES) -> today.Today:
    return today.today(factories.actor(factories.member(who)), now=NOW)


def test_promises_stand_in_the_order_of_their_due_times() -> None:
    taken("Phones drop the line")
    found = page()
    dues = [shown.row.due_at for group in found.groups for shown in group.rows]
    assert dues == sorted(dues)
    assert (found.open, found.late, found.today) == (2, 0, 1)  # response today at 14:00, resolution on Thursday


def test_what_is_late_stands_first_and_says_so() -> None:
    taken("Phones drop the line", hours_ago=7 * 24)
    found = page()
    assert [group.key for group in found.groups] == ["late"]
    assert found.late == 2
    assert all(shown.is_late for shown in found.groups[0].rows)


def test_somebody_elses_promises_are_not_mine() -> None:
    taken("Phones drop the line", who=cast.KOFI)
    assert page(cast.INES).open == 0


def test_what_a_colleague_promised_me_stands_under_owed_to_you() -> None:
    ines, kofi = factories.member(cast.INES), factories.member(cast.KOFI)
    factories.agreement()
    word = operations.Word(
        what="tell Kofi the door code",
        whom=Whom(kofi.party, kofi),
        due_at=NOW + timedelta(days=1),
        target_s=None,
        calendar=factories.calendar(),
        said_at=NOW,
    )
    operations.give(word, actor=factories.actor(ines), now=NOW)
    assert [shown.row.what for shown in page(cast.KOFI).owed] == ["tell Kofi the door code"]
    assert page(cast.INES).owed == []


def test_a_clients_yes_on_my_ticket_stands_under_owed_to_you() -> None:
    key = taken("Phones drop the line")
    kofi = factories.actor(factories.member(cast.INES))
    desk.wait(key, reason="client", words="the list of phones", expires_at=NOW + timedelta(days=9), actor=kofi, now=NOW)
    assert page().owed == []
    desk.say_yes(key, due_at=NOW + timedelta(days=1), actor=kofi, now=NOW)
    assert [shown.row.direction for shown in page().owed] == ["theirs"]


def test_an_empty_day_says_what_to_do_first(client: Browser) -> None:
    client.force_login(factories.member(cast.INES).user)
    answer = client.get("/")
    assert b"You owe nobody anything today" in answer.content
    assert b"Find a ticket to take" in answer.content


@pytest.mark.parametrize("rows", [3, 30])
def test_it_costs_the_same_for_three_as_for_thirty(
    client: Browser, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        taken(f"Phone {number} drops the line")
    client.force_login(factories.member(cast.INES).user)
    client.get("/")
    with django_assert_max_num_queries(10):
        answer = client.get("/")
    assert answer.status_code == 200


def test_a_clients_contact_is_sent_to_the_portal(client: Browser) -> None:
    amara = factories.contact(cast.KESTREL)
    client.force_login(amara.user)
    assert client.get("/").headers["Location"] == "/portal/"
