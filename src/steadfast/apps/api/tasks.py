"""What the interface for programs does by itself: each night it forgets the answers that it kept for a day."""

from datetime import timedelta

from steadfast.apps.api.operations import answering_once
from steadfast.foundation import clock
from steadfast.foundation.jobs import schedule, task


@task()
def forget_answers() -> int:
    """Delete kept answers that are over a day old; return how many."""
    return answering_once.forget_answers(now=clock.now())


schedule.every(timedelta(hours=6), forget_answers, name="api.forget_answers", offset=timedelta(minutes=17))
