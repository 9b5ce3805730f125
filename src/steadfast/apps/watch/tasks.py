"""What the watch does by itself: it looks each minute and learns each night. Both are repeated harmlessly."""

from datetime import timedelta

from steadfast.apps.identity import queries as identity
from steadfast.apps.watch import operations
from steadfast.apps.watch.queries import past
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task()
def look() -> int:
    """Bring the signs up to date; return how many tickets were looked at. The first look learns first."""
    try:
        identity.practice()
    except identity.NotSetUp:
        return 0
    if past.lesson() is None:
        operations.learn(now=clock.now())
    return operations.look(now=clock.now())


@task()
def learn() -> int:
    """Learn from the past anew; return of how many promises."""
    return operations.learn(now=clock.now())


schedule.every(timedelta(minutes=1), look, name="watch.look")
schedule.every(timedelta(days=1), learn, name="watch.learn", offset=timedelta(hours=2, minutes=40))
