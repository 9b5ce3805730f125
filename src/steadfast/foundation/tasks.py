"""The foundation's own periodic work: finished jobs are kept a month, dead ones until a person has seen to them."""

from datetime import timedelta

from steadfast.foundation import clock
from steadfast.foundation.care import chores
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Job

__all__ = ["chores", "forget_finished_jobs"]  # the care of data has its own

KEPT = timedelta(days=30)
CHUNK = 5_000  # one short transaction each


@task()
def forget_finished_jobs() -> int:
    """Delete jobs that finished over a month ago; return how many."""
    old = Job.objects.filter(done_at__lt=clock.now() - KEPT, dead=False)
    forgotten = 0
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        forgotten += Job.objects.filter(pk__in=keys).delete()[0]
    return forgotten


schedule.every(
    timedelta(days=1), forget_finished_jobs, name="foundation.forget_finished_jobs", offset=timedelta(hours=3)
)
