"""What identity does by itself: absences begin at their time, and each night it forgets old sessions."""

from datetime import timedelta

from django.conf import settings

from steadfast.apps.identity import operations, queries
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task

SWEEP = 500  # absences that one run works on


@task()
def forget_old_sessions() -> int:
    """Delete sessions that have ended; return how many."""
    return operations.forget_old_sessions(now=clock.now())


@task()
def begin_absences() -> int:
    """Let the absences begin whose time has come, each in a transaction of its own; return how many."""
    now = clock.now()
    due = list(queries.beginning_absences(now).values_list("pk", flat=True)[:SWEEP])
    return sum(operations.begin_absence(absence_id, now=now) for absence_id in due)


@task()
def forget_old_audit() -> int:
    """Delete lines of the audit book that are older than the practice keeps them; return how many."""
    return operations.forget_old_entries(days=settings.AUDIT_DAYS, now=clock.now())


schedule.every(timedelta(minutes=1), begin_absences, name="identity.begin_absences")
schedule.every(timedelta(days=1), forget_old_sessions, name="identity.forget_old_sessions", offset=timedelta(hours=3))
schedule.every(
    timedelta(days=1), forget_old_audit, name="identity.forget_old_audit", offset=timedelta(hours=3, minutes=20)
)
