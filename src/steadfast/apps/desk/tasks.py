"""What the desk does by itself: it ends waits whose time is up, closes what nobody objected to, follows the rota.

Old forms are forgotten each night.
"""

from datetime import timedelta

from steadfast.apps.desk import operations
from steadfast.apps.desk.queries import expired, unobjected
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task()
def end_expired_waits() -> int:
    """End the waits whose expiry has passed, each in a transaction of its own; return how many."""
    now = clock.now()
    return sum(operations.expire_wait(ticket_id, now=now) for ticket_id in expired(now))


@task()
def close_unobjected() -> int:
    """Close resolved tickets whose confirmation window is over; return how many."""
    now = clock.now()
    return sum(operations.close_unobjected(ticket_id, now=now) for ticket_id in unobjected(now))


@task()
def follow_duty() -> int:
    """Bring tickets that nobody has taken to who is on duty now; return how many passed."""
    return operations.follow_duty(now=clock.now())


@task()
def forget_forms() -> int:
    """Forget forms that were sent over a week ago."""
    return operations.forget_forms(now=clock.now())


@task()
def forget_presence() -> int:
    """Forget who looked at which ticket over a minute ago."""
    return operations.forget_presence(now=clock.now())


schedule.every(timedelta(minutes=10), forget_presence, name="desk.forget_presence")
schedule.every(timedelta(minutes=1), end_expired_waits, name="desk.end_expired_waits")
schedule.every(timedelta(minutes=5), close_unobjected, name="desk.close_unobjected")
schedule.every(timedelta(days=1), forget_forms, name="desk.forget_forms", offset=timedelta(hours=2))
schedule.every(timedelta(minutes=1), follow_duty, name="desk.follow_duty")
