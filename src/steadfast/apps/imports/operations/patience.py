"""Wait for a run that may have died: its lease ends within seconds, unless it is alive and renews it."""

import time
from collections.abc import Callable
from datetime import datetime

from steadfast.apps.imports.operations.claiming import Busy, Claim, File, claim
from steadfast.foundation.actor import Actor

Clock = Callable[[], datetime]
LOOK_EVERY_S = 0.5


def claim_when_free(file: File, *, actor: Actor, clock: Clock) -> Claim:
    """Return the claim on a file. Raise Busy as soon as the other run shows that it is alive; a dead one is awaited."""
    first: Busy | None = None
    while True:
        try:
            return claim(file, actor=actor, now=clock())
        except Busy as busy:
            if first is not None and busy.until != first.until:
                raise
            first = busy
        time.sleep(LOOK_EVERY_S)
