"""The four numbers for others, and how available the help desk was: off until switched on, and nobody told apart."""

from datetime import UTC, datetime, timedelta
from math import sqrt
from unittest import mock

import pytest
from django.db import connection
from django.test import Client as Browser

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity.models import Person
from steadfast.apps.portal import operations
from steadfast.apps.portal.queries import availability, public_numbers
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation import clock
from steadfast.foundation.models import Event
from tests import cast, factories

pytestmark = pytest.mark.django_db
READERS = ["nobody", "contacts", "everybody"]
LATER = datetime(2026, 3, 20, 10, 0, tzinfo=UTC)


def browser(person: Person | None) -> Browser:
    found = Browser()
    if person is not None and person.user is not None:
        found.force_login(person.user)
    return found


def show(readers: str) -> None:
    actor = factories.actor(factories.member(cast.NORA))
    operations.show_numbers(readers, actor=actor, now=clock.now())


@pytest.mark.parametrize("readers", READERS)
def test_they_are_shown_to_whom_the_practice_says(readers: str) -> None:
    show(readers)
    status = [browser(who).get("/numbers/").status_code for who in (factories.contact(), None)]
    assert status == {"nobody": [404, 404], "contacts": [200, 404], "everybody": [200, 200]}[readers]
    assert browser(factories.member()).get("/numbers/").status_code == 200


def test_saying_it_twice_is_one_event() -> None:
    show("everybody")
    show("everybody")
    assert Event.objects.filter(kind="portal.numbers_shown").count() == 1


def test_a_client_is_named_nowhere_and_a_month_of_few_tells_nothing() -> None:
    factories.ticket()
    show("everybody")
    with mock.patch.object(clock, "now", return_value=LATER):
        page = browser(None).get("/numbers/").content.decode()
    assert "fewer than 20 fell due" in page
    assert cast.KESTREL.name not in page


def test_what_is_hidden_is_in_no_sum() -> None:
    month = datetime(2026, 3, 1, tzinfo=UTC).date()
    found = [
        public_numbers.Month(month, FourNumbers(kept=30), running=False),
        public_numbers.Month(month, None, running=False),
    ]
    assert public_numbers.total(found) == FourNumbers(kept=30)


def test_a_month_of_many_says_its_numbers() -> None:
    for _ in range(20):
        factories.ticket()
    show("everybody")
    with mock.patch.object(clock, "now", return_value=LATER):
        first = public_numbers.months(now=LATER)[0]
    assert first.numbers is not None
    assert first.numbers.fell_due == Commitment.objects.filter(direction="ours", due_at__lt=LATER).count()
    assert first.interval is not None


def march(**answered: datetime) -> availability.Month:
    """Return March 2026 of Kestrel Dental: a first response falls due on Monday the 2nd at 14:00 in London."""
    factories.agreement()
    ticket = factories.ticket()
    if answered:
        desk.reply(ticket.pk, text="On it.", actor=factories.actor(factories.member()), now=answered["at"])
    contact = factories.actor(factories.contact())
    found = availability.months(factories.client(), contact, now=LATER)
    return next(one for one in found if one.month.month == LATER.month)


def due() -> datetime:
    return Commitment.objects.get(kind="first response").due_at


def test_an_answer_in_time_leaves_the_desk_wholly_available() -> None:
    found = march(at=factories.NOW + timedelta(hours=1))
    assert found.figure is not None
    assert (found.share, found.kept, found.fell_due) == (1.0, 1, 1)
    assert found.figure.promised == (14 * 8 + 1) * 3600  # 14 working days before the 20th, and an hour of it


def test_an_answer_an_hour_late_is_an_hour_in_which_it_was_not() -> None:
    found = march(at=factories.NOW + timedelta(hours=5))
    assert found.figure is not None
    assert (found.figure.overdue, found.kept, found.fell_due) == (3600, 0, 1)


def test_what_is_still_owed_counts_until_now() -> None:
    found = march()
    assert found.figure is not None
    assert found.figure.overdue == found.figure.promised - 5 * 3600  # from 14:00 of the first working day on


def test_where_nobody_asked_nothing_was_proven() -> None:
    factories.agreement()
    found = availability.months(factories.client(), factories.actor(factories.contact()), now=LATER)
    assert {one.share for one in found} == {None}
    page = browser(factories.contact()).get("/portal/agreements/").content.decode()
    assert "Was the help desk there?" in page
    assert "no first response to you fell due in that month" in page
    assert "nobody wrote in" not in page
    assert "100" not in page.partition("Was the help desk there?")[2].partition("95")[0]


def test_another_clients_first_responses_are_not_in_it() -> None:
    factories.agreement()
    factories.ticket()
    other = factories.actor(factories.contact(cast.MARLOW))
    found = availability.months(factories.client(cast.MARLOW), other, now=LATER)
    assert {one.fell_due for one in found} == {0}


BY_SQL = """
    SELECT count(*), count(CASE WHEN done_at <= due_at THEN 1 END) FROM commitments_commitment
    WHERE direction = 'ours' AND due_at >= %s AND due_at < %s
      AND (closed_as IS NULL OR closed_as IN ('fulfilled', 'withdrawn')) {more}
"""


def by_sql(more: str = "", *also: object) -> tuple[int, int]:
    """Return what fell due in March until LATER and what of it was kept, by a statement of its own."""
    begin = datetime(2026, 3, 1, tzinfo=UTC)  # London is at UTC until the 29th
    with connection.cursor() as cursor:
        cursor.execute(BY_SQL.format(more=more), [begin, LATER, *also])
        n, kept = cursor.fetchone()
    return n, kept


def by_hand(kept: int, n: int) -> tuple[float, float]:
    """Return Wilson's interval of 1927 at 95 %, by its formula as printed."""
    z, p = 1.959963984540054, kept / n
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def answered_and_not(n: int, late: int) -> None:
    """Open tickets of Kestrel Dental; some are answered too late and every fifth not at all."""
    actor = factories.actor(factories.member())
    for number in range(n):
        ticket = factories.ticket()
        hours = 5 if number < late else 1
        if number % 5:
            desk.reply(ticket.pk, text="On it.", actor=actor, now=factories.NOW + timedelta(hours=hours))


def test_n_and_interval_of_the_public_numbers_are_those_of_another_count_and_the_printed_formula() -> None:
    factories.agreement()
    answered_and_not(15, late=4)
    first = public_numbers.months(now=LATER)[0]
    assert first.numbers is not None
    n, kept = by_sql()
    assert (first.numbers.fell_due, first.numbers.kept) == (n, kept)
    assert n >= 20
    assert 0 < kept < n
    assert first.interval == pytest.approx(by_hand(kept, n), abs=1e-12)


def test_availability_counts_the_first_responses_that_another_count_finds() -> None:
    factories.agreement()
    answered_and_not(8, late=3)
    client = factories.client()
    found = availability.months(client, factories.actor(factories.contact()), now=LATER)[0]
    n, kept = by_sql("AND kind = 'first response' AND client_id = %s", client.pk)
    assert (found.fell_due, found.kept) == (n, kept)
    assert found.interval == pytest.approx(by_hand(kept, n), abs=1e-12)
    # all fell due on Monday the 2nd at 14:00, and two are owed still: one outage from then on, however many they are
    assert found.figure is not None
    assert found.figure.overdue == found.figure.promised - 5 * 3600
