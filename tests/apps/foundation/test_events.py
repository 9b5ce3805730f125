"""Events: what is appended is what is read, chains link, private text stays out, and nothing changes afterwards."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from steadfast.foundation import bulk, canonical, events, subjects, verify
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Chain, Delivery, Event, EventBody, Subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> Subject:
    return subjects.open_subject("thing", "A thing", 1)


def of(subject: Subject, kind: str, at: datetime, **body: object) -> NewEvent:
    return NewEvent(subject.chain_id, kind, at, subject.pk, body)


def test_an_event_reads_back_with_its_facts(subject: Subject, ines: Actor, now: datetime) -> None:
    at = now - timedelta(hours=2, microseconds=7)
    made = events.append(NewEvent(1, "thing.seen", at, subject.pk, {"due": now, "n": 3}, 42), actor=ines, now=now)
    [(event, data)] = events.read(subject.pk)
    assert data == {"due": "2026-03-02T09:00:00Z", "n": 3}
    assert (event.pk, event.kind, event.at, event.recorded_at) == (made.pk, "thing.seen", at, now)
    assert (event.actor_id, event.commitment_id, event.seq) == (7, 42, 1)
    assert (made.at, made.hash) == (event.at, bytes(event.hash))


def test_the_body_says_who_what_when_and_about_which_subject(subject: Subject, ines: Actor, now: datetime) -> None:
    event = events.append(of(subject, "thing.seen", now, n=1), actor=ines, now=now)
    assert json.loads(event.text.body) == {
        "actor": 7,
        "at": "2026-03-02T09:00:00Z",
        "commitment": None,
        "data": {"n": 1},
        "kind": "thing.seen",
        "recorded_at": "2026-03-02T09:00:00Z",
        "subject": subject.pk,
        "v": 1,
    }


def test_events_link_to_the_one_before_and_move_the_head(subject: Subject, now: datetime) -> None:
    first = events.append(of(subject, "thing.a", now), actor=SYSTEM, now=now)
    second = events.append(of(subject, "thing.b", now), actor=SYSTEM, now=now)
    assert first.hash == canonical.link(canonical.START, bytes(first.digest))
    assert second.hash == canonical.link(bytes(first.hash), bytes(second.digest))
    chain = Chain.objects.get(pk=1)
    assert (chain.seq, bytes(chain.head)) == (2, second.hash)


def test_many_events_keep_their_order_in_each_of_several_chains(now: datetime) -> None:
    other = Chain.objects.create()
    one, two = subjects.open_subject("thing", "one", 1), subjects.open_subject("thing", "two", other.pk)
    mixed = [of(one if n % 2 else two, "thing.n", now, n=n) for n in range(100)]
    made = events.append_many(mixed, actor=SYSTEM, now=now)
    assert [event.seq for event in made[:4]] == [1, 1, 2, 2]
    found = events.read_many([one.pk, two.pk])
    assert [data["n"] for _, data in found[one.pk]] == list(range(1, 100, 2))
    assert [data["n"] for _, data in found[two.pk]] == list(range(0, 100, 2))
    assert verify.run() == []


def test_bulk_rows_are_what_django_would_have_stored(subject: Subject, now: datetime) -> None:
    at = now + timedelta(microseconds=123456)
    event = events.append(of(subject, "thing.seen", at), actor=SYSTEM, now=now)
    fresh = Event.objects.get(at=at, recorded_at=now)
    assert fresh == event
    assert [getattr(fresh, name) for name in events.COLUMNS[:9]] == [
        getattr(event, name) for name in events.COLUMNS[:9]
    ]


def test_private_text_enters_as_a_digest_that_its_owner_can_prove(subject: Subject, now: datetime) -> None:
    new = NewEvent(1, "thing.said", now, subject.pk, {"to": "all"}, private={"text": "My back hurts."})
    event = events.append(new, actor=SYSTEM, now=now)
    assert "back" not in event.text.body
    assert events.attests(event.text, "text", "My back hurts.")
    assert not events.attests(event.text, "text", "My back is fine.")
    again = events.append(new, actor=SYSTEM, now=now)
    assert again.text.body != event.text.body, "the same words twice cannot be told from the digests"


def test_a_name_in_both_body_and_private_is_refused(subject: Subject, now: datetime) -> None:
    new = NewEvent(1, "thing.said", now, subject.pk, {"text": "x"}, private={"text": "x"})
    with pytest.raises(canonical.NotCanonical, match="text stands both"):
        events.append(new, actor=SYSTEM, now=now)


def test_an_unknown_chain_is_named(now: datetime) -> None:
    with pytest.raises(events.UnknownChain, match="no chain 987"):
        events.append(NewEvent(987, "thing.seen", now, None, {}), actor=SYSTEM, now=now)


def test_no_events_append_nothing(now: datetime) -> None:
    assert events.append_many([], actor=SYSTEM, now=now) == []


def test_the_queries_of_an_append_do_not_grow_with_its_events(
    subject: Subject, now: datetime, django_assert_max_num_queries: Any
) -> None:
    for count in (1, 30):
        new = [of(subject, "thing.n", now, n=n) for n in range(count)]
        with django_assert_max_num_queries(5):
            events.append_many(new, actor=SYSTEM, now=now)


@pytest.mark.parametrize("model", [Event, EventBody])
def test_the_database_refuses_to_change_or_remove_events(
    model: type[Event | EventBody], subject: Subject, now: datetime
) -> None:
    events.append(of(subject, "thing.seen", now), actor=SYSTEM, now=now)
    column = "kind" if model is Event else "body"
    for attempt in (lambda: model.objects.update(**{column: "x"}), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
            attempt()
    assert events.read(subject.pk)[0][0].kind == "thing.seen"


@pytest.mark.postgresql
def test_postgresql_refuses_to_truncate_events() -> None:
    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE foundation_eventbody")


def test_a_failed_operation_leaves_no_event_and_no_number(now: datetime) -> None:
    class Refused(Exception):
        pass

    with pytest.raises(Refused), transaction.atomic():
        lost = subjects.open_subject("thing", "lost", 1)
        events.append(of(lost, "thing.seen", now), actor=SYSTEM, now=now)
        raise Refused
    assert (Event.objects.count(), Chain.objects.get(pk=1).seq) == (0, 0)
    assert subjects.open_subject("thing", "next", 1).number == lost.number


def test_nothing_is_put_into_the_outbox_without_a_subscriber(subject: Subject, now: datetime) -> None:
    events.append(of(subject, "thing.nobody_listens", now), actor=SYSTEM, now=now)
    assert not Delivery.objects.exists()


def test_bulk_refuses_an_instant_without_a_zone(now: datetime) -> None:
    if connection.vendor == "sqlite":
        row = (1, "x", 0, now.replace(tzinfo=None), "", None, "")
        columns = ("event_id", "subscriber", "attempts", "next_at", "lease_owner", "lease_until", "error")
        with pytest.raises(ValueError, match="no zone"):
            bulk.insert(Delivery, columns, [row])
