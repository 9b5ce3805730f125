"""Two answers at the same moment: one holds, the other is told, and the register says what its events say."""

from collections.abc import Iterator

import pytest

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.checks import answers, drift, moves
from steadfast.apps.commitments.models import Commitment, HandOver, Move, Proposal
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import triggers
from tests import cast, factories
from tests.apps.commitments.desk import HOUR
from tests.apps.commitments.test_moving import Owed
from tests.apps.desk.test_races import together
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def flushed(transactional_db: None) -> Iterator[None]:
    """Let the tables be emptied afterwards; the guards come back with that."""
    yield
    triggers.remove()


@pytest.fixture
def owed(transactional_db: None) -> Owed:
    return Owed()


def kinds(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results if result is not None)


def test_of_a_yes_and_a_no_to_one_question_one_holds(owed: Owed) -> None:
    asked = owed.ask()
    results = together(*[lambda answer=answer: owed.yes(asked, yes=answer) for answer in (True, False, True, False)])  # type: ignore[misc]
    assert kinds(results) == ["Refused"] * 3
    said = Proposal.objects.get().answer
    assert Move.objects.count() == owed.fresh().moves == (said == "yes")
    assert [*drift.check(), *moves.check(), *answers.check()] == []


def test_a_question_is_asked_once(owed: Owed) -> None:
    results = together(*[owed.ask] * 4)
    assert sum(isinstance(result, Refused) for result in results) == 3, results
    assert Proposal.objects.count() == 1


def test_an_offer_that_is_accepted_and_declined_at_once_is_answered_once(owed: Owed) -> None:
    kofi, owner = factories.actor(factories.member(cast.KOFI)), owed.fresh().owner_id
    to = operations.To(person_id=kofi.person_id)
    offer = operations.offer_one(owed.row.pk, to, reason="Phones", actor=owed.ines, now=NOW)
    by = {"actor": kofi, "now": NOW + HOUR}
    results = together(
        lambda: operations.accept_one(offer.pk, **by),  # type: ignore[arg-type]
        lambda: operations.decline_one(offer.pk, words="No time", **by),  # type: ignore[arg-type]
    )
    assert kinds(results) == ["Commitment", "Refused"]
    answer = HandOver.objects.get().answer
    assert Commitment.objects.get(pk=owed.row.pk).owner_id == (kofi.person_id if answer == "accepted" else owner)
    assert list(drift.check()) == []
