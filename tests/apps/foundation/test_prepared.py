"""A prepared statement: put together once, filled in with each asking, and equal to what a query would have found."""

import pytest

from steadfast.apps.identity.models import Person
from steadfast.foundation.prepared import Prepared, Statement, counting
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

    prepared = Prepared(build, "person", "party")
    for place, person in enumerate(sorted(people, key=lambda row: row.pk)):
        found = prepared.rows(person=person.pk, party=person.party_id)
        assert found == [(1, len(people) - place, len(people))]
    assert prepared.rows(person=people[0].pk, party=0) == [(0, 0, 0)]
    assert len(built) == 1


def test_it_counts_no_further_than_it_is_told(people: list[Person]) -> None:
    assert Prepared(lambda: counting(Person.objects.all(), Person.objects.filter(pk=0), most=2)).rows() == [(2, 0)]
