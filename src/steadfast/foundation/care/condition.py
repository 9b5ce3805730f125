"""How the server is: what the page "Care" shows and /metrics counts, each read from what is there, nothing cached."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from shutil import disk_usage

import django
from django.conf import settings
from django.db import connection
from django.db.models import Min

from steadfast import VERSION
from steadfast.foundation import health
from steadfast.foundation.care import backup, runs, snapshot
from steadfast.foundation.models import CareRun, Delivery, Job

SHOWN = 20


@dataclass(frozen=True)
class Work:
    """Jobs and deliveries. `lag`: how long the oldest due one has waited."""

    lag: timedelta
    open_jobs: int
    dead_jobs: Sequence["GivenUp"]
    dead_count: int
    deliveries: int
    given_up: int


@dataclass(frozen=True)
class GivenUp:
    """A job as the page shows it: which one, since when, and the last line of its error."""

    pk: int
    task: str
    done_at: datetime | None
    reason: str


def _given_up(job: Job) -> GivenUp:
    lines = job.error.strip().splitlines() or [""]
    return GivenUp(job.pk, job.task.removeprefix("steadfast."), job.done_at, lines[-1][:200])


@dataclass(frozen=True)
class Disk:
    """Bytes. `files`: of those that people attached, `count` in number."""

    free: int
    total: int
    database: int
    files: int
    count: int

    @property
    def free_share(self) -> float:
        return self.free / self.total


def last_of(schedule: str) -> Job | None:
    """Return the latest job of a schedule that ended well; they are kept for a month."""
    done = Job.objects.filter(schedule=schedule, done_at__isnull=False, dead=False)
    return done.order_by("-due_at").first()


def work(*, now: datetime) -> Work:
    dead = Job.objects.filter(dead=True).order_by("-done_at")
    return Work(
        lag=health.lag(now=now),
        open_jobs=Job.objects.filter(done_at__isnull=True).count(),
        dead_jobs=[_given_up(job) for job in dead[:SHOWN]],
        dead_count=dead.count(),
        deliveries=Delivery.objects.filter(next_at__isnull=False).count(),
        given_up=Delivery.objects.filter(next_at__isnull=True).count(),
    )


def outbox_lag(*, now: datetime) -> timedelta:
    """Return how long the oldest due delivery has waited."""
    oldest = Delivery.objects.filter(next_at__lte=now).aggregate(at=Min("next_at"))["at"]
    return now - oldest if oldest else timedelta(0)


def disk() -> Disk:
    usage = disk_usage(settings.DATA)
    sizes = [file.stat().st_size for _, file in backup.stored()]
    return Disk(usage.free, usage.total, snapshot.size(), sum(sizes), len(sizes))


def versions() -> list[tuple[str, str]]:
    """Return what runs here, by name."""
    return [
        ("Steadfast", VERSION),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        (connection.display_name, ".".join(map(str, connection.get_database_version()))),
        ("tzdata", version("tzdata")),
    ]


def restored_of(restore: CareRun | None) -> datetime | None:
    """Return the moment of the backup from which this practice was restored."""
    return datetime.fromisoformat(restore.detail["made_at"]) if restore and "made_at" in restore.detail else None


def runs_shown() -> dict[str, CareRun | None]:
    """Return the latest of what the page tells, by name."""
    return {
        "good": runs.latest("backup", is_good=True),
        "backup": runs.latest("backup"),
        "test": runs.latest("restore test"),
        "verification": runs.latest("verification"),
        "restore": runs.restored(),
    }
