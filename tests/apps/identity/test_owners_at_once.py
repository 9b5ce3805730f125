"""Two owners act on each other at the same moment: one is first, the other is told, and nobody waits in a ring."""

from collections.abc import Callable, Iterator

import pytest

from steadfast.apps.identity import operations
from steadfast.apps.identity.models import Person, RoleHeld
from steadfast.foundation import triggers
from tests import cast, factories
from tests.apps.desk.test_races import together
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture(autouse=True)
def flushed(transactional_db: None) -> Iterator[None]:
    """Let the tables be emptied afterwards; the guards come back with that."""
    factories.practice()
    yield
    triggers.remove()


@pytest.fixture
def owners() -> tuple[Person, Person]:
    nora, theo = factories.member(cast.NORA), factories.member(cast.THEO)
    RoleHeld.objects.filter(person=theo).update(role="owner")
    return nora, theo


def demote(whom: Person, by: Person) -> Callable[[], object]:
    actor = factories.actor(by)
    return lambda: operations.set_roles(whom, ["technician"], actor=actor, now=NOW)


def send_away(whom: Person, by: Person) -> Callable[[], object]:
    actor = factories.actor(by)
    return lambda: operations.leave(whom, actor=actor, now=NOW)


@pytest.mark.parametrize("act", [demote, send_away])
def test_of_two_owners_who_act_on_each_other_one_stays(
    act: Callable[[Person, Person], Callable[[], object]], owners: tuple[Person, Person]
) -> None:
    nora, theo = owners
    for _round in range(ROUNDS):
        Person.objects.update(left_at=None)
        RoleHeld.objects.all().delete()
        RoleHeld.objects.bulk_create(RoleHeld(person=one, role="owner") for one in owners)
        results = together(act(theo, nora), act(nora, theo))
        assert sorted(type(result).__name__ for result in results if result is not None) == ["LastOwner"], results
        assert RoleHeld.objects.filter(role="owner", person__left_at=None).count() == 1
