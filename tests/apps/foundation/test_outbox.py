"""The outbox: subscribers get each event after the commit; what fails is tried again and given up visibly."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from steadfast.foundation import clock, events, outbox, subjects
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import delivering, retry
from steadfast.foundation.models import Delivery, Event, Subject

pytestmark = pytest.mark.django_db


class Refused(Exception):
    pass


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Two subscribers of "bell.rang": one notes, one opens a subject and then refuses while `refuse` is set."""
    monkeypatch.setattr(outbox, "_by_name", {})
    monkeypatch.setattr(outbox, "_by_kind", {})
    notes: list[Any] = []

    @outbox.subscribe("bell.rang", "tests.note")
    def note(event: Event, data: dict[str, Any], *, now: datetime) -> None:
        notes.append((event.kind, data["times"], now))

    @outbox.subscribe("bell.rang", "tests.write")
    def write(event: Event, data: dict[str, Any], *, now: datetime) -> None:
        subjects.open_subject("answer", f"to {event.pk}", 1)
        if data.get("refuse"):
            raise Refused("not now")

    yield notes


def ring(now: datetime, **body: Any) -> Event:
    return events.append(events.NewEvent(1, "bell.rang", now, None, body), actor=SYSTEM, now=now)


def deliver(now: datetime) -> int:
    return delivering.deliver_due(owner="tests", now=now)


def test_each_subscriber_gets_the_event_once(heard: list[Any], now: datetime) -> None:
    ring(now, times=2)
    assert not heard, "nothing is called inside the operation"
    assert deliver(now) == 2
    assert [note[:2] for note in heard] == [("bell.rang", 2)]
    assert Subject.objects.filter(kind="answer").count() == 1
    assert deliver(now) == 0
    assert not Delivery.objects.exists()


def test_a_bulk_import_wakes_nobody(heard: list[Any], now: datetime) -> None:
    events.append_many([events.NewEvent(1, "bell.rang", now, None, {})], actor=SYSTEM, now=now, deliver=False)
    assert deliver(now) == 0


def test_what_a_refusing_subscriber_wrote_is_undone_and_tried_again(heard: list[Any], now: datetime) -> None:
    ring(now, times=1, refuse=True)
    deliver(now)
    [left] = Delivery.objects.all()
    assert (left.subscriber, left.attempts, left.lease_until) == ("tests.write", 1, None)
    assert left.error.splitlines()[-1].endswith("Refused: not now")
    assert left.next_at and left.next_at > clock.now()
    assert not Subject.objects.filter(kind="answer").exists()


def test_a_delivery_is_given_up_after_its_last_attempt(heard: list[Any], now: datetime) -> None:
    ring(now, times=1, refuse=True)
    for _ in range(retry.ATTEMPTS):
        assert deliver(clock.now() + timedelta(days=1)) >= 1
    assert Delivery.objects.get().next_at is None
    assert deliver(clock.now() + timedelta(days=9)) == 0


def test_a_subscriber_that_this_release_lacks_is_waited_for(heard: list[Any], now: datetime) -> None:
    ring(now, times=1)
    outbox.unsubscribe("tests.note")
    deliver(now)
    assert "NoSubscriber: tests.note" in Delivery.objects.get().error


def test_a_delivery_taken_over_by_another_worker_calls_nobody(heard: list[Any], now: datetime) -> None:
    ring(now, times=1)
    stale = list(Delivery.objects.order_by("pk"))
    deliver(now)
    heard.clear()
    for delivery in stale:
        delivering._deliver(delivery)
    assert not heard
    assert Subject.objects.filter(kind="answer").count() == 1


def test_a_name_belongs_to_one_subscriber(heard: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"tests\.note"):
        outbox.subscribe("bell.rang", "tests.note")(lambda event, data, *, now: None)
