"""What the figures do by themselves: months are frozen when they close, and restated by night when facts came late."""

from datetime import timedelta

from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting import operations
from steadfast.apps.reporting.queries import closed_months
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task()
def close_months() -> int:
    """State the months that closed since; return how many. After a migration or an import all are counted anew."""
    try:
        closed = operations.close_months(now=clock.now())
    except identity.NotSetUp:
        return 0
    if closed_months.are_all_marked():
        operations.restate_months(now=clock.now())
    return len(closed)


@task()
def restate_months() -> int:
    """Count the months anew that changed since; return how many of them have a new revision."""
    try:
        return sum(stated.is_new for stated in operations.restate_months(now=clock.now()))
    except identity.NotSetUp:
        return 0


schedule.every(timedelta(hours=1), close_months, name="reporting.close_months", offset=timedelta(minutes=10))
schedule.every(
    timedelta(days=1), restate_months, name="reporting.restate_months", offset=timedelta(hours=3, minutes=20)
)
