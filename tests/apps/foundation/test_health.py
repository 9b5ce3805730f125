"""Alive and ready, as a load balancer sees them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from steadfast.foundation import clock, health, triggers
from steadfast.foundation.jobs import schedule
from steadfast.foundation.models import Delivery, Job
from tests.apps.foundation import tasks_of_tests as chores

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker_seen() -> None:
    """As if a worker had looked at the clock this minute."""
    schedule.fire(now=clock.now())
    Job.objects.exclude(schedule=health.BEAT).delete()


def test_a_process_is_alive_without_asking_the_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_a_fresh_database_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "troubles": {}})
    assert "no-cache" in answer["Cache-Control"]


def test_a_missing_trigger_is_not_ready(client: Client) -> None:
    triggers.remove()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "foundation_event_refuses_update" in answer.json()["troubles"]["triggers"]


def test_a_worker_that_was_not_seen_is_not_ready(client: Client) -> None:
    Job.objects.update(due_at=clock.now() - timedelta(minutes=6))
    assert "no worker was seen for" in client.get("/readyz").json()["troubles"]["worker"]
    Job.objects.all().delete()
    assert client.get("/readyz").json()["troubles"] == {"worker": "no worker was seen yet; is one running?"}


def test_a_missing_migration_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_known", [])
    MigrationRecorder.Migration.objects.filter(app="foundation", name__startswith="0003").delete()
    assert client.get("/readyz").json()["troubles"]["migrations"].startswith("missing migrations: foundation 0003_")


def test_little_room_on_the_disk_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "disk_usage", lambda _: SimpleNamespace(free=12_000_000))
    assert client.get("/readyz").json()["troubles"]["disk"].startswith("12 MB free")


def test_work_that_nobody_begins_is_not_ready(client: Client) -> None:
    chores.note.enqueue("x")
    assert client.get("/readyz").status_code == 200
    Job.objects.filter(schedule=None).update(next_at=clock.now() - timedelta(minutes=6))
    assert "is a worker running?" in client.get("/readyz").json()["troubles"]["worker"]


def test_work_in_hand_done_or_planned_is_no_lag() -> None:
    now = clock.now()
    Job.objects.exclude(schedule=None).update(next_at=now + timedelta(hours=1))  # chores fall due while tests run
    for _ in range(3):
        chores.note.enqueue("x")
    held, done, planned = Job.objects.filter(schedule=None).order_by("pk")
    long_ago = now - timedelta(hours=1)
    Job.objects.filter(pk=held.pk).update(next_at=long_ago, lease_until=now + timedelta(minutes=1))
    Job.objects.filter(pk=done.pk).update(next_at=long_ago, done_at=long_ago)
    Job.objects.filter(pk=planned.pk).update(next_at=now + timedelta(hours=1))
    assert health.lag(now=now) == timedelta(0)


def test_the_given_up_are_counted() -> None:
    chores.note.enqueue("x")
    assert health.dead() == 0
    Job.objects.filter(schedule=None).update(dead=True, done_at=clock.now())
    assert health.dead() == 1
    assert not Delivery.objects.exists()


def test_a_database_that_does_not_answer_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> list[str]:
        raise DatabaseError("gone")

    monkeypatch.setattr(triggers, "missing", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["troubles"]) == (503, {"database": "does not answer"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
