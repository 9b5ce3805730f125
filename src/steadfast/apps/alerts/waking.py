"""The reader of what arrived, and how it is woken: once a second at most, however many alerts come in it.

Its job runs a second after that one is over, so that all of it are read together and none is committed too late for
it. One that was missed all the same, since its process was killed, is read within a minute (tasks.py).
"""

from datetime import UTC, datetime, timedelta

from steadfast.apps.alerts import operations
from steadfast.foundation import clock
from steadfast.foundation.actor import Actor
from steadfast.foundation.jobs import task

MONITORING = Actor(None, None, "Monitoring", frozenset())


@task()
def read_arrived() -> int:
    """Read all that waits; return how many bodies that were."""
    read = 0
    while found := _read_some():
        read += found
    return read


_woken = datetime.min.replace(tzinfo=UTC)  # the last second for which this process has made a job


def wake(*, now: datetime) -> None:
    """Have what arrived read soon; call it in the transaction that writes it."""
    global _woken
    second = now.replace(microsecond=0)
    if second == _woken:
        return
    key = f"alerts.read:{int(second.timestamp())}"
    read_arrived.using(unique_key=key, run_after=second + timedelta(seconds=2)).enqueue()
    _woken = second


def _read_some() -> int:
    """Read a batch; where that goes wrong body by body, so that one bad body stops no other."""
    try:
        return operations.read_some(actor=MONITORING, now=clock.now())
    except (ValueError, TypeError, LookupError, AttributeError):
        pass
    try:
        return operations.read_some(most=1, actor=MONITORING, now=clock.now())
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        operations.set_aside(f"Reading it failed: {type(error).__name__}: {error}")
        return 1
