"""A prepared statement: put together once, filled in with each asking, and equal to what a query would have found."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import DateTimeField, Q, QuerySet, Value
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation import prepared as prepared_statements
from steadfast.foundation.models import Chain, Subject
from steadfast.foundation.prepared import Counted, Rows, Statement, counting
from steadfast.foundation.subjects import open_subject
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


def those_of(person: int, at: datetime) -> QuerySet[Person]:
    return Person.objects.select_related("party").filter(Q(pk=person) | Q(left_at__gt=at)).order_by("pk")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The statements that went the plain way in this test."""
    found: set[str] = set()
    monkeypatch.setattr(prepared_statements, "plain", found)
    return found


def test_this_django_is_made_inside_as_we_need_it(people: list[Person], plain: set[str]) -> None:
    """Where this fails after an upgrade of Django, read docs/decisions/0023 and foundation/prepared.py."""
    prepared = Rows(those_of, ["person"], ["at"])
    for _ in range(2):
        assert prepared.rows(person=people[0].pk, at=clock.now()) == [people[0]]
    assert Counted(lambda person: counting(Person.objects.filter(pk=person)), "person").row(person=0) == (0,)
    assert plain == set()


class OtherIterable(ModelIterable):
    """As if Django copied the query before it reads it."""

    def __iter__(self) -> Iterator[Person]:
        self.queryset.query = self.queryset.query.clone()
        self.queryset.query.__dict__.pop("get_compiler", None)
        yield from super().__iter__()


EXECUTE = SQLCompiler.execute_sql


def _by_another_method(self: SQLCompiler, *words: Any, **named: Any) -> Any:
    """As if Django's compilers asked another method for their text."""
    self.__dict__.pop("as_sql", None)
    return EXECUTE(self, *words, **named)


@pytest.mark.parametrize("change", ["another compiler", "another method", "other parameters"])
def test_a_django_that_is_made_otherwise_gives_the_same_rows_the_plain_way(
    people: list[Person], plain: set[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    def build(person: int, at: datetime) -> QuerySet[Person]:
        rows = those_of(person, at)
        if change == "another compiler":
            rows._iterable_class = OtherIterable
        return rows

    if change == "another method":
        monkeypatch.setattr(SQLCompiler, "execute_sql", _by_another_method)
    if change == "other parameters":
        monkeypatch.setattr(prepared_statements, "_sent", str)
    prepared = Rows(build, ["person"], ["at"])
    for person in people:
        assert prepared.rows(person=person.pk, at=clock.now()) == [person]
    assert len(plain) == 1


def test_a_count_whose_values_are_not_found_is_put_together_anew(people: list[Person], plain: set[str]) -> None:
    prepared = Counted(lambda person: counting(Person.objects.filter(pk=abs(person))), "person")
    assert [prepared.row(person=person.pk) for person in people] == [(1,)] * len(people)
    assert len(plain) == 1


def test_lists_are_filled_in_up_to_their_length_and_longer_ones_asked_anew(people: list[Person]) -> None:
    built = []

    def build(persons: list[int], party: int) -> QuerySet[Person]:
        built.append(persons)
        return Person.objects.filter(pk__in=persons, party_id=party).order_by("pk")

    prepared, keys = Rows(build, ["party"], lists={"persons": 3}), sorted(person.pk for person in people)
    for count in (1, 2, 3):
        assert [row.pk for row in prepared.rows(persons=keys[:count], party=people[0].party_id)] == keys[:count]
    assert prepared.rows(persons=keys[:2], party=0) == []
    assert len(built) == 1
    assert [row.pk for row in prepared.rows(persons=keys[:5], party=people[0].party_id)] == keys[:5]
    assert prepared.rows(persons=[], party=people[0].party_id) == []


def test_numbers_of_every_width_and_words_are_filled_in() -> None:
    factories.practice()
    chain = Chain.objects.create()
    made = [open_subject("thing", title, chain.pk) for title in ("one", "two")]

    def build(number: int, kind: str) -> QuerySet[Subject]:
        return Subject.objects.filter(number=number, kind=kind)

    prepared = Rows(build, ["number"], words=["kind"])
    assert [prepared.rows(number=row.number, kind="thing") for row in made] == [[row] for row in made]
    assert prepared.rows(number=made[0].number, kind="no thing") == []
