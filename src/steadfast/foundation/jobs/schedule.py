"""Periodic tasks. Each time that falls due becomes a job, unique by (schedule, due time): two workers never fire twice.

Times missed while no worker ran count once, as the latest. Nothing sleeps until a deadline, so a restart loses none.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from steadfast.foundation.jobs import backend
from steadfast.foundation.models import Job

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Schedule:
    name: str
    task: backend.RowTask
    every: timedelta
    offset: timedelta  # after midnight UTC, for what should not run at noon

    def latest_due(self, now: datetime) -> datetime:
        start = EPOCH + self.offset
        return start + (now - start) // self.every * self.every


_schedules: dict[str, Schedule] = {}


def every(period: timedelta, task: backend.RowTask, *, name: str, offset: timedelta = timedelta(0)) -> None:
    """Run a task without arguments each `period`; call it in an app's tasks.py. The name is stored: never rename it."""
    if period <= timedelta(0):
        raise ValueError(f"schedule {name!r} needs a period above zero, not {period}")
    _schedules[name] = Schedule(name, task, period, offset)


def fire(*, now: datetime) -> int:
    """Make the jobs of all schedules that fell due; return how many that were."""
    due = {(each.name, each.latest_due(now)): each for each in _schedules.values()}
    rows = Job.objects.filter(schedule__in=_schedules, due_at__in={at for _, at in due})
    known = set(rows.values_list("schedule", "due_at"))
    fresh = [key for key in due if key not in known]
    if fresh:  # another worker may be doing the same: the unique key lets one of them through
        jobs = [backend.row(due[name, at].task, now=now, schedule=name, due_at=at) for name, at in fresh]
        Job.objects.bulk_create(jobs, ignore_conflicts=True)
    return len(fresh)
