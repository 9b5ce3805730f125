"""What alerts do by themselves: what was left is read, recovered tickets end, maintenance ends, old bodies go."""

from datetime import timedelta

from steadfast.apps.alerts import operations, waking
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task()
def look_after() -> int:
    """Place what outlived its maintenance and settle what recovered; return how many that were."""
    now = clock.now()
    done = operations.after_maintenance(actor=waking.MONITORING, now=now)
    found = [operations.settle(key, actor=waking.MONITORING, now=now) for key in operations.well(now)]
    return done + len(found)


@task()
def forget_arrivals() -> int:
    """Forget bodies that were read long ago."""
    return operations.forget_arrivals(now=clock.now())


schedule.every(timedelta(minutes=1), waking.read_arrived, name="alerts.read_arrived")
schedule.every(timedelta(minutes=1), look_after, name="alerts.look_after")
schedule.every(timedelta(days=1), forget_arrivals, name="alerts.forget_arrivals", offset=timedelta(hours=2, minutes=30))
