"""A practice that was seeded in bulk holds what straight seeding would have written, and verify finds it in order."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.reporting.models import MonthStatement
from steadfast.config.bench import operations, world
from steadfast.config.bench.operations import People, practice
from steadfast.domain.commitment.months import month_of
from steadfast.foundation import triggers, verify
from steadfast.foundation.models import Document, Event, EventBody, NumberSeries, SearchDue, Subject

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)
PRESENT, COUNT = 40, 120
STATED_BY_HAND = ("uid", "salt", "hash", "digest", "seq", "recorded_at", "body")  # a copy has its own


@pytest.fixture(autouse=True)
def few_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred take seconds to move in."""
    monkeypatch.setattr(world, "CLIENTS", 20)


def seeded() -> People:
    return operations.seed(COUNT, now=NOW, present=PRESENT)


def test_a_seeded_practice_is_in_order() -> None:
    seeded()
    assert [str(finding) for finding in verify.run()] == []
    assert triggers.missing() == []
    assert (Ticket.objects.count(), SearchDue.objects.count()) == (COUNT, 0)
    assert Document.objects.filter(source=1).count() == COUNT
    assert NumberSeries.objects.get(kind="ticket").last == COUNT
    assert MonthStatement.objects.exists()
    connection.check_constraints()


def test_all_but_the_present_year_is_closed() -> None:
    seeded()
    states = Counter(Ticket.objects.values_list("state", flat=True))
    assert states == Counter({"closed": 26 + 80, "in progress": 5, "resolved": 4, "waiting": 3, "new": 2})
    assert not Commitment.objects.filter(subject_id__lte=_first(Subject) + 79, closed_at=None).exists()


def test_a_copied_stretch_is_what_was_told_straight() -> None:
    people, since = seeded(), int((NOW - timedelta(seconds=2 * world.STRETCH + world.LONGEST)).timestamp())
    last = _last(Subject)
    operations.bring_in(world.closed(40, since + world.STRETCH), people, now=NOW)
    copied = list(Subject.objects.filter(kind="ticket").order_by("pk").values_list("pk", flat=True)[40:80])
    straight = list(Subject.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True))
    assert len(copied) == len(straight) == 40
    for model, key in ((Ticket, "subject_id"), (Commitment, "subject_id"), (Message, "ticket_id")):
        assert _rows(model, key, copied) == _rows(model, key, straight), model
    assert _rows(Event, "subject_id", copied) == _rows(Event, "subject_id", straight)
    assert _told(copied) == _told(straight)


def test_every_month_is_that_of_its_due_time() -> None:
    seeded()
    for due_at, month in Commitment.objects.values_list("due_at", "due_month"):
        assert month == month_of(due_at, operations.people.ZONE)


def test_who_is_there_is_known_again() -> None:
    people, again = seeded(), operations.known()
    for name in ("duty", "team", "agreement", "technicians", "clients", "contacts", "account"):
        assert getattr(again, name) == getattr(people, name), name


def test_up_to_the_present_year_all_is_told_straight() -> None:
    practice.seed(30, now=NOW, present=PRESENT)
    assert Ticket.objects.count() == 30
    assert Ticket.objects.earliest("opened_at").opened_at > NOW - timedelta(days=world.DAYS)


def _rows(model: type[models.Model], key: str, subjects: Iterable[int]) -> list[tuple[Any, ...]]:
    """Return rows in the order of their subjects, with keys counted from their first: what says the same is equal."""
    plain = [f.attname for f in model._meta.concrete_fields if f.attname not in STATED_BY_HAND]
    rows = list(model._default_manager.filter(**{f"{key}__in": list(subjects)}).order_by("pk").values(*plain))
    counted = ("id", "subject_id", "ticket_id", "event_id", "evidence_event_id", "commitment_id")
    first = {name: min(row[name] for row in rows if row[name] is not None) for name in counted if name in plain}
    return [
        tuple((name, value - first[name] if name in first and value else value) for name, value in row.items())
        for row in rows
    ]


def _told(subjects: Iterable[int]) -> list[dict[str, Any]]:
    """Return what the events of subjects say, without what is counted or salted."""
    texts = EventBody.objects.filter(event__subject__in=list(subjects)).select_related("event").order_by("pk")
    rows = [text.event.data for text in texts]
    return [{k: v for k, v in row.items() if k != "number" and not isinstance(v, dict)} for row in rows]


def _first(model: type[models.Model]) -> int:
    return model._default_manager.order_by("pk").values_list("pk", flat=True)[0]


def _last(model: type[models.Model]) -> int:
    return model._default_manager.order_by("-pk").values_list("pk", flat=True)[0]
