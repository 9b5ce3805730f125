"""Jobs: enqueued with the transaction, run once, retried with growing pauses, given up visibly."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django.tasks.exceptions import TaskResultDoesNotExist

from steadfast.foundation import clock
from steadfast.foundation.jobs import execution, lease, retry, schedule, worker
from steadfast.foundation.models import Job
from steadfast.foundation.tasks import forget_finished_jobs
from tests.apps.foundation import tasks_of_tests as chores

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No notes of other tests, no schedules of the apps."""
    monkeypatch.setattr(schedule, "_schedules", {})
    chores.calls.clear()
    yield


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock."""
    return lambda moment: monkeypatch.setattr(clock, "exactly", lambda: moment)


def claimed(now: datetime, owner: str = "one") -> Job:
    [key] = lease.claim(Job, owner=owner, now=now, lease=timedelta(minutes=1))
    return Job.objects.get(pk=key)


def test_a_job_runs_and_its_result_can_be_fetched() -> None:
    result = chores.note.enqueue("tea", times=2)
    assert result.status == TaskResultStatus.READY
    assert worker.drain() == 1
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, ["tea", "tea"], 1)
    assert chores.calls == [("tea",)]


def test_a_job_of_a_rolled_back_transaction_never_was() -> None:
    with transaction.atomic():
        chores.note.enqueue("tea")
        transaction.set_rollback(True)
    assert worker.drain() == 0


def test_a_job_waits_for_its_time(at: Any, now: datetime) -> None:
    at(now)
    chores.note.using(run_after=now + timedelta(hours=1)).enqueue("later")
    assert worker.drain() == 0
    at(now + timedelta(hours=1))
    assert worker.drain() == 1


def test_an_open_job_with_the_same_key_stands_for_both_and_a_finished_one_does_not() -> None:
    keyed = chores.note.using(unique_key="tea")
    assert keyed.enqueue("a").id == keyed.enqueue("b").id
    worker.drain()
    keyed.enqueue("c")
    worker.drain()
    assert chores.calls == [("a",), ("c",)]


def test_a_failing_job_is_retried_later_and_given_up_with_its_last_error(at: Any, now: datetime) -> None:
    at(now)
    result = chores.fail.enqueue("no tea")
    for day in range(3):
        at(now + timedelta(days=day))
        assert worker.drain() == 1
        assert worker.drain() == 0, "the next attempt waits"
    job = Job.objects.get()
    assert (job.dead, job.attempts, job.done_at) == (True, 3, now + timedelta(days=2))
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is ValueError
    assert "no tea" in result.errors[0].traceback


def test_a_dead_job_can_be_revived_by_a_person(at: Any, now: datetime) -> None:
    at(now)
    chores.fail.using(max_attempts=1).enqueue("no tea")
    worker.drain()
    execution.revive(Job.objects.get(), now=now)
    assert worker.drain() == 1
    assert len(chores.calls) == 2


def test_pauses_double_up_to_an_hour_and_are_jittered(now: datetime) -> None:
    def pauses(attempts: int) -> set[float]:
        return {(retry.next_try(attempts, now=now) - now).total_seconds() for _ in range(200)}

    for attempts, middle in ((1, 5), (2, 10), (5, 80), (50, 3600)):
        seen = pauses(attempts)
        assert middle * 0.5 <= min(seen) < middle < max(seen) <= middle * 1.5
        assert len(seen) > 100


@pytest.mark.parametrize("name", ["leave", "return_nonsense"])
def test_a_task_that_exits_or_returns_what_json_cannot_hold_fails_like_any_other(name: str) -> None:
    getattr(chores, name).using(max_attempts=1).enqueue()
    worker.drain()
    assert Job.objects.get().dead


def test_a_task_that_this_release_does_not_have_is_retried(now: datetime) -> None:
    chores.note.enqueue("x")
    Job.objects.update(task="steadfast.gone.task")
    worker.drain()
    job = Job.objects.get()
    assert job.error.startswith("builtins.ModuleNotFoundError\n")
    assert not job.dead


def test_a_lease_keeps_others_away_until_it_runs_out(now: datetime) -> None:
    chores.note.enqueue("x")
    Job.objects.update(next_at=now)
    first = claimed(now)
    assert lease.claim(Job, owner="two", now=now + timedelta(seconds=59), lease=lease.LEASE) == []
    second = claimed(now + timedelta(seconds=61), "two")
    assert (second.pk, second.attempts) == (first.pk, 2)


def test_only_the_owner_renews_a_lease(now: datetime) -> None:
    chores.note.enqueue("x")
    Job.objects.update(next_at=now)
    job = claimed(now)
    assert lease.renew(Job, [job.pk], owner="two", until=now + timedelta(hours=1)) == 0
    assert lease.renew(Job, [job.pk], owner="one", until=now + timedelta(hours=1)) == 1
    assert lease.claim(Job, owner="two", now=now + timedelta(minutes=59), lease=lease.LEASE) == []


def test_who_lost_the_lease_marks_nothing(now: datetime) -> None:
    chores.note.enqueue("x")
    Job.objects.update(next_at=now)
    slow = claimed(now)
    claimed(now + timedelta(hours=1), "two")
    execution.run(slow)
    job = Job.objects.get()
    assert (job.done_at, job.lease_owner) == (None, "two")


def test_a_claim_takes_the_longest_due_and_no_more_than_asked(now: datetime) -> None:
    for minutes in (2, 9, 5):
        chores.note.enqueue(str(minutes))
        Job.objects.filter(args__args=[str(minutes)]).update(next_at=now - timedelta(minutes=minutes))
    keys = lease.claim(Job, owner="one", now=now, lease=lease.LEASE, limit=2)
    assert sorted(job.args["args"][0] for job in Job.objects.filter(pk__in=keys)) == ["5", "9"]
    assert Job.objects.filter(lease_until=None).count() == 1


def test_a_worker_limited_to_queues_leaves_the_others() -> None:
    chores.note.enqueue("x")
    result = chores.tell_attempt.enqueue()
    slow = worker.Worker(queues=["slow"])
    assert (slow.job(), slow.job()) == (1, 0)
    result.refresh()
    assert result.return_value == 1
    assert chores.calls == []


@pytest.mark.parametrize("key", ["0", "x", str(2**70)])
def test_the_result_of_no_job_is_refused(key: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        chores.note.get_result(key)


def test_finished_jobs_are_forgotten_after_a_month_and_dead_ones_kept(at: Any, now: datetime) -> None:
    at(now)
    chores.note.enqueue("old")
    chores.fail.using(max_attempts=1).enqueue("dead")
    worker.drain()
    at(now + timedelta(days=20))
    chores.note.enqueue("young")
    worker.drain()
    at(now + timedelta(days=31))
    assert forget_finished_jobs.call() == 1
    assert set(Job.objects.values_list("dead", flat=True)) == {False, True}


def test_a_schedule_fires_once_for_each_due_time(at: Any, now: datetime) -> None:
    schedule.every(timedelta(minutes=10), chores.note, name="tests.note")
    assert schedule.fire(now=now) == 1
    assert schedule.fire(now=now + timedelta(minutes=9)) == 0
    worker.drain()
    assert schedule.fire(now=now + timedelta(minutes=9)) == 0, "a finished job still stands for its time"
    assert schedule.fire(now=now + timedelta(minutes=10)) == 1


def test_times_missed_fire_once_as_the_latest(now: datetime) -> None:
    schedule.every(timedelta(minutes=10), chores.note, name="tests.note", offset=timedelta(minutes=3))
    schedule.fire(now=now)
    schedule.fire(now=now + timedelta(hours=5))
    due = list(Job.objects.filter(schedule="tests.note").order_by("due_at").values_list("due_at", flat=True))
    assert due == [now - timedelta(minutes=7), now + timedelta(hours=4, minutes=53)]


def test_a_schedule_without_a_period_is_refused() -> None:
    with pytest.raises(ValueError, match="period above zero"):
        schedule.every(timedelta(0), chores.note, name="tests.note")
