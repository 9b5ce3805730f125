"""What the desk does by itself: it ends waits whose time is up, closes what nobody objected to, follows the rota.

Old forms are forgotten each night.
"""

from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import BulkRun
from steadfast.apps.desk.operations import bulk
from steadfast.apps.desk.queries import expired, unobjected
from steadfast.apps.identity import queries as identity
from steadfast.foundation import clock, outbox
from steadfast.foundation.files import store
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event


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
def carry_out_bulk(run_id: int) -> None:
    """Carry a bulk change through its phase, as who made it."""
    person = BulkRun.objects.select_related("person").get(pk=run_id).person
    actor = identity.actor_of(person, None if person.left_at is None else ())
    while bulk.carry_on(run_id, actor=actor, now=clock.now()):
        pass


@outbox.subscribe("bulk.begun", "desk.carry_out_bulk")
def begin_bulk(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin to carry out a bulk change that is too long to wait for."""
    if data["by_job"]:
        carry_out_bulk.using(unique_key=f"bulk:{data['bulk']}").enqueue(data["bulk"])


@task()
def forget_bulk_drafts() -> int:
    """Forget bulk changes that nobody applied within a month."""
    return bulk.forget_drafts(now=clock.now())


@task()
def forget_arrivals() -> int:
    """Remove files that a killed process left half written over a day ago."""
    return store.forget_arrivals(before=(clock.now() - timedelta(days=1)).timestamp())


@task()
def forget_presence() -> int:
    """Forget who looked at which ticket over a minute ago."""
    return operations.forget_presence(now=clock.now())


schedule.every(timedelta(minutes=10), forget_presence, name="desk.forget_presence")
schedule.every(timedelta(minutes=1), end_expired_waits, name="desk.end_expired_waits")
schedule.every(timedelta(minutes=5), close_unobjected, name="desk.close_unobjected")
schedule.every(
    timedelta(days=1), forget_bulk_drafts, name="desk.forget_bulk_drafts", offset=timedelta(hours=2, minutes=10)
)
schedule.every(timedelta(days=1), forget_forms, name="desk.forget_forms", offset=timedelta(hours=2))
schedule.every(timedelta(days=1), forget_arrivals, name="desk.forget_arrivals", offset=timedelta(hours=2, minutes=20))
schedule.every(timedelta(minutes=1), follow_duty, name="desk.follow_duty")
