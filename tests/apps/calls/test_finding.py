"""The caller is found by their number however it is written, by an index, on either engine."""

import pytest
from django.db import connection

from steadfast.apps.calls import queries
from steadfast.apps.calls.queries.people import contacts, with_number
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.queries import actor_of
from tests import cast, factories


@pytest.mark.django_db
@pytest.mark.parametrize("rings", ["00442079460018", "+44 20 7946 0018", "020 7946-0018", "020/7946.0018"])
def test_a_number_is_the_same_however_it_is_written(rings: str) -> None:
    amara = factories.contact(cast.KESTREL)
    Person.objects.filter(pk=amara.pk).update(phone="+44 (0)20 7946-0018")
    assert queries.of_number(rings) == [amara]
    assert queries.typed(rings, actor_of(factories.member(cast.INES))) == [amara]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["020 794", "+44 20", "7946 0018", "0018", "0044 20 7946"])
def test_a_number_is_found_while_it_is_typed(typed: str) -> None:
    amara = factories.contact(cast.KESTREL)
    Person.objects.filter(pk=amara.pk).update(phone="+44 20 7946-0018")
    assert queries.typed(typed, actor_of(factories.member(cast.INES))) == [amara]


@pytest.mark.django_db
def test_a_caller_among_many_is_found_by_the_index() -> None:
    party = factories.client(cast.KESTREL).party
    Person.objects.bulk_create(
        (Person(party=party, name=f"Amara Ruiz {no}", phone=f"+44 20 {no:08}") for no in range(5_000)), batch_size=5_000
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE identity_person")
    assert [one.name for one in queries.of_number("020 00001234")] == ["Amara Ruiz 1234"]
    plan = with_number(contacts(), "000001234").order_by("name", "pk")[:8].explain()
    assert "person_by_phone" in plan, plan
