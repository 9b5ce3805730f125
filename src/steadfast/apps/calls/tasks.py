"""What calls do by themselves: what was posted and not read, since a process was killed, is read; old bodies go."""

from datetime import timedelta

from steadfast.apps.calls import operations
from steadfast.apps.calls.models import Posted
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.jobs.each import each

SWEEP = 500


@task()
def hear_one(posted_id: int) -> int:
    """Read one body; return that it was read."""
    operations.hear(posted_id, now=clock.now())
    return 1


@task()
def hear_waiting() -> int:
    """Read what waits, in its order; return how many bodies that were."""
    return each(hear_one, Posted.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True)[:SWEEP])


@task()
def forget_posted() -> int:
    """Forget bodies that were read long ago."""
    return operations.forget_posted(now=clock.now())


schedule.every(timedelta(minutes=1), hear_waiting, name="calls.hear_waiting")
schedule.every(timedelta(days=1), forget_posted, name="calls.forget_posted", offset=timedelta(hours=2, minutes=40))
