"""A prepared statement: put together once, filled in with each asking, and equal to what a query would have found."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import DateTimeField, Q, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation.prepared import Counted, Rows, Statement, counting
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Person]:
    factories.practice()
    return [factories.member(member) for member in cast.MEMBERS]


def test_it_is_put_together_once_and_filled_in_each_time(people: list[Person]) -> None:
    built = []

    def build(person: int, party: int) -> Statement:
        built.append(person)
        rows = Person.objects.filter(party_id=party)
        return counting(rows.filter(pk=person), rows.filter(pk__gte=person), rows)

    prepared = Counted(build, "person", "party")
    for place, person in enumerate(sorted(people, key=lambda row: row.pk)):
        found = prepared.row(person=person.pk, party=person.party_id)
        assert found == (1, len(people) - place, len(people))
    assert prepared.row(person=people[0].pk, party=0) == (0, 0, 0)
    assert len(built) == 1


def test_it_counts_no_further_than_it_is_told(people: list[Person]) -> None:
    assert Counted(lambda: counting(Person.objects.all(), Person.objects.filter(pk=0), most=2)).row() == (2, 0)


def test_rows_are_those_that_the_query_would_have_given(people: list[Person]) -> None:
    def build(person: int, at: datetime) -> QuerySet[Person]:
        rows = Person.objects.select_related("party").annotate(joined=Value(at, output_field=DateTimeField()))
        return rows.filter(Q(pk=person) | Q(left_at__gt=at)).order_by("pk")[:5]

    prepared = Rows(build, ["person"], ["at"])
    for person in people:
        asked = {"person": person.pk, "at": clock.now()}
        with CaptureQueriesContext(connection) as asking:
            found = prepared.rows(**asked)
            assert [(row, row.party.name, row.joined) for row in found] == [
                (row, row.party.name, row.joined) for row in build(**asked)
            ]
        assert len(asking) == 2
    assert [row.pk for row in prepared.rows(person=0, at=datetime(2000, 1, 1, tzinfo=UTC))] == []
