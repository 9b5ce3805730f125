"""What identity does each night."""

from datetime import timedelta

from steadfast.apps.identity import operations
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task()
def forget_old_sessions() -> int:
    """Delete sessions that have ended; return how many."""
    return operations.forget_old_sessions(now=clock.now())


schedule.every(timedelta(days=1), forget_old_sessions, name="identity.forget_old_sessions", offset=timedelta(hours=3))
