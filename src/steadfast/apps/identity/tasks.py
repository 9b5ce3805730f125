"""What identity does by itself: absences begin at their time, and each night it forgets old sessions."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.queries import leaving as plans
from steadfast.foundation import clock, outbox
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event

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
def carry_leavings() -> int:
    """Pass what those answer for whose time to leave has come, and close their accounts; return how many left."""
    now = clock.now()
    return sum(operations.carry_leaving(leaving.pk, now=now) for leaving in plans.due(now))


@outbox.subscribe("person.leaving_planned", "identity.carry_leavings")
def carry_leaving(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin at once what the schedule would begin within a minute."""
    carry_leavings.using(unique_key="leavings").enqueue()


@task()
def forget_old_audit() -> int:
    """Delete lines of the audit book that are older than the practice keeps them; return how many."""
    return operations.forget_old_entries(days=settings.AUDIT_DAYS, now=clock.now())


schedule.every(timedelta(minutes=1), carry_leavings, name="identity.carry_leavings")
schedule.every(timedelta(minutes=1), begin_absences, name="identity.begin_absences")
schedule.every(timedelta(days=1), forget_old_sessions, name="identity.forget_old_sessions", offset=timedelta(hours=3))
schedule.every(
    timedelta(days=1), forget_old_audit, name="identity.forget_old_audit", offset=timedelta(hours=3, minutes=20)
)
