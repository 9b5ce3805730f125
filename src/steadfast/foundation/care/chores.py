"""What the worker does for the care of the data: a look at the clock each minute, backups, restore tests, checks.

The look is also the worker's sign of life, by which /readyz and the page "Care" know that one runs.
"""

from dataclasses import asdict
from datetime import timedelta

from steadfast.foundation import clock, verify
from steadfast.foundation.care import backing_up, plan, restore_test, runs, unnamed, wall
from steadfast.foundation.care.runs import CLOCK, Origin
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Job

LOOK, REMOVE = "care.look", "care.remove_unnamed"
KEPT = timedelta(hours=1)  # the looks of the last hour are enough
TESTED = timedelta(days=7)


@task(max_attempts=3)  # not one: a worker that was killed in it is nothing that a person need see to
def look() -> str:
    """See whether a backup or a restore test is due, and forget the looks of before."""
    now = clock.now()
    Job.objects.filter(schedule=LOOK, done_at__lt=now - KEPT, dead=False).delete()
    planned = plan.read(now=now)
    if planned.due(zone=wall.zone(), now=now):
        back_up.using(unique_key="care.back_up").enqueue()
        return "backup"
    if planned.at and is_test_due():
        test_restore.using(unique_key="care.test_restore").enqueue()
        return "restore test"
    return ""


@task(max_attempts=4)
def back_up(person_id: int | None = None) -> str:
    """Back up as the plan says; raises, and so is tried again, where it cannot be done."""
    origin = Origin("page", person_id) if person_id else CLOCK
    return backing_up.back_up(origin=origin, now=clock.now()).name


@task(max_attempts=2)
def test_restore(person_id: int | None = None) -> str:
    """Restore the newest backup into a folder that is thrown away, and verify it there."""
    origin = Origin("page", person_id) if person_id else CLOCK
    return restore_test.restore_newest(origin=origin, now=clock.now())


@task(max_attempts=1)
def check(person_id: int | None = None) -> int:
    """Run every check of `steadfast verify`; return how many findings there are."""
    with runs.running("verification", Origin("page", person_id)) as run:
        found = [str(finding) for finding in verify.run()]
        run.is_good, run.error = not found, found[0] if found else ""
        run.detail = {"findings": found[:50], "count": len(found)}
    return len(found)


@task(max_attempts=3)
def remove_unnamed() -> dict[str, int]:
    """Remove old files that no row names; return how many and their bytes, which the page "Care" shows."""
    return asdict(unnamed.remove(now=clock.now()))


def is_test_due() -> bool:
    """Tell whether a good backup is there and none was tested for a week."""
    tested, made = runs.latest("restore test"), runs.latest("backup", is_good=True)
    return bool(made) and (tested is None or tested.started_at < clock.now() - TESTED)


schedule.every(timedelta(minutes=1), look, name=LOOK)
schedule.every(timedelta(days=7), remove_unnamed, name=REMOVE, offset=timedelta(hours=2, minutes=40))
