"""Is this process alive, and is the whole ready to serve: what a load balancer and an alarm ask.

Ready means: the database takes writes, its tables are ours, the guards stand, a worker was seen, and due work does not
pile up. Each check is a plain function that returns "" or what is wrong.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from django.conf import settings
from django.db import Error, connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min

from steadfast.foundation import triggers
from steadfast.foundation.jobs import lease
from steadfast.foundation.models import Delivery, Job

LATE = timedelta(minutes=5)  # due work that no worker has begun for so long, a worker not seen for so long
BEAT = "care.look"  # the schedule whose jobs only a living worker makes
LOW = 50_000_000  # bytes free on the disk below which saving may fail at any moment
_known: list[bool] = []  # True once the tables were seen to be up to date


def guards() -> str:
    """Return "" or which triggers are missing."""
    missing = triggers.missing()
    return f"missing triggers: {', '.join(missing)}" if missing else ""


def tables() -> str:
    """Return "" or which migrations have not been applied. What is applied stays so: a process finds out once."""
    return "" if _are_ours() else f"missing migrations: {', '.join(_missing())}"


def _are_ours() -> bool:
    if not _known and not _missing():
        _known.append(True)
    return bool(_known)


def _missing() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def database() -> str:
    """Return "" or why the database takes no writes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'")
            return "read-only" if cursor.fetchone()[0] else ""
    file = Path(connection.settings_dict["NAME"])
    try:
        with closing(sqlite3.connect(file, timeout=0)) as probe:
            probe.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return "" if "locked" in str(error) else str(error)  # locked: somebody is writing, so writing works
    return ""


def disk() -> str:
    """Return "" or how little room there is beside the database."""
    free = disk_usage(settings.DATA).free
    return f"{free // 1_000_000} MB free in {settings.DATA}" if free < LOW else ""


def worker(*, now: datetime) -> str:
    """Return "" or since when no worker was seen, or how long the oldest due work has waited."""
    at = seen()
    if at is None:
        return "no worker was seen yet; is one running?"
    if now - at > LATE:
        return f"no worker was seen for {int((now - at).total_seconds())} s; is one running?"
    waited = lag(now=now)
    return f"work is due for {int(waited.total_seconds())} s; is a worker running?" if waited > LATE else ""


def seen() -> datetime | None:
    """Return when a worker last showed itself, to the minute."""
    at: datetime | None = Job.objects.filter(schedule=BEAT).aggregate(at=Max("due_at"))["at"]
    return at


def lag(*, now: datetime) -> timedelta:
    """Return how long the oldest due job or delivery has waited for a worker."""
    due = lease.is_due(now)
    waiting = [_oldest(Job.objects.filter(due, done_at__isnull=True)), _oldest(Delivery.objects.filter(due))]
    return max((now - at for at in waiting if at), default=timedelta(0))


def dead() -> int:
    """Return how many jobs and deliveries were given up and wait for a person."""
    return Job.objects.filter(dead=True).count() + Delivery.objects.filter(next_at__isnull=True).count()


def troubles(*, now: datetime) -> dict[str, str]:
    """Return what keeps the whole from being ready, by the name of the check; {} when it is."""
    checks: dict[str, Callable[[], str]] = {
        "database": database,
        "disk": disk,
        "migrations": tables,
        "triggers": guards,
        "worker": lambda: worker(now=now),
    }
    try:
        said = {name: check() for name, check in checks.items()}
    except Error:
        return {"database": "does not answer"}
    return {name: trouble for name, trouble in said.items() if trouble}


def _oldest(rows: models.QuerySet[Job] | models.QuerySet[Delivery]) -> datetime | None:
    oldest: datetime | None = rows.aggregate(oldest=Min("next_at"))["oldest"]
    return oldest
