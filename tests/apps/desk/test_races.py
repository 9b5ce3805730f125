"""Two people press at the same moment: one is first, the other is told, and every number stays right."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations import Word
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import Changed, Seen
from steadfast.apps.identity.models import Party
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import triggers, verify
from steadfast.foundation.actor import Actor
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def flushed(transactional_db: None) -> Iterator[None]:
    """Let the tables be emptied afterwards; the guards come back with that."""
    yield
    triggers.remove()


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    return Desk()


def together(*calls: Callable[[], object]) -> list[object]:
    """Run calls at the same time, each on a connection of its own; return what each gave or raised."""
    ready = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        ready.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_replies_to_the_same_page_one_is_told_of_the_other(desk: Desk) -> None:
    ticket = desk.open()
    shown = Seen(version=fresh(ticket).version)

    def reply(actor: Actor) -> Callable[[], object]:
        return lambda: operations.reply(ticket.pk, text=actor.name, seen=shown, actor=actor, now=at(2, "10:30"))

    results = together(reply(desk.ines), reply(desk.kofi))
    assert sorted(type(result) for result in results if result is not None) == [Changed]
    assert Message.objects.filter(kind="public").count() == 1


def test_two_who_take_it_at_once_leave_one_owner_of_everything(desk: Desk) -> None:
    ticket = desk.open()

    def take(actor: Actor) -> Callable[[], object]:
        return lambda: operations.take(ticket.pk, actor=actor, now=at(2, "10:30"))

    assert together(take(desk.ines), take(desk.kofi)) == [None, None]
    owners = set(Commitment.objects.filter(subject_id=ticket.pk).values_list("owner_id", flat=True))
    assert owners == {fresh(ticket).owner_id}


def test_tickets_opened_at_once_get_numbers_of_their_own(desk: Desk) -> None:
    desk.open()
    results = together(*[desk.open] * 4)
    assert all(isinstance(result, Ticket) for result in results), results
    assert sorted(Ticket.objects.values_list("subject__number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_word_that_is_confirmed_twice_at_once_is_given_once(desk: Desk) -> None:
    hours, kestrel = factories.calendar(), Whom(Party.objects.get(name=cast.KESTREL.name))
    word = Word("Call back", kestrel, at(3, "12:00"), None, hours, at(2, "10:00"))

    def confirm() -> Commitment:
        return register.give(word, actor=desk.ines, now=at(2, "10:01"))

    results = together(*[confirm] * 4)
    assert Commitment.objects.get(kind="promise") == results[0]
    assert set(results) == {results[0]}


def merging(one: Ticket, other: Ticket, actor: Actor) -> Callable[[], object]:
    return lambda: operations.merge(one.pk, other.pk, actor=actor, now=at(2, "11:30"))


@pytest.mark.parametrize("turn", range(5))
def test_of_two_who_merge_the_same_tickets_into_each_other_one_is_refused_in_words(desk: Desk, turn: int) -> None:
    one, other = desk.open(), desk.open(title="Phones again", now=at(2, "11:00"))
    results = together(merging(one, other, desk.ines), merging(other, one, desk.kofi))
    (refused,) = [result for result in results if result is not None]
    assert isinstance(refused, Refused | Changed), refused
    assert str(refused)
    assert Ticket.objects.filter(merged_into__isnull=False).count() == 1
    assert [str(finding) for finding in verify.run()] == []


def test_three_who_merge_in_a_circle_end_without_a_knot(desk: Desk) -> None:
    tickets = [desk.open(title=f"Phones {n}", now=at(2, "11:00")) for n in range(3)]
    pairs = zip(tickets, [*tickets[1:], tickets[0]], strict=True)
    results = together(*(merging(one, other, desk.ines) for one, other in pairs))
    assert all(result is None or isinstance(result, Refused | Changed) for result in results), results
    merged = [fresh(ticket) for ticket in tickets if fresh(ticket).merged_into_id]
    assert len(merged) == results.count(None)
    assert 1 <= len(merged) <= 2
    assert [str(finding) for finding in verify.run()] == []
