"""PostgreSQL keeps the plan of a statement that comes again, and as many plans as a day's work has statements."""

import pytest
from django.db import connection

from steadfast.apps.identity.models import Party
from steadfast.foundation.planning import PLANS

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

KEPT = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def plans(words: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [f"%{words}%"])
        return int(cursor.fetchone()[0])


def test_a_statement_is_planned_once_when_it_comes_again() -> None:
    rows = Party.objects.extra(where=["'planned' = 'planned'"])
    for key in (1, 2, 3):
        list(rows.filter(pk=key))
    assert plans("'planned' = 'planned'") == 1


def test_a_statement_that_comes_but_once_is_not_kept() -> None:
    list(Party.objects.extra(where=["'once' = 'once'"]))
    assert plans("'once' = 'once'") == 0


def test_more_plans_are_kept_than_psycopg_would_keep() -> None:
    assert connection.connection.prepared_max == PLANS > 100
