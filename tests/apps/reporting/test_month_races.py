"""Somebody changes a promise while its month is stated anew: the change is either stated or still marked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting import operations
from steadfast.apps.reporting.queries import closed_months, figures, month_figures
from steadfast.apps.reporting.queries.selection import Selection
from tests import cast, factories
from tests.apps.reporting import promises
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(days=1)
HELD_S = 0.3  # long enough for the other one to have counted, where it does not have to wait


@pytest.mark.parametrize("is_stated", [True, False])
def test_a_change_that_commits_during_the_count_is_not_lost(is_stated: bool) -> None:
    """Also where the month is marked already, by a change whose mark the count takes away, and where it is new."""
    rows = [row for row in promises.invent(200) if row.due_month == NOW.date().replace(month=2, day=1)]
    first, second = [row.pk for row in rows if row.batch_id is None][:2]
    if is_stated:
        operations.close_months(now=NOW)
    Commitment.objects.filter(pk=first).update(kind="next update")
    written = Event()

    def change() -> None:
        try:
            with transaction.atomic():
                Commitment.objects.filter(pk=second).update(kind="next update")
                written.set()
                sleep(HELD_S)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(change)
        assert written.wait(10)
        operations.close_months(now=NOW)
        operations.restate_months(now=LATER)
        changing.result()
    actor, chosen = factories.actor(factories.member(cast.THEO)), Selection(direction="")
    register = chosen.but_months(commitments.visible_to(actor))
    for when in ("found", "stated anew"):
        groups = ["month", "kind"]
        assert month_figures.rows(actor, chosen, groups, now=NOW) == figures.rows(register, groups, now=NOW), when
        operations.restate_months(now=LATER)
    assert not closed_months.marked()
