"""Is this process alive, and is the whole ready to serve: what a load balancer and an alarm ask.

Ready means: the database answers, the guards stand, and due work does not pile up. Each check is a plain function.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error, models
from django.db.models import Min

from steadfast.foundation import triggers
from steadfast.foundation.jobs import lease
from steadfast.foundation.models import Delivery, Job

LATE = timedelta(minutes=5)  # due work that no worker has begun for so long


def guards() -> str:
    """Return "" or which triggers are missing."""
    missing = triggers.missing()
    return f"missing triggers: {', '.join(missing)}" if missing else ""


def worker(*, now: datetime) -> str:
    """Return "" or how long the oldest due work has waited."""
    waited = lag(now=now)
    return f"work is due for {int(waited.total_seconds())} s; is a worker running?" if waited > LATE else ""


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
    checks: dict[str, Callable[[], str]] = {"triggers": guards, "worker": lambda: worker(now=now)}
    try:
        said = {name: check() for name, check in checks.items()}
    except Error:
        return {"database": "does not answer"}
    return {name: trouble for name, trouble in said.items() if trouble}


def _oldest(rows: models.QuerySet[Job] | models.QuerySet[Delivery]) -> datetime | None:
    oldest: datetime | None = rows.aggregate(oldest=Min("next_at"))["oldest"]
    return oldest
