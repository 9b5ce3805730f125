"""The reader of what arrived, and how it is woken: once a second at most, however many alerts come in it.

Its job runs after the second is over, so that all of it are read together; what comes late finds the next second's.
"""

from datetime import datetime, timedelta

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


def wake(*, now: datetime) -> None:
    """Have what arrived read soon; call it in the transaction that writes it."""
    second = now.replace(microsecond=0)
    later = read_arrived.using(
        unique_key=f"alerts.read:{int(second.timestamp())}", run_after=second + timedelta(seconds=1)
    )
    later.enqueue()


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
