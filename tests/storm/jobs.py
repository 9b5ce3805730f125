"""A job of the storm: it takes a while, and has one effect for its key however often it runs."""

import time

from steadfast.foundation.jobs import task
from steadfast.foundation.models import NumberSeries
from tests.storm.stage import JOB_S


@task(max_attempts=50)
def effect(key: int) -> None:
    time.sleep(JOB_S)
    NumberSeries.objects.get_or_create(kind=f"storm:{key}", defaults={"last": 1})
